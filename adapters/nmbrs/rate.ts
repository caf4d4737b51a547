/**
 * The vendor counts the calls that reach it, and we only know when we start them: a second of 1,045 ms leaves room for
 * what the network and a busy process do to the distances in between, and still gives 95.7 % of the permitted rate.
 */
const SECOND_MS = 1_045;
/** The part of a second's calls that may start at once, so that a timer that is late can be made up for. */
const BURST_PART = 1 / 40;

/** When calls may start. `now` in ms on any clock that does not go back. */
export interface Rate {
  /** How long the next call has to wait, in ms; 0 or less: not at all. */
  waitMs(now: number): number;
  /** A call starts now. */
  take(now: number): void;
  /** So many calls wait that have a place: none of them starts before the rate has a moment for it. */
  want(calls: number): void;
}

/**
 * Two rules at once. Starts are spread evenly, with a small burst; and there are never more than `callsPerSecond` of them
 * in any second, whatever the timers do: rate and burst together cannot pass the limit.
 *
 * Not p-throttle: in its strict mode it counts the moments for which it planned the calls. A timer that is late brings two
 * starts closer than that, and over the limit of a sliding second.
 */
export function createRate(callsPerSecond: number): Rate {
  const gapMs = SECOND_MS / callsPerSecond;
  const toleranceMs = gapMs * (Math.max(1, Math.floor(callsPerSecond * BURST_PART)) - 1);
  /** The latest starts, as a ring; `oldest` is the place of the one that is `callsPerSecond` starts ago. */
  const starts: number[] = [];
  let oldest = 0;
  let nextEvenly = Number.NEGATIVE_INFINITY;
  return {
    waitMs: (now) => {
      const full = starts.length < callsPerSecond ? undefined : starts[oldest];
      const inWindow = full === undefined ? 0 : full + SECOND_MS - now;
      return Math.max(inWindow, nextEvenly - toleranceMs - now);
    },
    take: (now) => {
      nextEvenly = Math.max(now, nextEvenly) + gapMs;
      starts[oldest] = now;
      oldest = (oldest + 1) % callsPerSecond;
    },
    want: () => {},
  };
}
