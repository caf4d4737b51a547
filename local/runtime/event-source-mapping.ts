import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Activity } from './activity.ts';
import { REGION } from './aws-names.ts';
import type { VirtualClock } from './clock.ts';
import type { QueueCount } from './emulators/queues-and-objects.ts';
import type { Lambda } from './lambda/runner.ts';
import type { Logbook } from './logbook.ts';
import type { EventSourceMapping, Queue } from './system.ts';
import { createTurns } from './turns.ts';

/** The longest that SQS hides a message; when it really comes back is decided on the virtual clock. */
const REAL_VISIBILITY_SECONDS = 43_200;
const LONG_POLL_SECONDS = 20;
/** As AWS starts with, when the mapping sets no maximum. */
const DEFAULT_CONCURRENCY = 5;
const LARGEST_RECEIVE = 10;
/** So many messages are taken ahead at most, to see which groups wait; SQS itself sees all. */
const MOST_AHEAD = 20_000;

const BatchResponse = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/** Feeds one function from one queue until stopped. */
export interface QueuePump {
  readonly functionName: string;
  /** True while a message can be taken or is being worked on; `count` is what the queue holds now. */
  busy(counts: readonly QueueCount[]): boolean;
  /** Hands the next batch to the function twice, as SQS may do. */
  deliverTwiceNext(): void;
  stop(): Promise<void>;
}

/** What a mapping needs of the runtime. */
export interface PumpParts {
  readonly mapping: EventSourceMapping;
  readonly queue: Queue;
  readonly sqs: SQSClient;
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly activity: Activity;
  readonly logbook: Logbook;
}

export function startQueuePump(parts: PumpParts): QueuePump {
  const { mapping, queue, sqs, lambda, clock, activity, logbook } = parts;
  const concurrency = mapping.maximumConcurrency ?? DEFAULT_CONCURRENCY;
  const stopped = new AbortController();
  const running = new Set<Promise<void>>();
  const waiting = createTurns<Message>();
  let held = 0;
  let deliverTwice = 0;

  const receive = async (): Promise<Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: LARGEST_RECEIVE,
        WaitTimeSeconds: LONG_POLL_SECONDS,
        VisibilityTimeout: REAL_VISIBILITY_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopped.signal },
    );
    return Messages;
  };

  const giveBackLater = (message: Message, receivedMs: number) => {
    held += 1;
    const due = receivedMs + queue.visibilityTimeoutSeconds * 1000;
    clock.at(due, `message returns to ${queue.name}`, () => {
      const end = activity.begin();
      const { ReceiptHandle } = message;
      sqs
        .send(new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 }))
        .catch((error: unknown) => logbook.write('runtime', `cannot return a message to ${queue.name}: ${error}`))
        .finally(() => {
          held -= 1;
          end();
        });
    });
  };

  const invoke = (messages: readonly Message[]) => {
    const Records = messages.map((message) => recordOf(message, queue.arn));
    return lambda.invoke(mapping.functionName, JSON.stringify({ Records }));
  };

  const processBatch = async (messages: readonly Message[], receivedMs: number): Promise<void> => {
    const outcome = await invoke(messages);
    if (deliverTwice > 0) {
      deliverTwice -= 1;
      await invoke(messages);
    }
    const failed = outcome.ok ? failedIds(mapping, outcome.payload, messages) : idsOf(messages);
    for (const message of messages) {
      if (failed.has(message.MessageId ?? '')) giveBackLater(message, receivedMs);
      else await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }));
    }
  };

  const start = (messages: readonly Message[]) => {
    const end = activity.begin();
    const work = processBatch(messages, clock.now())
      .catch((error: unknown) => {
        if (!stopped.signal.aborted) logbook.write('runtime', `event source mapping of ${queue.name}: ${error}`);
      })
      .finally(() => {
        running.delete(work);
        startWhatWaits();
        end();
      });
    running.add(work);
  };

  /** Each group in turn, in as many batches as there is room for. */
  const startWhatWaits = () => {
    while (waiting.size > 0 && running.size < concurrency && !stopped.signal.aborted) {
      start(
        Array.from({ length: Math.min(mapping.batchSize, waiting.size) }, () => waiting.next()).filter(
          (message) => message !== undefined,
        ),
      );
    }
  };

  const pump = async () => {
    while (!stopped.signal.aborted) {
      if (waiting.size >= MOST_AHEAD) await Promise.race(running);
      else for (const message of await receive()) waiting.add(message.Attributes?.MessageGroupId, message);
      startWhatWaits();
    }
  };
  const done = pump().catch((error: unknown) => {
    if (!stopped.signal.aborted) logbook.write('runtime', `event source mapping of ${queue.name} stopped: ${error}`);
  });

  return {
    functionName: mapping.functionName,
    busy: (counts) => {
      const count = counts.find(({ name }) => name === queue.name);
      return count !== undefined && (count.visible > 0 || count.inFlight > held);
    },
    deliverTwiceNext: () => {
      deliverTwice += 1;
    },
    stop: async () => {
      stopped.abort();
      await done;
    },
  };
}

const idsOf = (messages: readonly Message[]) => new Set(messages.map(({ MessageId = '' }) => MessageId));

/** An answer that Lambda cannot read, or that names an unknown message, fails the whole batch. */
function failedIds(mapping: EventSourceMapping, payload: string, messages: readonly Message[]): ReadonlySet<string> {
  if (!mapping.reportBatchItemFailures) return new Set();
  const json: unknown = JSON.parse(payload);
  if (json === null) return new Set();
  const response = BatchResponse.safeParse(json);
  const all = idsOf(messages);
  if (!response.success) return all;
  const failed = (response.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((id) => all.has(id)) ? new Set(failed) : all;
}

function recordOf(message: Message, eventSourceARN: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}

const attributeOf = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue) => ({
  stringValue: StringValue,
  binaryValue: BinaryValue === undefined ? undefined : Buffer.from(BinaryValue).toString('base64'),
  dataType: DataType,
});
