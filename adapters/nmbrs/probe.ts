import { Refused } from '../../core/errors.ts';
import type { BedrijfId } from '../../core/ids.ts';
import type { BulkAanroep, BulkUitslag } from '../../core/nmbrs/bulk-aanroep.ts';
import type { ProbeVoorbeeld } from '../../core/nmbrs/ports/payroll.ts';
import { isOfTheCall } from '../../core/nmbrs/ports/payroll-errors.ts';
import type { Recht, RechtUitslag } from '../../core/nmbrs/rechten.ts';
import type { TijdvakAanroep, TijdvakUitslag } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { bulkParametersOf } from './bulk-data.ts';
import type { Caller, Timed } from './calls.ts';
import { isOfTheAccount, isTaskLost, redenOf, unknownFault } from './faults.ts';
import { EMPLOYEE_TYPE } from './readers/employees.ts';
import type { SoapAnswer } from './soap/answer.ts';
import type { Aanroep, ParametersOf } from './soap/operations.ts';

/** A task that cannot exist: when the call is active, Nmbrs answers that it does not know it. */
const NO_TASK = '00000000-0000-0000-0000-000000000000';

/** The wage code of the probing report, which is started and never fetched. */
const PROBE_LOONCODE = 1;

/**
 * Makes the call once, and keeps its outcome, code and latency. A refusal that comes after the check of the rights (no
 * access to this employee, a wrong period, an unknown task) proves that the call itself is active.
 */
export async function probe(caller: Caller, recht: Recht, voorbeeld: ProbeVoorbeeld): Promise<RechtUitslag> {
  const call = probeCall(caller, recht, voorbeeld);
  if (call === undefined) return { recht, uitkomst: 'niet-te-toetsen' };
  return { recht, ...verdictOf(recht, await call) };
}

/** Probes these company-wide calls, side by side. One that is refused for this company would fail in the exchange: not usable. */
export function probeBulk(
  caller: Caller,
  bedrijfId: BedrijfId,
  aanroepen: readonly BulkAanroep[],
): Promise<readonly BulkUitslag[]> {
  const probeOne = (aanroep: BulkAanroep) =>
    probeOptional(aanroep, async () => {
      const { value: code, ms } = await makeList(caller, aanroep, bulkParametersOf(aanroep, bedrijfId));
      refuseLogin(aanroep, code);
      return code === undefined ? { uitkomst: 'actief', ms } : { uitkomst: 'niet-actief', code, ms };
    });
  return allOf(aanroepen.map(probeOne));
}

/**
 * Probes the calls for a given period, side by side. A refusal that comes after the check of the rights (an employee who was not
 * there yet, a period that is still to come) proves that the call is active.
 */
export async function probePerTijdvak(
  caller: Caller,
  { tijdvak, werknemerId }: ProbeVoorbeeld,
  aanroepen: readonly TijdvakAanroep[],
): Promise<readonly TijdvakUitslag[]> {
  if (werknemerId === undefined) return aanroepen.map((aanroep) => ({ aanroep, uitkomst: 'niet-te-toetsen' }));
  const parameters = { EmployeeId: werknemerId, Period: tijdvak.nummer, Year: tijdvak.jaar };
  const probeOne = (aanroep: TijdvakAanroep) =>
    probeOptional(aanroep, async () => verdictOf(aanroep, await make<TijdvakAanroep>(caller, aanroep, parameters)));
  return allOf(aanroepen.map(probeOne));
}

/**
 * Of a call that nobody needs: whatever becomes of it but an answer means that it cannot be used, and its code is told. Only what
 * says nothing of the call is thrown: the login is refused, or a limit of our own.
 */
async function probeOptional<A extends string>(
  aanroep: A,
  probeIt: () => Promise<Verdict>,
): Promise<Verdict & { readonly aanroep: A }> {
  const startedAt = performance.now();
  try {
    return { aanroep, ...(await probeIt()) };
  } catch (error) {
    if (!isOfTheCall(error)) throw error;
    const ms = Math.round(performance.now() - startedAt); // Of all attempts, and of the waiting between them.
    return { aanroep, uitkomst: 'niet-actief', code: error.code, ms };
  }
}

/** Waits for all of them, also when one fails. */
async function allOf<T>(probes: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(probes);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

type Verdict = Omit<BulkUitslag, 'aanroep'>;

/** The code with which Nmbrs refused the call; none when it answered. */
type Refusal = string | undefined;

const make = <O extends Aanroep>(caller: Caller, operation: O, parameters: ParametersOf<O>): Promise<Timed<Refusal>> =>
  caller({ operation, parameters, open: () => ({ read: refusalIn }) });

/** The list of a large company is as long for a probe as for the export, but here nothing of it matters. */
const makeList = <O extends Aanroep>(
  caller: Caller,
  operation: O,
  parameters: ParametersOf<O>,
): Promise<Timed<Refusal>> => {
  const sink = { list: `${operation}Result`, take: () => {} };
  return caller({ operation, parameters, open: () => ({ sink, read: refusalIn }) });
};

/** A fault without a meaning says nothing about the call. */
function refusalIn(answer: SoapAnswer): Refusal {
  if (answer.kind === 'response') return undefined;
  const { code } = answer;
  if (redenOf(code) === undefined && !isTaskLost(code)) throw unknownFault(code);
  return code;
}

function verdictOf(aanroep: string, { value: code, ms }: Timed<Refusal>): Verdict {
  if (code === undefined) return { uitkomst: 'actief', ms };
  refuseLogin(aanroep, code);
  return { uitkomst: redenOf(code) === 'recht-niet-actief' ? 'niet-actief' : 'actief', code, ms };
}

function refuseLogin(aanroep: string, code: Refusal): void {
  const reden = redenOf(code);
  if (reden === undefined || !isOfTheAccount(code)) return;
  throw new Refused({ code: reden, message: `Nmbrs ${aanroep}: refused with ${code}` });
}

/** The call with the least that it needs; `undefined` when the example lacks what it must point at. */
function probeCall(caller: Caller, recht: Recht, voorbeeld: ProbeVoorbeeld): Promise<Timed<Refusal>> | undefined {
  const { bedrijfId, tijdvak, werknemerId, run } = voorbeeld;
  switch (recht) {
    case 'List_GetAll':
      return make(caller, recht, {});
    case 'Company_GetCurrentPeriod':
      return make(caller, recht, { CompanyId: bedrijfId });
    case 'Run_GetList':
      return make(caller, recht, { CompanyId: bedrijfId, Year: tijdvak.jaar });
    case 'List_GetByCompany':
      return makeList(caller, recht, { CompanyId: bedrijfId, EmployeeType: EMPLOYEE_TYPE['in-dienst'] });
    case 'Salary_GetAll_AllEmployeesByCompany':
    case 'Employment_GetAll_AllEmployeesByCompany':
      return makeList(caller, recht, { CompanyID: bedrijfId });
    case 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background': {
      if (run === undefined) return undefined;
      return make(caller, recht, { companyId: bedrijfId, runId: run.runId, year: run.jaar, wageCode: PROBE_LOONCODE });
    }
    case 'Reports_BackgroundTask_Result':
      return make(caller, recht, { TaskId: NO_TASK });
    case 'Schedule_GetList':
      if (werknemerId === undefined) return undefined;
      return make(caller, recht, { EmployeeId: werknemerId, Period: tijdvak.nummer, Year: tijdvak.jaar });
    default:
      return werknemerId === undefined ? undefined : make(caller, recht, { EmployeeId: werknemerId });
  }
}
