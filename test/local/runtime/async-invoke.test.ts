import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Activity, createActivity } from '../../../local/runtime/activity.ts';
import { createAsyncInvoke } from '../../../local/runtime/async-invoke.ts';
import { createClock, type VirtualClock } from '../../../local/runtime/clock.ts';
import {
  createQueues,
  type QueuesAndObjects,
  startQueuesAndObjects,
} from '../../../local/runtime/emulators/queues-and-objects.ts';
import type { Lambda } from '../../../local/runtime/lambda/runner.ts';
import { createLogbook } from '../../../local/runtime/logbook.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { advance } from '../../../local/runtime/settle.ts';
import { functionArn } from '../../fixtures/runtime/own-emulators.ts';

const START = Date.parse('2026-11-24T09:00:00Z');
const queueArn = 'arn:aws:sqs:eu-west-1:000000000000:mislukt';

let store: QueuesAndObjects;
let clock: VirtualClock;
let activity: Activity;
let sqs: SQSClient;
beforeEach(async () => {
  clock = createClock(START);
  activity = createActivity();
  store = await startQueuesAndObjects(clock, activity);
  sqs = new SQSClient(sdkConfig(store.url));
});
afterEach(async () => {
  clock.stop();
  sqs.destroy();
  await store.stop();
});

/** Invokes a function that fails this many times, and answers the minutes at which it was called. */
async function invokeFailing(times: number): Promise<readonly number[]> {
  const minutes: number[] = [];
  const lambda: Lambda = {
    has: () => true,
    invoke: async () => {
      minutes.push(Math.round((clock.now() - START) / 60_000));
      if (minutes.length > times) return { ok: true, payload: 'null' };
      return { ok: false, error: { errorType: 'Defect', errorMessage: 'stuk', trace: [] } };
    },
    invocations: () => [],
    crashNext: () => undefined,
    warmUp: async () => undefined,
    stop: async () => undefined,
  };
  const queues = [
    {
      name: 'mislukt',
      arn: queueArn,
      url: `${store.url}/000000000000/mislukt`,
      visibilityTimeoutSeconds: 30,
      attributes: {},
    },
  ];
  await createQueues(queues, store.url);
  const configs = [{ functionName: 'doel', maximumRetryAttempts: 2, onFailureArn: queueArn }];
  const logbook = createLogbook(clock, false);
  createAsyncInvoke({ lambda, clock, activity, logbook, configs, queues, sqs })(functionArn('doel'), '{"id":"a"}');
  await advance(clock, { activity, messagesUnderWay: async () => false }, START + 3_600_000);
  return minutes;
}

describe('an asynchronous invocation', () => {
  test('that succeeds happens once', async () => {
    expect(await invokeFailing(0)).toEqual([0]);
  });

  test('is tried again after one minute and two more', async () => {
    expect(await invokeFailing(2)).toEqual([0, 1, 3]);
    expect(await store.peek('mislukt')).toEqual([]);
  });

  test('that keeps failing goes to the failure queue with its input', async () => {
    expect(await invokeFailing(99)).toEqual([0, 1, 3]);
    const [record = '', ...more] = await store.peek('mislukt');
    expect(more).toEqual([]);
    expect(JSON.parse(record)).toMatchObject({
      requestPayload: { id: 'a' },
      requestContext: { condition: 'RetriesExhausted' },
      responsePayload: { errorType: 'Defect' },
    });
  });
});
