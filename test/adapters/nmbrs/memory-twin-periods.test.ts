import { describe, expect, test } from 'vitest';
import { createMemoryPayroll, type MemoryPayrollWorld } from '../../../adapters/memory/payroll.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import type { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { LooncodeRegel, RoosterRegel, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import type { Payroll, WerknemerAntwoord } from '../../../core/nmbrs/ports/payroll.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { ACCOUNT, answerTo, BEDRIJF, faultOf, gatewayAt, RUN, sendXml, startLoopback, WERKNEMER } from './loopback.ts';
import { over } from './port-calls.ts';

// Nmbrs is in December, and November is asked for: the twin tells the same as Nmbrs, and of the same period.

type Bank = 'Oud' | 'Nieuw';

const gegevens = (waarde: string, naam: Bank): WerknemerGegevens =>
  WerknemerGegevens.parse({
    contracten: [{ contractId: naam === 'Oud' ? 1 : 2, soort: 'onbekend' }],
    adressen: [{ soort: 'woonadres', straat: naam }],
    partner: { achternaam: naam, geslacht: 'onbekend' },
    kinderen: [{ achternaam: naam, geslacht: 'onbekend' }],
    vasteLooncomponenten: [{ code: 1400, waarde }],
    variabeleLooncomponenten: [{ code: 2100, waarde }],
    vasteUren: [{ code: 2100, uren: waarde }],
    variabeleUren: [{ code: 2110, uren: waarde }],
    bankrekeningen: [{ soort: 'Standaard', naam }],
  });
const [NOVEMBER, DECEMBER] = [gegevens('11', 'Oud'), gegevens('12', 'Nieuw')];
const ROOSTERS = [
  RoosterRegel.parse({ urenPerWeek: '40', deeltijdfactor: '1', ingangsdatum: '2020-01-01' }),
  RoosterRegel.parse({ urenPerWeek: '32', deeltijdfactor: '0.8', ingangsdatum: '2026-12-01' }),
];

const world = (over: Partial<MemoryPayrollWorld> = {}): MemoryPayrollWorld => ({
  bedrijven: [
    {
      bedrijf: { bedrijfId: BEDRIJF, nummer: 1, naam: 'Draken B.V.', verloning: 'maandelijks' },
      tijdvak: { jaar: 2026, nummer: 12, verloning: 'maandelijks' },
      runs: [],
      werknemers: [
        {
          vermelding: { werknemerId: WERKNEMER, personeelsnummer: '7', naam: 'Zilvermaan' },
          soort: 'in-dienst',
          gegevensIn: ({ nummer }) => (nummer === 11 ? NOVEMBER : DECEMBER),
          roosters: ROOSTERS,
          looncodes: [4200, 2100, 990].map((code) =>
            LooncodeRegel.parse({ runId: RUN, code, omschrijving: 'Iets', waarde: '1.5' }),
          ),
        },
      ],
    },
  ],
  ...over,
});

const result = (operation: string, content: string): string => `<${operation}Result>${content}</${operation}Result>`;
const component = (operation: string, code: number, value: number): string =>
  result(operation, `<WageComponent><Code>${code}</Code><Value>${value}</Value></WageComponent>`);
const hours = (operation: string, code: number): string =>
  result(operation, `<HourComponent><HourCode>${code}</HourCode><Hours>11</Hours></HourComponent>`);
const account = (operation: string, name: Bank): string =>
  result(operation, `<BankAccount><Name>${name}</Name><Type>Standaard</Type></BankAccount>`);
const days = (hours: number, suffix: string): string =>
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
    .map((day, index) => `<Hours${day}${suffix}>${index < 4 ? hours : 0}</Hours${day}${suffix}>`)
    .join('');
const schedule = (item: string, hours: number, factor: number, start: string): string =>
  `<${item}>${days(hours, '')}${days(0, '2')}<ParttimePercentage>${factor}</ParttimePercentage><StartDate>${start}T00:00:00</StartDate></${item}>`;
const both = (item: string): string => schedule(item, 10, 1, '2020-01-01') + schedule(item, 8, 0.8, '2026-12-01');
const address = (item: string, street: Bank, bounds = ''): string =>
  `<${item}>${bounds}<Street>${street}</Street><Type>HomeAddress</Type></${item}>`;
