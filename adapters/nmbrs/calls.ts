import { Transient, Unclear } from '../../core/errors.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';
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

/** What one attempt reads with: the items while they come in, then the answer. Throws `Trouble` when it makes no sense. */
interface Reading<T> {
  readonly sink?: ItemSink | undefined;
  readonly read: (answer: SoapAnswer) => T;
}

/** A call, and how to read what it answers: opened for each attempt, so that nothing of one that failed is left over. */
interface Inquiry<O extends Aanroep, T> {
  readonly operation: O;
  readonly parameters: ParametersOf<O>;
  readonly open: () => Reading<T>;
}

/** What was read, and how long Nmbrs took for it in ms, without the waiting and the attempts before it. */
export interface Timed<T> {
  readonly value: T;
  readonly ms: number;
}

/**
 * Makes a call and reads its answer; after a hold-up or an answer that makes no sense it does so again. Throws `Transient`,
 * `Unclear` or `Defect`.
 */
export type Caller = <O extends Aanroep, T>(inquiry: Inquiry<O, T>) => Promise<Timed<T>>;

/**
 * Two retries: a dropped connection, a 503, a 9999, half an answer or a page of HTML mostly passes at once, and the workflow and
 * the queue retry for hours after us. All calls only read, so that another attempt does no harm. Full jitter, so the waits are
 * random within 0.5 s and 1 s: at most 1.5 s of a call's 30 s. The attempts share one deadline, so a call with its retries never
 * takes longer than one call may: a server that hangs until the deadline gets no second chance here. All calls of the process
 * share a budget of retries.
 */
export const CALL_RETRY = { retries: 2, firstWaitMs: 500 } as const;

/** Trying again at once cannot help. */
const NOT_RETRIED: ReadonlySet<string> = new Set(['nmbrs-circuit-open', 'nmbrs-druk', TIME_NEARLY_UP]);

/**
 * Calls that nobody needs. The company-wide ones are probed side by side, and a server that is well but takes too long over each for
 * a large werkgever is left alone by them, not by all calls: their hold-ups do not open the circuit. What is asked in their place
 * does.
 */
const OPTIONAL: ReadonlySet<Aanroep> = new Set<Aanroep>([...BulkAanroep.options, ...TijdvakAanroep.options]);

/** It names the login without its domain, so that it can succeed where the others are refused. */
const WITHOUT_DOMAIN: ReadonlySet<Aanroep> = new Set<Aanroep>(['Environment_Get']);

/**
 * A call whose answer grows with the company, or with all that the login sees, may take this many times the deadline of a call:
 * other clients give such calls an hour, and ASP.NET itself 110 s. Nobody can do without most of them, and a large werkgever would
 * never be exchanged. What bounds them is the function that makes them: 120 s for a part of an exchange, 5 minutes for a
 * controle, a plan, a look at runs or reports (`lib/parts/platform.ts`), of which 3 s are kept for what comes after
 * (`deadline.ts`). One that reaches that end is tried anew as `tijd-bijna-op`, in a function that has its time before it.
 */
export const COMPANY_WIDE_PATIENCE = 4;
const COMPANY_WIDE: ReadonlySet<Aanroep> = new Set<Aanroep>([
  ...BulkAanroep.options,
  'List_GetAll',
  'Run_GetList',
  'Converter_GetByCompany_IntToGuid',
  'List_GetByCompany',
  'Employment_GetAll_AllEmployeesByCompany',
  'Salary_GetAll_AllEmployeesByCompany',
  'Reports_BackgroundTask_Result',
]);

/**
 * `account` tells the accounts apart that share the limits. Once Nmbrs has refused the login itself, no further call is made
 * with it: each is answered with the same refusal, also those that wait for their turn.
 */
export function createCaller(wire: Wire, account: string, settings: CallSettings): Caller {
  const login: Login = {};
  return async (inquiry) => {
    const patience = COMPANY_WIDE.has(inquiry.operation) ? COMPANY_WIDE_PATIENCE : 1;
    const deadline = createDeadline(settings.deadlineMs * patience, settings.remainingMs());
    const call = { ...inquiry, account, login, deadline };
    settings.retryBudget.earn();
    let unclear: Unclear | undefined;
    for (let retry = 0; ; retry += 1) {
      try {
        return await attempt(wire, settings, call);
      } catch (error) {
        if (error instanceof Unclear) unclear = error;
        else if (unclear !== undefined && isOutOfTime(error)) throw unclear;
        const waitMs = settings.random() * CALL_RETRY.firstWaitMs * 2 ** retry;
        const hasTime = call.deadline.leftMs() > Math.max(waitMs, settings.governor.pausedMs());
        if (!mayPass(error) || retry >= CALL_RETRY.retries || !hasTime || !settings.retryBudget.take()) throw error;
        await settings.wait(waitMs);
      }
    }
  };
}

