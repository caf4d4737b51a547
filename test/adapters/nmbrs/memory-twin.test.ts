import { describe, expect, test } from 'vitest';
import { createMemoryPayroll, type MemoryPayrollWorld } from '../../../adapters/memory/payroll.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { BulkAanroep, bulkAanroepenFor } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Decimaal, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import type { PayrollGateway, WerknemerAntwoord } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  DEBITEUR,
  errorOf,
  faultOf,
  gatewayAt,
  RUN,
  sendXml,
  startLoopback,
  WERKNEMER,
} from './loopback.ts';
import { over } from './port-calls.ts';

const RUN_11 = { runId: RUN, nummer: 1, jaar: 2026, tijdvakVan: 11, tijdvakTot: 11, vergrendeld: true };
const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);
const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;
const GEGEVENS = WerknemerGegevens.parse({
  persoon: { achternaam: 'Zilvermaan', geslacht: 'vrouw' },
  bsn: '999999990',
  adressen: [{ soort: 'woonadres', plaats: 'Fantasia' }],
});

const DEBITEUR_MET_TAG = {
  debiteur: { debiteurId: DEBITEUR, naam: 'Draken' },
  tags: [{ nummer: 1, naam: 'a.s.r.' }],
  bedrijfIds: [BEDRIJF],
};

const world = (): MemoryPayrollWorld => ({
  restSleutels: true,
  debiteuren: [DEBITEUR_MET_TAG],
  bedrijven: [
    {
      bedrijf: { bedrijfId: BEDRIJF, nummer: 1, naam: 'Draken B.V.', verloning: 'maandelijks' },
      tijdvak: TIJDVAK,
      runs: [RUN_11],
      werknemers: [
        {
          vermelding: { werknemerId: WERKNEMER, personeelsnummer: '7', naam: 'Zilvermaan' },
          soort: 'in-dienst',
          dienstverbanden: [{}],
          gegevens: GEGEVENS,
          looncodes: [{ runId: RUN, code: 2100, omschrijving: 'Bruto', waarde: Decimaal.parse('1.5') }],
        },
      ],
    },
  ],
});

/** The same world as Nmbrs would tell it. */
const ANSWERS: Readonly<Record<string, string>> = {
  List_GetAll:
    '<List_GetAllResult><Company><ID>701</ID><Number>1</Number><Name>Draken B.V.</Name><LoonaangifteTijdvak>Month</LoonaangifteTijdvak></Company></List_GetAllResult>',
  Company_GetCurrentPeriod: '<Company_GetCurrentPeriodResult>2026-11-M</Company_GetCurrentPeriodResult>',
  Run_GetList:
    '<Run_GetListResult><RunInfo><ID>9001</ID><Number>1</Number><Year>2026</Year><PeriodStart>11</PeriodStart><PeriodEnd>11</PeriodEnd><IsLocked>true</IsLocked></RunInfo></Run_GetListResult>',
  List_GetByCompany:
    '<List_GetByCompanyResult><Employee><Id>50001</Id><Number>7</Number><DisplayName>Zilvermaan</DisplayName></Employee></List_GetByCompanyResult>',
  Employment_GetAll_AllEmployeesByCompany:
    '<Employment_GetAll_AllEmployeesByCompanyResult><EmployeeEmploymentItem><EmployeeId>50001</EmployeeId><EmployeeEmployments><Employment/></EmployeeEmployments></EmployeeEmploymentItem></Employment_GetAll_AllEmployeesByCompanyResult>',
  PersonalInfo_GetCurrent:
    '<PersonalInfo_GetCurrentResult><Id>50001</Id><BSN>999999990</BSN><LastName>Zilvermaan</LastName><Gender>female</Gender></PersonalInfo_GetCurrentResult>',
  PersonalInfo_GetAll_AllEmployeesByCompany:
    '<PersonalInfo_GetAll_AllEmployeesByCompanyResult><PersonalInfoItem><EmployeeId>50001</EmployeeId><EmployeePersonalInfos><PersonalInfo_V2><BSN>999999990</BSN><LastName>Zilvermaan</LastName><Gender>female</Gender></PersonalInfo_V2></EmployeePersonalInfos></PersonalInfoItem></PersonalInfo_GetAll_AllEmployeesByCompanyResult>',
  Address_GetAll_AllEmployeesByCompany:
    '<Address_GetAll_AllEmployeesByCompanyResult><EmployeeAddressItem><EmployeeId>50001</EmployeeId><EmployeeAddresses><EmployeeAddress_V2><City>Fantasia</City><Type>HomeAddress</Type></EmployeeAddress_V2></EmployeeAddresses></EmployeeAddressItem></Address_GetAll_AllEmployeesByCompanyResult>',
  Environment_Get: '<Environment_GetResult><SubDomain>elfenbos</SubDomain></Environment_GetResult>',
  'DebtorService.List_GetAll':
    '<List_GetAllResult><Debtor><Id>801</Id><Name>Draken</Name></Debtor></List_GetAllResult>',
  Tags_Get: '<Tags_GetResult><DebtorTag><Number>1</Number><Tag>a.s.r.</Tag></DebtorTag></Tags_GetResult>',
  List_GetByDebtor:
    '<List_GetByDebtorResult><Company><ID>701</ID><Number>1</Number><Name>Draken B.V.</Name><LoonaangifteTijdvak>Month</LoonaangifteTijdvak></Company></List_GetByDebtorResult>',
  EmployeeType_GetList:
    '<EmployeeType_GetListResult><EmployeeType><Id>2</Id><Description>Payroll</Description></EmployeeType><EmployeeType><Id>4</Id><Description>Former payroll</Description></EmployeeType></EmployeeType_GetListResult>',
  Converter_GetByCompany_IntToGuid:
    '<Converter_GetByCompany_IntToGuidResult><Entity>Employee</Entity><Mappings><Mapping><IdInt>50001</IdInt><IdGuid>00000000-0000-4000-8000-00000000c351</IdGuid></Mapping></Mappings></Converter_GetByCompany_IntToGuidResult>',
  Address_GetListCurrent:
    '<Address_GetListCurrentResult><EmployeeAddress><City>Fantasia</City><Type>HomeAddress</Type></EmployeeAddress></Address_GetListCurrentResult>',
};

