import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { type Activity, createActivity } from '../activity.ts';
import { REGION } from '../aws-names.ts';
import { createClock, type VirtualClock } from '../clock.ts';
import { sdkConfig } from '../sdk-config.ts';
import type { Queue } from '../system.ts';
import { delayOnVirtualClock } from './delayed-messages.ts';
import { rememberGroups } from './message-groups.ts';

const QueueCounts = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
  }),
);
const QueueMessages = z.object({
  messages: z.object({ ready: z.array(z.object({ body: z.string() })), inflight: z.array(z.unknown()) }),
});

/** How many messages a queue holds: visible, and received but not deleted. */
export interface QueueCount {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
}

/** SQS and S3 in this process, on one port. */
export interface QueuesAndObjects {
  readonly url: string;
  counts(): Promise<readonly QueueCount[]>;
  /** The bodies that are visible in a queue or delayed on their way to it; looking does not take them. */
  peek(queueName: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Delayed messages follow `sharedClock`; without one they follow a clock of their own, which keeps real time. */
export async function startQueuesAndObjects(
  sharedClock?: VirtualClock,
  activity: Activity = createActivity(),
): Promise<QueuesAndObjects> {
  const clock = sharedClock ?? createClock();
  const app = buildApp({ logger: false, host: '127.0.0.1', defaultRegion: REGION });
  takeLargeObjects(app);
  const delayed = delayOnVirtualClock(app, clock, activity);
  rememberGroups(app);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const look = async (path: string): Promise<unknown> => JSON.parse((await app.inject({ url: path })).body);
  return {
    url,
    counts: async () =>
      QueueCounts.parse(await look('/_fauxqs/queues')).map(
        ({ name, approximateMessageCount: visible, approximateInflightCount: inFlight }) => ({
          name,
          visible,
          inFlight,
        }),
      ),
    peek: async (name) => {
      const { messages } = QueueMessages.parse(await look(`/_fauxqs/queues/${name}`));
      return [...messages.ready.map(({ body }) => body), ...delayed.bodies(name)];
    },
    stop: async () => {
      if (sharedClock === undefined) clock.stop();
      await app.close();
    },
  };
}

/** The emulator stops at 11 MB, S3 at 5 GB: the data set of a large employer lies between. */
const MOST_OBJECT_BYTES = 256 * 1024 ** 2;

/** For bodies as our adapter sends them; what comes as another type keeps the emulator's own limit. */
function takeLargeObjects(app: ReturnType<typeof buildApp>): void {
  const options = { parseAs: 'buffer', bodyLimit: MOST_OBJECT_BYTES } as const;
  app.addContentTypeParser('application/octet-stream', options, (_request, body, done) => done(null, body));
}

/** Creates the queues of the template, each dead-letter queue before the queues that point at it. */
export async function createQueues(queues: readonly Queue[], endpoint: string): Promise<void> {
  const client = new SQSClient(sdkConfig(endpoint));
  try {
    const ordered = queues.toSorted(
      (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
    );
    for (const { name, attributes } of ordered)
      await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
  } finally {
    client.destroy();
  }
}

/** Creates the buckets of the template. */
export async function createBuckets(buckets: readonly string[], endpoint: string): Promise<void> {
  const client = new S3Client({ ...sdkConfig(endpoint), forcePathStyle: true });
  try {
    await Promise.all(buckets.map((Bucket) => client.send(new CreateBucketCommand({ Bucket }))));
  } finally {
    client.destroy();
  }
}
