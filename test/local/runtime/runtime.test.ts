import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Runtime } from '../../../local/runtime/runtime.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { startFixture } from '../../fixtures/runtime/start.ts';

const TIMEOUT_MS = 60_000;
const Job = z.looseObject({ remaining: z.string().optional(), finished: z.string().optional() });
const Execution = z.object({ naam: z.string(), status: z.string(), stap: z.string() });

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startFixture({ now: '2026-11-24T09:00:00Z' });
}, TIMEOUT_MS);
afterAll(() => runtime.stop());

const request = async (path: string, init: RequestInit = {}) => fetch(`${runtime.url}${path}`, init);
const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const submit = async (id: string, plan: object = {}, more: object = {}) => {
  expect((await post('/jobs', { id, plan, ...more })).status).toBe(202);
  await runtime.settle();
};
const job = async (id: string) => Job.parse(await (await request(`/jobs/${id}`)).json());
const execution = async (id: string) =>
  z
    .array(Execution)
    .parse(await (await request('/lokaal/executies')).json())
    .find(({ naam }) => naam === id);
const later = async (seconds: number) =>
  runtime.advanceTo(new Date(runtime.clock.now() + seconds * 1000).toISOString());
const linesOf = (bron: string, text: string) =>
  runtime.logs().filter((line) => line.bron === bron && line.regel.includes(text));
const staffToken = async () =>
  z.object({ token: z.string() }).parse(await (await post('/lokaal/beoordelaar', {})).json()).token;

