import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createActivity } from '../../../local/runtime/activity.ts';
import { createClock, type VirtualClock } from '../../../local/runtime/clock.ts';
import type { Outcome } from '../../../local/runtime/lambda/protocol.ts';
import { createLambda, type Lambda, type LambdaFunction } from '../../../local/runtime/lambda/runner.ts';
import { createLogbook, type Logbook } from '../../../local/runtime/logbook.ts';
import { listenOnLoopback } from '../../../local/runtime/loopback.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/runtime/functions');

let clock: VirtualClock;
let logbook: Logbook;
let lambda: Lambda;

const fn = (name: string, changes: Partial<LambdaFunction> = {}): LambdaFunction => ({
  name,
  arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
  entry: join(FOLDER, name, 'index.ts'),
  environment: {},
  timeoutSeconds: 10,
  memoryMb: 128,
  reservedConcurrency: undefined,
  ...changes,
});

beforeEach(() => {
  clock = createClock(Date.parse('2027-03-01T12:00:00Z'));
  logbook = createLogbook(clock, false);
  const functions = [
    fn('greets', { environment: { GREETING: 'dag' } }),
    fn('fails', { timeoutSeconds: 1 }),
    fn('broken'),
    fn('together', { reservedConcurrency: 2 }),
  ];
  lambda = createLambda({ functions, clock, activity: createActivity(), logbook });
});
afterEach(async () => {
  await lambda.stop();
  clock.stop();
});

const payload = (outcome: Outcome): unknown => (outcome.ok ? JSON.parse(outcome.payload) : outcome);
const invoke = async (name: string, event: unknown = {}) => lambda.invoke(name, JSON.stringify(event));

describe('a function', () => {
  test('gets the event, its own environment only, and a context', async () => {
    const answer = payload(await invoke('greets', { a: 1 }));
    expect(answer).toMatchObject({ event: { a: 1 }, GREETING: 'dag', functionName: 'greets', isDate: true });
    expect(answer).not.toHaveProperty('HOME');
    expect(answer).toHaveProperty('remaining', expect.closeTo(10_000, -3));
  });

  test('is found by its ARN too, and an unknown one is an error', async () => {
    expect(await lambda.invoke(fn('greets').arn, '{}')).toMatchObject({ ok: true });
    expect(await invoke('weg')).toMatchObject({ ok: false, error: { errorType: 'ResourceNotFoundException' } });
  });

  test('is billed for each time that it ran, also in vain', async () => {
    await invoke('greets');
    await invoke('fails', { how: 'throw' });
    expect(lambda.invocations()).toEqual([
      { functionName: 'greets', memoryMb: 128, ms: expect.any(Number) },
      { functionName: 'fails', memoryMb: 128, ms: expect.any(Number) },
    ]);
  });

  test('sees virtual time, before and after the clock moves', async () => {
    const first = payload(await invoke('greets'));
    expect(first).toMatchObject({ given: '2020-02-29T00:00:00.000Z' });
    expect(first).toHaveProperty(
      'dates',
      [1, 2, 3].map(() => expect.stringMatching(/^2027-03-01T12:00/)),
    );
    clock.moveTo(Date.parse('2028-01-01T00:00:00Z'));
    const second = payload(await invoke('greets'));
    expect(second).toHaveProperty(
      'dates',
      [1, 2, 3].map(() => expect.stringMatching(/^2028-01-01T00:00/)),
    );
  });

  test('stays warm for its next invocation', async () => {
    await invoke('greets');
    expect(payload(await invoke('greets'))).toMatchObject({ calls: 2 });
  });

  test('can be loaded beforehand, also when it is broken', async () => {
    await lambda.warmUp(['broken', 'greets'].map((name) => fn(name).arn));
    expect(payload(await invoke('greets'))).toMatchObject({ calls: 1 });
    expect(await invoke('broken')).toMatchObject({ ok: false });
  });

  test('waits for the worker that is loading instead of starting another', async () => {
    const warming = lambda.warmUp([fn('greets').arn]);
    await invoke('greets');
    await warming;
    expect(payload(await invoke('greets'))).toMatchObject({ calls: 2 });
  });

  test('has what it prints collected under its name', async () => {
    await invoke('greets');
    await expect
      .poll(() => logbook.lines())
      .toContainEqual({
        bron: 'greets',
        regel: 'call 1',
        tijd: expect.stringMatching(/^2027-03-01T12:00/),
      });
  });

  test('runs at most as often at once as the template reserves', async () => {
    const inside: ServerResponse[] = [];
    let most = 0;
    // Nobody is answered before two are inside, however slow the machine; a third would come in before they are.
    const server = createServer((_request, response) => {
      inside.push(response);
      most = Math.max(most, inside.length);
      if (inside.length !== 2) return;
      setTimeout(() => {
        for (const one of inside.splice(0)) one.end('ok');
      }, 30);
    });
    const { url, stop } = await listenOnLoopback(server, 0);
    await Promise.all(Array.from({ length: 6 }, () => invoke('together', { url })));
    await stop();
    expect(most).toBe(2);
  });
});

describe('a failing function', () => {
  test('keeps the name of its error, and the runtime logs it', async () => {
    expect(await invoke('fails', { how: 'named' })).toMatchObject({
      ok: false,
      error: { errorType: 'Transient', errorMessage: 'niet nu' },
    });
    await expect
      .poll(() =>
        logbook
          .lines()
          .map(({ regel }) => regel)
          .join(),
      )
      .toContain('"errorType":"Transient"');
  });

  test.each([
    ['leaves its process', 'exit', { errorType: 'Runtime.ExitError' }],
    ['throws outside its promise', 'uncaught', { errorType: 'TypeError', errorMessage: 'los geschoten' }],
    ['never answers', 'forever', { errorType: 'Sandbox.Timedout' }],
    ['keeps the processor busy', 'busy', { errorType: 'Sandbox.Timedout' }],
  ])('that %s is an outcome, and the next invocation works', async (_what, how, error) => {
    expect(await invoke('fails', { how })).toMatchObject({ ok: false, error });
    expect(payload(await invoke('fails', { how: 'niet' }))).toBe('gelukt');
  });

  test('that does not load is an outcome', async () => {
    expect(await invoke('broken')).toMatchObject({ ok: false, error: { errorMessage: 'deze module laadt niet' } });
  });

  test.each(['at-start', 'before-finish'] as const)('can be killed once, %s', async (when) => {
    lambda.crashNext('greets', when);
    expect(await invoke('greets')).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
    expect(await invoke('greets')).toMatchObject({ ok: true });
  });
});
