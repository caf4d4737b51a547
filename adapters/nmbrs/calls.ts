import { BulkAanroep } from '../../core/domain/bulk-aanroep.ts';
import { Transient } from '../../core/errors.ts';
import { holdUpOf } from './faults.ts';
import type { Governor } from './governor.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { SoapAnswer } from './soap/answer.ts';
import type { Aanroep, ParametersOf } from './soap/operations.ts';
import { holdUp, Trouble, toCallError } from './soap/trouble.ts';
import type { Wire } from './soap/wire.ts';
import type { ItemSink } from './soap/xml.ts';

/** One HTTP call to Nmbrs, for the log. `uitkomst` is `ok`, the vendor's code (`1002`, `fault`) or an error's code. */
export interface CallReport {
  readonly aanroep: string;
  readonly uitkomst: string;
  readonly ms: number;
}

/** The world around a call; tests put in their own. */
export interface CallSettings {
  readonly governor: Governor;
  readonly retryBudget: RetryBudget;
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
export type Caller = <O extends Aanroep>(
  operation: O,
  parameters: ParametersOf<O>,
  /** Makes the place where the items of the answer go: a new one for each attempt. */
  openSink?: () => ItemSink,
) => Promise<TimedAnswer>;

/**
 * Two retries: a dropped connection, a 503 or a 9999 mostly passes at once, and the workflow and the queue retry for
 * hours after us. Full jitter, so the waits are random within 0.5 s and 1 s: at most 1.5 s of a call's 30 s. The attempts
 * share one deadline, so a call with its retries never takes longer than one call may: a server that hangs
 * until the deadline gets no second chance here. All calls of the process share a budget of retries.
 */
export const CALL_RETRY = { retries: 2, firstWaitMs: 500 } as const;

/** A call for a whole company may take this many times the deadline of a call: other clients give such calls an hour. */
const COMPANY_WIDE_PATIENCE = 4;
const COMPANY_WIDE: ReadonlySet<string> = new Set(BulkAanroep.options);

/** `account` tells the accounts apart that share the limits. */
export function createCaller(wire: Wire, account: string, settings: CallSettings): Caller {
  return async (operation, parameters, openSink) => {
    const patience = COMPANY_WIDE.has(operation) ? COMPANY_WIDE_PATIENCE : 1;
    const call = { operation, parameters, openSink, account, deadline: createDeadline(settings.deadlineMs * patience) };
    settings.retryBudget.earn();
    for (let retry = 0; ; retry += 1) {
      try {
        return await attempt(wire, settings, call);
      } catch (error) {
        const waitMs = settings.random() * CALL_RETRY.firstWaitMs * 2 ** retry;
        const mayRetry = error instanceof Transient && error.code !== 'nmbrs-circuit-open';
        const hasTime = call.deadline.leftMs() > Math.max(waitMs, settings.governor.pausedMs());
        if (!mayRetry || retry >= CALL_RETRY.retries || !hasTime || !settings.retryBudget.take()) throw error;
        await settings.wait(waitMs);
      }
    }
  };
}

/** Runs from the start of the first attempt: waiting for that does not count, waiting for the next ones does. */
function createDeadline(ms: number) {
  let endsAt: number | undefined;
  const start = (): number => {
    endsAt ??= performance.now() + ms;
    return endsAt;
  };
  return { leftMs: () => Math.ceil(start() - performance.now()) };
}

interface Call<O extends Aanroep> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  readonly openSink: (() => ItemSink) | undefined;
  readonly account: string;
  readonly deadline: { readonly leftMs: () => number };
}

/** One HTTP call, as soon as the governor lets it go. */
const attempt = <O extends Aanroep>(wire: Wire, settings: CallSettings, call: Call<O>): Promise<TimedAnswer> =>
  settings.governor.run(call.account, async () => {
    try {
      const answer = await timed(wire, settings, call);
      settings.governor.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof Transient) settings.governor.failed();
      else settings.governor.succeeded();
      throw error;
    }
  });

async function timed<O extends Aanroep>(
  wire: Wire,
  { onCall, governor }: CallSettings,
  { operation, parameters, openSink, deadline }: Call<O>,
): Promise<TimedAnswer> {
  const leftMs = deadline.leftMs();
  if (leftMs <= 0) throw toCallError(operation, holdUp('nmbrs-deadline', 'no time was left for another attempt'));
  const startedAt = performance.now();
  const report = (uitkomst: string): number => {
    const ms = Math.round(performance.now() - startedAt);
    onCall({ aanroep: operation, uitkomst, ms });
    return ms;
  };
  const options = { deadlineMs: leftMs, sink: openSink?.() };
  const answer = await wire.call(operation, parameters, options).catch((error: unknown) => {
    if (error instanceof Trouble && error.pauseMs !== undefined) governor.pause(error.pauseMs);
    const callError = toCallError(operation, error);
    report(callError.code);
    throw callError;
  });
  const ms = report(answer.kind === 'response' ? 'ok' : (answer.code ?? 'fault'));
  const trouble = answer.kind === 'fault' ? holdUpOf(answer.code) : undefined;
  if (trouble !== undefined) throw toCallError(operation, trouble);
  return { answer, ms };
}
