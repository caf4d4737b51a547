import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import {
  ask,
  envelope,
  faultCode,
  loginHeader,
  namespaceOf,
  OFFICE,
  operationBody,
  post,
  startExample,
} from './asking.ts';

const SERVICE = 'CompanyService';
const LIST = 'CompanyService.List_GetAll';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

let simulator: Simulator;
beforeAll(async () => {
  ({ simulator } = await startExample());
});
afterAll(() => simulator.stop());

describe('a SOAP message', () => {
  test('is answered in SOAP 1.1 when it is SOAP 1.1', async () => {
    const answer = await ask(simulator, LIST);
    expect(answer.status).toBe(200);
    expect(answer.contentType).toBe('text/xml; charset=utf-8');
    expect(answer.xml).toContain('xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"');
    expect(answer.xml).toContain(`<List_GetAllResponse xmlns="${namespaceOf(SERVICE)}">`);
  });

  test('is answered in SOAP 1.2 when its envelope is, whatever the content type says', async () => {
    const xml = envelope({ service: SERVICE, body: operationBody(LIST, {}), soap: SOAP_12 });
    const answer = await post(simulator, SERVICE, { xml });
    expect(answer.contentType).toBe('application/soap+xml; charset=utf-8');
    expect(answer.xml).toContain(`xmlns:soap="${SOAP_12}"`);
    expect(answer.xml).toContain('<Name>Toverdrank B.V.</Name>');
  });

  test('gets a SOAP 1.2 fault with a Reason', async () => {
    const login = { ...OFFICE, apiToken: 'nonsense' };
    const header = loginHeader(SERVICE, login);
    const xml = envelope({ service: SERVICE, body: operationBody(LIST, {}), soap: SOAP_12, header });
    const answer = await post(simulator, SERVICE, { xml });
    expect(answer.status).toBe(500);
    expect(answer.xml).toContain('<soap:Value>soap:Receiver</soap:Value>');
    expect(answer.xml).toContain('1001: Invalid Authentication</soap:Text>');
  });

  test('is routed on its body, with a SOAPAction of another operation', async () => {
    const xml = envelope({ service: SERVICE, body: operationBody(LIST, {}) });
    const headers = { SOAPAction: `"${namespaceOf(SERVICE)}/Run_GetList"` };
    expect((await post(simulator, SERVICE, { xml, headers })).xml).toContain('<List_GetAllResult>');
  });

  test('takes the header children in any order, prefixed or not', async () => {
    const ns = namespaceOf(SERVICE);
    const header = `<n:AuthHeaderWithDomain xmlns:n="${ns}"><n:Domain>${OFFICE.domein}</n:Domain><n:Token>${OFFICE.apiToken}</n:Token><n:Username>${OFFICE.gebruikersnaam}</n:Username></n:AuthHeaderWithDomain>`;
    const xml = envelope({ service: SERVICE, body: `<n:List_GetAll xmlns:n="${ns}"/>`, header });
    expect((await post(simulator, SERVICE, { xml })).status).toBe(200);
  });

  test('with the header of another service is nobody', async () => {
    const xml = envelope({
      service: 'EmployeeService',
      body: operationBody('EmployeeService.EmployeeType_GetList', {}),
      header: loginHeader('CompanyService', OFFICE),
    });
    expect(faultCode(await post(simulator, 'EmployeeService', { xml }))).toBe('1001');
  });

  test('for an operation of another service is not recognised', async () => {
    const body = operationBody('EmployeeService.Partner_Get', { EmployeeId: 1 });
    const answer = await post(simulator, SERVICE, { xml: envelope({ service: SERVICE, body }) });
    expect(answer.status).toBe(500);
    expect(answer.xml).toContain('<faultcode>soap:Client</faultcode>');
  });

  test.each(['constructor', 'toString', '__proto__'])('does not mistake %s for an operation', async (name) => {
    const body = `<${name} xmlns="${namespaceOf(SERVICE)}"/>`;
    const answer = await post(simulator, SERVICE, { xml: envelope({ service: SERVICE, body }) });
    expect(answer.xml).toContain('was not recognized');
  });
});

describe('parameters', () => {
  test('are case-sensitive: another case is as if it were 0', async () => {
    expect((await ask(simulator, 'CompanyService.Company_GetCurrentPeriod', { CompanyId: 41_001 })).status).toBe(200);
    expect(faultCode(await ask(simulator, 'CompanyService.Company_GetCurrentPeriod', { CompanyID: 41_001 }))).toBe(
      '2004',
    );
  });

  test('of the bulk calls are CompanyID', async () => {
    const call = 'EmployeeService.Employment_GetAll_AllEmployeesByCompany';
    expect((await ask(simulator, call, { CompanyID: 41_001 })).status).toBe(200);
    expect(faultCode(await ask(simulator, call, { CompanyId: 41_001 }))).toBe('2004');
  });

  test.each(['', 'elf', '1.5', '3000000000'])('refuses %j as an int', async (value) => {
    const answer = await ask(simulator, 'CompanyService.Company_GetCurrentPeriod', { CompanyId: value });
    expect(answer.xml).toContain('soap:Client');
  });
});

describe('a message that is no use', () => {
  test.each([
    ['nothing', ''],
    ['half an element', '<a'],
    ['another root', '<html/>'],
    ['no body', '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>`],
  ])('is a fault of the client: %s', async (_name, xml) => {
    const answer = await post(simulator, SERVICE, { xml });
    expect(answer.status).toBe(500);
    expect(answer.xml).toContain('<faultcode>soap:Client</faultcode>');
  });

  test('is not followed to any depth', async () => {
    const nested = `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`;
    const answer = await post(simulator, SERVICE, { xml: envelope({ service: SERVICE, body: nested }) });
    expect(answer.xml).toContain('nested too deep');
  });

  test('is refused past one megabyte', async () => {
    expect((await post(simulator, SERVICE, { xml: 'x'.repeat(1_000_001) })).status).toBe(413);
  });

  test('is refused with the content type of something else', async () => {
    const xml = envelope({ service: SERVICE, body: operationBody(LIST, {}) });
    expect((await post(simulator, SERVICE, { xml, headers: { 'content-type': 'application/json' } })).status).toBe(415);
  });
});

test('a required SOAPAction is missed when the switch asks for it', async () => {
  const { simulator: strict } = await startExample();
  strict.change({ switches: { soapAction: 'required' } });
  const xml = envelope({ service: SERVICE, body: operationBody(LIST, {}) });
  const withAction = { xml, headers: { SOAPAction: '"x"' } };
  expect((await post(strict, SERVICE, { xml })).xml).toContain('without a valid action parameter');
  expect((await post(strict, SERVICE, withAction)).status).toBe(200);
  await strict.stop();
});

test('the server listens on the loopback address only, on a free port', async () => {
  const other = await startSimulator();
  expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(other.baseUrl).toBe(`${other.url}/soap/v3`);
  await other.stop();
  await expect(fetch(other.url)).rejects.toThrow();
});