const contract = (id: number, bounds = ''): string =>
  `<EmployeeContract><ContractID>${id}</ContractID>${bounds}</EmployeeContract>`;
const owned = (item: string, list: string, rows: string): string =>
  `<${item}><EmployeeId>50001</EmployeeId><${list}>${rows}</${list}></${item}>`;
const child = '<Child><Name>Nieuw</Name></Child>';

/** The same world as Nmbrs would tell it. The company-wide contracts have no dates, so that what is told is one of either period. */
const ANSWERS: Readonly<Record<string, string>> = {
  Schedule_GetList: result('Schedule_GetList', both('Schedule')),
  Contract_GetCurrentPeriod: owned('EmployeeContractItem', 'EmployeeContracts', contract(2)),
  Address_GetListCurrent: result('Address_GetListCurrent', address('EmployeeAddress', 'Nieuw')),
  Partner_Get: result('Partner_Get', '<PartnerName>Nieuw</PartnerName>'),
  Children_Get: result('Children_Get', `<EmployeeId>50001</EmployeeId><EmployeeChildren>${child}</EmployeeChildren>`),
  WageComponentFixed_Get: component('WageComponentFixed_Get', 1400, 11),
  WageComponentFixed_GetCurrent: component('WageComponentFixed_GetCurrent', 1400, 12),
  WageComponentVar_Get: component('WageComponentVar_Get', 2100, 11),
  WageComponentVar_GetCurrent: component('WageComponentVar_GetCurrent', 2100, 12),
  HourComponentFixed_Get: hours('HourComponentFixed_Get', 2100),
  HourComponentVar_Get: hours('HourComponentVar_Get', 2110),
  BankAccount_GetList: account('BankAccount_GetList', 'Oud'),
  BankAccount_GetListCurrent: account('BankAccount_GetListCurrent', 'Nieuw'),
  Schedule_GetAll_AllEmployeesByCompany: result(
    'Schedule_GetAll_AllEmployeesByCompany',
    owned('EmployeeScheduleItem', 'EmployeeSchedules', both('Schedule_V2')),
  ),
  Contract_GetAll_AllEmployeesByCompany: result(
    'Contract_GetAll_AllEmployeesByCompany',
    owned('EmployeeContractItemGlobal', 'EmployeeContracts', contract(1)),
  ),
  Address_GetAll_AllEmployeesByCompany: result(
    'Address_GetAll_AllEmployeesByCompany',
    owned(
      'EmployeeAddressItem',
      'EmployeeAddresses',
      address('EmployeeAddress_V2', 'Oud', '<EndPeriod>11</EndPeriod><EndYear>2026</EndYear>') +
        address('EmployeeAddress_V2', 'Nieuw', '<StartPeriod>12</StartPeriod><StartYear>2026</StartYear>'),
    ),
  ),
  Partner_GetAll_AllEmployeesByCompany: result(
    'Partner_GetAll_AllEmployeesByCompany',
    '<EmployeePartner><EmployeeId>50001</EmployeeId><Partner><PartnerName>Nieuw</PartnerName></Partner></EmployeePartner>',
  ),
  Children_GetAll_Employeesbycompany: result(
    'Children_GetAll_Employeesbycompany',
    owned('EmployeeChildrenItem', 'EmployeeChildren', child),
  ),
  Reports_GetWageCodesByRunCompany_v2_Background:
    '<Reports_GetWageCodesByRunCompany_v2_BackgroundResult>00000000-0000-4000-8000-000000000001</Reports_GetWageCodesByRunCompany_v2_BackgroundResult>',
  Reports_BackgroundTask_Result: `<Reports_BackgroundTask_ResultResult><Status>Success</Status><Content><![CDATA[<reports><report><employeeid>50001</employeeid><lines>${[
    4200, 2100, 990,
  ]
    .map((code) => `<line><code>${code}</code><description>Iets</description><value>1.5</value></line>`)
    .join('')}</lines></report></reports>]]></Content></Reports_BackgroundTask_ResultResult>`,
};

type Weigeringen = NonNullable<MemoryPayrollWorld['weigeringen']>;

const memory = async (weigeringen: Weigeringen): Promise<Payroll> =>
  createMemoryPayroll(world({ weigeringen })).open(ACCOUNT);
