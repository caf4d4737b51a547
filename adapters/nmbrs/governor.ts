import { Transient } from '../../core/errors.ts';
import type { Tarief } from '../../core/nmbrs/ports/tarief.ts';
import { createBreaker } from './breaker.ts';
import { createRate } from './rate.ts';
import { createSharedRate } from './shared-rate.ts';

/** Where the rate comes from: this process has so many calls per second to itself, or it shares them with others. */
export type Pace = { readonly callsPerSecond: number } | { readonly tarief: Tarief };

/** What keeps this process within the vendor's limits; one for all accounts. */
export interface Governor {
  /**
   * Does the work when it is this account's turn, and there is room in flight and in the second. While the circuit is
   * open it rejects at once with the `Transient` `nmbrs-circuit-open`.
   */
  run<T>(account: string, work: () => Promise<T>): Promise<T>;
  /** Nobody starts a call for so long: the server said that it is too much. Calls under way go on. */
  pause(ms: number): void;
  /** How long the pause still lasts, in ms; 0 or less when there is none. */
  pausedMs(): number;
  /** What the work came to, as far as it tells whether the server is well. */
  succeeded(): void;
  failed(): void;
}

interface Job {
  readonly start: () => void;
  readonly reject: (error: unknown) => void;
}

/** A server that asks for longer is asked again after this: the deadline of a call is 30 s. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * At most `callsInFlight` at once, and each start at a moment of the rate (`rate.ts`, `shared-rate.ts`). Accounts take turns:
 * one with a thousand calls waiting does not keep another from its first. Times are of `performance.now()`.
 */
export function createGovernor(options: Pace & { readonly callsInFlight: number }): Governor {
  const rate =
    'tarief' in options
      ? createSharedRate(options.tarief, {
          onMoments: () => pump(),
          onRefusal: (error) => rejectAll(queues, error),
        })
      : createRate(options.callsPerSecond);
  const breaker = createBreaker();
  /** By account, in the order of their turns. */
  const queues = new Map<string, Job[]>();
  let inFlight = 0;
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  const pump = (): void => {
    while (queues.size > 0 && inFlight < options.callsInFlight) {
      const now = performance.now();
      if (!breaker.mayPass(now)) {
        rejectAll(queues, circuitOpen());
        return;
      }
      if (pausedUntil > now) {
        wakeIn(pausedUntil - now);
        return;
      }
      rate.want(Math.min(waitingIn(queues), options.callsInFlight - inFlight));
      const waitMs = rate.waitMs(now);
      if (waitMs > 0) {
        if (Number.isFinite(waitMs)) wakeIn(waitMs);
        return;
      }
      const job = nextOf(queues);
      breaker.passes(now);
      rate.take(now);
      job?.start();
    }
  };
  const wakeIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(pump, Math.ceil(ms));
  };
  return {
    run: (account, work) =>
      new Promise((resolve, reject) => {
        const start = (): void => {
          inFlight += 1;
          const done = (): void => {
            inFlight -= 1;
            pump();
          };
          work().then(resolve, reject).finally(done);
        };
        const waiting = queues.get(account);
        if (waiting === undefined) queues.set(account, [{ start, reject }]);
        else waiting.push({ start, reject });
        pump();
      }),
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, performance.now() + Math.min(ms, LONGEST_PAUSE_MS));
    },
    pausedMs: () => pausedUntil - performance.now(),
    succeeded: breaker.succeeded,
    failed: () => breaker.failed(performance.now()),
  };
}

/** Takes the oldest call of the account whose turn it is, and puts that account at the end of the round. */
function nextOf(queues: Map<string, Job[]>): Job | undefined {
  const [turn] = queues;
  if (turn === undefined) return undefined;
  const [account, jobs] = turn;
  const job = jobs.shift();
  queues.delete(account);
  if (jobs.length > 0) queues.set(account, jobs);
  return job;
}

const waitingIn = (queues: ReadonlyMap<string, readonly Job[]>): number =>
  [...queues.values()].reduce((sum, jobs) => sum + jobs.length, 0);

function rejectAll(queues: Map<string, Job[]>, error: unknown): void {
  const waiting = [...queues.values()].flat();
  queues.clear();
  for (const { reject } of waiting) reject(error);
}

const circuitOpen = (): Transient =>
  new Transient({ code: 'nmbrs-circuit-open', message: 'Nmbrs fails too often: no call is made for a while' });
