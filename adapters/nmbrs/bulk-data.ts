import type { BedrijfId } from '../../core/domain/controle.ts';
import type { Gegevensgroep } from '../../core/domain/dekkingsprofiel.ts';
import type { WerknemerGegevens } from '../../core/domain/gegevensset.ts';
import type { BulkAanroep } from '../../core/domain/payroll.ts';
import type { Tijdvak } from '../../core/domain/tijdvak.ts';
import type { WerknemerId } from '../../core/domain/uitwisseling.ts';
import { Defect } from '../../core/errors.ts';
import type { PayrollAnswer } from '../../core/ports/payroll.ts';
import { askList } from './ask.ts';
import type { Caller } from './calls.ts';
import { fetchWerknemer } from './employee-data.ts';
import { collectCompanyWide, type PerWerknemer } from './readers/company-wide.ts';
import type { ParametersOf } from './soap/operations.ts';

export interface BulkQuestion {
  readonly caller: Caller;
  readonly bedrijfId: BedrijfId;
  readonly werknemerIds: readonly WerknemerId[];
  readonly groepen: readonly Gegevensgroep[];
  readonly tijdvak: Tijdvak;
}

/** A company-wide call: the groups that need it, and what it means that an employee is not in its answer. */
interface BulkFetch {
  readonly groepen: readonly Gegevensgroep[];
  readonly aanroep: BulkAanroep;
  /** Absent: everybody must be in the answer. */
  readonly withoutRows?: WerknemerGegevens;
}

/** In the order in which the calls per employee give their fields. */
const FETCHES: readonly BulkFetch[] = [
  { groepen: ['persoon', 'bsn'], aanroep: 'PersonalInfo_GetAll_AllEmployeesByCompany' },
  { groepen: ['contract'], aanroep: 'Contract_GetAll_AllEmployeesByCompany', withoutRows: { contracten: [] } },
  { groepen: ['rooster'], aanroep: 'Schedule_GetAll_AllEmployeesByCompany', withoutRows: {} },
  { groepen: ['adres'], aanroep: 'Address_GetAll_AllEmployeesByCompany', withoutRows: { adressen: [] } },
  { groepen: ['verzekering'], aanroep: 'SVW_GetAll_AllEmployeesByCompany', withoutRows: {} },
  { groepen: ['partner'], aanroep: 'Partner_GetAll_AllEmployeesByCompany', withoutRows: {} },
  { groepen: ['kinderen'], aanroep: 'Children_GetAll_Employeesbycompany', withoutRows: { kinderen: [] } },
];

/** What the vendor gives per employee only. */
const PER_EMPLOYEE: readonly Gegevensgroep[] = ['looncomponenten', 'bankrekening'];

/** What a company-wide call is asked: it differs per call how the company's id is spelled. */
export function bulkParametersOf(aanroep: BulkAanroep, bedrijfId: BedrijfId): ParametersOf<BulkAanroep> {
  const isSpelledId =
    aanroep === 'Partner_GetAll_AllEmployeesByCompany' || aanroep === 'Children_GetAll_Employeesbycompany';
  return isSpelledId ? { CompanyId: bedrijfId } : { CompanyID: bedrijfId };
}

/**
 * Makes the company-wide calls that these groups need, and the calls per employee for what has no company-wide one; waits
 * for all of them, also when one fails. The first refusal answers for all.
 */
export async function fetchWerknemers(
  question: BulkQuestion,
): Promise<PayrollAnswer<ReadonlyMap<WerknemerId, WerknemerGegevens>>> {
  const fetches = FETCHES.filter(({ groepen }) => groepen.some((groep) => question.groepen.includes(groep)));
  const [wide, single] = await Promise.all([
    Promise.allSettled(fetches.map((fetch) => fetchCompanyWide(question, fetch))),
    Promise.allSettled(question.werknemerIds.map((werknemerId) => fetchAlone(question, werknemerId))),
  ]);
  const answers: PerWerknemer[] = [];
  for (const outcome of [...wide, ...single]) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (!outcome.value.ok) return outcome.value;
    answers.push(outcome.value.value);
  }
  const gegevensOf = (werknemerId: WerknemerId): WerknemerGegevens =>
    Object.assign({}, ...answers.map((answer) => answer.get(werknemerId)));
  return { ok: true, value: new Map(question.werknemerIds.map((id) => [id, gegevensOf(id)])) };
}

async function fetchCompanyWide(question: BulkQuestion, fetch: BulkFetch): Promise<PayrollAnswer<PerWerknemer>> {
  const { caller, bedrijfId, werknemerIds } = question;
  const { aanroep, withoutRows } = fetch;
  const answer = await askList<BulkAanroep, PerWerknemer>(caller, {
    operation: aanroep,
    parameters: bulkParametersOf(aanroep, bedrijfId),
    collect: () => collectCompanyWide(aanroep, question),
  });
  if (!answer.ok) return answer;
  return {
    ok: true,
    value: new Map(werknemerIds.map((id) => [id, answer.value.get(id) ?? absent(aanroep, withoutRows)])),
  };
}

function absent(aanroep: BulkAanroep, withoutRows: WerknemerGegevens | undefined): WerknemerGegevens {
  if (withoutRows !== undefined) return withoutRows;
  throw new Defect({
    code: 'nmbrs-other-company',
    message: `Nmbrs ${aanroep}: the answer does not have an employee of the company that was asked`,
  });
}

async function fetchAlone(
  { caller, groepen }: BulkQuestion,
  werknemerId: WerknemerId,
): Promise<PayrollAnswer<PerWerknemer>> {
  const own = groepen.filter((groep) => PER_EMPLOYEE.includes(groep));
  const answer = await fetchWerknemer({ caller, werknemerId, groepen: own });
  return answer.ok ? { ok: true, value: new Map([[werknemerId, answer.value]]) } : answer;
}
