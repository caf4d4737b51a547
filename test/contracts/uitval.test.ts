import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { createSqsClient } from '../../adapters/aws/clients.ts';
import { createUitval } from '../../adapters/aws/uitval.ts';
import { createMemoryUitval } from '../../adapters/memory/uitval.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../local/runtime/emulators/queues-and-objects.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { describeUitvalContract, type UitvalSubject } from './uitval.contract.ts';

let emulator: QueuesAndObjects;
let queueUrl: string;
beforeAll(async () => {
  emulator = await startQueuesAndObjects();
  const client = createSqsClient(sdkConfig(emulator.url));
  queueUrl = (await client.send(new CreateQueueCommand({ QueueName: 'uitval' }))).QueueUrl ?? '';
});
afterAll(() => emulator.stop());

const Versioned = z.looseObject({ schemaVersie: z.literal(1) }).transform(({ schemaVersie, ...bericht }) => bericht);

function sqs(): UitvalSubject {
  const client = createSqsClient(sdkConfig(emulator.url));
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  return {
    uitval: createUitval({ client, queueUrl }),
    async drain() {
      const { Messages = [] } = await client.send(receive);
      for (const { ReceiptHandle } of Messages) {
        await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
      return Messages.map(({ Body, Attributes, MessageAttributes }) => ({
        bericht: Versioned.parse(JSON.parse(Body ?? '')),
        groep: Attributes?.MessageGroupId,
        foutcode: MessageAttributes?.foutcode?.StringValue,
      }));
    },
  };
}

function memory(): UitvalSubject {
  const uitval = createMemoryUitval();
  return {
    uitval,
    async drain() {
      const taken = [];
      for (let one = uitval.take(); one !== undefined; one = uitval.take()) taken.push(one);
      return taken;
    },
  };
}

describeUitvalContract('memory', memory);
describeUitvalContract('SQS', sqs);