const nmbrs = async (weigeringen: Weigeringen): Promise<Payroll> => {
  const { baseUrl } = await startLoopback((response, { operation }) => {
    const code = new Map(Object.entries(weigeringen)).get(operation)?.code;
    sendXml(response, code === undefined ? answerTo(operation, ANSWERS[operation]) : faultOf(code), 200);
  });
  return gatewayAt(baseUrl).open(ACCOUNT);
};

const VOORBEELD = {
  bedrijfId: BEDRIJF,
  tijdvak: { jaar: 2026, nummer: 11, verloning: 'maandelijks' },
  werknemerId: WERKNEMER,
} as const;
const OFF = { reden: 'recht-niet-actief', code: '1002' } as const;
const ALL = TijdvakAanroep.options;
/** Hours, wage components and bank accounts. */
const GROEPEN: readonly Gegevensgroep[] = ['uren', 'looncomponenten', 'bankrekening'];

/** What either tells of these groups: each field of the period, or as it is now. */
const told = (velden: WerknemerAntwoord['peil']): WerknemerAntwoord => {
  const { data } = WerknemerGegevens.keyof().array().safeParse(Object.keys(velden));
  const own = (data ?? []).map((veld) => [veld, (velden[veld] === 'nu' ? DECEMBER : NOVEMBER)[veld]]);
  return { gegevens: Object.fromEntries(own), peil: velden };
};
const OF_THE_PERIOD = { vasteLooncomponenten: 'tijdvak', variabeleLooncomponenten: 'tijdvak' } as const;
const OF_NOW = { vasteLooncomponenten: 'nu', variabeleLooncomponenten: 'nu' } as const;
const HOURS = { vasteUren: 'tijdvak', variabeleUren: 'tijdvak' } as const;

