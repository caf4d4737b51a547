import { AsyncLocalStorage } from 'node:async_hooks';

/** What Lambda tells of how long an invocation still has. */
export interface Lifetime {
  getRemainingTimeInMillis(): number;
}

const current = new AsyncLocalStorage<Lifetime>();

/** Does the work within the time of this invocation. */
export const withinTime = <T>(lifetime: Lifetime | undefined, work: () => Promise<T>): Promise<T> =>
  lifetime === undefined ? work() : current.run(lifetime, work);

/** How long whoever asks still has, in ms; for ever outside of a function. */
export const remainingMs = (): number => current.getStore()?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY;
