import { createHeap, type Heap } from './heap.ts';

/** A moment that can still be called off. */
export interface Timer {
  cancel(): void;
}

/** Virtual time: events in the order of their moments, each after everything that the one before set going has come to rest. */
export interface Loop {
  /** Virtual milliseconds since 1970. */
  now(): number;
  at(ms: number, work: () => void): Timer;
  sleep(ms: number): Promise<void>;
  /** Runs all events up to and including this moment, and stands there. */
  run(until: number): Promise<void>;
}

interface Entry {
  readonly due: number;
  readonly order: number;
  work: (() => void) | undefined;
}

export function createLoop(start: number): Loop {
  let now = start;
  let order = 0;
  const heap = createHeap(isBefore);
  const at = (ms: number, work: () => void): Timer => {
    const entry: Entry = { due: Math.max(now, Math.floor(ms)), order, work };
    order += 1;
    heap.push(entry);
    return {
      cancel: () => {
        entry.work = undefined;
      },
    };
  };
  return {
    now: () => now,
    at,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    run: (until) =>
      new Promise((resolve, reject) => {
        // All that the event resolved runs as microtasks, before the next turn of Node's own loop.
        const turn = (): void => {
          try {
            const next = popBefore(heap, until);
            if (next === undefined) {
              now = until;
              resolve();
              return;
            }
            now = next.due;
            next.work?.();
            setImmediate(turn);
          } catch (error) {
            reject(error);
          }
        };
        setImmediate(turn);
      }),
  };
}

const isBefore = (a: Entry, b: Entry): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

/** The next event that was not called off, when its moment has come. */
function popBefore(heap: Heap<Entry>, until: number): Entry | undefined {
  for (;;) {
    const first = heap.peek();
    if (first === undefined || first.due > until) return undefined;
    heap.pop();
    if (first.work !== undefined) return first;
  }
}