describe.each([
  ['the memory twin', memory],
  ['Nmbrs over SOAP', nmbrs],
])('%s, a period further than the one that is asked for', (_name, create) => {
  test('tells schedules as the history up to the period, and the others as they are now', async () => {
    const payroll = await create({});
    const groepen: Gegevensgroep[] = ['rooster', 'contract', 'adres', 'partner', 'kinderen'];
    const now = told({ contracten: 'nu', adressen: 'nu', partner: 'nu', kinderen: 'nu' });
    expect(await payroll.fetchWerknemer(over(groepen))).toStrictEqual({
      ok: true,
      value: {
        gegevens: { ...now.gegevens, roosters: { regels: ROOSTERS.slice(0, 1), volledig: false } },
        peil: { ...now.peil, rooster: 'tijdvak' },
      },
    });
  });

  test.each<[string, TijdvakAanroep[], Weigeringen, WerknemerAntwoord['peil']]>([
    ['all calls for a period', [...ALL], {}, { ...HOURS, ...OF_THE_PERIOD, bankrekeningen: 'tijdvak' }],
    ['none', [], {}, { ...OF_NOW, bankrekeningen: 'nu' }],
    [
      'those of hours and of bank accounts',
      ['HourComponentFixed_Get', 'HourComponentVar_Get', 'BankAccount_GetList'],
      {},
      { ...HOURS, ...OF_NOW, bankrekeningen: 'tijdvak' },
    ],
    [
      'all, of which three turn out to be off',
      [...ALL],
      { WageComponentFixed_Get: OFF, HourComponentVar_Get: OFF, BankAccount_GetList: OFF },
      {
        ...{ vasteUren: 'tijdvak', vasteLooncomponenten: 'nu', variabeleLooncomponenten: 'tijdvak' },
        bankrekeningen: 'nu',
      },
    ],
    [
      'all, of which two do not know the employee or the period',
      [...ALL],
      {
        HourComponentFixed_Get: { reden: 'geen-toegang', code: '2003' },
        WageComponentVar_Get: { reden: 'tijdvak-ongeldig', code: '2006' },
      },
      {
        ...{ variabeleUren: 'tijdvak', vasteLooncomponenten: 'tijdvak', variabeleLooncomponenten: 'nu' },
        bankrekeningen: 'tijdvak',
      },
    ],
  ])('tells each group by %s', async (_calls, perTijdvak, weigeringen, velden) => {
    const payroll = await create(weigeringen);
    expect(await payroll.fetchWerknemer(over(GROEPEN, ...perTijdvak))).toStrictEqual({
      ok: true,
      value: told(velden),
    });
  });

  test('refuses when the call for a period is refused for the sake of the login', async () => {
    const payroll = await create({ BankAccount_GetList: { reden: 'inloggegevens-ongeldig', code: '1001' } });
    expect(await payroll.fetchWerknemer(over(['bankrekening'], 'BankAccount_GetList'))).toEqual({
      ok: false,
      refusal: { reden: 'inloggegevens-ongeldig', code: '1001', aanroep: 'BankAccount_GetList' },
    });
  });

  test.each<[BulkAanroep, WerknemerAntwoord]>([
    ['Contract_GetAll_AllEmployeesByCompany', told({ contracten: 'tijdvak' })],
    ['Address_GetAll_AllEmployeesByCompany', told({ adressen: 'tijdvak' })],
    ['Partner_GetAll_AllEmployeesByCompany', told({ partner: 'nu' })],
    ['Children_GetAll_Employeesbycompany', told({ kinderen: 'nu' })],
    [
      'Schedule_GetAll_AllEmployeesByCompany',
      { gegevens: { roosters: { regels: ROOSTERS.slice(0, 1), volledig: true } }, peil: { rooster: 'tijdvak' } },
    ],
  ])('tells the histories of the company as they were in the period: %s', async (aanroep, antwoord) => {
    const payroll = await create({});
    const vraag = { bedrijfId: BEDRIJF, werknemerIds: [WERKNEMER], groepen: Gegevensgroep.options };
    const tijdvak = tijdvakOf('maandelijks', 2026, 11);
    expect(await payroll.fetchBedrijfsbreed({ ...vraag, aanroep, tijdvak })).toStrictEqual({
      ok: true,
      value: new Map([[WERKNEMER, antwoord]]),
    });
  });

  test('finds the calls for a period that are active', async () => {
    const payroll = await create({
      HourComponentFixed_Get: OFF,
      BankAccount_GetList: { reden: 'tijdvak-ongeldig', code: '2006' },
    });
    const uitslagen = await payroll.probePerTijdvak(VOORBEELD, ALL);
    expect(uitslagen.map(({ aanroep, uitkomst, code }) => [aanroep, uitkomst, code])).toEqual([
      ['WageComponentFixed_Get', 'actief', undefined],
      ['WageComponentVar_Get', 'actief', undefined],
      ['HourComponentFixed_Get', 'niet-actief', '1002'],
      ['HourComponentVar_Get', 'actief', undefined],
      ['BankAccount_GetList', 'actief', '2006'],
    ]);
    const { bedrijfId, tijdvak } = VOORBEELD;
    expect(await payroll.probePerTijdvak({ bedrijfId, tijdvak }, ALL)).toStrictEqual(
      ALL.map((aanroep) => ({ aanroep, uitkomst: 'niet-te-toetsen' })),
    );
  });

  test('keeps of a report the wage codes that are asked for, and names the others', async () => {
    const payroll = await create({});
    const task = await payroll.startRunRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026 });
    expect(await payroll.pollLooncodeRapport(task.ok ? task.value : '', RUN, [2100])).toStrictEqual({
      ok: true,
      value: {
        stand: 'klaar',
        regels: [{ runId: RUN, code: 2100, omschrijving: 'Iets', waarde: '1.5', werknemerId: WERKNEMER }],
        overige: [990, 4200],
      },
    });
  });
});

test('the memory twin has no call for a period that the office did not activate', async () => {
  const payroll = createMemoryPayroll(world({ perTijdvak: ['BankAccount_GetList'] })).open(ACCOUNT);
  const probed = await payroll.probePerTijdvak(VOORBEELD, ALL);
  expect(probed.filter(({ uitkomst }) => uitkomst === 'actief').map(({ aanroep }) => aanroep)).toEqual([
    'BankAccount_GetList',
  ]);
  expect(await payroll.fetchWerknemer(over(GROEPEN, ...ALL))).toStrictEqual({
    ok: true,
    value: told({ ...OF_NOW, bankrekeningen: 'tijdvak' }),
  });
});