const memory = async (): Promise<PayrollGateway> => createMemoryPayroll(world());
const nmbrs = async (): Promise<PayrollGateway> => {
  const { baseUrl } = await startLoopback((response, { operation }) =>
    sendXml(response, answerTo(operation, ANSWERS[operation])),
  );
  return gatewayAt(baseUrl);
};

describe.each([
  ['the memory twin', memory],
  ['Nmbrs over SOAP', nmbrs],
])('%s tells the same world', (_name, create) => {
  test('by company and by employee', async () => {
    const payroll = (await create()).open(ACCOUNT);
    expect(await payroll.listBedrijven()).toEqual({ ok: true, value: [world().bedrijven[0]?.bedrijf] });
    expect(await payroll.fetchTijdvak(BEDRIJF)).toEqual({ ok: true, value: TIJDVAK });
    expect(await payroll.listRuns(BEDRIJF, 2026)).toEqual({ ok: true, value: [RUN_11] });
    expect(await payroll.listWerknemers(BEDRIJF, 'in-dienst')).toEqual({
      ok: true,
      value: [{ werknemerId: WERKNEMER, personeelsnummer: '7', naam: 'Zilvermaan' }],
    });
    expect(await payroll.listDienstverbanden(BEDRIJF)).toEqual({ ok: true, value: new Map([[WERKNEMER, [{}]]]) });
    expect(await payroll.listSalarissen(BEDRIJF)).toEqual({ ok: true, value: new Map() });
  });

  test.each<[Gegevensgroep[], WerknemerAntwoord]>([
    [['persoon'], { gegevens: { persoon: GEGEVENS.persoon }, peil: { persoon: 'nu' } }],
    [['bsn'], { gegevens: { bsn: '999999990' }, peil: { bsn: 'nu' } }],
    [['persoon', 'bsn', 'adres'], { gegevens: GEGEVENS, peil: { persoon: 'nu', bsn: 'nu', adressen: 'nu' } }],
    [
      ['kinderen', 'contract', 'looncomponenten', 'bankrekening', 'partner', 'verzekering', 'rooster', 'uren'],
      emptyGroups(),
    ],
  ])('with only the fields of %j', async (groepen, value) => {
    const payroll = (await create()).open(ACCOUNT);
    expect(await payroll.fetchWerknemer(over(groepen))).toStrictEqual({ ok: true, value });
  });

  test.each<[Gegevensgroep[]]>([[['persoon', 'bsn', 'adres']], [['kinderen', 'contract', 'rooster']], [[]]])(
    'for many employees as for one, with %j',
    async (groepen) => {
      const payroll = (await create()).open(ACCOUNT);
      const one = await payroll.fetchWerknemer(over(groepen));
      const many = { bedrijfId: BEDRIJF, werknemerIds: [WERKNEMER], groepen, tijdvak: NOVEMBER };
      const merged = { gegevens: {}, peil: {} };
      for (const aanroep of bulkAanroepenFor(groepen)) {
        const answer = await payroll.fetchBedrijfsbreed({ ...many, aanroep });
        Object.assign(merged.gegevens, answer.ok ? answer.value.get(WERKNEMER)?.gegevens : answer);
        Object.assign(merged.peil, answer.ok ? answer.value.get(WERKNEMER)?.peil : answer);
      }
      const { gegevens, peil } = one.ok ? one.value : { gegevens: one, peil: {} };
      const noSchedules = groepen.includes('rooster') ? { roosters: { regels: [], volledig: true } } : {};
      expect(merged.gegevens).toStrictEqual({ ...gegevens, ...noSchedules });
      const ofMany = Object.keys(peil).map((veld) => [veld, veld === 'kinderen' ? 'nu' : 'tijdvak']);
      expect(merged.peil).toEqual(Object.fromEntries(ofMany));
    },
  );

  test('by environment and debtor', async () => {
    const payroll = (await create()).open(ACCOUNT);
    expect(await payroll.fetchOmgeving()).toEqual({ ok: true, value: { domein: 'elfenbos' } });
    expect(await payroll.listDebiteuren()).toEqual({ ok: true, value: [DEBITEUR_MET_TAG.debiteur] });
    expect(await payroll.listTags(DEBITEUR)).toEqual({ ok: true, value: DEBITEUR_MET_TAG.tags });
    expect(await payroll.listBedrijvenVan(DEBITEUR)).toEqual({ ok: true, value: [world().bedrijven[0]?.bedrijf] });
    expect(await payroll.listWerknemerSoorten()).toMatchObject({ ok: true, value: [{ nummer: 2 }, { nummer: 4 }] });
    expect(await payroll.listRestSleutels(BEDRIJF, 'werknemer')).toEqual({
      ok: true,
      value: [{ nummer: 50001, guid: '00000000-0000-4000-8000-00000000c351' }],
    });
    expect((await payroll.probeBulk(BEDRIJF, BulkAanroep.options)).map(({ uitkomst }) => uitkomst)).toEqual(
      Array(7).fill('actief'),
    );
  });

  test('and cannot probe without an employee', async () => {
    const payroll = (await create()).open(ACCOUNT);
    const uitslagen = await Promise.all(
      Recht.options.map((recht) => payroll.probe(recht, { bedrijfId: BEDRIJF, tijdvak: TIJDVAK })),
    );
    expect(uitslagen.filter(({ uitkomst }) => uitkomst === 'niet-te-toetsen')).toHaveLength(12);
  });
});

