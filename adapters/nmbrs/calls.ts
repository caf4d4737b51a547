import { BulkAanroep } from '../../core/domain/bulk-aanroep.ts';
import { Transient } from '../../core/errors.ts';
import { createDeadline, type Deadline, TIME_NEARLY_UP, timeNearlyUp } from './deadline.ts';
import { holdUpOf, isOfTheAccount } from './faults.ts';
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
  /** How long this process still has, in ms. */
  readonly remainingMs: () => number;
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

/** Trying again at once cannot help. */
const NOT_RETRIED: ReadonlySet<string> = new Set(['nmbrs-circuit-open', 'nmbrs-druk', TIME_NEARLY_UP]);

/** It names the login without its domain, so that it can succeed where the others are refused. */
const WITHOUT_DOMAIN: ReadonlySet<string> = new Set(['Environment_Get']);

/** A call for a whole company may take this many times the deadline of a call: other clients give such calls an hour. */
const COMPANY_WIDE_PATIENCE = 4;
const COMPANY_WIDE: ReadonlySet<string> = new Set(BulkAanroep.options);

/**
 * `account` tells the accounts apart that share the limits. Once Nmbrs has refused the login itself, no further call is made
 * with it: each is answered with the same refusal, also those that wait for their turn.
 */
export function createCaller(wire: Wire, account: string, settings: CallSettings): Caller {
  const login: Login = {};
  return async (operation, parameters, openSink) => {
    const patience = COMPANY_WIDE.has(operation) ? COMPANY_WIDE_PATIENCE : 1;
    const deadline = createDeadline(settings.deadlineMs * patience, settings.remainingMs());
    const call = { operation, parameters, openSink, account, login, deadline };
    settings.retryBudget.earn();
    for (let retry = 0; ; retry += 1) {
      try {
        return await attempt(wire, settings, call);
      } catch (error) {
        const waitMs = settings.random() * CALL_RETRY.firstWaitMs * 2 ** retry;
        const mayRetry = error instanceof Transient && !NOT_RETRIED.has(error.code);
        const hasTime = call.deadline.leftMs() > Math.max(waitMs, settings.governor.pausedMs());
        if (!mayRetry || retry >= CALL_RETRY.retries || !hasTime || !settings.retryBudget.take()) throw error;
        await settings.wait(waitMs);
      }
    }
  };
}

/** What is known of the login: the answer that refused it. */
interface Login {
  refusal?: SoapAnswer;
}

interface Call<O extends Aanroep> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  readonly openSink: (() => ItemSink) | undefined;
  readonly account: string;
  readonly login: Login;
  readonly deadline: Deadline;
}

/** One HTTP call, as soon as the governor lets it go. */
async function attempt<O extends Aanroep>(wire: Wire, settings: CallSettings, call: Call<O>): Promise<TimedAnswer> {
  const { governor } = settings;
  if (!call.deadline.mayStartIn(governor.pausedMs())) throw timeNearlyUp(call.operation);
  return governor.run(call.account, async () => {
    const { refusal } = call.login;
    if (refusal !== undefined && !WITHOUT_DOMAIN.has(call.operation)) return { answer: refusal, ms: 0 };
    try {
      const answer = await timed(wire, settings, call);
      governor.succeeded();
      return answer;
    } catch (error) {
      if (!(error instanceof Transient)) governor.succeeded();
      else if (error.code !== TIME_NEARLY_UP) governor.failed();
      throw error;
    }
  });
}

async function timed<O extends Aanroep>(
  wire: Wire,
  { onCall, governor }: CallSettings,
  { operation, parameters, openSink, login, deadline }: Call<O>,
): Promise<TimedAnswer> {
  if (!deadline.mayStartIn(0)) throw timeNearlyUp(operation);
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
    const isCutShort = error instanceof Trouble && error.code === 'nmbrs-deadline' && deadline.isCutShort();
    const callError = isCutShort ? timeNearlyUp(operation) : toCallError(operation, error);
    report(callError.code);
    throw callError;
  });
  const ms = report(answer.kind === 'response' ? 'ok' : (answer.code ?? 'fault'));
  if (answer.kind === 'fault' && isOfTheAccount(answer.code) && !WITHOUT_DOMAIN.has(operation)) login.refusal = answer;
  const trouble = answer.kind === 'fault' ? holdUpOf(answer.code) : undefined;
  if (trouble !== undefined) throw toCallError(operation, trouble);
  return { answer, ms };
}
