import { createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { operationNames } from '../../../local/nmbrs-simulator/soap.ts';
import { Switches } from '../../../local/nmbrs-simulator/switches.ts';
import { ask, envelope, loginHeader, OFFICE, operationBody, post, startExample, texts } from './asking.ts';
import { bindingsOf, parametersOf, problemsWith, readSchema, type Schema } from './xml-schema.ts';

const SERVICES = ['CompanyService', 'EmployeeService', 'DebtorService', 'ReportService'];
const COMPANY = 41_001;
const FIRST = 150_000;
/** Ordinary, rehired, bare (nothing but a name), with a salary table, on call, with fixed hours, and one who left. */
const EMPLOYEES = [FIRST, FIRST + 2, FIRST + 6, FIRST + 14, FIRST + 15, FIRST + 19, FIRST + 26];

let simulator: Simulator;
beforeAll(async () => {
  ({ simulator } = await startExample());
});
afterAll(() => simulator.stop());

const wsdlOf = async (service: string, query = '?WSDL'): Promise<string> =>
  (await fetch(`${simulator.baseUrl}/${service}.asmx${query}`)).text();

async function schemas(): Promise<ReadonlyMap<string, Schema>> {
  return new Map(
    await Promise.all(SERVICES.map(async (service) => [service, readSchema(await wsdlOf(service))] as const)),
  );
}

/** Calls an operation with the parameters that its WSDL names, and gives the answers. */
async function answersOf(call: string, schema: Schema): Promise<readonly string[]> {
  const [service = '', operation = ''] = call.split('.');
  const names = parametersOf(schema, operation);
  if (operation === 'Environment_Get') {
    const { gebruikersnaam, apiToken } = OFFICE;
    const namespace = `https://api.nmbrs.nl/soap/v3/${service}`;
    const header = `<AuthHeader xmlns="${namespace}"><Username>${gebruikersnaam}</Username><Token>${apiToken}</Token></AuthHeader>`;
    return [
      (await post(simulator, service, { xml: envelope({ service, header, body: operationBody(call, {}) }) })).xml,
    ];
  }
  const values: Record<string, string | number> = {
    CompanyId: COMPANY,
    CompanyID: COMPANY,
    companyId: COMPANY,
    DebtorId: 3101,
    EmployeeType: 2,
    Entity: 'Employee',
    Period: 11,
    Year: 2026,
    year: 2026,
    runId: 880_000 + 1000 + 8,
    wageCode: 1000,
    ...(names.includes('TaskId') ? { TaskId: await startReport() } : {}),
  };
  const employees = names.includes('EmployeeId') ? EMPLOYEES : [0];
  const answers = employees.map(async (EmployeeId) => {
    const given: Record<string, string | number> = { ...values, EmployeeId };
    const params = Object.fromEntries(names.map((name) => [name, given[name] ?? '']));
    return (await ask(simulator, call, params)).xml;
  });
  return Promise.all(answers);
}

async function startReport(): Promise<string> {
  const call = 'ReportService.Reports_GetWageCodesByRunCompany_v2_Background';
  const { xml } = await ask(simulator, call, { companyId: COMPANY, runId: 881_008, year: 2026 });
  return texts(xml, 'Reports_GetWageCodesByRunCompany_v2_BackgroundResult')[0] ?? '';
}

describe('the WSDLs', () => {
  test.each(SERVICES)(
    'of %s has all its operations, in a binding for SOAP 1.1 and one for SOAP 1.2',
    async (service) => {
      const served = operationNames()
        .filter((name) => name.startsWith(`${service}.`))
        .map((name) => name.slice(service.length + 1));
      const bindings = bindingsOf(await wsdlOf(service));
      expect([...bindings.keys()]).toEqual([`${service}Soap`, `${service}Soap12`]);
      for (const operations of bindings.values()) expect(operations.toSorted()).toEqual(served.toSorted());
    },
  );

  test('say where the service is, by the name that the client used for it', async () => {
    const { port } = new URL(simulator.url);
    const own = `location="${simulator.baseUrl}/DebtorService.asmx"`;
    expect(await wsdlOf('DebtorService')).toContain(own);
    const byName = await fetch(`http://localhost:${port}/soap/v3/DebtorService.asmx?wsdl`).catch(() => undefined);
    if (byName !== undefined) expect(await byName.text()).toContain(`location="http://localhost:${port}/`);
  });

  test('come for ?wsdl in any case, and only for that', async () => {
    expect(await wsdlOf('CompanyService', '?wsdl')).toBe(await wsdlOf('CompanyService'));
    expect(await wsdlOf('CompanyService', '?op=List_GetAll')).not.toContain('definitions');
  });

  test('give Environment_Get the header without a domain, and the others the one with it', async () => {
    const wsdl = await wsdlOf('DebtorService');
    expect(wsdl).toContain('<soap:header message="tns:Environment_GetAuthHeader" part="AuthHeader"');
    expect(wsdl).toContain('<soap12:header message="tns:Tags_GetAuthHeaderWithDomain" part="AuthHeaderWithDomain"');
  });
});

test.each(SERVICES)('the soap package builds a client from the WSDL of %s, for both versions', async (service) => {
  const client = await createClientAsync(`${simulator.baseUrl}/${service}.asmx?WSDL`);
  const described: Record<string, object> = client.describe();
  const ports = described[service] ?? {};
  expect(Object.keys(ports)).toEqual([`${service}Soap`, `${service}Soap12`]);
  const served = operationNames().filter((name) => name.startsWith(`${service}.`));
  for (const operations of Object.values(ports)) expect(Object.keys(operations)).toHaveLength(served.length);
});

/**
 * The default, and every value of every switch alone. A required SOAPAction is about requests, not answers; a control
 * character makes an answer that is no XML at all.
 */
const settings: readonly (readonly [string, object])[] = [
  ['the default', {}],
  ...Object.entries(Switches.omit({ soapAction: true, controlCharacter: true }).shape).flatMap(([name, schema]) => {
    const inner = schema.def.innerType;
    const values: readonly unknown[] = 'options' in inner && Array.isArray(inner.options) ? inner.options : [];
    const plain = values.filter((value) => typeof value === 'string');
    return plain.map((value) => [`${name}: ${value}`, { [name]: value }] as const);
  }),
];

describe('every answer fits the WSDL', () => {
  test.each(settings)('with %s', async (_name, switches) => {
    simulator.restore();
    simulator.change({ switches });
    const bySchema = await schemas();
    const problems: string[] = [];
    let answered = 0;
    for (const call of operationNames()) {
      const schema = bySchema.get(call.split('.')[0] ?? '');
      if (schema === undefined) throw new Error(`no schema for ${call}`);
      for (const answer of await answersOf(call, schema)) {
        answered += 1;
        problems.push(...problemsWith(answer, schema));
      }
    }
    expect(problems).toEqual([]);
    expect(answered).toBeGreaterThan(operationNames().length);
  });

  test.each(['empty', 'absent'])('about a period outside the time of the employee: %s', async (byPeriodOutside) => {
    simulator.restore();
    simulator.change({ switches: Switches.pick({ byPeriodOutside: true }).parse({ byPeriodOutside }) });
    const schema = readSchema(await wsdlOf('EmployeeService'));
    const calls = operationNames().filter((call) => parametersOf(schema, call.split('.')[1] ?? '').includes('Period'));
    expect(calls).toHaveLength(6);
    for (const call of calls) {
      const { xml } = await ask(simulator, call, { EmployeeId: FIRST, Period: 1, Year: 1999 });
      expect(problemsWith(xml, schema)).toEqual([]);
    }
  });

  test('and one that does not is seen', async () => {
    simulator.restore();
    const schema = readSchema(await wsdlOf('CompanyService'));
    const { xml } = await ask(simulator, 'CompanyService.List_GetAll');
    expect(problemsWith(xml, schema)).toEqual([]);
    expect(problemsWith(xml.replace('<ID>', '<Id>').replace('</ID>', '</Id>'), schema)).not.toEqual([]);
    expect(problemsWith(xml.replace('>Month<', '>Maand<'), schema)).not.toEqual([]);
    expect(problemsWith(xml.replace(/<Number>\d+<\/Number>/, ''), schema)).not.toEqual([]);
    expect(
      problemsWith(xml.replace(/<Number>(\d+)<\/Number>/, '<Number>$1</Number><Number>$1</Number>'), schema),
    ).not.toEqual([]);
    expect(problemsWith(await faultOf(), schema)).not.toEqual([]);
  });
});

async function faultOf(): Promise<string> {
  const header = loginHeader('CompanyService', { ...OFFICE, apiToken: 'fout' });
  const body = operationBody('CompanyService.List_GetAll', {});
  return (await post(simulator, 'CompanyService', { xml: envelope({ service: 'CompanyService', header, body }) })).xml;
}
