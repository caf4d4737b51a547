import { describe, expect, test } from 'vitest';
import { createEnvelopeWriter } from '../../../adapters/nmbrs/soap/envelope.ts';
import { AANROEPEN, operationOf } from '../../../adapters/nmbrs/soap/operations.ts';
import { wsdlOf } from '../../../adapters/nmbrs/soap/wsdl.ts';
import { parseXml, type XmlElement } from '../../../adapters/nmbrs/soap/xml.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht, serviceOf } from '../../../core/nmbrs/rechten.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  errorOf,
  gatewayAt,
  type Received,
  RUN,
  sendXml,
  startLoopback,
  TOKEN,
  WERKNEMER,
} from './loopback.ts';
import { over } from './port-calls.ts';

const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;
const RUN_OF_2026 = { runId: RUN, nummer: 1, jaar: 2026, tijdvakVan: 11, tijdvakTot: 11, vergrendeld: true };
const VOORBEELD = { bedrijfId: BEDRIJF, tijdvak: TIJDVAK, werknemerId: WERKNEMER, run: RUN_OF_2026 };

const answering = () => startLoopback((response, { operation }) => sendXml(response, answerTo(operation)));
/** Nothing is known of this employee, but for who it is. */
const INFO = `<PersonalInfo_GetCurrentResult><Id>${WERKNEMER}</Id></PersonalInfo_GetCurrentResult>`;
const answeringWithSense = () =>
  startLoopback((response, { operation }) =>
    sendXml(response, answerTo(operation, operation === 'PersonalInfo_GetCurrent' ? INFO : '')),
  );

async function requestOf(make: (payroll: Payroll) => Promise<unknown>): Promise<Received> {
  const { baseUrl, received } = await answering();
  await make(gatewayAt(baseUrl).open(ACCOUNT)).catch(() => {});
  const [request] = received;
  if (request === undefined) throw new Error('no request');
  return request;
}

const textsOf = (element: XmlElement | undefined): string[][] =>
  element?.children.map(({ name, text }) => [name, text]) ?? [];

