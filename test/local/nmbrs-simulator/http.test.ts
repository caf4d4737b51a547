import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { createMeter } from '../../../local/nmbrs-simulator/meting.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, faultCode, OFFICE, startExample, TODAY, texts } from './asking.ts';

const LIST = 'CompanyService.List_GetAll';

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
});
afterEach(() => simulator.stop());

const postJson = (path: string, body: unknown, contentType = 'application/json'): Promise<Response> =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: JSON.stringify(body),
  });

describe('the meting', () => {
  test('counts calls by service and operation, refused ones too', async () => {
    await ask(simulator, LIST);
    await ask(simulator, LIST, {}, { ...OFFICE, apiToken: 'fout' });
    await ask(simulator, 'DebtorService.List_GetAll');
    const meting = await (await fetch(`${simulator.url}/simulator/meting`)).json();
    expect(meting).toEqual(simulator.meting());
    expect(meting).toMatchObject({ calls: { [LIST]: 2, 'DebtorService.List_GetAll': 1 }, totaal: 3 });
    simulator.resetMeting();
    expect(simulator.meting()).toEqual({ calls: {}, totaal: 0, hoogstePerSeconde: 0, vertraagd: 0 });
  });

  test('does not take names from outside into its table', async () => {
    await ask(simulator, 'CompanyService.Verzonnen_Aanroep');
    expect(simulator.meting().calls).toEqual({ 'CompanyService.?': 1 });
  });

  test('knows the busiest second, wherever it starts', () => {
    const meter = createMeter();
    for (const ms of [0, 600, 900, 1100, 1500, 1599, 3000]) meter.count(LIST, ms);
    expect(meter.read().hoogstePerSeconde).toBe(5);
  });

  test('stays right over many thousands of calls', () => {
    const meter = createMeter();
    for (let call = 0; call < 20_000; call += 1) meter.count(LIST, call * 10);
    expect(meter.read()).toMatchObject({ totaal: 20_000, hoogstePerSeconde: 100 });
  });
});

test('calls above the rate limit wait', async () => {
  simulator.change({ rateLimit: { callsPerSecond: 3, delayMs: 40 } });
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(simulator, LIST)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(simulator.meting()).toMatchObject({ totaal: 5, vertraagd: 2 });
});

test('latency comes before every answer', async () => {
  simulator.change({ latency: { ms: 30, spreadMs: 10 } });
  const before = performance.now();
  await ask(simulator, LIST);
  expect(performance.now() - before).toBeGreaterThanOrEqual(29);
});

describe('changing it over HTTP', () => {
  test('works for everything that change() does', async () => {
    const right = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, call: LIST, active: false };
    expect((await postJson('/simulator/wijzig', { rights: [right] })).status).toBe(200);
    expect(faultCode(await ask(simulator, LIST))).toBe('1002');
  });

  test('replaces the scenario by one from JSON', async () => {
    const scenario = exampleScenario({ today: TODAY, werknemers: 3 });
    expect((await postJson('/simulator/scenario', { ...scenario, name: 'klein' })).status).toBe(200);
    const { xml } = await ask(simulator, 'EmployeeService.List_GetByCompany', { CompanyId: 41_001, EmployeeType: 2 });
    expect(texts(xml, 'Id')).toHaveLength(3);
  });

  test.each([
    ['/simulator/scenario', { name: 'leeg' }, 400],
    ['/simulator/wijzig', { onbekend: true }, 400],
    ['/simulator/wijzig', { removeEmployees: [1] }, 404],
    ['/simulator/anders', {}, 404],
  ])('%s refuses %j with %i', async (path, body, status) => {
    expect((await postJson(path, body)).status).toBe(status);
  });

  test('asks for JSON by name, so that a web page elsewhere cannot post', async () => {
    expect((await postJson('/simulator/wijzig', { clearFaults: true }, 'text/plain')).status).toBe(400);
  });

  test('tells where the mistake is and does not repeat what was sent', async () => {
    const token = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, token: 12_345_678 };
    const answer = await (await postJson('/simulator/wijzig', { tokens: [token] })).text();
    expect(answer).toContain('tokens.0.token');
    expect(answer).not.toContain('12345678');
  });
});

describe('the page', () => {
  test('shows what there is, without tokens or employees', async () => {
    await ask(simulator, LIST);
    const response = await fetch(simulator.url);
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const text of ['Toverdrank B.V.', 'fantasiekantoor', 'a.s.r. salariskoppeling', '2026-11 Month', LIST]) {
      expect(page).toContain(text);
    }
    for (const { users, debtors } of simulator.scenario().environments) {
      for (const { token } of users) expect(page).not.toContain(token);
      const people = debtors.flatMap(({ companies }) => companies).flatMap(({ employees }) => employees);
      for (const { personal } of people) if (personal.bsn) expect(page).not.toContain(personal.bsn);
    }
  });

  test('escapes names', async () => {
    simulator.change({ companies: [{ companyId: 41_001, name: '<script>alert(1)</script>' }] });
    expect(await (await fetch(simulator.url)).text()).not.toContain('<script>');
  });
});

test('a GET on a service is not a SOAP call', async () => {
  expect((await fetch(`${simulator.baseUrl}/CompanyService.asmx?WSDL`)).status).toBe(405);
  expect((await fetch(`${simulator.baseUrl}/AnderService.asmx`)).status).toBe(404);
});
