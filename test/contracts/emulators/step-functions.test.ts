import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  GetExecutionHistoryCommand,
  InvalidExecutionInput,
  InvalidName,
  InvalidOutput,
  InvalidToken,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  functionArn,
  machineArn,
  type OwnEmulators,
  startOwnEmulators,
  type TestFunction,
} from '../../fixtures/runtime/own-emulators.ts';

let emulators: OwnEmulators;
afterEach(() => emulators.stop());

const DAY_SECONDS = 86_400;

const waiting = {
  StartAt: 'Vraag',
  States: {
    Vraag: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: functionArn('vraag'), Payload: { 'id.$': '$.id', 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 30 * DAY_SECONDS,
      ResultPath: '$.stap',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.fout', Next: 'Verlopen' }],
      End: true,
    },
    Verlopen: { Type: 'Pass', End: true },
  },
};
const single = (fields: object) => ({
  StartAt: 'Doe',
  States: { Doe: { Type: 'Task', Resource: functionArn('doe'), End: true, ...fields } },
});

const start = (input = '{"id":"a"}', name = 'a') =>
  emulators.sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input }));
const describeExecution = async (name = 'a') => {
  const executionArn = machineArn.replace('stateMachine', 'execution').concat(`:${name}`);
  return emulators.sfn.send(new DescribeExecutionCommand({ executionArn }));
};
const history = async (name = 'a') => {
  const { executionArn } = await describeExecution(name);
  return (await emulators.sfn.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];
};

/** A function that keeps the tokens it is given. */
function tokenKeeper(): { readonly tokens: string[]; readonly keep: TestFunction } {
  const tokens: string[] = [];
  const keep = (event: unknown) => {
    tokens.push(z.object({ token: z.string() }).parse(event).token);
  };
  return { tokens, keep };
}

/** A function that fails by name until it has been called often enough. */
function failing(name: string, times: number): { readonly calls: number[]; readonly fn: TestFunction } {
  const calls: number[] = [];
  const fn = () => {
    calls.push(Math.floor(emulators.clock.now() / 1000));
    if (calls.length > times) return { uitkomst: 'gelukt' };
    const error = new Error('nu niet');
    error.name = name;
    throw error;
  };
  return { calls, fn };
}

describe('starting an execution', () => {
  test('runs it and tells its output', async () => {
    emulators = await startOwnEmulators(single({}), { doe: (event) => ({ kreeg: event }) });
    const { executionArn } = await start();
    expect(executionArn).toBe('arn:aws:states:eu-west-1:000000000000:execution:proef:a');
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '{"kreeg":{"id":"a"}}', name: 'a' });
  });

  test('is the same execution for the same name and input while it runs', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    const first = await start('{"id":"a","b":1}');
    const second = await start('{ "b": 1, "id": "a" }');
    await emulators.settle();
    expect(second.executionArn).toBe(first.executionArn);
    expect(tokens).toHaveLength(1);
    await expect(start('{"id":"anders"}')).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  });

  test('refuses the name of an execution that has ended', async () => {
    emulators = await startOwnEmulators(single({}), { doe: () => null });
    await start();
    await emulators.settle();
    await expect(start()).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  });

  test('refuses what AWS refuses', async () => {
    emulators = await startOwnEmulators();
    await expect(start('{}', 'kop-1:2026-M11')).rejects.toBeInstanceOf(InvalidName);
    await expect(start('{}', 'x'.repeat(81))).rejects.toBeInstanceOf(InvalidName);
    await expect(start('geen json')).rejects.toBeInstanceOf(InvalidExecutionInput);
    const unknown = new StartExecutionCommand({ stateMachineArn: `${machineArn}x`, input: '{}' });
    await expect(emulators.sfn.send(unknown)).rejects.toBeInstanceOf(StateMachineDoesNotExist);
    await expect(describeExecution('weg')).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });
});