describe('a request', () => {
  test.each<[Recht, string[][]]>([
    ['Company_GetCurrentPeriod', [['CompanyId', '701']]],
    ['List_GetAll', []],
    [
      'Run_GetList',
      [
        ['CompanyId', '701'],
        ['Year', '2026'],
      ],
    ],
    [
      'List_GetByCompany',
      [
        ['CompanyId', '701'],
        ['EmployeeType', '2'],
      ],
    ],
    ['Salary_GetAll_AllEmployeesByCompany', [['CompanyID', '701']]],
    ['Employment_GetAll_AllEmployeesByCompany', [['CompanyID', '701']]],
    [
      'Schedule_GetList',
      [
        ['EmployeeId', '50001'],
        ['Period', '11'],
        ['Year', '2026'],
      ],
    ],
    ['Schedule_GetCurrent', [['EmployeeId', '50001']]],
    ['PersonalInfo_GetCurrent', [['EmployeeId', '50001']]],
    ['Contract_GetCurrentPeriod', [['EmployeeId', '50001']]],
    ['Address_GetListCurrent', [['EmployeeId', '50001']]],
    ['BankAccount_GetListCurrent', [['EmployeeId', '50001']]],
    ['Children_Get', [['EmployeeId', '50001']]],
    ['Partner_Get', [['EmployeeId', '50001']]],
    ['SVW_GetCurrent', [['EmployeeId', '50001']]],
    ['WageComponentFixed_GetCurrent', [['EmployeeId', '50001']]],
    ['WageComponentVar_GetCurrent', [['EmployeeId', '50001']]],
    [
      'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background',
      [
        ['companyId', '701'],
        ['runId', '9001'],
        ['year', '2026'],
        ['wageCode', '1'],
      ],
    ],
    ['Reports_BackgroundTask_Result', [['TaskId', '00000000-0000-0000-0000-000000000000']]],
  ])("for %s carries the parameters by the vendor's exact names and order", async (recht, parameters) => {
    const request = await requestOf((payroll) => payroll.probe(recht, VOORBEELD));
    const service = serviceOf(recht);
    const namespace = `https://api.nmbrs.nl/soap/v3/${service}`;
    expect(request.url).toBe(`/soap/v3/${service}.asmx`);
    expect(request.headers).toMatchObject({
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${namespace}/${recht}"`,
      'accept-encoding': 'gzip',
    });
    const envelope = parseXml(request.body);
    expect(envelope).toMatchObject({ name: 'Envelope', namespace: 'http://schemas.xmlsoap.org/soap/envelope/' });
    const [header, body] = envelope.children;
    const [authentication] = header?.children ?? [];
    expect(authentication).toMatchObject({ name: 'AuthHeaderWithDomain', namespace });
    expect(textsOf(authentication)).toEqual([
      ['Username', 'loon@elfenbos.example'],
      ['Token', TOKEN],
      ['Domain', 'elfenbos'],
    ]);
    const [operation] = body?.children ?? [];
    expect(operation).toMatchObject({ name: recht, namespace });
    expect(textsOf(operation)).toEqual(parameters);
    const all = [...(operation?.children ?? []), ...(authentication?.children ?? [])];
    expect(new Set(all.map((child) => child.namespace))).toEqual(new Set([namespace]));
  });

  test('asks for the former employees by their own type', async () => {
    const request = await requestOf((payroll) => payroll.listWerknemers(BEDRIJF, 'uit-dienst'));
    expect(request.body).toContain('EmployeeType>4<');
  });

  test('escapes what the credentials hold', async () => {
    const { baseUrl, received } = await answering();
    const account = Inloggegevens.parse({ ...ACCOUNT, gebruikersnaam: `a&b<c>"d'e]]>`, apiToken: '<&>"]]>\'x' });
    await gatewayAt(baseUrl).open(account).listBedrijven();
    const [header] = parseXml(received[0]?.body ?? '').children;
    expect(textsOf(header?.children[0])).toEqual([
      ['Username', `a&b<c>"d'e]]>`],
      ['Token', '<&>"]]>\'x'],
      ['Domain', 'elfenbos'],
    ]);
  });

  test.each(['a\u0000b', 'a\u0008b', 'a\ud800b', 'a\uffffb'])(
    'is not made with a login that XML cannot carry',
    async (gebruikersnaam) => {
      const { baseUrl, received } = await answering();
      const error = await errorOf(
        gatewayAt(baseUrl)
          .open({ ...ACCOUNT, gebruikersnaam })
          .listBedrijven(),
      );
      expect(error).toMatchObject({ name: 'Defect', code: 'nmbrs-credentials-unsendable' });
      expect(received).toEqual([]);
    },
  );

  test('has its parameters in the order of the schema, in whatever order they are given', async () => {
    const writer = createEnvelopeWriter('http://127.0.0.1/soap/v3', ACCOUNT);
    const { xml } = await writer.write('Run_GetList', { Year: 2026, CompanyId: 701 });
    const [, body] = parseXml(xml).children;
    expect(textsOf(body?.children[0])).toEqual([
      ['CompanyId', '701'],
      ['Year', '2026'],
    ]);
  });

  test('goes to the same address when the base URL ends in slashes', async () => {
    const { baseUrl, received } = await answering();
    await gatewayAt(`${baseUrl}//`).open(ACCOUNT).listBedrijven();
    expect(received[0]?.url).toBe('/soap/v3/CompanyService.asmx');
  });

  test('carries the credentials of its own account, also when accounts call side by side', async () => {
    const { baseUrl, received } = await answering();
    const gateway = gatewayAt(baseUrl);
    const labels = ['aap', 'noot', 'mies', 'wim'];
    await Promise.all(
      labels.flatMap((label) => {
        const payroll = gateway.open(
          Inloggegevens.parse({ domein: label, gebruikersnaam: `${label}@x.example`, apiToken: `token-of-${label}` }),
        );
        return [payroll.listBedrijven(), payroll.listWerknemers(BEDRIJF, 'in-dienst'), payroll.listBedrijven()];
      }),
    );
    const seen = received.map(({ body }) => textsOf(parseXml(body).children[0]?.children[0]).map(([, text]) => text));
    expect(seen.map(String).sort()).toEqual(
      labels.flatMap((label) => Array(3).fill(`${label}@x.example,token-of-${label},${label}`)).sort(),
    );
  });
});

test.each([
  'ftp://api.nmbrs.nl/soap/v3',
  'https://user:secret@api.nmbrs.nl/soap/v3',
  'https://api.nmbrs.nl/soap/v3?x=1',
])('a base URL like %s is refused at once', (baseUrl) => {
  expect(() => gatewayAt(baseUrl)).toThrow(RangeError);
});

