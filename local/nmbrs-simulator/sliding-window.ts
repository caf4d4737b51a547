const WINDOW_MS = 1000;

/** Counts what happens within any second, wherever that second starts. */
export interface SlidingWindow {
  /** How many there were in the second that ends at `nowMs`, on a monotonic clock. */
  size(nowMs: number): number;
  /** Adds one at `nowMs`; returns the size with it. */
  add(nowMs: number): number;
}

export function createSlidingWindow(): SlidingWindow {
  let arrivals: number[] = [];
  let head = 0;
  /** Forgets arrivals older than a second; the array is cut down now and then, not at every call. */
  const size = (nowMs: number): number => {
    while ((arrivals[head] ?? nowMs) <= nowMs - WINDOW_MS) head += 1;
    if (head >= 1000) {
      arrivals = arrivals.slice(head);
      head = 0;
    }
    return arrivals.length - head;
  };
  return {
    size,
    add: (nowMs) => {
      arrivals.push(nowMs);
      return size(nowMs);
    },
  };
}
