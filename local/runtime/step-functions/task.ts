import type { VirtualClock } from '../clock.ts';
import type { Retrier } from './definition.ts';

/** Above this a real execution fails. */
const LARGEST_PAYLOAD_BYTES = 262_144;

/** A failed task; `name` is what Retry and Catch look at, `message` becomes the Cause. */
export class TaskError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** A promise that a virtual timer settles; `cancel` when nobody waits for it any more. */
export interface VirtualWait<Result> {
  readonly promise: Promise<Result>;
  cancel(): void;
}

/** Resolves at a virtual moment. */
export function waitUntil(clock: VirtualClock, dueMs: number, label: string): VirtualWait<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = clock.at(dueMs, label, resolve);
  return { promise, cancel: timer.cancel };
}

/** Rejects with `States.Timeout` (or `error`) this many virtual seconds from now; never when there is no timeout. */
export function timeoutAfter(
  clock: VirtualClock,
  seconds: number | undefined,
  label: string,
  error = 'States.Timeout',
): VirtualWait<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  if (seconds === undefined) return { promise, cancel: () => undefined };
  const fail = () => reject(new TaskError(error, `The task did not answer within ${seconds} seconds`));
  const timer = clock.at(clock.now() + seconds * 1000, label, fail);
  return { promise, cancel: timer.cancel };
}

/** Chooses the wait before the next attempt, in seconds, and counts it; undefined when the error is final. */
export type RetryDelay = (error: Error) => number | undefined;

export function createRetryDelay(retriers: readonly Retrier[]): RetryDelay {
  const attempts = retriers.map(() => 0);
  return (error) => {
    const index = retriers.findIndex(({ ErrorEquals }) => ErrorEquals.some((name) => matches(name, error)));
    const retrier = retriers[index];
    const attempt = attempts[index] ?? 0;
    if (retrier === undefined || attempt >= retrier.MaxAttempts) return undefined;
    attempts[index] = attempt + 1;
    const seconds = retrier.IntervalSeconds * retrier.BackoffRate ** attempt;
    return Math.min(seconds, retrier.MaxDelaySeconds ?? seconds);
  };
}

/** Wildcards do not match what the States Language calls terminal. */
function matches(name: string, error: Error): boolean {
  if (name === error.name) return true;
  if (error.name === 'States.Runtime' || error.name === 'States.DataLimitExceeded') return false;
  return name === 'States.ALL' || (name === 'States.TaskFailed' && error.name !== 'States.Timeout');
}

/** Refuses a result that a real execution could not carry. */
export function demandFits(text: string): void {
  if (Buffer.byteLength(text) > LARGEST_PAYLOAD_BYTES)
    throw new TaskError('States.DataLimitExceeded', `The result is larger than ${LARGEST_PAYLOAD_BYTES} bytes`);
}
