import type { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import type { WerknemerGegevens } from '../../../core/domain/gegevensset.ts';
import { geldendeIn, type HistorieRegel, laatsteIn } from '../../../core/domain/historie.ts';
import type { BulkAanroep } from '../../../core/domain/payroll.ts';
import type { Datum } from '../../../core/domain/tijd.ts';
import { type Tijdvak, tijdvakOf } from '../../../core/domain/tijdvak.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import { type Collector, collectorOf } from '../collector.ts';
import { present } from '../present.ts';
import { dateOf, dateTimeOf, intOf, partOf, required } from '../soap/fields.ts';
import { unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';
import { adresIn, kindIn, partnerIn, persoonlijkIn } from './person.ts';
import { contractIn, onceEach, roosterIn, verzekeringIn } from './work.ts';

/** What the reader of a company-wide answer has to know of the question. */
export interface BulkVraag {
  readonly groepen: readonly Gegevensgroep[];
  readonly tijdvak: Tijdvak;
}

/** The fields of one kind of data for each employee whom the answer names. */
export type PerWerknemer = ReadonlyMap<WerknemerId, WerknemerGegevens>;

/** How the company-wide calls name their items, lists and rows: first as in v3, then as in v2.1. */
interface BulkShape {
  readonly items: readonly string[];
  readonly lists: readonly string[];
  readonly rows: readonly string[];
}

const SHAPES = {
  PersonalInfo_GetAll_AllEmployeesByCompany: {
    items: ['PersonalInfoItem'],
    lists: ['EmployeePersonalInfos'],
    rows: ['PersonalInfo_V2'],
  },
  Contract_GetAll_AllEmployeesByCompany: {
    items: ['EmployeeContractItemGlobal', 'EmployeeContractItem'],
    lists: ['EmployeeContracts'],
    rows: ['EmployeeContract'],
  },
  Schedule_GetAll_AllEmployeesByCompany: {
    items: ['EmployeeScheduleItem'],
    lists: ['EmployeeSchedules'],
    rows: ['Schedule_V2'],
  },
  Address_GetAll_AllEmployeesByCompany: {
    items: ['EmployeeAddressItem'],
    lists: ['EmployeeAddresses'],
    rows: ['EmployeeAddress_V2'],
  },
  SVW_GetAll_AllEmployeesByCompany: {
    items: ['EmployeeSVWItem'],
    lists: ['EmployeeSVWSettings', 'EmployeeSVWsettings'],
    rows: ['EmployeeSVWSettings', 'EmployeeSVWsetting'],
  },
  Partner_GetAll_AllEmployeesByCompany: { items: ['EmployeePartner'], lists: [], rows: ['Partner'] },
  Children_GetAll_Employeesbycompany: {
    items: ['EmployeeChildrenItem'],
    lists: ['EmployeeChildren'],
    rows: ['Child'],
  },
} as const satisfies Record<BulkAanroep, BulkShape>;

/** Turns all rows of one employee into fields. */
type RowsReader = (rows: readonly XmlElement[], vraag: BulkVraag) => WerknemerGegevens;

const READERS: Readonly<Record<BulkAanroep, RowsReader>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: (rows, { groepen, tijdvak }) => {
    const info = laatsteIn(
      rows.map((row) => inPeriods(row, tijdvak)),
      tijdvak,
    );
    return info === undefined ? {} : persoonlijkIn(info, groepen);
  },
  Contract_GetAll_AllEmployeesByCompany: (rows, { tijdvak }) => ({
    contracten: onceEach(geldendeIn(rows.map(fromStartToEnd), tijdvak).map(contractIn)),
  }),
  Schedule_GetAll_AllEmployeesByCompany: (rows, { tijdvak }) =>
    present({ rooster: roosterIn(laatsteIn(rows.map(fromStartToEnd), tijdvak)) }),
  Address_GetAll_AllEmployeesByCompany: (rows, { tijdvak }) => ({
    adressen: geldendeIn(
      rows.map((row) => inPeriods(row, tijdvak)),
      tijdvak,
    ).map(adresIn),
  }),
  SVW_GetAll_AllEmployeesByCompany: (rows, { tijdvak }) =>
    present({
      verzekering: verzekeringIn(
        laatsteIn(
          rows.map((row) => inPeriods(row, tijdvak)),
          tijdvak,
        ),
      ),
    }),
  Partner_GetAll_AllEmployeesByCompany: (rows) => present({ partner: partnerIn(onlyOf(rows)) }),
  Children_GetAll_Employeesbycompany: (rows) => ({ kinderen: rows.map(kindIn) }),
};

/** Reads a company-wide answer. Whoever comes twice keeps the rows of both; an item without rows says nothing. */
export function collectCompanyWide(aanroep: BulkAanroep, vraag: BulkVraag): Collector<PerWerknemer> {
  const shape: BulkShape = SHAPES[aanroep];
  const rows = new Map<WerknemerId, readonly XmlElement[]>();
  return collectorOf({
    list: `${aanroep}Result`,
    items: shape.items,
    read: (item) => {
      const werknemerId = WerknemerId.parse(required(intOf(item, 'EmployeeId'), 'EmployeeId'));
      rows.set(werknemerId, [...(rows.get(werknemerId) ?? []), ...rowsOf(item, shape)]);
    },
    result: () => new Map([...rows].map(([werknemerId, own]) => [werknemerId, READERS[aanroep](own, vraag)])),
  });
}

/** The rows stand in a list, or (the partner) in the item itself. */
function rowsOf(item: XmlElement, { lists, rows }: BulkShape): readonly XmlElement[] {
  const places = lists.length === 0 ? rows : lists;
  const found = places.map((name) => partOf(item, name)).find((part) => part !== undefined);
  const isKnown = item.children.every(({ name }) => name === 'EmployeeId' || places.includes(name));
  if (!isKnown) throw unreadable(`${item.name} holds an unknown element`);
  if (lists.length === 0) return found === undefined ? [] : [found];
  return itemsNamed(found, rows);
}

/** The items of a list under any of these names. Under another name they are not skipped but refused. */
function itemsNamed(list: XmlElement | undefined, names: readonly string[]): readonly XmlElement[] {
  if (list === undefined) return [];
  if (list.text.trim() !== '') throw unreadable(`${list.name} holds text instead of a list`);
  if (list.children.some(({ name }) => !names.includes(name)))
    throw unreadable(`${list.name} holds an unknown element`);
  return list.children.filter(({ nil }) => !nil);
}

function onlyOf(rows: readonly XmlElement[]): XmlElement | undefined {
  if (rows.length > 1) throw unreadable('an employee has more than one partner');
  return rows[0];
}

/** A row with `StartDate` and, for contracts, `EndDate`. */
const fromStartToEnd = (row: XmlElement): HistorieRegel<XmlElement> => ({
  begin: dateOf(row, 'StartDate'),
  eind: dateOf(row, 'EndDate'),
  aangemaaktOp: dateTimeOf(row, 'CreationDate'),
  waarde: row,
});

/** A row with `StartPeriod`/`StartYear` and, for addresses, `EndPeriod`/`EndYear`: whole periods of the company. */
const inPeriods = (row: XmlElement, tijdvak: Tijdvak): HistorieRegel<XmlElement> => ({
  begin: boundOf(row, 'Start', tijdvak)?.begin,
  eind: boundOf(row, 'End', tijdvak)?.eind,
  aangemaaktOp: dateTimeOf(row, 'CreationDate'),
  waarde: row,
});

/**
 * The period in the company's present verloning. A company that once had shorter periods has higher numbers in those
 * years: they count as the last one of the year, which keeps the order. Year 0 and 1 are the vendor's "none".
 */
function boundOf(
  row: XmlElement,
  side: 'Start' | 'End',
  { verloning }: Tijdvak,
): { readonly begin: Datum; readonly eind: Datum } | undefined {
  const jaar = intOf(row, `${side}Year`) ?? 0;
  const nummer = intOf(row, `${side}Period`) ?? 0;
  if (jaar <= 1 || nummer === 0) return undefined;
  if (jaar > 9999 || nummer < 1 || nummer > 53) throw unreadable(`${side}Period is not a payroll period`);
  return tijdvakOf(verloning, jaar, Math.min(nummer, verloning === 'maandelijks' ? 12 : 13));
}
