/** What the corpus (`hostile/`) does not hold: no server at all, what goes elsewhere, and what is an answer all the same. */
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, answerTo, errorOf, faultOf, gatewayAt, type Respond, sendXml, startLoopback } from './loopback.ts';

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');
const inside = (content: string): string =>
  answerTo('List_GetAll', `<List_GetAllResult>${content}</List_GetAllResult>`);
const xml =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Respond =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8', ...headers });
    response.end(body);
  };

async function listBedrijvenFrom(respond: Respond) {
  const { baseUrl } = await startLoopback(respond);
  return gatewayAt(baseUrl).open(ACCOUNT).listBedrijven();
}

async function closedPort(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/soap/v3`;
}

describe('a server', () => {
  test.each([
    ['is not there', closedPort],
    ['has no address', async () => 'http://nmbrs.invalid/soap/v3'],
  ])('that %s is a hold-up', async (_name, baseUrl) => {
    const work = gatewayAt(await baseUrl())
      .open(ACCOUNT)
      .listBedrijven();
    expect(await errorOf(work)).toMatchObject({ name: 'Transient', code: 'nmbrs-connection' });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i is a defect and the token goes nowhere else', async (status) => {
    const elsewhere = await startLoopback((response) => sendXml(response, GOOD));
    const redirect = xml('', status, { Location: `${elsewhere.baseUrl}/CompanyService.asmx` });
    expect(await errorOf(listBedrijvenFrom(redirect))).toMatchObject({ name: 'Defect', code: 'nmbrs-redirect' });
    expect(elsewhere.received).toEqual([]);
  });
});

describe('an answer all the same', () => {
  test.each([200, 400, 403, 500])('is a fault with status %i', async (status) => {
    expect(await listBedrijvenFrom(xml(faultOf('1002'), status))).toMatchObject({
      ok: false,
      refusal: { code: '1002' },
    });
  });

  test('is a good one in gzip', async () => {
    expect(await listBedrijvenFrom(xml(gzipSync(GOOD), 200, { 'Content-Encoding': 'gzip' }))).toEqual({
      ok: true,
      value: [],
    });
  });

  test('is one with __proto__ and constructor as names, which change nothing', async () => {
    const company = '<__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor>';
    const answer = inside(
      `<Company __proto__="x" xmlns:__proto__="urn:x">${company}<ID>1</ID><Number>2</Number></Company>`,
    );
    expect(await listBedrijvenFrom(xml(answer))).toStrictEqual({
      ok: true,
      value: [{ bedrijfId: 1, nummer: 2, naam: '' }],
    });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('is the next one after two bad ones', async () => {
    const bodies = [inside('<Company id="__proto__" />'), '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>', GOOD];
    const { baseUrl, received } = await startLoopback((response) =>
      sendXml(response, bodies[received.length - 1] ?? ''),
    );
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
    expect(received).toHaveLength(3);
  });
});