describe('a task token', () => {
  test('resumes the execution with its output', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    await start();
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'RUNNING' });
    await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"uitkomst":"goed"}' }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"id":"a","stap":{"uitkomst":"goed"}}',
    });
  });

  test('may be answered before the function returns', async () => {
    emulators = await startOwnEmulators(waiting, {
      vraag: async (event) => {
        const { token } = z.object({ token: z.string() }).parse(event);
        await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }));
      },
    });
    await start();
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '{"id":"a","stap":1}' });
  });

  test('fails the task by name', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    await start();
    await emulators.settle();
    await emulators.sfn.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Defect', cause: 'stuk' }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'Defect', cause: 'stuk' });
  });

  test('is good for one answer', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    await start();
    await emulators.settle();
    const answer = (taskToken = '', output = '{}') =>
      emulators.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));
    await expect(answer(tokens[0], 'geen json')).rejects.toBeInstanceOf(InvalidOutput);
    await answer(tokens[0]);
    await expect(answer(tokens[0])).rejects.toBeInstanceOf(TaskTimedOut);
    await expect(answer('onzin')).rejects.toBeInstanceOf(InvalidToken);
    await expect(answer(`lokaal${'x'.repeat(64)}`)).rejects.toBeInstanceOf(TaskDoesNotExist);
  });

  test('lapses after thirty days of virtual time, and the machine goes on', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    await start();
    await emulators.advanceTo('2026-12-24T08:59:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'RUNNING' });
    await emulators.advanceTo('2026-12-24T09:01:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED' });
    expect((await describeExecution()).output).toContain('"Error":"States.Timeout"');
    const late = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' });
    await expect(emulators.sfn.send(late)).rejects.toBeInstanceOf(TaskTimedOut);
  });

  test('is a new one for each attempt', async () => {
    const { tokens, keep } = tokenKeeper();
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1, BackoffRate: 1 }];
    const { Vraag, Verlopen } = waiting.States;
    const States = { Vraag: { ...Vraag, TimeoutSeconds: 1800, Retry }, Verlopen };
    emulators = await startOwnEmulators({ ...waiting, States }, { vraag: keep });
    await start();
    await emulators.advanceTo('2026-11-24T09:31:00Z');
    expect(new Set(tokens).size).toBe(2);
    await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken: tokens[1], output: '"nu wel"' }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '{"id":"a","stap":"nu wel"}' });
  });

  test('stays alive by heartbeats and dies without them', async () => {
    const { tokens, keep } = tokenKeeper();
    const Vraag = { ...waiting.States.Vraag, HeartbeatSeconds: 60 };
    emulators = await startOwnEmulators({ ...waiting, States: { ...waiting.States, Vraag } }, { vraag: keep });
    await start();
    await emulators.advanceTo('2026-11-24T09:00:50Z');
    await emulators.sfn.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    await emulators.advanceTo('2026-11-24T09:01:40Z');
    expect(await describeExecution()).toMatchObject({ status: 'RUNNING' });
    await emulators.advanceTo('2026-11-24T09:02:00Z');
    expect((await describeExecution()).output).toContain('States.Timeout');
  });

  test('gives parallel branches a token each', async () => {
    const { tokens, keep } = tokenKeeper();
    const branch = { ...waiting, StartAt: 'Vraag', States: { Vraag: { ...waiting.States.Vraag, Catch: [] } } };
    const other = { StartAt: 'Ook', States: { Ook: branch.States.Vraag } };
    const both = { StartAt: 'Beide', States: { Beide: { Type: 'Parallel', Branches: [branch, other], End: true } } };
    emulators = await startOwnEmulators(both, { vraag: keep });
    await start();
    await emulators.settle();
    expect(new Set(tokens).size).toBe(2);
    for (const taskToken of tokens)
      await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken, output: `"${tokens.indexOf(taskToken)}"` }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({
      status: 'SUCCEEDED',
      output: '[{"id":"a","stap":"0"},{"id":"a","stap":"1"}]',
    });
  });
});

