import type { VirtualTime } from './virtual-time.ts';

export interface Message<Body> {
  readonly body: Body;
  readonly groep: string;
  readonly sentMs: number;
  receives: number;
}

/** A standard queue whose groups take turns, as SQS' fair queues have it; who is first in a group came first. */
export interface PartsQueue<Body> {
  send(body: Body, groep: string): void;
  /** The next message, or undefined when none is there; wait with `untilSent`. */
  take(): Message<Body> | undefined;
  untilSent(): Promise<void>;
  /** Puts a message back after so long. */
  giveBack(message: Message<Body>, afterMs: number): void;
  readonly waiting: number;
  readonly mostWaiting: number;
  /** How long a message waited until it was taken for the first time, at most. */
  readonly longestWaitMs: number;
}

export function createPartsQueue<Body>(time: VirtualTime): PartsQueue<Body> {
  /** In the order of their turns. */
  const groups = new Map<string, { readonly messages: Message<Body>[]; head: number }>();
  const sleepers: (() => void)[] = [];
  let waiting = 0;
  let mostWaiting = 0;
  let longestWaitMs = 0;

  const put = (message: Message<Body>): void => {
    const group = groups.get(message.groep) ?? { messages: [], head: 0 };
    group.messages.push(message);
    groups.set(message.groep, group);
    waiting += 1;
    mostWaiting = Math.max(mostWaiting, waiting);
    sleepers.shift()?.();
  };
  return {
    send: (body, groep) => put({ body, groep, sentMs: time.now(), receives: 0 }),
    take: () => {
      const [turn] = groups;
      if (turn === undefined) return undefined;
      const [groep, group] = turn;
      const message = group.messages[group.head];
      group.head += 1;
      groups.delete(groep);
      if (group.head < group.messages.length) groups.set(groep, group);
      if (message === undefined) return undefined;
      waiting -= 1;
      message.receives += 1;
      if (message.receives === 1) longestWaitMs = Math.max(longestWaitMs, time.now() - message.sentMs);
      return message;
    },
    untilSent: () => new Promise((resolve) => sleepers.push(resolve)),
    giveBack: (message, afterMs) => void time.sleep(afterMs).then(() => put(message)),
    get waiting() {
      return waiting;
    },
    get mostWaiting() {
      return mostWaiting;
    },
    get longestWaitMs() {
      return longestWaitMs;
    },
  };
}
