import type { WerknemerId } from '../../../core/ids.ts';
import { type Dienstverband, type SalarisRegel, SalarisSoort } from '../../../core/nmbrs/gegevensset.ts';
import type { WerknemerVermelding } from '../../../core/nmbrs/payroll.ts';
import { addRows, type Collector, collectorOf } from '../collector.ts';
import { decimalOf } from '../decimal.ts';
import { present } from '../present.ts';
import { dateOf, dateTimeOf, intOf, itemsOf, partOf, required, textOf } from '../soap/fields.ts';
import { unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';
import { werknemerIdOf } from './owner.ts';

/** `EmployeeType`: the two values that were seen (facts: List_GetByCompany). */
export const EMPLOYEE_TYPE = { 'in-dienst': 2, 'uit-dienst': 4 } as const;

/** Each employee once, by `Id`. */
export function collectVermeldingen(): Collector<readonly WerknemerVermelding[]> {
  const vermeldingen = new Map<WerknemerId, WerknemerVermelding>();
  return collectorOf({
    list: 'List_GetByCompanyResult',
    items: ['Employee'],
    read: (employee) => {
      const werknemerId = werknemerIdOf(employee, 'Id');
      const vermelding = {
        werknemerId,
        personeelsnummer: String(required(intOf(employee, 'Number'), 'Number')),
        naam: textOf(employee, 'DisplayName') ?? '',
      };
      vermeldingen.set(werknemerId, vermelding);
      return vermelding;
    },
    result: () => [...vermeldingen.values()],
  });
}

export const collectDienstverbanden = (): PerWerknemerCollector<Dienstverband> =>
  collectPerWerknemer({
    list: 'Employment_GetAll_AllEmployeesByCompanyResult',
    items: ['EmployeeEmploymentItem'],
    read: (item) => itemsOf(partOf(item, 'EmployeeEmployments'), 'Employment').map(readDienstverband),
  });

const readDienstverband = (employment: XmlElement): Dienstverband =>
  present({
    begin: dateOf(employment, 'StartDate'),
    eind: dateOf(employment, 'EndDate'),
    gemeldOp: dateOf(employment, 'CreationDate'),
  });

/** The full salary history of each employee. */
export const collectSalarissen = (): PerWerknemerCollector<SalarisRegel> =>
  collectPerWerknemer({
    list: 'Salary_GetAll_AllEmployeesByCompanyResult',
    items: ['EmployeeSalaryItem'],
    read: (item) => itemsOf(partOf(item, 'EmployeeSalaries'), 'Salary_V2').map(readSalaris),
  });

const readSalaris = (salary: XmlElement): SalarisRegel =>
  present({
    bedrag: required(decimalOf(salary, 'Value'), 'Value'),
    soort: salarisSoortOf(required(textOf(salary, 'Type'), 'Type')),
    ingangsdatum: dateOf(salary, 'StartDate'),
    aangemaaktOp: dateTimeOf(salary, 'CreationDate'),
  });

/** The vendor's names of the single calls, typing errors included, in the order of the ordinals of the bulk call. */
const SALARY_TYPES: readonly string[] = [
  'None',
  'Bruto_Salaris_Fulltime',
  'Bruto_Salaris_Partime',
  'Bruto_Uurloon',
  'Netto_Salaris_Partime_incl_looncomp',
  'Netto_Salaris_Partime_excl_looncomp',
  'Netto_Uurloon_excl_looncomp',
  'Werkgerverslasten',
  'Netto_Uurloon_incl_looncomp',
];

function salarisSoortOf(type: string): SalarisRegel['soort'] {
  const ordinal = /^\d{1,2}$/.test(type) ? Number(type) : SALARY_TYPES.indexOf(type);
  const soort = SalarisSoort.options[ordinal];
  if (soort === undefined) throw unreadable('Type is not a known kind of salary');
  return soort;
}

type PerWerknemerCollector<T> = Collector<ReadonlyMap<WerknemerId, readonly T[]>>;

/** Rows per employee. An employee that comes twice keeps the rows of both. */
function collectPerWerknemer<T>(question: {
  readonly list: string;
  readonly items: readonly string[];
  readonly read: (item: XmlElement) => readonly T[];
}): PerWerknemerCollector<T> {
  const rows = new Map<WerknemerId, T[]>();
  return collectorOf({
    ...question,
    read: (item) => {
      const own = question.read(item);
      addRows(rows, werknemerIdOf(item, 'EmployeeId'), own);
      return own;
    },
    result: () => rows,
  });
}
