import type { Recht } from '../../core/domain/rechten.ts';
import { Transient } from '../../core/errors.ts';
import type { CallsInFlight } from './calls-in-flight.ts';
import { holdUpOf } from './faults.ts';
import type { SoapAnswer } from './soap/answer.ts';
import type { ParametersOf } from './soap/operations.ts';
import { toCallError } from './soap/trouble.ts';
import type { Wire } from './soap/wire.ts';

/** One HTTP call to Nmbrs, for the log. `uitkomst` is `ok`, the vendor's code (`1002`, `fault`) or an error's code. */
export interface CallReport {
  readonly aanroep: string;
  readonly uitkomst: string;
  readonly ms: number;
}

/** The world around a call; tests put in their own. */
export interface CallSettings {
  readonly limit: CallsInFlight;
  readonly deadlineMs: number;
  readonly onCall: (call: CallReport) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** An answer and how long Nmbrs took for it, without the waiting and the retries before it. */
export interface TimedAnswer {
  readonly answer: SoapAnswer;
  readonly ms: number;
}

/** Makes a call, and makes it again after a hold-up. Throws `Transient` or `Defect`. */
export type Caller = <O extends Recht>(operation: O, parameters: ParametersOf<O>) => Promise<TimedAnswer>;

/**
 * Two retries: a dropped connection, a 503 or a 9999 mostly passes at once, and the workflow and the queue retry for
 * hours after us. Full jitter, so the waits are random within 0.5 s and 1 s: at most 1.5 s of a call's 30 s. The attempts
 * share one deadline, so a call with its retries never takes longer than one call may: a server that hangs
 * until the deadline gets no second chance here.
 */
export const CALL_RETRY = { retries: 2, firstWaitMs: 500 } as const;

export function createCaller(wire: Wire, settings: CallSettings): Caller {
  return (operation, parameters) =>
    settings.limit.inPlace(async () => {
      await settings.limit.turn();
      const endsAt = performance.now() + settings.deadlineMs;
      for (let retry = 0; ; retry += 1) {
        const budgetMs = Math.ceil(Math.max(1, endsAt - performance.now()));
        try {
          return await attempt(wire, settings, { operation, parameters, budgetMs });
        } catch (error) {
          const waitMs = settings.random() * CALL_RETRY.firstWaitMs * 2 ** retry;
          const hasTime = performance.now() + waitMs < endsAt;
          if (!(error instanceof Transient) || retry >= CALL_RETRY.retries || !hasTime) throw error;
          await settings.wait(waitMs);
          await settings.limit.turn();
        }
      }
    });
}

interface Attempt<O extends Recht> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  readonly budgetMs: number;
}

async function attempt<O extends Recht>(
  wire: Wire,
  { onCall }: CallSettings,
  { operation, parameters, budgetMs }: Attempt<O>,
): Promise<TimedAnswer> {
  const startedAt = performance.now();
  const report = (uitkomst: string): number => {
    const ms = Math.round(performance.now() - startedAt);
    onCall({ aanroep: operation, uitkomst, ms });
    return ms;
  };
  const answer = await wire.call(operation, parameters, budgetMs).catch((error: unknown) => {
    const callError = toCallError(operation, error);
    report(callError.code);
    throw callError;
  });
  const ms = report(answer.kind === 'response' ? 'ok' : (answer.code ?? 'fault'));
  const trouble = answer.kind === 'fault' ? holdUpOf(answer.code) : undefined;
  if (trouble !== undefined) throw toCallError(operation, trouble);
  return { answer, ms };
}
