import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleAanmelding } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { createLimiter } from '../../../local/nmbrs-simulator/limiter.ts';
import { createMeter } from '../../../local/nmbrs-simulator/meting.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { RateLimit } from '../../../local/nmbrs-simulator/switches.ts';
import { ask, envelope, faultCode, OFFICE, operationBody, startExample, TODAY, texts } from './asking.ts';

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
    expect(simulator.meting()).toEqual({ calls: {}, totaal: 0, hoogstePerSeconde: 0, vertraagd: 0, geweigerd: 0 });
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

describe('a rate limit that refuses', () => {
  const statuses = async (calls: number, login = OFFICE): Promise<readonly number[]> =>
    (await Promise.all(Array.from({ length: calls }, () => ask(simulator, LIST, {}, login)))).map(
      ({ status }) => status,
    );

  test.each([429, 503] as const)('answers %i above the limit, and counts what it refused', async (status) => {
    simulator.change({ rateLimit: { callsPerSecond: 3, over: 'refuse', status } });
    expect((await statuses(5)).toSorted((a, b) => a - b)).toEqual([200, 200, 200, status, status]);
    expect(simulator.meting()).toMatchObject({ totaal: 5, geweigerd: 2, vertraagd: 0 });
  });

  test('can count each token apart', async () => {
    const other = exampleAanmelding['per-debiteur'].nmbrs;
    simulator.change({ rateLimit: { callsPerSecond: 2, over: 'refuse', per: 'token' } });
    expect(await statuses(2)).toEqual([200, 200]);
    expect(await statuses(2, other)).toEqual([200, 200]);
    expect(await statuses(1)).toEqual([429]);
  });
});

test('the limiter lets a call through again once a second has gone by, and refused calls do not count', () => {
  const limiter = createLimiter();
  const limit = RateLimit.parse({ callsPerSecond: 2, over: 'refuse' });
  const verdicts = [0, 100, 200, 300, 999, 1000, 1099, 1100].map((ms) => limiter.judge(limit, 'a', ms));
  expect(verdicts).toEqual(['free', 'free', 'refuse', 'refuse', 'refuse', 'free', 'refuse', 'free']);
});

describe('gzip', () => {
  const answerTo = (accept: string): Promise<{ encoding: string | undefined; bytes: Buffer }> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(simulator.url);
      const headers = { 'content-type': 'text/xml', 'accept-encoding': accept };
      const path = '/soap/v3/CompanyService.asmx';
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
        );
      });
      sent.on('error', reject);
      sent.end(envelope({ service: 'CompanyService', body: operationBody(LIST, {}) }));
    });

  test.each(['gzip', 'deflate, GZIP;q=0.5', 'br, gzip ; q=1.0'])('is sent to a client that says %j', async (accept) => {
    const { encoding, bytes } = await answerTo(accept);
    expect(encoding).toBe('gzip');
    expect(gunzipSync(bytes).toString()).toContain('Toverdrank B.V.');
  });

  test.each(['identity', 'gzip;q=0', 'br', ''])('is not sent to a client that says %j', async (accept) => {
    const { encoding, bytes } = await answerTo(accept);
    expect(encoding).toBeUndefined();
    expect(bytes.toString()).toContain('Toverdrank B.V.');
  });

  test('can be switched off', async () => {
    simulator.change({ switches: { compression: 'never' } });
    expect((await answerTo('gzip')).encoding).toBeUndefined();
  });
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

test('goes back to where it started, with nothing counted', async () => {
  simulator.change({ removeEmployees: [150_000], faults: [{ kind: 'html', status: 502 }] });
  await ask(simulator, LIST);
  expect((await postJson('/simulator/herstel', {})).status).toBe(200);
  expect(simulator.meting().totaal).toBe(0);
  expect((await ask(simulator, LIST)).status).toBe(200);
  expect((await ask(simulator, 'EmployeeService.Partner_Get', { EmployeeId: 150_000 })).status).toBe(200);
});

test('counts from nothing again after POST /simulator/meting', async () => {
  await ask(simulator, LIST);
  expect(await (await postJson('/simulator/meting', {})).json()).toMatchObject({ totaal: 0, calls: {} });
  expect(simulator.meting().totaal).toBe(0);
});

describe('the page', () => {
  test('leads to the WSDLs', async () => {
    const page = await (await fetch(simulator.url)).text();
    const links = [...page.matchAll(/href="([^"]+\?WSDL)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(4);
    for (const link of links) expect((await fetch(`${simulator.url}${link}`)).status).toBe(200);
  });

  test('tells what will change, but not into what', async () => {
    const token = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam, token: 'geheim-nieuw-token' };
    simulator.change({ later: [{ afterCalls: 3, operation: LIST, change: { tokens: [token] } }] });
    const page = await (await fetch(simulator.url)).text();
    expect(page).toContain(`3 × ${LIST}`);
    expect(page).not.toContain('geheim-nieuw-token');
  });

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
  expect((await fetch(`${simulator.baseUrl}/CompanyService.asmx`)).status).toBe(405);
  expect((await fetch(`${simulator.baseUrl}/AnderService.asmx`)).status).toBe(404);
});
