import type { WerknemerId } from '../../../core/ids.ts';
import type { Datum } from '../../../core/kalender/tijd.ts';
import {
  type Contract,
  Decimaal,
  type Looncomponent,
  type RoosterRegel,
  type Roosters,
  type Uren,
  type Verzekering,
} from '../../../core/nmbrs/gegevensset.ts';
import { decimalOf, halfOf, hundredthOf, isAtMost, isZero, shortestOf, sumOf } from '../decimal.ts';
import { present } from '../present.ts';
import { booleanOf, dateOf, intOf, itemsOf, partOf, required, resultOf, textOf } from '../soap/fields.ts';
import type { XmlElement } from '../soap/xml.ts';
import { ownedItemsOf } from './owner.ts';

/** v3 answers in `EmployeeContractItem`, v2.1 did in the usual result. A ContractID that comes twice counts once. */
export function readContracten(response: XmlElement, werknemerId: WerknemerId): Contract[] {
  const item = resultOf(response, 'EmployeeContractItem', 'Contract_GetCurrentPeriodResult');
  const list = { container: 'EmployeeContracts', item: 'EmployeeContract' };
  return onceEach(ownedItemsOf(item, list, werknemerId).map(contractIn));
}

/** The first row of each ContractID. */
export function onceEach(rows: readonly Contract[]): Contract[] {
  const contracten = new Map<number, Contract>();
  for (const contract of rows) {
    if (!contracten.has(contract.contractId)) contracten.set(contract.contractId, contract);
  }
  return [...contracten.values()];
}

export const contractIn = (contract: XmlElement): Contract =>
  present({
    contractId: required(intOf(contract, 'ContractID'), 'ContractID'),
    soort: contractSoortOf(booleanOf(contract, 'Indefinite')),
    begin: dateOf(contract, 'StartDate'),
    eind: dateOf(contract, 'EndDate'),
    urenPerWeek: decimalOf(contract, 'HoursPerWeek'),
    ikv: ikvOf(contract),
  });

/** The inkomstenverhoudingen of an employee are counted from 1; 0 is .NET's "none". */
function ikvOf(contract: XmlElement): number | undefined {
  const ikv = intOf(contract, 'EmploymentSequenceTaxId');
  return ikv === 0 ? undefined : ikv;
}

