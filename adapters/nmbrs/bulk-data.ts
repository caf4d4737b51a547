import { Defect } from '../../core/errors.ts';
import type { BedrijfId, WerknemerId } from '../../core/ids.ts';
import { type BulkAanroep, groepenIn } from '../../core/nmbrs/bulk-aanroep.ts';
import type { Gegevensveld, OpgehaaldeGegevens } from '../../core/nmbrs/gegevensset.ts';
import type { PeilSoort } from '../../core/nmbrs/peil.ts';
import type { BulkVraag, PayrollAnswer, WerknemerAntwoord } from '../../core/nmbrs/ports/payroll.ts';
import { askList } from './ask.ts';
import type { Caller } from './calls.ts';
import { collectCompanyWide, type PerWerknemer } from './readers/company-wide.ts';
import type { ParametersOf } from './soap/operations.ts';

/** What it means that an employee is not in the answer of a call; without it everybody must be in it. */
const WITHOUT_ROWS: Readonly<Partial<Record<BulkAanroep, OpgehaaldeGegevens>>> = {
  Contract_GetAll_AllEmployeesByCompany: { contracten: [] },
  Schedule_GetAll_AllEmployeesByCompany: { roosters: { regels: [], volledig: true } },
  Address_GetAll_AllEmployeesByCompany: { adressen: [] },
  SVW_GetAll_AllEmployeesByCompany: {},
  Partner_GetAll_AllEmployeesByCompany: {},
  Children_GetAll_Employeesbycompany: { kinderen: [] },
};

/** The groups that each call gives, and whether it tells their history: partner and children are as they are now. */
const PEIL: Readonly<Record<BulkAanroep, Readonly<Partial<Record<Gegevensveld, PeilSoort>>>>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: { persoon: 'tijdvak', bsn: 'tijdvak' },
  Contract_GetAll_AllEmployeesByCompany: { contracten: 'tijdvak' },
  Schedule_GetAll_AllEmployeesByCompany: { rooster: 'tijdvak' },
  Address_GetAll_AllEmployeesByCompany: { adressen: 'tijdvak' },
  SVW_GetAll_AllEmployeesByCompany: { verzekering: 'tijdvak' },
  Partner_GetAll_AllEmployeesByCompany: { partner: 'nu' },
  Children_GetAll_Employeesbycompany: { kinderen: 'nu' },
};

function peilOf(aanroep: BulkAanroep, groepen: readonly string[]): WerknemerAntwoord['peil'] {
  const { persoon, bsn, ...others } = PEIL[aanroep];
  return {
    ...others,
    ...(persoon !== undefined && groepen.includes('persoon') ? { persoon } : {}),
    ...(bsn !== undefined && groepen.includes('bsn') ? { bsn } : {}),
  };
}

/** What a company-wide call is asked: it differs per call how the company's id is spelled. */
export function bulkParametersOf(aanroep: BulkAanroep, bedrijfId: BedrijfId): ParametersOf<BulkAanroep> {
  const isSpelledId =
    aanroep === 'Partner_GetAll_AllEmployeesByCompany' || aanroep === 'Children_GetAll_Employeesbycompany';
  return isSpelledId ? { CompanyId: bedrijfId } : { CompanyID: bedrijfId };
}

/** Makes the call and keeps of its answer these employees and these groups. */
export async function fetchBedrijfsbreed(
  caller: Caller,
  vraag: BulkVraag,
): Promise<PayrollAnswer<ReadonlyMap<WerknemerId, WerknemerAntwoord>>> {
  const { bedrijfId, aanroep, werknemerIds, tijdvak } = vraag;
  const groepen = groepenIn(aanroep, vraag.groepen);
  if (groepen.length === 0) throw new Defect({ code: 'groepen-ontbreken', message: `${aanroep} gives none of them` });
  const answer = await askList<BulkAanroep, PerWerknemer>(caller, {
    operation: aanroep,
    parameters: bulkParametersOf(aanroep, bedrijfId),
    collect: () => collectCompanyWide(aanroep, { groepen, tijdvak }),
  });
  if (!answer.ok) return answer;
  const peil = peilOf(aanroep, groepen);
  const antwoordOf = (id: WerknemerId) => ({ gegevens: answer.value.get(id) ?? absent(aanroep), peil });
  return { ok: true, value: new Map(werknemerIds.map((id) => [id, antwoordOf(id)])) };
}

function absent(aanroep: BulkAanroep): OpgehaaldeGegevens {
  const withoutRows = WITHOUT_ROWS[aanroep];
  if (withoutRows !== undefined) return withoutRows;
  throw new Defect({
    code: 'nmbrs-other-company',
    message: `Nmbrs ${aanroep}: the answer does not have an employee of the company that was asked`,
  });
}