describe('the WSDLs', () => {
  test.each([
    ['CompanyService', 5],
    ['EmployeeService', 27],
    ['ReportService', 3],
    ['DebtorService', 3],
  ] as const)('of %s is well-formed and has exactly its calls', (service, calls) => {
    const wsdl = parseXml(wsdlOf(service));
    const portType = wsdl.children.find(({ name }) => name === 'portType');
    expect(portType?.children).toHaveLength(calls);
    expect(AANROEPEN.filter((aanroep) => operationOf(aanroep).service === service)).toHaveLength(calls);
  });

  test('describe each call under the service whose right it is', () => {
    for (const recht of Recht.options) expect(operationOf(recht).service).toBe(serviceOf(recht));
  });
});

describe('the calls that an employee costs', () => {
  const PER_GROEP: Readonly<Record<Gegevensgroep, string[]>> = {
    persoon: ['PersonalInfo_GetCurrent'],
    bsn: ['PersonalInfo_GetCurrent'],
    contract: ['Contract_GetCurrentPeriod'],
    rooster: ['Schedule_GetList'],
    uren: [],
    adres: ['Address_GetListCurrent'],
    verzekering: ['SVW_GetCurrent'],
    partner: ['Partner_Get'],
    kinderen: ['Children_Get'],
    looncomponenten: ['WageComponentFixed_GetCurrent', 'WageComponentVar_GetCurrent'],
    bankrekening: ['BankAccount_GetListCurrent'],
  };

  test.each(Gegevensgroep.options)('for %s are only its own', async (groep) => {
    const { baseUrl, received } = await answeringWithSense();
    await gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchWerknemer(over([groep]));
    expect(received.map(({ operation }) => operation).sort()).toEqual(PER_GROEP[groep]);
  });

  test('are ten for all groups together: the person and the BSN come in one', async () => {
    const { baseUrl, received } = await answeringWithSense();
    await gatewayAt(baseUrl).open(ACCOUNT).fetchWerknemer(over(Gegevensgroep.options));
    expect(received.map(({ operation }) => operation).sort()).toEqual(
      [...new Set(Object.values(PER_GROEP).flat())].sort(),
    );
  });

  test.each<[Gegevensgroep, TijdvakAanroep[], string[]]>([
    ['looncomponenten', ['WageComponentFixed_Get'], ['WageComponentFixed_Get', 'WageComponentVar_GetCurrent']],
    ['looncomponenten', ['WageComponentVar_Get'], ['WageComponentFixed_GetCurrent', 'WageComponentVar_Get']],
    ['uren', ['HourComponentFixed_Get', 'HourComponentVar_Get'], ['HourComponentFixed_Get', 'HourComponentVar_Get']],
    ['bankrekening', ['BankAccount_GetList'], ['BankAccount_GetList']],
    ['contract', [...TijdvakAanroep.options], ['Contract_GetCurrentPeriod']],
  ])('for %s are those of the period in their place, with %j', async (groep, perTijdvak, calls) => {
    const { baseUrl, received } = await answering();
    await gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchWerknemer(over([groep], ...perTijdvak))
      .catch(() => {});
    expect(received.map(({ operation }) => operation).sort()).toEqual(calls);
  });

  test('are none for no groups', async () => {
    const { baseUrl, received } = await answering();
    const answer = await gatewayAt(baseUrl).open(ACCOUNT).fetchWerknemer(over([]));
    expect(answer).toStrictEqual({ ok: true, value: { gegevens: {}, peil: {} } });
    expect(received).toEqual([]);
  });
});

describe('the BSN', () => {
  const INFO =
    '<PersonalInfo_GetCurrentResult><Id>50001</Id><BSN>999999990</BSN><LastName>Steen</LastName></PersonalInfo_GetCurrentResult>';
  const fetchGroepen = async (groepen: Gegevensgroep[]) => {
    const { baseUrl } = await startLoopback((response, { operation }) => sendXml(response, answerTo(operation, INFO)));
    return gatewayAt(baseUrl).open(ACCOUNT).fetchWerknemer(over(groepen));
  };

  test('does not leave the adapter when only the person was asked for', async () => {
    expect(await fetchGroepen(['persoon'])).toStrictEqual({
      ok: true,
      value: { gegevens: { persoon: { achternaam: 'Steen', geslacht: 'onbekend' } }, peil: { persoon: 'nu' } },
    });
  });

  test('comes without the person when only the BSN was asked for', async () => {
    expect(await fetchGroepen(['bsn'])).toStrictEqual({
      ok: true,
      value: { gegevens: { bsn: '999999990' }, peil: { bsn: 'nu' } },
    });
  });
});