function emptyGroups(): WerknemerAntwoord {
  const lists = ['kinderen', 'contracten', 'vasteLooncomponenten', 'variabeleLooncomponenten', 'bankrekeningen'];
  return {
    gegevens: Object.fromEntries(lists.map((veld) => [veld, []])),
    peil: {
      ...Object.fromEntries([...lists, 'partner', 'verzekering'].map((veld) => [veld, 'nu'] as const)),
      rooster: 'tijdvak',
    },
  };
}

describe('the memory twin', () => {
  test('records the calls by name, also the refused ones', async () => {
    const payroll = createMemoryPayroll({
      ...world(),
      weigeringen: { Partner_Get: { reden: 'recht-niet-actief', code: '1002' } },
    });
    const opened = payroll.open(ACCOUNT);
    expect(await opened.fetchWerknemer(over(['persoon', 'bsn', 'partner']))).toEqual({
      ok: false,
      refusal: { reden: 'recht-niet-actief', code: '1002', aanroep: 'Partner_Get' },
    });
    expect(payroll.calls).toEqual(['PersonalInfo_GetCurrent', 'Partner_Get']);
  });

  test('falters the first times and then goes on', async () => {
    const opened = createMemoryPayroll({ ...world(), haperingen: { List_GetAll: 2 } }).open(ACCOUNT);
    expect(await errorOf(opened.listBedrijven())).toMatchObject({ name: 'Transient' });
    expect(await errorOf(opened.listBedrijven())).toMatchObject({ name: 'Transient' });
    expect(await opened.listBedrijven()).toMatchObject({ ok: true });
  });

  test('refuses other inloggegevens', async () => {
    const gateway = createMemoryPayroll({ ...world(), inloggegevens: ACCOUNT });
    const stranger = Inloggegevens.parse({ ...ACCOUNT, apiToken: 'another-token' });
    expect(await gateway.open(stranger).listBedrijven()).toMatchObject({ ok: false, refusal: { code: '1001' } });
    expect(
      await errorOf(gateway.open(stranger).probe('List_GetAll', { bedrijfId: BEDRIJF, tijdvak: TIJDVAK })),
    ).toMatchObject({
      name: 'Refused',
      code: 'inloggegevens-ongeldig',
    });
    expect(await gateway.open(ACCOUNT).listBedrijven()).toMatchObject({ ok: true });
  });

  test('gives the report after its rounds, or fails it', async () => {
    const start = { bedrijfId: BEDRIJF, runId: RUN, jaar: 2026, looncode: 2100 };
    const opened = createMemoryPayroll({ ...world(), rapportRondes: 1, mislukteLooncodes: [9999] }).open(ACCOUNT);
    const task = await opened.startLooncodeRapport(start);
    const taakId = task.ok ? task.value : '';
    expect(await opened.pollLooncodeRapport(taakId, RUN, [2100])).toEqual({ ok: true, value: { stand: 'bezig' } });
    expect(await opened.pollLooncodeRapport(taakId, RUN, [2100])).toEqual({
      ok: true,
      value: {
        stand: 'klaar',
        regels: [{ runId: RUN, code: 2100, omschrijving: 'Bruto', waarde: '1.5', werknemerId: WERKNEMER }],
        overige: [],
      },
    });
    const failing = await opened.startLooncodeRapport({ ...start, looncode: 9999 });
    expect(await opened.pollLooncodeRapport(failing.ok ? failing.value : '', RUN, [9999])).toMatchObject({
      value: { stand: 'mislukt' },
    });
    expect(await opened.pollLooncodeRapport('unknown', RUN, [2100])).toMatchObject({ value: { stand: 'mislukt' } });
  });

  test('gives the report of all wage codes of a run', async () => {
    const opened = createMemoryPayroll(world()).open(ACCOUNT);
    const task = await opened.startRunRapport({ bedrijfId: BEDRIJF, runId: RUN, jaar: 2026 });
    expect(await opened.pollLooncodeRapport(task.ok ? task.value : '', RUN, [2100])).toMatchObject({
      value: { stand: 'klaar', regels: [{ code: 2100 }], overige: [] },
    });
  });

  test('refuses the company-wide calls that are not active, and makes the others', async () => {
    const active: BulkAanroep[] = ['PersonalInfo_GetAll_AllEmployeesByCompany'];
    const opened = createMemoryPayroll({ ...world(), bedrijfsbreed: active }).open(ACCOUNT);
    const many = {
      bedrijfId: BEDRIJF,
      werknemerIds: [WERKNEMER],
      groepen: Gegevensgroep.options,
      tijdvak: NOVEMBER,
    };
    const answers = await Promise.all(
      BulkAanroep.options.map((aanroep) => opened.fetchBedrijfsbreed({ ...many, aanroep })),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, ...Array(6).fill(false)]);
    const probed = await opened.probeBulk(BEDRIJF, BulkAanroep.options);
    expect(probed.map(({ uitkomst }) => uitkomst)).toEqual(['actief', ...Array(6).fill('niet-actief')]);
  });

  test('probes as Nmbrs does', async () => {
    const voorbeeld = { bedrijfId: BEDRIJF, tijdvak: TIJDVAK, werknemerId: WERKNEMER, run: RUN_11 };
    const weigeringen = {
      Partner_Get: { reden: 'recht-niet-actief', code: '1002' },
      Children_Get: { reden: 'geen-toegang', code: '2003' },
    } as const;
    const inMemory = createMemoryPayroll({ ...world(), weigeringen }).open(ACCOUNT);
    const { baseUrl } = await startLoopback((response, { operation }) => {
      const code = new Map(Object.entries(weigeringen)).get(operation)?.code;
      sendXml(response, code === undefined ? answerTo(operation) : faultOf(code), 200);
    });
    const overSoap = gatewayAt(baseUrl).open(ACCOUNT);
    for (const recht of Recht.options) {
      const expected = { ...(await overSoap.probe(recht, voorbeeld)), ms: expect.any(Number) };
      expect(await inMemory.probe(recht, voorbeeld)).toStrictEqual(expected);
    }
  });
});
