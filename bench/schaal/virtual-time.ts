import { createHeap } from '../../local/simulatie/heap.ts';

/** Time that passes as fast as the work in it is done: nothing waits, and what happens first comes first. */
export interface VirtualTime {
  /** ms since 1970. */
  now(): number;
  /** Resolves when it is that moment; one in the past is now. */
  until(ms: number): Promise<void>;
  sleep(ms: number): Promise<void>;
  /** Lets time pass until nothing waits for it any more. */
  run(): Promise<void>;
}

interface Waiting {
  readonly atMs: number;
  readonly order: number;
  readonly wake: () => void;
}

export function createVirtualTime(startMs: number): VirtualTime {
  const waiting = createHeap(isSooner);
  let nowMs = startMs;
  let order = 0;
  const until = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ atMs: Math.max(ms, nowMs), order: order++, wake: resolve });
    });
  return {
    now: () => nowMs,
    until,
    sleep: (ms) => until(nowMs + ms),
    run: async () => {
      for (;;) {
        // Whatever goes on at this moment does so before time passes: all that has been woken is done by the next turn.
        await new Promise((resolve) => setImmediate(resolve));
        const next = waiting.pop();
        if (next === undefined) return;
        nowMs = next.atMs;
        next.wake();
      }
    },
  };
}

const isSooner = (a: Waiting, b: Waiting): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
