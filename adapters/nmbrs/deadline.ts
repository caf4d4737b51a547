import { Transient } from '../../core/errors.ts';

/** The code of a `Transient`: the process ends before a call could. */
export const TIME_NEARLY_UP = 'tijd-bijna-op';

/** Kept from the end of the process for what comes after the calls: storing what came, and telling so. */
const SPARE_MS = 3_000;
/** A call that has less than this is not worth starting: most take 50 ms, but a slow server takes seconds. */
const SHORTEST_MS = 2_000;

/** Until when a call may take. */
export interface Deadline {
  /** From the start of the first attempt: waiting for that does not count, waiting for the next ones does. */
  leftMs(): number;
  /** Whether there is time for a call that starts in so many ms. */
  mayStartIn(ms: number): boolean;
  /** Whether the process ends before the call would have to. */
  isCutShort(): boolean;
}

/** `ms` for one call with its retries, in a process that ends in `remainingMs`. */
export function createDeadline(ms: number, remainingMs: number): Deadline {
  const lastMoment = performance.now() + remainingMs - SPARE_MS;
  let ownEnd: number | undefined;
  const start = (): number => {
    ownEnd ??= performance.now() + ms;
    return ownEnd;
  };
  return {
    leftMs: () => Math.ceil(Math.min(start(), lastMoment) - performance.now()),
    mayStartIn: (waitMs) => lastMoment - performance.now() - Math.max(0, waitMs) >= SHORTEST_MS,
    isCutShort: () => lastMoment < start(),
  };
}

export const timeNearlyUp = (aanroep: string): Transient =>
  new Transient({ code: TIME_NEARLY_UP, message: `Nmbrs ${aanroep}: the function ends before the call could` });
