/** What the simulator was asked, since the start or the last reset. */
export interface Meting {
  /** Calls by `Service.Operation`, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
  readonly totaal: number;
  /** The most calls that arrived within any one second. */
  readonly hoogstePerSeconde: number;
  /** How many calls had to wait because of the rate limit. */
  readonly vertraagd: number;
}

const WINDOW_MS = 1000;

export interface Meter {
  /** Counts a call at `nowMs` on a monotonic clock; returns how many arrived in the second that ends now. */
  count(call: string, nowMs: number): number;
  countDelayed(): void;
  read(): Meting;
  reset(): void;
}

export function createMeter(): Meter {
  let calls = new Map<string, number>();
  let arrivals: number[] = [];
  let head = 0;
  let highest = 0;
  let delayed = 0;
  /** Forgets arrivals older than a second; the array is cut down now and then, not at every call. */
  const forget = (nowMs: number): void => {
    while ((arrivals[head] ?? nowMs) <= nowMs - WINDOW_MS) head += 1;
    if (head < 1000) return;
    arrivals = arrivals.slice(head);
    head = 0;
  };
  return {
    count: (call, nowMs) => {
      calls.set(call, (calls.get(call) ?? 0) + 1);
      arrivals.push(nowMs);
      forget(nowMs);
      const inWindow = arrivals.length - head;
      highest = Math.max(highest, inWindow);
      return inWindow;
    },
    countDelayed: () => {
      delayed += 1;
    },
    read: () => ({
      calls: Object.fromEntries([...calls].sort(([a], [b]) => a.localeCompare(b))),
      totaal: [...calls.values()].reduce((sum, count) => sum + count, 0),
      hoogstePerSeconde: highest,
      vertraagd: delayed,
    }),
    reset: () => {
      calls = new Map();
      arrivals = [];
      head = 0;
      highest = 0;
      delayed = 0;
    },
  };
}
