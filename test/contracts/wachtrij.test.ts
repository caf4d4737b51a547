import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { createSqsClient } from '../../adapters/aws/clients.ts';
import { createWachtrij } from '../../adapters/aws/wachtrij.ts';
import { createMemoryWachtrij } from '../../adapters/memory/wachtrij.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../local/runtime/emulators/queues-and-objects.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { describeWachtrijContract, type WachtrijSubject } from './wachtrij.contract.ts';

let emulator: QueuesAndObjects;
let queueUrl: string;
beforeAll(async () => {
  emulator = await startQueuesAndObjects();
  const client = createSqsClient(sdkConfig(emulator.url));
  queueUrl = (await client.send(new CreateQueueCommand({ QueueName: 'delen' }))).QueueUrl ?? '';
});
afterAll(() => emulator.stop());

const Batch = z.object({
  Entries: z.array(z.object({ MessageBody: z.string(), MessageGroupId: z.string().optional() })),
});

/** The emulator forgets the group of a message on a standard queue: it is read from what the client sends. */
function groupsSentBy(client: SQSClient): ReadonlyMap<string | undefined, string | undefined> {
  const groups = new Map<string | undefined, string | undefined>();
  client.middlewareStack.add(
    (proceed) => (args) => {
      const { data } = Batch.safeParse(args.input);
      for (const { MessageBody, MessageGroupId } of data?.Entries ?? []) groups.set(MessageBody, MessageGroupId);
      return proceed(args);
    },
    { step: 'initialize', name: 'groups' },
  );
  return groups;
}

const Versioned = z.looseObject({ schemaVersie: z.literal(1) }).transform(({ schemaVersie, ...bericht }) => bericht);
const messageIn = (body = ''): unknown => Versioned.parse(JSON.parse(body));

function sqs(): WachtrijSubject {
  const client = createSqsClient(sdkConfig(emulator.url));
  const groups = groupsSentBy(client);
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
  return {
    wachtrij: createWachtrij({ client, queueUrl }),
    async drain() {
      const messages: Message[] = [];
      for (;;) {
        const { Messages = [] } = await client.send(receive);
        if (Messages.length === 0) break;
        for (const { ReceiptHandle } of Messages) {
          await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
        }
        messages.push(...Messages);
      }
      return messages.map(({ Body }) => ({ bericht: messageIn(Body), groep: groups.get(Body) }));
    },
  };
}

function memory(): WachtrijSubject {
  const wachtrij = createMemoryWachtrij();
  return {
    wachtrij,
    async drain() {
      const taken = [];
      for (let one = wachtrij.take(); one !== undefined; one = wachtrij.take()) taken.push(one);
      return taken;
    },
  };
}

describeWachtrijContract('memory', memory);
describeWachtrijContract('SQS', sqs);
