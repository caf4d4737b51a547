import pLimit from 'p-limit';
import pThrottle from 'p-throttle';

/** The share of this process in the vendor's limits; one for all accounts. */
export interface CallsInFlight {
  /** Waits for one of the places in flight, and holds it until the work is done. */
  inPlace<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until one more call may be started. */
  turn(): Promise<void>;
}

/**
 * At most `callsInFlight` at once and at most `callsPerSecond` starts in any window of a second (strict: no burst across
 * the edge of two windows). A place is taken before a turn, so that turns are not saved up and then used all at once.
 */
export function limitCalls(options: { callsPerSecond: number; callsInFlight: number }): CallsInFlight {
  const places = pLimit(options.callsInFlight);
  const throttle = pThrottle({ limit: options.callsPerSecond, interval: 1000, strict: true });
  return { inPlace: (work) => places(work), turn: throttle(async () => {}) };
}