function contractSoortOf(indefinite: boolean | undefined): Contract['soort'] {
  if (indefinite === undefined) return 'onbekend';
  return indefinite ? 'onbepaalde-tijd' : 'bepaalde-tijd';
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The one schedule that is current; what came before it is not told. */
export function readRooster(response: XmlElement): Roosters | undefined {
  const rooster = roosterIn(resultOf(response, 'Schedule_GetCurrentResult'));
  return rooster === undefined ? undefined : { regels: [rooster], volledig: false };
}

/**
 * The schedules up to the end of a period: "all schedules, until given period" by the vendor's own words. Whether those that had
 * ended before the period are among them is not certain, so the days before the first one count as unknown.
 */
export function readRoosters(response: XmlElement, tot: Datum): Roosters | undefined {
  const rows = itemsOf(resultOf(response, 'Schedule_GetListResult'), 'Schedule');
  const regels = rows.flatMap((row) => roosterIn(row) ?? []).filter(startsBy(tot));
  return regels.length === 0 ? undefined : { regels, volledig: false };
}

/** Whether a row begins by this day: one that begins later is of a later period. */
export const startsBy =
  (tot: Datum) =>
  ({ ingangsdatum }: RoosterRegel): boolean =>
    ingangsdatum === undefined || ingangsdatum <= tot;

/** No schedule: no object, or the all-default one (no start date, no hours, no part-time figure). */
export function roosterIn(schedule: XmlElement | undefined): RoosterRegel | undefined {
  if (schedule === undefined) return undefined;
  const urenPerWeek = hoursPerWeekOf(schedule);
  const parttime = required(decimalOf(schedule, 'ParttimePercentage'), 'ParttimePercentage');
  const ingangsdatum = dateOf(schedule, 'StartDate');
  if (ingangsdatum === undefined && isZero(urenPerWeek) && isZero(parttime)) return undefined;
  return present({ urenPerWeek, deeltijdfactor: factorOf(parttime), ingangsdatum });
}

/** Week 2 is all zero when the schedule has one week; otherwise the mean of both counts. */
function hoursPerWeekOf(schedule: XmlElement): Decimaal {
  const weekOf = (suffix: string) =>
    DAYS.map((day) => `Hours${day}${suffix}`).map((name) => required(decimalOf(schedule, name), name));
  const [first, second] = [weekOf(''), weekOf('2')];
  return second.every(isZero) ? sumOf(first) : halfOf(sumOf([...first, ...second]));
}

const LARGEST_FACTOR = Decimaal.parse('1.5');

/** `ParttimePercentage` may be a factor (0.8) or a percentage (80): up to 1.5 it is a factor. */
const factorOf = (parttime: Decimaal): Decimaal =>
  isAtMost(parttime, LARGEST_FACTOR) ? shortestOf(parttime) : hundredthOf(parttime);

export const readVerzekering = (response: XmlElement): Verzekering | undefined =>
  verzekeringIn(resultOf(response, 'SVW_GetCurrentResult'));

/** The names of v3, those of v2.1 for what was renamed, and those of v2.1's company-wide call. */
export function verzekeringIn(svw: XmlElement | undefined): Verzekering | undefined {
  if (svw === undefined) return undefined;
  return present({
    wia: booleanOf(svw, 'Wao_Wia') ?? booleanOf(svw, 'WAO_WIA'),
    ww: booleanOf(svw, 'Ww') ?? booleanOf(svw, 'WW'),
    zw: booleanOf(svw, 'Zw') ?? booleanOf(svw, 'ZW'),
    invloedVerzekeringsplicht: firstOf(svw, [
      'InfluenceObligedInsurance',
      'InvloedVerzekeringsplicht',
      'InfluenceInsurance',
    ]),
    codeZvw: firstOf(svw, ['CodeZvw', 'ZVW']),
    inkomensafhankelijkeBijdrageZvw: firstOf(svw, ['IncomeRelatedContributionZvw', 'CodeIabZvw', 'ZVWContribution']),
    cao: textOf(svw, 'CodeCao') ?? codeIn(svw, 'CAO', 'CAOCode') ?? codeIn(svw, 'CLA', 'CLACode'),
    sector: codeIn(svw, 'Sector', 'SectorCode'),
    risicogroep: codeIn(svw, 'RiskGroup', 'RiskGroupCode') ?? textOf(svw, 'RisicoGroep'),
  });
}

const firstOf = (parent: XmlElement, names: readonly string[]): string | undefined =>
  names.map((name) => textOf(parent, name)).find((text) => text !== undefined);

/** A code that is a plain value or, as in the bulk call, an object with the code in it. */
function codeIn(svw: XmlElement, name: string, codeName: string): string | undefined {
  const part = partOf(svw, name);
  return part !== undefined && part.children.length > 0 ? textOf(part, codeName) : textOf(svw, name);
}

export const readLooncomponenten = (
  response: XmlElement,
  operation:
    | 'WageComponentFixed_GetCurrent'
    | 'WageComponentVar_GetCurrent'
    | 'WageComponentFixed_Get'
    | 'WageComponentVar_Get',
): Looncomponent[] =>
  itemsOf(resultOf(response, `${operation}Result`), 'WageComponent').map((component) => ({
    code: required(intOf(component, 'Code'), 'Code'),
    waarde: required(decimalOf(component, 'Value'), 'Value'),
  }));

export const readUren = (response: XmlElement, operation: 'HourComponentFixed_Get' | 'HourComponentVar_Get'): Uren[] =>
  itemsOf(resultOf(response, `${operation}Result`), 'HourComponent').map((component) => ({
    code: required(intOf(component, 'HourCode'), 'HourCode'),
    uren: required(decimalOf(component, 'Hours'), 'Hours'),
  }));
