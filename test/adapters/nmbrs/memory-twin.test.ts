import { describe, expect, test } from 'vitest';
import { createMemoryPayroll, type MemoryPayrollWorld } from '../../../adapters/memory/payroll.ts';
import type { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import { Decimaal, WerknemerGegevens } from '../../../core/domain/gegevensset.ts';
import { Inloggegevens } from '../../../core/domain/inloggegevens.ts';
import { Recht } from '../../../core/domain/rechten.ts';
import type { PayrollGateway } from '../../../core/ports/payroll.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  errorOf,
  faultOf,
  gatewayAt,
  RUN,
  sendXml,
  startLoopback,
  WERKNEMER,
} from './loopback.ts';

const RUN_11 = { runId: RUN, nummer: 1, jaar: 2026, tijdvakVan: 11, tijdvakTot: 11, vergrendeld: true };
const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;
const GEGEVENS = WerknemerGegevens.parse({
  persoon: { achternaam: 'Zilvermaan', geslacht: 'vrouw' },
  bsn: '999999990',
  adressen: [{ soort: 'woonadres', plaats: 'Fantasia' }],
});

const world = (): MemoryPayrollWorld => ({
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

  test.each<[Gegevensgroep[], unknown]>([
    [['persoon'], { persoon: GEGEVENS.persoon }],
    [['bsn'], { bsn: '999999990' }],
    [['persoon', 'bsn', 'adres'], GEGEVENS],
    [['kinderen', 'contract', 'looncomponenten', 'bankrekening', 'partner', 'verzekering', 'rooster'], emptyGroups()],
  ])('with only the fields of %j', async (groepen, value) => {
    const payroll = (await create()).open(ACCOUNT);
    expect(await payroll.fetchWerknemer(WERKNEMER, groepen)).toStrictEqual({ ok: true, value });
  });

  test('and cannot probe without an employee', async () => {
    const payroll = (await create()).open(ACCOUNT);
    const uitslagen = await Promise.all(
      Recht.options.map((recht) => payroll.probe(recht, { bedrijfId: BEDRIJF, tijdvak: TIJDVAK })),
    );
    expect(uitslagen.filter(({ uitkomst }) => uitkomst === 'niet-te-toetsen')).toHaveLength(12);
  });
});

function emptyGroups() {
  return { kinderen: [], contracten: [], vasteLooncomponenten: [], variabeleLooncomponenten: [], bankrekeningen: [] };
}

describe('the memory twin', () => {
  test('records the calls by name, also the refused ones', async () => {
    const payroll = createMemoryPayroll({
      ...world(),
      weigeringen: { Partner_Get: { reden: 'recht-niet-actief', code: '1002' } },
    });
    const opened = payroll.open(ACCOUNT);
    expect(await opened.fetchWerknemer(WERKNEMER, ['persoon', 'bsn', 'partner'])).toEqual({
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
    expect(await opened.pollLooncodeRapport(taakId, RUN)).toEqual({ ok: true, value: { stand: 'bezig' } });
    expect(await opened.pollLooncodeRapport(taakId, RUN)).toEqual({
      ok: true,
      value: {
        stand: 'klaar',
        regels: [{ runId: RUN, code: 2100, omschrijving: 'Bruto', waarde: '1.5', werknemerId: WERKNEMER }],
      },
    });
    const failing = await opened.startLooncodeRapport({ ...start, looncode: 9999 });
    expect(await opened.pollLooncodeRapport(failing.ok ? failing.value : '', RUN)).toMatchObject({
      value: { stand: 'mislukt' },
    });
    expect(await opened.pollLooncodeRapport('unknown', RUN)).toMatchObject({ value: { stand: 'mislukt' } });
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
