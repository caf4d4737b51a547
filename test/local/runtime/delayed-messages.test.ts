import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Activity, createActivity } from '../../../local/runtime/activity.ts';
import { createClock, type VirtualClock } from '../../../local/runtime/clock.ts';
import {
  createQueues,
  type QueuesAndObjects,
  startQueuesAndObjects,
} from '../../../local/runtime/emulators/queues-and-objects.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { advance } from '../../../local/runtime/settle.ts';

const name = 'wachtrij';

let clock: VirtualClock;
let activity: Activity;
let store: QueuesAndObjects;
let sqs: SQSClient;
let QueueUrl: string;
beforeEach(async () => {
  clock = createClock(Date.parse('2026-11-24T09:00:00Z'));
  activity = createActivity();
  store = await startQueuesAndObjects(clock, activity);
  sqs = new SQSClient(sdkConfig(store.url));
  QueueUrl = `${store.url}/000000000000/${name}`;
  await createQueues([{ name, arn: '', url: QueueUrl, visibilityTimeoutSeconds: 30, attributes: {} }], store.url);
});
afterEach(async () => {
  clock.stop();
  sqs.destroy();
  await store.stop();
});

const visible = async () => (await store.counts()).find((count) => count.name === name)?.visible;
const later = (seconds: number) =>
  advance(clock, { activity, messagesUnderWay: async () => false }, clock.now() + seconds * 1000);

describe('a message with a delay', () => {
  test('comes when the virtual clock has passed it, whole', async () => {
    const MessageAttributes = { soort: { DataType: 'String', StringValue: 'proef' } };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 600, MessageAttributes }));
    expect(await visible()).toBe(0);
    expect(await store.peek(name)).toEqual(['later']);
    await later(590);
    expect(await visible()).toBe(0);
    await later(15);
    expect(await visible()).toBe(1);
    const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    expect(received.Messages).toMatchObject([{ Body: 'later', MessageAttributes }]);
  });

  test('does not hold up the others of its batch', async () => {
    const { Successful = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'nu' },
          { Id: 'b', MessageBody: 'later', DelaySeconds: 60 },
        ],
      }),
    );
    expect(Successful.map(({ Id }) => Id)).toEqual(['a', 'b']);
    expect(await visible()).toBe(1);
    await later(61);
    expect(await visible()).toBe(2);
  });
});
