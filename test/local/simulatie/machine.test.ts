import { describe, expect, it } from 'vitest';
import { Definition } from '../../../local/simulatie/definition.ts';
import { createDice } from '../../../local/simulatie/dice.ts';
import { createLoop } from '../../../local/simulatie/loop.ts';
import { type Ending, type MachineEnd, runMachine } from '../../../local/simulatie/machine.ts';

const START = Date.parse('2026-12-10T05:00:00Z');
const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:doe-iets';
const failed = (error: string): Ending => ({ ok: false, error, cause: 'invented' });
const done = (value: unknown): Ending => ({ ok: true, value });

const task = (over: object): Definition =>
  Definition.parse({
    StartAt: 'Doe',
    States: {
      Doe: { Type: 'Task', Resource: FUNCTION, ResultPath: '$.stap', Next: 'Klaar', ...over },
      Opgevangen: { Type: 'Fail', ErrorPath: '$.fout.Error' },
      Klaar: { Type: 'Succeed' },
    },
  });

interface Played {
  readonly end: MachineEnd | undefined;
  /** After how many seconds the function was called. */
  readonly calls: readonly number[];
}

/** Runs the machine on these answers, of which the last one repeats; `answer` sends something to the token. */
async function playMachine(
  definition: Definition,
  answers: readonly Ending[],
  answer?: { readonly afterSeconds: number; readonly output: unknown },
): Promise<Played> {
  const loop = createLoop(START);
  const calls: number[] = [];
  const host = {
    loop,
    dice: createDice(1),
    async invoke() {
      calls.push((loop.now() - START) / 1000);
      return answers[Math.min(calls.length, answers.length) - 1] ?? failed('no answer');
    },
    openToken() {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      if (answer !== undefined) loop.at(START + answer.afterSeconds * 1000, () => resolve(answer.output));
      return { token: 'taak-1', answered: promise, close: () => undefined };
    },
  };
  let end: MachineEnd | undefined;
  const run = { definition, from: definition.StartAt, data: { id: 'u' }, note: () => undefined };
  void runMachine(host, run).then((ended) => {
    end = ended;
  });
  await loop.run(START + 3_600_000);
  return { end, calls };
}

describe('a machine in virtual time', () => {
  const RETRY = [
    { ErrorEquals: ['Transient'], IntervalSeconds: 5, MaxAttempts: 4, BackoffRate: 2, MaxDelaySeconds: 15 },
  ];
  const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.fout', Next: 'Opgevangen' }];

  it('puts what a function answers at its path', async () => {
    const { end } = await playMachine(task({}), [done({ uitkomst: 'goed' })]);
    expect(end).toEqual({ state: 'Klaar', data: { id: 'u', stap: { uitkomst: 'goed' } } });
  });

  it('waits longer before each try, up to the longest wait, and then gives up', async () => {
    const { end, calls } = await playMachine(task({ Retry: RETRY }), [failed('Transient')]);
    expect(calls).toEqual([0, 5, 15, 30, 45]);
    expect(end).toMatchObject({ state: 'Doe', error: 'Transient' });
  });

  it('tries no other error again, and goes where it is caught', async () => {
    const { end, calls } = await playMachine(task({ Retry: RETRY, Catch: CATCH }), [failed('Defect')]);
    expect(calls).toEqual([0]);
    expect(end).toMatchObject({ state: 'Opgevangen', error: 'Defect' });
  });

  const WAITING = {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: FUNCTION, Payload: { 'id.$': '$.id', 'taakToken.$': '$$.Task.Token' } },
    TimeoutSeconds: 60,
  };

  it('waits for its token, whatever the function answers', async () => {
    const { end } = await playMachine(task(WAITING), [done('ignored')], {
      afterSeconds: 30,
      output: { uitkomst: 'op' },
    });
    expect(end).toEqual({ state: 'Klaar', data: { id: 'u', stap: { uitkomst: 'op' } } });
  });

  it('runs out of time when nobody answers', async () => {
    const { end } = await playMachine(task(WAITING), [done('ignored')], { afterSeconds: 61, output: {} });
    expect(end).toMatchObject({ state: 'Doe', error: 'States.Timeout' });
  });

  it.each([{ HeartbeatSeconds: 5 }, { Type: 'Map' }, { QueryLanguage: 'JSONata' }])('is not read with %j', (over) => {
    expect(() => task(over)).toThrow();
  });
});
