import type { SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { DeelBericht } from '../../core/domain/uitwisseling.ts';
import { Transient } from '../../core/errors.ts';
import type { Uitval } from '../../core/ports/uitval.ts';
import type { Wachtrij } from '../../core/ports/wachtrij.ts';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';
import type { Ending } from './machine.ts';
import type { Fate } from './weather.ts';

/** A message on its way; `receives` counts how often it was handed out. */
export interface Message {
  readonly id: string;
  readonly bericht: DeelBericht;
  receives: number;
  /** Whether it was already handed out twice at the same time: once is enough to show what it does. */
  doubled: boolean;
}

export interface Queue {
  readonly wachtrij: Wachtrij;
  readonly uitval: Uitval;
  /** Sent and not yet dealt with: waiting, in somebody's hands, or hidden until it comes back. */
  open(): readonly Message[];
  deadLetters(): readonly Message[];
  /** Puts what is in the dead letter queue back; what a person does after an alarm. */
  redrive(): void;
}

export interface QueueParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
  readonly atOnce: number;
  readonly work: (event: SQSEvent, bericht: DeelBericht) => Promise<Ending>;
  /** A deliberate fault: a message is forgotten when it is handed out. */
  readonly forgetsEarly: boolean;
  /** The worker was content with the message, and the queue forgets it. */
  readonly acknowledged: (bericht: DeelBericht) => Promise<void>;
  readonly alarm: (bericht: DeelBericht) => void;
  readonly note: (line: () => string) => void;
}

const Records = z.object({ Records: z.array(z.unknown()) });
/** What the queue hands to a worker. */
export const SqsEvent = z.custom<SQSEvent>((value) => Records.safeParse(value).success);

const Batch = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
/** SQS takes at most so many messages in one request. */
const REQUEST = 10;

/** A standard queue: at least once, in any order, hidden while it is worked on, dead after so many tries. */
export function createQueue(parts: QueueParts): Queue {
  const { loop, dice, fate, visibilitySeconds, maxReceives, atOnce, note } = parts;
  const open = new Map<string, Message>();
  const dead: Message[] = [];
  let [sent, busy] = [0, 0];

  const die = (message: Message): void => {
    dead.push(message);
    note(() => `deel ${message.bericht.deel} goes to the dead letters`);
    parts.alarm(message.bericht);
  };
  const add = (bericht: DeelBericht): void => {
    sent += 1;
    const message: Message = { id: `bericht-${sent}`, bericht: { ...bericht }, receives: 0, doubled: false };
    open.set(message.id, message);
    comesIn(message, dice.between(20, 3000));
  };
  const comesIn = (message: Message, ms: number): void => {
    loop.at(loop.now() + ms, () => void receive(message));
  };
  const receive = async (message: Message): Promise<void> => {
    if (!open.has(message.id)) return;
    if (busy >= atOnce) return comesIn(message, 1000);
    if (message.receives >= maxReceives) {
      open.delete(message.id);
      die(message);
      return;
    }
    message.receives += 1;
    // At least once: now and then it is handed out again while somebody works on it.
    const again = !message.doubled && fate.comesTwice(loop.now());
    message.doubled ||= again;
    comesIn(message, again ? dice.between(10, 5000) : visibilitySeconds * 1000);
    busy += 1;
    if (parts.forgetsEarly) open.delete(message.id);
    const ending = await parts.work(eventOf(message), message.bericht);
    busy -= 1;
    const failures = ending.ok ? Batch.parse(ending.value).batchItemFailures : undefined;
    const isDone = failures !== undefined && failures.length === 0;
    if (!isDone && !parts.forgetsEarly) return;
    open.delete(message.id);
    await parts.acknowledged(message.bericht);
  };

  return {
    wachtrij: {
      async sendDelen(berichten) {
        for (const [index, bericht] of berichten.entries()) {
          // A request that fails leaves those of the requests before it sent.
          if (index > 0 && index % REQUEST === 0 && fate.comesTwice(loop.now())) {
            throw new Transient({ code: 'wachtrij.weg', message: 'some were sent, some were not' });
          }
          add(bericht);
          if (fate.comesTwice(loop.now())) add(bericht);
        }
      },
    },
    uitval: {
      add: async (bericht) => die({ id: '', bericht: { ...bericht }, receives: 0, doubled: false }),
    },
    open: () => [...open.values()],
    deadLetters: () => dead,
    redrive() {
      for (const { bericht } of dead.splice(0)) add(bericht);
    },
  };
}

const eventOf = ({ id, bericht, receives }: Message): SQSEvent => ({
  Records: [
    {
      messageId: id,
      receiptHandle: id,
      body: JSON.stringify(bericht),
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: '0',
        SenderId: 'simulatie',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:delen',
      awsRegion: 'eu-west-1',
    },
  ],
});
