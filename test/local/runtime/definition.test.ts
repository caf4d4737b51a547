import { describe, expect, test } from 'vitest';
import { planMachine } from '../../../local/runtime/step-functions/definition.ts';

const RESOURCE = 'arn:aws:lambda:eu-west-1:000000000000:function:doe';
const machine = (state: object) => JSON.stringify({ StartAt: 'S', States: { S: { End: true, ...state } } });
const task = (fields: object) => machine({ Type: 'Task', Resource: RESOURCE, ...fields });

describe('planning a machine', () => {
  test('takes timeouts and retries out of the hands of the library', () => {
    const Retry = [{ ErrorEquals: ['Transient'], IntervalSeconds: 30, MaxDelaySeconds: 1800 }];
    const { definition, states } = planMachine('m', task({ TimeoutSeconds: 2_592_000, HeartbeatSeconds: 60, Retry }));
    expect(definition.States.S).not.toHaveProperty('Retry');
    expect(definition.States.S).toHaveProperty('TimeoutSeconds', 2_147_000);
    expect(states.get('S')).toMatchObject({ kind: 'task', timeoutSeconds: 2_592_000, heartbeatSeconds: 60 });
    expect(states.get('S')).toHaveProperty('retry', [
      { ErrorEquals: ['Transient'], IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2, MaxDelaySeconds: 1800 },
    ]);
  });

  test.each([
    ['with parameters', { Parameters: { a: 1 } }, { a: 1 }, 'input'],
    ['without parameters', {}, '$', 'input.$'],
  ])('gives a task %s the timeout of its path beside its input', (_what, fields, input, key) => {
    const { definition, states } = planMachine('m', task({ ...fields, TimeoutSecondsPath: '$.stap.wacht' }));
    expect(definition.States.S).toHaveProperty('Parameters', { [key]: input, 'timeoutSeconds.$': '$.stap.wacht' });
    expect(definition.States.S).not.toHaveProperty('TimeoutSecondsPath');
    expect(states.get('S')).toMatchObject({ timeoutSeconds: 'from-input' });
  });

  test('drops a ResultPath of the whole state', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$', Next: 'S' }];
    const { definition } = planMachine('m', task({ ResultPath: '$', Catch }));
    expect(definition.States.S).not.toHaveProperty('ResultPath');
    expect(definition.States.S).toHaveProperty('Catch', [{ ErrorEquals: ['States.ALL'], Next: 'S' }]);
  });

  test.each([
    ['a heartbeat from a path', task({ HeartbeatSecondsPath: '$.t' }), /heartbeat from a path/],
    ['InputPath beside it', task({ TimeoutSecondsPath: '$.t', InputPath: '$.a' }), /beside a timeout from a path/],
    ['Catch on States.TaskFailed', task({ Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'S' }] }), /TaskFailed/],
    ['InputPath on a Wait', machine({ Type: 'Wait', Seconds: 1, InputPath: '$.a' }), /InputPath on Wait/],
    ['a machine that is not valid', JSON.stringify({ StartAt: 'Weg', States: {} }), /m is not valid/],
  ])('refuses %s', (_what, definition, message) => {
    expect(() => planMachine('m', definition)).toThrow(message);
  });
});
