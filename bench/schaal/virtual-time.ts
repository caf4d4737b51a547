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
  const waiting = createHeap();
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

/** A binary heap: the soonest on top. */
function createHeap() {
  const items: Waiting[] = [];
  const swap = (one: number, other: number): void => {
    const [a, b] = [items[one], items[other]];
    if (a === undefined || b === undefined) return;
    items[one] = b;
    items[other] = a;
  };
  const soonerAt = (one: number, other: number): boolean => {
    const [a, b] = [items[one], items[other]];
    return a !== undefined && (b === undefined || isSooner(a, b));
  };
  const rise = (index: number): void => {
    const parent = (index - 1) >> 1;
    if (index === 0 || !soonerAt(index, parent)) return;
    swap(index, parent);
    rise(parent);
  };
  const sink = (index: number): void => {
    const child = soonerAt(2 * index + 1, 2 * index + 2) ? 2 * index + 1 : 2 * index + 2;
    if (!soonerAt(child, index)) return;
    swap(index, child);
    sink(child);
  };
  return {
    push: (item: Waiting): void => {
      items.push(item);
      rise(items.length - 1);
    },
    pop: (): Waiting | undefined => {
      swap(0, items.length - 1);
      const top = items.pop();
      sink(0);
      return top;
    },
  };
}