const mayPass = (error: unknown): boolean =>
  error instanceof Unclear || (error instanceof Transient && !NOT_RETRIED.has(error.code));

/** There was no time to see again what made no sense: that was seen, and tells more than the lack of time. */
const isOutOfTime = (error: unknown): boolean =>
  error instanceof Transient && (error.code === 'nmbrs-deadline' || error.code === TIME_NEARLY_UP);

/** What is known of the login: the answer that refused it. */
interface Login {
  refusal?: SoapAnswer;
}

interface Call<O extends Aanroep, T> extends Inquiry<O, T> {
  readonly account: string;
  readonly login: Login;
  readonly deadline: Deadline;
}

/**
 * One HTTP call, as soon as the governor lets it go. An answer that makes no sense is an answer of a server that lives, as a
 * refusal is: a page of a front door or one employee who cannot be read says nothing of the others, and the budget of retries
 * keeps what it costs small.
 */
async function attempt<O extends Aanroep, T>(wire: Wire, settings: CallSettings, call: Call<O, T>): Promise<Timed<T>> {
  const { governor } = settings;
  if (!call.deadline.mayStartIn(governor.pausedMs())) throw timeNearlyUp(call.operation);
  return governor.run(call.account, async () => {
    const { refusal } = call.login;
    if (refusal !== undefined && !WITHOUT_DOMAIN.has(call.operation)) {
      return { value: readBy(call.operation, call.open(), refusal), ms: 0 };
    }
    try {
      const answer = await timed(wire, settings, call);
      governor.succeeded();
      return answer;
    } catch (error) {
      if (!(error instanceof Transient)) governor.succeeded();
      else if (error.code !== TIME_NEARLY_UP && !OPTIONAL.has(call.operation)) governor.failed();
      throw error;
    }
  });
}

/** Makes the call, reads what it answers, and reports what came of both. */
async function timed<O extends Aanroep, T>(wire: Wire, settings: CallSettings, call: Call<O, T>): Promise<Timed<T>> {
  const { operation, login } = call;
  const reading = call.open();
  const { answer, ms } = await answered(wire, settings, call, reading.sink);
  const report = (uitkomst: string): void => settings.onCall({ aanroep: operation, uitkomst, ms });
  if (answer.kind === 'fault') {
    report(answer.code ?? 'fault');
    if (isOfTheAccount(answer.code) && !WITHOUT_DOMAIN.has(operation)) login.refusal = answer;
    return { value: readBy(operation, reading, answer), ms };
  }
  try {
    const value = readBy(operation, reading, answer);
    report('ok');
    return { value, ms };
  } catch (error) {
    report(toCallError(operation, error).code);
    throw error;
  }
}

async function answered<O extends Aanroep, T>(
  wire: Wire,
  { onCall, governor }: CallSettings,
  { operation, parameters, deadline }: Call<O, T>,
  sink: ItemSink | undefined,
): Promise<{ readonly answer: SoapAnswer; readonly ms: number }> {
  if (!deadline.mayStartIn(0)) throw timeNearlyUp(operation);
  const leftMs = deadline.leftMs();
  if (leftMs <= 0) throw toCallError(operation, holdUp('nmbrs-deadline', 'no time was left for another attempt'));
  const startedAt = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await wire.call(operation, parameters, { deadlineMs: leftMs, sink });
    return { answer, ms: elapsedMs() };
  } catch (error) {
    if (error instanceof Trouble && error.pauseMs !== undefined) governor.pause(error.pauseMs);
    const isCutShort = error instanceof Trouble && error.code === 'nmbrs-deadline' && deadline.isCutShort();
    const callError = isCutShort ? timeNearlyUp(operation) : toCallError(operation, error);
    onCall({ aanroep: operation, uitkomst: callError.code, ms: elapsedMs() });
    throw callError;
  }
}

function readBy<T>(operation: Aanroep, { read }: Reading<T>, answer: SoapAnswer): T {
  try {
    const trouble = answer.kind === 'fault' ? holdUpOf(answer.code) : undefined;
    if (trouble !== undefined) throw trouble;
    return read(answer);
  } catch (error) {
    throw toCallError(operation, error);
  }
}
