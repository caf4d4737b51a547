import type { WerknemerId } from '../../../core/ids.ts';
import type { Datum } from '../../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type { OpgehaaldeGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { geldendeIn, type HistorieRegel, laatsteIn } from '../../../core/nmbrs/historie.ts';
import { addRows, type Collector, collectorOf } from '../collector.ts';
import { present } from '../present.ts';
import { dateOf, dateTimeOf, intOf, partOf } from '../soap/fields.ts';
import { unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';
import { werknemerIdOf } from './owner.ts';
import { adresIn, kindIn, partnerIn, persoonlijkIn } from './person.ts';
import { contractIn, onceEach, roosterIn, startsBy, verzekeringIn } from './work.ts';

/** What the reader of a company-wide answer has to know of the question. */
interface Leesvraag {
  readonly groepen: readonly Gegevensgroep[];
  readonly tijdvak: Tijdvak;
}

/** The fields of one kind of data for each employee whom the answer names. */
export type PerWerknemer = ReadonlyMap<WerknemerId, OpgehaaldeGegevens>;

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

/** A row that counts, read to the fields that it fills. */
type Regel = HistorieRegel<OpgehaaldeGegevens>;

/** Reads the rows of one item; an employee may have several items. */
interface RowsReader {
  /** Of these rows those that count: the others are not kept, and neither is the XML of any. */
  readonly read: (rows: readonly XmlElement[], vraag: Leesvraag) => readonly Regel[];
  /** The fields of one employee, from what was read of all of the items. */
  readonly merge: (regels: readonly Regel[], vraag: Leesvraag) => OpgehaaldeGegevens;
}

type RowBounds = (row: XmlElement, tijdvak: Tijdvak) => HistorieRegel<XmlElement>;
type FieldsReader = (row: XmlElement, vraag: Leesvraag) => OpgehaaldeGegevens;

/** For facts of which an employee has one at a time. */
const oneOf = (boundsOf: RowBounds, fieldsOf: FieldsReader): RowsReader => ({
  read: (rows, vraag) => {
    const regel = laatsteIn(
      rows.map((row) => asItsValue(boundsOf(row, vraag.tijdvak))),
      vraag.tijdvak,
    );
    return regel === undefined ? [] : [{ ...regel, waarde: fieldsOf(regel.waarde, vraag) }];
  },
  merge: (regels, { tijdvak }) => laatsteIn(regels, tijdvak) ?? {},
});

/** For facts of which an employee may have several at once. */
const allOf = (boundsOf: RowBounds, fieldsOf: FieldsReader, merge: RowsReader['merge']): RowsReader => ({
  read: (rows, vraag) =>
    geldendeIn(
      rows.map((row) => asItsValue(boundsOf(row, vraag.tijdvak))),
      vraag.tijdvak,
    ).map((regel) => ({ ...regel, waarde: fieldsOf(regel.waarde, vraag) })),
  merge,
});

const asItsValue = <T>(regel: HistorieRegel<T>): HistorieRegel<HistorieRegel<T>> => ({ ...regel, waarde: regel });

const READERS: Readonly<Record<BulkAanroep, RowsReader>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: oneOf(inPeriods, (row, { groepen }) => persoonlijkIn(row, groepen)),
  Contract_GetAll_AllEmployeesByCompany: allOf(
    fromStartToEnd,
    (row) => ({ contracten: [contractIn(row)] }),
    (regels) => ({ contracten: onceEach(regels.flatMap(({ waarde }) => waarde.contracten ?? [])) }),
  ),
  Schedule_GetAll_AllEmployeesByCompany: { read: roosterRegels, merge: wholeHistory },
  Address_GetAll_AllEmployeesByCompany: allOf(
    inPeriods,
    (row) => ({ adressen: [adresIn(row)] }),
    (regels) => ({ adressen: regels.flatMap(({ waarde }) => waarde.adressen ?? []) }),
  ),
  SVW_GetAll_AllEmployeesByCompany: oneOf(inPeriods, (row) => present({ verzekering: verzekeringIn(row) })),
  Partner_GetAll_AllEmployeesByCompany: allOf(always, (row) => present({ partner: partnerIn(row) }), onlyPartnerOf),
  Children_GetAll_Employeesbycompany: allOf(
    always,
    (row) => ({ kinderen: [kindIn(row)] }),
    (regels) => ({ kinderen: regels.flatMap(({ waarde }) => waarde.kinderen ?? []) }),
  ),
};

/** Reads a company-wide answer. Whoever comes twice keeps the rows of both; an item without rows says nothing. */
export function collectCompanyWide(aanroep: BulkAanroep, vraag: Leesvraag): Collector<PerWerknemer> {
  const shape: BulkShape = SHAPES[aanroep];
  const { read, merge } = READERS[aanroep];
  const regels = new Map<WerknemerId, Regel[]>();
  return collectorOf({
    list: `${aanroep}Result`,
    items: shape.items,
    read: (item) => {
      const own = read(rowsOf(item, shape), vraag);
      addRows(regels, werknemerIdOf(item, 'EmployeeId'), own);
      return own;
    },
    result: () => new Map([...regels].map(([werknemerId, all]) => [werknemerId, merge(all, vraag)])),
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

/** Each schedule that begins by the end of the period, as a row of its own. */
function roosterRegels(rows: readonly XmlElement[], { tijdvak }: Leesvraag): readonly Regel[] {
  return rows
    .flatMap((row) => {
      const rooster = roosterIn(row);
      return rooster === undefined ? [] : [present({ ...rooster, aangemaaktOp: dateTimeOf(row, 'CreationDate') })];
    })
    .filter(startsBy(tijdvak.eind))
    .map((regel) => ({ waarde: { roosters: { regels: [regel], volledig: true } } }));
}

/** The company-wide call gives all schedules that there are. */
function wholeHistory(regels: readonly Regel[]): OpgehaaldeGegevens {
  return { roosters: { regels: regels.flatMap(({ waarde }) => waarde.roosters?.regels ?? []), volledig: true } };
}

function onlyPartnerOf(regels: readonly Regel[]): OpgehaaldeGegevens {
  if (regels.length > 1) throw unreadable('an employee has more than one partner');
  return regels[0]?.waarde ?? {};
}

/** A row that is no history: it holds. */
function always(row: XmlElement): HistorieRegel<XmlElement> {
  return { waarde: row };
}

/** A row with `StartDate` and, for contracts, `EndDate`. */
function fromStartToEnd(row: XmlElement): HistorieRegel<XmlElement> {
  return {
    begin: dateOf(row, 'StartDate'),
    eind: dateOf(row, 'EndDate'),
    aangemaaktOp: dateTimeOf(row, 'CreationDate'),
    waarde: row,
  };
}

/** A row with `StartPeriod`/`StartYear` and, for addresses, `EndPeriod`/`EndYear`: whole periods of the company. */
function inPeriods(row: XmlElement, tijdvak: Tijdvak): HistorieRegel<XmlElement> {
  return {
    begin: boundOf(row, 'Start', tijdvak)?.begin,
    eind: boundOf(row, 'End', tijdvak)?.eind,
    aangemaaktOp: dateTimeOf(row, 'CreationDate'),
    waarde: row,
  };
}

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
