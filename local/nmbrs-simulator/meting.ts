import { createSlidingWindow } from './sliding-window.ts';

/** What the simulator was asked, since the start or the last reset. */
export interface Meting {
  /** Calls by `Service.Operation`, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
  readonly totaal: number;
  /** The most calls that arrived within any one second. */
  readonly hoogstePerSeconde: number;
  /** How many calls had to wait because of the rate limit. */
  readonly vertraagd: number;
  /** How many calls were refused because of the rate limit. */
  readonly geweigerd: number;
}

export interface Meter {
  /** Counts a call at `nowMs` on a monotonic clock. */
  count(call: string, nowMs: number): void;
  countDelayed(): void;
  countRefused(): void;
  read(): Meting;
  reset(): void;
}

export function createMeter(): Meter {
  let calls = new Map<string, number>();
  let window = createSlidingWindow();
  let highest = 0;
  let delayed = 0;
  let refused = 0;
  return {
    count: (call, nowMs) => {
      calls.set(call, (calls.get(call) ?? 0) + 1);
      highest = Math.max(highest, window.add(nowMs));
    },
    countDelayed: () => {
      delayed += 1;
    },
    countRefused: () => {
      refused += 1;
    },
    read: () => ({
      calls: Object.fromEntries([...calls].sort(([a], [b]) => a.localeCompare(b))),
      totaal: [...calls.values()].reduce((sum, count) => sum + count, 0),
      hoogstePerSeconde: highest,
      vertraagd: delayed,
      geweigerd: refused,
    }),
    reset: () => {
      calls = new Map();
      window = createSlidingWindow();
      highest = 0;
      delayed = 0;
      refused = 0;
    },
  };
}
