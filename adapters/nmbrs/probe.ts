import type { BulkAanroep, BulkUitslag } from '../../core/domain/bulk-aanroep.ts';
import type { BedrijfId, RechtUitslag } from '../../core/domain/controle.ts';
import type { Recht } from '../../core/domain/rechten.ts';
import { Refused } from '../../core/errors.ts';
import type { ProbeVoorbeeld } from '../../core/ports/payroll.ts';
import { bulkParametersOf } from './bulk-data.ts';
import type { Caller, TimedAnswer } from './calls.ts';
import { isOfTheAccount, isTaskLost, redenOf, unknownFault } from './faults.ts';
import { EMPLOYEE_TYPE } from './readers/employees.ts';
import type { Aanroep } from './soap/operations.ts';
import { toCallError } from './soap/trouble.ts';

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

/** Probes these company-wide calls, side by side; waits for all of them, also when one fails. */
export async function probeBulk(
  caller: Caller,
  bedrijfId: BedrijfId,
  aanroepen: readonly BulkAanroep[],
): Promise<readonly BulkUitslag[]> {
  const outcomes = await Promise.allSettled(aanroepen.map((aanroep) => probeOne(caller, bedrijfId, aanroep)));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

async function probeOne(caller: Caller, bedrijfId: BedrijfId, aanroep: BulkAanroep): Promise<BulkUitslag> {
  const answer = await caller<BulkAanroep>(aanroep, bulkParametersOf(aanroep, bedrijfId), unread(aanroep));
  return { aanroep, ...verdictOf(aanroep, answer) };
}

/** The list of a large company is as long for a probe as for the export, but here nothing of it matters. */
const unread = (aanroep: Aanroep) => () => ({ list: `${aanroep}Result`, take: () => {} });

function verdictOf(aanroep: string, { answer, ms }: TimedAnswer): Omit<BulkUitslag, 'aanroep'> {
  if (answer.kind === 'response') return { uitkomst: 'actief', ms };
  const { code } = answer;
  const reden = redenOf(code);
  if (code === undefined || (reden === undefined && !isTaskLost(code))) throw toCallError(aanroep, unknownFault(code));
  if (reden !== undefined && isOfTheAccount(code)) {
    throw new Refused({ code: reden, message: `Nmbrs ${aanroep}: refused with ${code}` });
  }
  return { uitkomst: reden === 'recht-niet-actief' ? 'niet-actief' : 'actief', code, ms };
}

/** The call with the least that it needs; `undefined` when the example lacks what it must point at. */
function probeCall(caller: Caller, recht: Recht, voorbeeld: ProbeVoorbeeld): Promise<TimedAnswer> | undefined {
  const { bedrijfId, tijdvak, werknemerId, run } = voorbeeld;
  switch (recht) {
    case 'List_GetAll':
      return caller(recht, {});
    case 'Company_GetCurrentPeriod':
      return caller(recht, { CompanyId: bedrijfId });
    case 'Run_GetList':
      return caller(recht, { CompanyId: bedrijfId, Year: tijdvak.jaar });
    case 'List_GetByCompany':
      return caller(recht, { CompanyId: bedrijfId, EmployeeType: EMPLOYEE_TYPE['in-dienst'] }, unread(recht));
    case 'Salary_GetAll_AllEmployeesByCompany':
    case 'Employment_GetAll_AllEmployeesByCompany':
      return caller(recht, { CompanyID: bedrijfId }, unread(recht));
    case 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background': {
      if (run === undefined) return undefined;
      return caller(recht, { companyId: bedrijfId, runId: run.runId, year: run.jaar, wageCode: PROBE_LOONCODE });
    }
    case 'Reports_BackgroundTask_Result':
      return caller(recht, { TaskId: NO_TASK });
    case 'Schedule_GetList':
      if (werknemerId === undefined) return undefined;
      return caller(recht, { EmployeeId: werknemerId, Period: tijdvak.nummer, Year: tijdvak.jaar });
    default:
      return werknemerId === undefined ? undefined : caller(recht, { EmployeeId: werknemerId });
  }
}