describe('a timeout from a path', () => {
  const { Vraag, Verlopen } = waiting.States;
  const { TimeoutSeconds, ...untimed } = Vraag;
  const machine = (over: object = {}) => ({
    StartAt: 'Vraag',
    States: { Vraag: { ...untimed, TimeoutSecondsPath: '$.wacht', ...over }, Verlopen },
  });
  const input = JSON.stringify({ id: 'a', wacht: 30 * DAY_SECONDS });

  test('ends the wait at its moment on the virtual clock, and not before', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(machine(), { vraag: keep });
    await start(input);
    await emulators.advanceTo('2026-12-24T08:59:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'RUNNING' });
    await emulators.advanceTo('2026-12-24T09:01:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED' });
    expect((await describeExecution()).output).toContain('"Error":"States.Timeout"');
    expect(tokens).toHaveLength(1);
  });

  test('leaves the function its own input, and the state its own', async () => {
    const seen: unknown[] = [];
    const vraag = (event: unknown) => seen.push(event);
    emulators = await startOwnEmulators(machine(), { vraag });
    await start(input);
    await emulators.settle();
    expect(seen).toEqual([{ id: 'a', token: expect.any(String) }]);
    const [{ token: taskToken } = { token: '' }] = z.array(z.object({ token: z.string() })).parse(seen);
    await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"gehoord"' }));
    await emulators.settle();
    const output = JSON.stringify({ id: 'a', wacht: 30 * DAY_SECONDS, stap: 'gehoord' });
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test('holds for a task without parameters too', async () => {
    const seen: unknown[] = [];
    const doe = (event: unknown) => {
      seen.push(event);
      return 'klaar';
    };
    emulators = await startOwnEmulators(single({ TimeoutSecondsPath: '$.wacht' }), { doe });
    await start('{"wacht":60}');
    await emulators.settle();
    expect(seen).toEqual([{ wacht: 60 }]);
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '"klaar"' });
  });

  test.each(['0', '-5', '1.5', '"60"', 'null'])('of %s ends the execution', async (wacht) => {
    emulators = await startOwnEmulators(machine(), { vraag: () => null });
    await start(`{"id":"a","wacht":${wacht}}`);
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('Retry', () => {
  const Retry = [
    { ErrorEquals: ['Refused'], MaxAttempts: 0 },
    { ErrorEquals: ['Transient'], IntervalSeconds: 60, MaxAttempts: 4, BackoffRate: 2, MaxDelaySeconds: 180 },
  ];

  test('waits longer each time, up to its maximum, on the virtual clock', async () => {
    const { calls, fn } = failing('Transient', 4);
    emulators = await startOwnEmulators(single({ Retry }), { doe: fn });
    await start();
    await emulators.advanceTo('2026-11-24T12:00:00Z');
    const waits = calls.slice(1).map((at, index) => at - (calls[index] ?? 0));
    expect(waits).toEqual([60, 120, 180, 180]);
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('gives up after its last attempt', async () => {
    const { calls, fn } = failing('Transient', 99);
    emulators = await startOwnEmulators(single({ Retry }), { doe: fn });
    await start();
    await emulators.advanceTo('2026-11-24T12:00:00Z');
    expect(calls).toHaveLength(5);
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'Transient' });
  });

  test.each(['Refused', 'Defect'])('does not repeat %s', async (name) => {
    const { calls, fn } = failing(name, 99);
    emulators = await startOwnEmulators(single({ Retry }), { doe: fn });
    await start();
    await emulators.advanceTo('2026-11-24T12:00:00Z');
    expect(calls).toHaveLength(1);
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: name });
  });
});

describe('Wait', () => {
  const machine = (fields: object) => ({
    StartAt: 'Wacht',
    States: { Wacht: { Type: 'Wait', ...fields, Next: 'Doe' }, Doe: single({}).States.Doe },
  });

  test.each([
    ['Seconds', { Seconds: 3600 }, '{}', '2026-11-24T10:00'],
    ['SecondsPath', { SecondsPath: '$.s' }, '{"s":7200}', '2026-11-24T11:00'],
    ['Timestamp', { Timestamp: '2027-01-01T00:00:00Z' }, '{}', '2027-01-01T00:00'],
    ['TimestampPath', { TimestampPath: '$.tot' }, '{"tot":"2026-12-10T05:00:00.000Z"}', '2026-12-10T05:00'],
  ])('waits by %s and passes its input on', async (_field, fields, input, expected) => {
    const seen: unknown[] = [];
    const doe = (event: unknown) => seen.push(event, new Date(emulators.clock.now()).toISOString());
    emulators = await startOwnEmulators(machine(fields), { doe });
    await start(input);
    await emulators.advanceTo('2027-02-01T00:00:00Z');
    expect(seen).toEqual([JSON.parse(input), expect.stringContaining(expected)]);
  });

  test('fails on something that is no moment', async () => {
    emulators = await startOwnEmulators(machine({ TimestampPath: '$.tot' }), { doe: () => null });
    await start('{"tot":"morgen"}');
    await emulators.advanceTo('2027-02-01T00:00:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('an execution', () => {
  test('tells its history in order, with inputs and outputs', async () => {
    const flow = {
      StartAt: 'Wacht',
      States: { Wacht: { Type: 'Wait', Seconds: 5, Next: 'Doe' }, Doe: single({ ResultPath: '$.r' }).States.Doe },
    };
    emulators = await startOwnEmulators(flow, { doe: () => 1 });
    await start();
    await emulators.advanceTo('2026-11-24T09:01:00Z');
    const events = await history();
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[3]?.stateEnteredEventDetails).toEqual({ name: 'Doe', input: '{"id":"a"}' });
    expect(events[6]?.stateExitedEventDetails).toEqual({ name: 'Doe', output: '{"id":"a","r":1}' });
    expect(events[1]?.timestamp?.toISOString()).toMatch(/^2026-11-24T09:00:0/);
  });

  test('is stopped from outside, and whatever it waited for is gone', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    const { executionArn } = await start();
    await emulators.settle();
    await emulators.sfn.send(new StopExecutionCommand({ executionArn, error: 'Hand', cause: 'gestopt' }));
    expect(await describeExecution()).toMatchObject({ status: 'ABORTED', error: 'Hand' });
    await emulators.settle();
    expect(emulators.clock.pending()).toEqual([]);
    const late = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' });
    await expect(emulators.sfn.send(late)).rejects.toBeInstanceOf(TaskTimedOut);
  });

  test('times out as a whole', async () => {
    const { keep } = tokenKeeper();
    emulators = await startOwnEmulators({ ...waiting, TimeoutSeconds: 3600 }, { vraag: keep });
    await start();
    await emulators.advanceTo('2026-11-24T10:01:00Z');
    expect(await describeExecution()).toMatchObject({ status: 'TIMED_OUT' });
    expect(emulators.clock.pending()).toEqual([]);
  });

  test('is redriven from the state in which it ended, with the same input, and not when it succeeded', async () => {
    const { calls, fn } = failing('Transient', 1);
    const eerst: unknown[] = [];
    const steps = {
      StartAt: 'Eerst',
      States: {
        Eerst: { Type: 'Task', Resource: functionArn('eerst'), ResultPath: '$.eerst', Next: 'Doe' },
        Doe: { Type: 'Task', Resource: functionArn('doe'), ResultPath: '$.stap', End: true },
      },
    };
    emulators = await startOwnEmulators(steps, { eerst: (event) => eerst.push(event), doe: fn });
    const { executionArn } = await start();
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'Transient' });
    await emulators.sfn.send(new RedriveExecutionCommand({ executionArn }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"id":"a","eerst":1,"stap":{"uitkomst":"gelukt"}}',
    });
    expect([eerst.length, calls.length]).toEqual([1, 2]);
    expect((await history()).map(({ type }) => type)).toContain('ExecutionRedriven');
    const again = emulators.sfn.send(new RedriveExecutionCommand({ executionArn }));
    await expect(again).rejects.toBeInstanceOf(ExecutionNotRedrivable);
  });

  test('that was stopped while it waited is redriven with a new token', async () => {
    const { tokens, keep } = tokenKeeper();
    emulators = await startOwnEmulators(waiting, { vraag: keep });
    const { executionArn } = await start();
    await emulators.settle();
    await emulators.sfn.send(new StopExecutionCommand({ executionArn }));
    await emulators.settle();
    await emulators.sfn.send(new RedriveExecutionCommand({ executionArn }));
    await emulators.settle();
    expect(tokens).toHaveLength(2);
    await emulators.sfn.send(new SendTaskSuccessCommand({ taskToken: tokens[1], output: '{"uitkomst":"ja"}' }));
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('fails when a result is larger than 256 KB', async () => {
    emulators = await startOwnEmulators(single({}), { doe: () => 'x'.repeat(262_144) });
    await start();
    await emulators.settle();
    expect(await describeExecution()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('is listed newest first, by status', async () => {
    emulators = await startOwnEmulators(single({}), {
      doe: (event) => {
        if (z.object({ id: z.string() }).parse(event).id === 'b') throw new Error('stuk');
      },
    });
    await start('{"id":"a"}', 'a');
    await start('{"id":"b"}', 'b');
    await emulators.settle();
    const names = async (statusFilter?: 'FAILED') => {
      const list = new ListExecutionsCommand({ stateMachineArn: machineArn, ...(statusFilter && { statusFilter }) });
      return (await emulators.sfn.send(list)).executions?.map(({ name }) => name);
    };
    expect(await names()).toEqual(['b', 'a']);
    expect(await names('FAILED')).toEqual(['b']);
  });
});
