import type { SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';
import type { Ending } from './machine.ts';
import type { Fate } from './weather.ts';

/** A message on its way; `receives` counts how often it was handed out. */
export interface Message<Bericht> {
  readonly id: string;
  readonly bericht: Bericht;
  receives: number;
  /** Whether it was already handed out twice at the same time: once is enough to show what it does. */
  doubled: boolean;
}

export interface Messages<Bericht> {
  /** Handed out after so many milliseconds at the earliest. */
  send(bericht: Bericht, delayMs?: number): void;
  /** To the dead letters at once. */
  bury(bericht: Bericht): void;
  /** Sent and not yet dealt with: waiting, in somebody's hands, or hidden until it comes back. */
  open(): readonly Message<Bericht>[];
  deadLetters(): readonly Message<Bericht>[];
  /** Puts what is in the dead letter queue back; what a person does after an alarm. */
  redrive(): void;
}

/** How the deployed queue is set. */
export interface QueueSettings {
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
  readonly atOnce: number;
}

export interface MessagesParts<Bericht> extends QueueSettings {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly work: (event: SQSEvent, bericht: Bericht) => Promise<Ending>;
  /** A deliberate fault: a message is forgotten when it is handed out. */
  readonly forgetsEarly: boolean;
  /** The worker was content with the message, and the queue forgets it. */
  readonly acknowledged: (bericht: Bericht) => Promise<void>;
  readonly alarm: (bericht: Bericht) => void;
  readonly note: (line: () => string) => void;
  /** For the trace. */
  readonly nameOf: (bericht: Bericht) => string;
}

const Records = z.object({ Records: z.array(z.unknown()) });
/** What the queue hands to a worker. */
export const SqsEvent = z.custom<SQSEvent>((value) => Records.safeParse(value).success);

const Batch = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** A standard queue: at least once, in any order, hidden while it is worked on, dead after so many tries. */
export function createMessages<Bericht extends object>(parts: MessagesParts<Bericht>): Messages<Bericht> {
  const { loop, dice, fate, visibilitySeconds, maxReceives, atOnce, note } = parts;
  const open = new Map<string, Message<Bericht>>();
  const dead: Message<Bericht>[] = [];
  let [sent, busy] = [0, 0];

  const die = (message: Message<Bericht>): void => {
    dead.push(message);
    note(() => `${parts.nameOf(message.bericht)} goes to the dead letters`);
    parts.alarm(message.bericht);
  };
  const send = (bericht: Bericht, delayMs = 0): void => {
    sent += 1;
    const message = { id: `bericht-${sent}`, bericht: { ...bericht }, receives: 0, doubled: false };
    open.set(message.id, message);
    comesIn(message, delayMs + dice.between(20, 3000));
  };
  const comesIn = (message: Message<Bericht>, ms: number): void => {
    loop.at(loop.now() + ms, () => void receive(message));
  };
  const receive = async (message: Message<Bericht>): Promise<void> => {
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
    send,
    bury: (bericht) => die({ id: '', bericht: { ...bericht }, receives: 0, doubled: false }),
    open: () => [...open.values()],
    deadLetters: () => dead,
    redrive() {
      for (const { bericht } of dead.splice(0)) send(bericht);
    },
  };
}

const eventOf = ({ id, bericht, receives }: Message<object>): SQSEvent => ({
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
