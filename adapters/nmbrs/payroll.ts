import { setTimeout as waitFor } from 'node:timers/promises';
import type { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import type { Payroll, PayrollAnswer, PayrollGateway, RapportStand } from '../../core/nmbrs/ports/payroll.ts';
import { ask, askList } from './ask.ts';
import { fetchBedrijfsbreed } from './bulk-data.ts';
import { type Caller, type CallReport, createCaller } from './calls.ts';
import { directoryOf } from './directory.ts';
import { fetchWerknemer } from './employee-data.ts';
import { isTaskLost } from './faults.ts';
import { createGovernor, type Pace } from './governor.ts';
import { probe, probeBulk, probePerTijdvak } from './probe.ts';
import { readBedrijven, readRuns, readTijdvak } from './readers/company.ts';
import { collectDienstverbanden, collectSalarissen, collectVermeldingen, EMPLOYEE_TYPE } from './readers/employees.ts';
import { readLooncodeRegels, type WantedLines } from './report-content.ts';
import { createRetryBudget } from './retry-budget.ts';
import { literalTextOf, required, resultOf, textOf } from './soap/fields.ts';
import { senseless, unreadable } from './soap/trouble.ts';
import { createWires } from './soap/wire.ts';
import type { XmlElement } from './soap/xml.ts';

interface Options {
  /** Up to `/soap/v3`, with or without a trailing slash. */
  readonly baseUrl: string;
  readonly callsInFlight: number;
  /** For one call with its retries, from its first turn on; 30 s when absent. */
  readonly deadlineMs?: number;
  /** Called once per HTTP call, for the log: the call, its outcome and its latency, nothing else. */
  readonly onCall?: (call: CallReport) => void;
  /** How to wait between retries, and where jitter comes from (0 up to 1). */
  readonly wait?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  /** How long this process still has, in ms; asked when a call is wanted. For ever when absent. */
  readonly remainingMs?: () => number;
}

/** With the calls per second that this process may make by itself (of the vendor's 150), or the rate that it shares with others. */
export type NmbrsOptions = Options & Pace;

/** Public clients of Nmbrs wait 20-30 s for a call (facts: section 1). */
const DEADLINE_MS = 30_000;

/**
 * Nmbrs as the payroll port. One gateway per process: its limits count for all accounts that it opens. The credentials
 * live in closures only, so neither the gateway nor an opened payroll shows them when inspected.
 */
export function createNmbrsGateway(options: NmbrsOptions): PayrollGateway {
  const openWire = createWires({ baseUrl: options.baseUrl, maxSockets: options.callsInFlight });
  const settings = {
    governor: createGovernor(options),
    retryBudget: createRetryBudget(),
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    onCall: options.onCall ?? (() => {}),
    wait: options.wait ?? ((ms: number) => waitFor(ms)),
    random: options.random ?? Math.random,
    remainingMs: options.remainingMs ?? (() => Number.POSITIVE_INFINITY),
  };
  return {
    open: (inloggegevens: Inloggegevens) =>
      payrollOf(createCaller(openWire(inloggegevens), accountOf(inloggegevens), settings)),
  };
}

/** What tells accounts apart in the queue for the limits they share. */
const accountOf = ({ domein, gebruikersnaam }: Inloggegevens): string => `${domein} ${gebruikersnaam}`;

function payrollOf(caller: Caller): Payroll {
  return {
    listBedrijven: () =>
      ask(caller, {
        operation: 'List_GetAll',
        parameters: {},
        read: (response) => readBedrijven(response, 'List_GetAll'),
      }),
    fetchTijdvak: (bedrijfId) =>
      ask(caller, {
        operation: 'Company_GetCurrentPeriod',
        parameters: { CompanyId: bedrijfId },
        read: readTijdvak,
      }),
    listRuns: (bedrijfId, jaar) =>
      ask(caller, { operation: 'Run_GetList', parameters: { CompanyId: bedrijfId, Year: jaar }, read: readRuns }),
    listWerknemers: (bedrijfId, soort) =>
      askList(caller, {
        operation: 'List_GetByCompany',
        parameters: { CompanyId: bedrijfId, EmployeeType: EMPLOYEE_TYPE[soort] },
        collect: collectVermeldingen,
      }),
    listDienstverbanden: (bedrijfId) =>
      askList(caller, {
        operation: 'Employment_GetAll_AllEmployeesByCompany',
        parameters: { CompanyID: bedrijfId },
        collect: collectDienstverbanden,
      }),
    listSalarissen: (bedrijfId) =>
      askList(caller, {
        operation: 'Salary_GetAll_AllEmployeesByCompany',
        parameters: { CompanyID: bedrijfId },
        collect: collectSalarissen,
      }),
    fetchWerknemer: (vraag) => fetchWerknemer({ caller, ...vraag }),
    startLooncodeRapport: ({ bedrijfId, runId, jaar, looncode }) =>
      ask(caller, {
        operation: 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background',
        parameters: { companyId: bedrijfId, runId, year: jaar, wageCode: looncode },
        read: (response) => readTaakId(response, 'Reports_GetWageCodesByRunCompany_FilterByWageCode_BackgroundResult'),
      }),
    startRunRapport: ({ bedrijfId, runId, jaar }) =>
      ask(caller, {
        operation: 'Reports_GetWageCodesByRunCompany_v2_Background',
        parameters: { companyId: bedrijfId, runId, year: jaar },
        read: (response) => readTaakId(response, 'Reports_GetWageCodesByRunCompany_v2_BackgroundResult'),
      }),
    pollLooncodeRapport: (taakId, runId, looncodes) => pollRapport(caller, taakId, { runId, looncodes }),
    fetchBedrijfsbreed: (vraag) => fetchBedrijfsbreed(caller, vraag),
    probe: (recht, voorbeeld) => probe(caller, recht, voorbeeld),
    probeBulk: (bedrijfId, aanroepen) => probeBulk(caller, bedrijfId, aanroepen),
    probePerTijdvak: (voorbeeld, aanroepen) => probePerTijdvak(caller, voorbeeld, aanroepen),
    ...directoryOf(caller),
  };
}

function readTaakId(response: XmlElement, name: string): string {
  const taakId = required(resultOf(response, name) && textOf(response, name), name);
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(taakId)) throw unreadable('the task id is not a GUID');
  return taakId;
}

const pollRapport = (caller: Caller, taakId: string, wanted: WantedLines): Promise<PayrollAnswer<RapportStand>> =>
  ask<'Reports_BackgroundTask_Result', RapportStand>(caller, {
    operation: 'Reports_BackgroundTask_Result',
    parameters: { TaskId: taakId },
    read: (response) => readStand(response, taakId, wanted),
    onFault: (code) => (isTaskLost(code) ? { stand: 'mislukt' } : undefined),
  });

/** `Enqueued`, `Executing`, `Success`, in any case; every other status is a failure. */
function readStand(response: XmlElement, taakId: string, wanted: WantedLines): RapportStand {
  const name = 'Reports_BackgroundTask_ResultResult';
  const task = required(resultOf(response, name), name);
  const answered = textOf(task, 'TaskId') ?? taakId;
  if (answered.toLowerCase() !== taakId.toLowerCase()) {
    throw senseless('nmbrs-other-task', 'the answer is about another task than was asked');
  }
  switch (textOf(task, 'Status')?.toLowerCase()) {
    case 'enqueued':
    case 'executing':
      return { stand: 'bezig' };
    case 'success':
      return { stand: 'klaar', ...readLooncodeRegels(literalTextOf(task, 'Content'), wanted) };
    default:
      return { stand: 'mislukt' };
  }
}