describe('the way through', { timeout: TIMEOUT_MS }, () => {
  test('goes from a request to a machine, a queue, objects and a mail', async () => {
    await submit('heen', { parts: 5 });
    expect(await execution('heen')).toMatchObject({ status: 'SUCCEEDED' });
    const history = runtime.histories().find(({ naam }) => naam === 'heen');
    expect(history?.events.at(0)).toMatchObject({ type: 'ExecutionStarted', detail: { input: '{"id":"heen"}' } });
    expect(history?.events.at(-1)).toMatchObject({ type: 'ExecutionSucceeded' });
    expect(await job('heen')).toMatchObject({ remaining: '0', finished: expect.stringContaining('2026-11-24T09:0') });
    const deliveries = z.array(z.object({ key: z.string(), bytes: z.number() }));
    const listed = deliveries.parse(await (await request('/lokaal/leveringen')).json());
    expect(listed.filter(({ key }) => key.startsWith('leveringen/heen/'))).toHaveLength(5);
    expect(listed[0]).toEqual({ key: 'leveringen/heen/0.json', bytes: 10 });
    const mails = await (await request('/lokaal/berichten')).json();
    expect(mails).toContainEqual({
      op: expect.stringMatching(/^2026-11-24T09:0\d:\d\d\.000Z$/),
      van: 'systeem@voorbeeld.example',
      aan: 'kantoor@voorbeeld.example',
      onderwerp: 'Klaar: heen',
      tekst: 'Het werk is klaar.',
      html: '',
      bijlagen: [],
    });
  });

  test('fires a schedule when the clock gets there, at its own moment', async () => {
    await submit('gepland', { parts: 1 }, { at: '2026-11-25T06:00:00' });
    expect(await (await request('/lokaal/agenda')).json()).toContainEqual(
      expect.objectContaining({ naam: 'gepland', expressie: 'at(2026-11-25T06:00:00)', invoer: '{"id":"gepland"}' }),
    );
    await runtime.advanceTo('2026-11-26T00:00:00Z');
    expect(await job('gepland')).toMatchObject({ fired: expect.stringContaining('2026-11-25T05:00:00') });
    expect(await (await request('/lokaal/agenda')).json()).toEqual([]);
  });

  test('waits in a Wait state until its moment', async () => {
    const until = new Date(runtime.clock.now() + 86_400_000).toISOString();
    await submit('wachter', { parts: 1, until });
    expect(await execution('wachter')).toMatchObject({ status: 'RUNNING', stap: 'Rest' });
    await later(86_500);
    expect((await job('wachter')).finished?.slice(0, 16)).toBe(until.slice(0, 16));
  });

  test('tries a transient failure again after five and ten minutes', async () => {
    await submit('taai', { parts: 1, failures: 2 });
    await later(299);
    expect(await job('taai')).toMatchObject({ starts: '1' });
    await later(16 * 60);
    expect(await job('taai')).toMatchObject({ starts: '3' });
    expect(await execution('taai')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('lapses after thirty days without an answer', async () => {
    await submit('stil', { silent: true });
    await later(29 * 86_400);
    expect(await execution('stil')).toMatchObject({ status: 'RUNNING', stap: 'Spread' });
    await later(86_500);
    expect(await execution('stil')).toMatchObject({ status: 'SUCCEEDED', stap: 'Lapse' });
  });
});

describe('a queue', { timeout: TIMEOUT_MS }, () => {
  test('gives a message back after its visibility timeout when the worker is killed half-way', async () => {
    runtime.lambda.crashNext('worker', 'before-finish');
    await submit('geknakt', { parts: 2 });
    expect(linesOf('worker', 'of geknakt')).toHaveLength(2);
    await later(359);
    expect(linesOf('worker', 'of geknakt')).toHaveLength(2);
    await later(2);
    expect(linesOf('worker', 'of geknakt')).toHaveLength(3);
    expect(await job('geknakt')).toMatchObject({ remaining: '0' });
    expect(await execution('geknakt')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('recovers a worker that dies between two of its requests', async () => {
    runtime.lambda.crashNext('worker', { atRequest: 3 });
    await submit('halverwege', { parts: 1 });
    expect(await job('halverwege')).toMatchObject({ remaining: '1' });
    await later(361);
    expect(await execution('halverwege')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('may deliver a message twice', async () => {
    runtime.lambda.deliverTwiceNext('worker');
    await submit('dubbel', { parts: 1 });
    expect(linesOf('worker', 'of dubbel')).toHaveLength(2);
    expect(await job('dubbel')).toMatchObject({ remaining: '0' });
  });

  test('moves a message to its dead-letter queue after three failures', async () => {
    await submit('gif', { parts: 2, poison: 1 });
    await later(2 * 361);
    expect(linesOf('worker', 'part 1 of gif')).toHaveLength(3);
    await later(361);
    expect(linesOf('worker', 'part 1 of gif')).toHaveLength(3);
    expect(linesOf('worker', 'part 0 of gif')).toHaveLength(1);
    const name = runtime.queues.names.find((queue) => queue.startsWith('DeadLetters')) ?? '';
    const bodies = (await runtime.queues.peek(name)).map((body) =>
      z.looseObject({ id: z.string() }).parse(JSON.parse(body)),
    );
    expect(bodies).toEqual([expect.objectContaining({ id: 'gif', part: 1 })]);
  });
});

describe('the gateway', { timeout: TIMEOUT_MS }, () => {
  test('answers 404 for what is no route', async () => {
    const response = await request('/onbekend');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  test('gives a verified token to the function as text claims', async () => {
    const response = await post(
      '/jobs/a%20b/decision?x=1&x=2',
      { é: 1 },
      { authorization: `Bearer ${await staffToken()}` },
    );
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /jobs/{id}/decision',
      rawPath: '/jobs/a b/decision',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'http' },
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: {
        domainName: new URL(runtime.url).host,
        http: { method: 'POST', path: '/jobs/a b/decision', sourceIp: '127.0.0.1' },
        authorizer: { jwt: { claims: { roles: '[beoordelaar]', aud: 'salariskoppeling' }, scopes: null } },
      },
    });
  });

  test('encodes what is no text', async () => {
    const headers = { authorization: `Bearer ${await staffToken()}`, 'content-type': 'application/octet-stream' };
    const response = await request('/jobs/a/decision', { method: 'POST', headers, body: new Uint8Array([0, 255]) });
    expect(await response.json()).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  test.each([
    ['no token', async () => undefined],
    ['nonsense', async () => 'Bearer onzin'],
    ['a token of another key', async () => `Bearer ${await forgedToken()}`],
  ])('refuses %s', async (_what, header) => {
    const authorization = await header();
    const response = await post('/jobs/a/decision', {}, authorization === undefined ? {} : { authorization });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
  });

  test('refuses a token that has expired on the virtual clock', async () => {
    const authorization = `Bearer ${await staffToken()}`;
    await later(7 * 3600);
    expect((await post('/jobs/a/decision', {}, { authorization })).status).toBe(200);
    await later(3600 + 60);
    expect((await post('/jobs/a/decision', {}, { authorization })).status).toBe(401);
  });

  test('refuses a body of more than 10 MB', async () => {
    const response = await request('/jobs', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  test('answers 500 when the function fails', async () => {
    const response = await post('/jobs', { geen: 'id' });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  });
});

async function forgedToken(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ roles: ['beoordelaar'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'lokaal' })
    .setIssuer('https://login.example/tenant')
    .setAudience('salariskoppeling')
    .setExpirationTime('365d')
    .sign(privateKey);
}

describe('the local routes', { timeout: TIMEOUT_MS }, () => {
  test('tell that all is up', async () => {
    expect((await request('/lokaal/gezondheid')).status).toBe(200);
  });

  test('move the clock forward and answer when all is settled', async () => {
    await submit('klok', { parts: 1, failures: 1 });
    const target = new Date(runtime.clock.now() + 600_000).toISOString();
    const response = await post('/lokaal/klok', { nu: target });
    expect(response.status).toBe(200);
    const { nu, bezig } = z.object({ nu: z.string(), bezig: z.boolean() }).parse(await response.json());
    expect(bezig).toBe(false);
    expect(Date.parse(nu) - Date.parse(target)).toBeLessThan(5000);
    expect(await execution('klok')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await (await request('/lokaal/klok')).json()).toMatchObject({ bezig: false });
  });

  test('answer {} once all that is due now is done, and leave the clock alone', async () => {
    await submit('rust', { parts: 3 });
    const before = runtime.clock.now();
    const response = await post('/lokaal/klok', {});
    expect([response.status, await response.json()]).toMatchObject([200, { bezig: false }]);
    expect(runtime.clock.now() - before).toBeLessThan(TIMEOUT_MS);
    expect(await execution('rust')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each([
    ['the past', { nu: '2020-01-01T00:00:00Z' }],
    ['a moment without a zone', { nu: '2030-01-01T00:00:00' }],
    ['nonsense', { nu: 'morgen' }],
    ['an unknown key', { nu: '2030-01-01T00:00:00Z', snel: true }],
    ['no body', undefined],
  ])('refuse %s for the clock, in Dutch', async (_what, body) => {
    const response = await post('/lokaal/klok', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringMatching(/Stuk|Stuur|al/) });
  });

  test('give the bytes of a delivery, and nothing else from the bucket', async () => {
    await submit('levering', { parts: 1 });
    const response = await request('/lokaal/leveringen/leveringen/levering/0.json');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.text()).toBe('{"part":0}');
    const encoded = await request(`/lokaal/leveringen/${encodeURIComponent('leveringen/levering/0.json')}`);
    expect(encoded.status).toBe(200);
    expect((await request('/lokaal/leveringen/leveringen/weg.json')).status).toBe(404);
    expect((await request('/lokaal/leveringen/werk/geheim.json')).status).toBe(404);
  });

  test('publish the keys of the local issuer', async () => {
    const discovery = await (await request('/lokaal/oidc/.well-known/openid-configuration')).json();
    const { issuer, jwks_uri } = z.object({ issuer: z.string(), jwks_uri: z.string() }).parse(discovery);
    expect(issuer).toBe('https://login.example/tenant');
    const { keys } = z.object({ keys: z.array(z.looseObject({})) }).parse(await (await fetch(jwks_uri)).json());
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('show what the functions logged', async () => {
    await submit('gelogd', { parts: 1 });
    const lines = await (await request('/lokaal/logboek')).json();
    expect(lines).toContainEqual(expect.objectContaining({ bron: 'worker', regel: 'part 0 of gelogd' }));
  });

  test('answer 404 for the rest', async () => {
    expect((await request('/lokaal/weg')).status).toBe(404);
  });
});

const emulatorsOf = ({ endpoints }: Runtime): string[] =>
  Object.values(endpoints).filter((value) => value.startsWith('http://'));

describe('two systems side by side', { timeout: TIMEOUT_MS }, () => {
  test('share nothing, and stopping one leaves the other', async () => {
    const asked: string[] = [];
    const through = async (origin: string) => {
      asked.push(origin);
      return origin;
    };
    const other = await startFixture({ now: '2030-01-01T00:00:00Z', through });
    expect(asked.toSorted()).toEqual([...new Set(emulatorsOf(other))].toSorted());
    const inbox = await fetch(`${other.url}/lokaal/berichten`);
    expect(await inbox.json()).toEqual([]);
    const client = new DynamoDBClient(sdkConfig(other.endpoints.AWS_ENDPOINT_URL_DYNAMODB ?? ''));
    expect((await client.send(new ListTablesCommand({}))).TableNames).toHaveLength(1);
    client.destroy();
    await other.stop();
    await expect(fetch(`${other.url}/lokaal/gezondheid`)).rejects.toThrow();
    expect((await request('/lokaal/gezondheid')).status).toBe(200);
  });
});
