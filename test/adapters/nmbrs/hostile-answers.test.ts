import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Payroll } from '../../../core/ports/payroll.ts';
import {
  ACCOUNT,
  answerTo,
  envelope,
  errorOf,
  faultOf,
  gatewayAt,
  type Respond,
  sendXml,
  startLoopback,
  WERKNEMER,
} from './loopback.ts';

const DEADLINE_MS = 250;
/** The deadline, and what a loaded machine may add. */
const PATIENCE_MS = 3_000;

/** Quadratic work on 3 MB takes minutes, linear work a second on a busy machine. */
const FLOOD_PATIENCE_MS = 15_000;

const listBedrijven = (payroll: Payroll) => payroll.listBedrijven();

async function errorFrom(respond: Respond, make: (payroll: Payroll) => Promise<unknown> = listBedrijven) {
  const { baseUrl, received } = await startLoopback(respond);
  const startedAt = performance.now();
  const error = await errorOf(make(gatewayAt(baseUrl, { deadlineMs: DEADLINE_MS }).open(ACCOUNT)));
  return { error, ms: performance.now() - startedAt, calls: received.length };
}

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');
const xml =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Respond =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8', ...headers });
    response.end(body);
  };

/** Writes a byte now and then for ever, until the connection is gone. */
const drip: Respond = (response) => {
  response.writeHead(200, { 'Content-Type': 'text/xml' });
  response.write(GOOD.slice(0, 60));
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

describe('a server that does not finish', () => {
  test.each<[string, Respond]>([
    ['never answers', () => {}],
    ['sends headers and no body', (response) => response.writeHead(200, { 'Content-Type': 'text/xml' }).flushHeaders()],
    ['drips its body', drip],
  ])('that %s is a hold-up at the deadline', async (_name, respond) => {
    const { error, ms, calls } = await errorFrom(respond);
    expect(error).toMatchObject({ name: 'Transient', code: 'nmbrs-deadline' });
    expect(ms).toBeGreaterThanOrEqual(DEADLINE_MS - 5);
    expect(ms).toBeLessThan(PATIENCE_MS);
    expect(calls).toBe(1);
  });

  test('that drips its headers is a hold-up at the deadline', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => void (await new Promise((resolve) => server.close(resolve))));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const gateway = gatewayAt(`http://127.0.0.1:${port}/soap/v3`, { deadlineMs: DEADLINE_MS });
    expect(await errorOf(gateway.open(ACCOUNT).listBedrijven())).toMatchObject({ code: 'nmbrs-deadline' });
  });

  test.each<[string, Respond]>([
    ['resets the connection', (response) => void response.socket?.resetAndDestroy()],
    [
      'breaks off in the middle of the body',
      (response) => {
        response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': '5000' });
        response.write(GOOD, () => response.socket?.destroy());
      },
    ],
  ])('but %s is a hold-up, tried three times', async (_name, respond) => {
    const { error, calls } = await errorFrom(respond);
    expect(error).toMatchObject({ name: 'Transient', code: 'nmbrs-connection' });
    expect(calls).toBe(3);
  });

  test('but is not there is a hold-up', async () => {
    const { baseUrl } = await closedPort();
    expect(await errorOf(gatewayAt(baseUrl).open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Transient',
      code: 'nmbrs-connection',
    });
  });

  test('but has no address is a hold-up', async () => {
    const gateway = gatewayAt('http://nmbrs.invalid/soap/v3');
    expect(await errorOf(gateway.open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Transient',
      code: 'nmbrs-connection',
    });
  });
});

async function closedPort(): Promise<{ baseUrl: string }> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return { baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/soap/v3` };
}

/** A good answer with a name to put in. */
const NAMED = answerTo(
  'List_GetAll',
  '<List_GetAllResult><Company><ID>1</ID><Number>1</Number><Name>NAME</Name></Company></List_GetAllResult>',
);

describe('an answer that is no answer', () => {
  const unreadable = { name: 'Defect', code: 'nmbrs-unreadable' };
  const html = '<!doctype html><html><body>Onderhoud</body></html>';
  const asHtml = { 'Content-Type': 'text/html; charset=utf-8' };
  const other = answerTo(
    'Company_GetCurrentPeriod',
    '<Company_GetCurrentPeriodResult>2026-11-M</Company_GetCurrentPeriodResult>',
  );

  test.each<[string, Respond, { name: string; code: string }]>([
    ['204', xml('', 204), { name: 'Defect', code: 'nmbrs-http-204' }],
    ['202 with a good answer', xml(GOOD, 202), { name: 'Defect', code: 'nmbrs-http-202' }],
    ['an empty 200', xml(''), unreadable],
    ['an empty 200 without a content type', (response) => void response.end(), unreadable],
    ['blanks', xml('  \n '), unreadable],
    ['HTML with 200', xml(html, 200, asHtml), unreadable],
    ['HTML that says it is XML', xml(html), unreadable],
    ['JSON', xml('{}', 200, { 'Content-Type': 'application/json' }), unreadable],
    ['a good answer that says it is HTML', xml(GOOD, 200, asHtml), unreadable],
    ['an empty body element', xml(envelope('')), unreadable],
    [
      'an envelope without a body',
      xml('<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" />'),
      unreadable,
    ],
    ['an envelope of nobody', xml(GOOD.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'urn:x')), unreadable],
    ['no envelope', xml('<List_GetAllResponse />'), unreadable],
    ['two answers in one', xml(envelope('<a /><b />')), unreadable],
    ['two bodies', xml(GOOD.replace('</soap:Envelope>', '<soap:Body /></soap:Envelope>')), unreadable],
    ["another operation's answer", xml(other), { name: 'Defect', code: 'nmbrs-other-answer' }],
    [
      'the same operation of another service',
      xml(GOOD.replaceAll('CompanyService', 'DebtorService')),
      { name: 'Defect', code: 'nmbrs-other-answer' },
    ],
    ['half an answer', xml(GOOD.slice(0, -30)), unreadable],
    ['two documents', xml(GOOD + GOOD), unreadable],
    [
      'text where a list must be',
      xml(answerTo('List_GetAll', '<List_GetAllResult>none</List_GetAllResult>')),
      unreadable,
    ],
    ['text between elements', xml(answerTo('List_GetAll', 'oops<List_GetAllResult />')), unreadable],
    ['bytes that are not UTF-8', xml(Buffer.from(NAMED.replace('NAME', '\u00ff'), 'latin1')), unreadable],
    ['another charset', xml(GOOD, 200, { 'Content-Type': 'text/xml; charset=iso-8859-1' }), unreadable],
    ['a coding nobody asked for', xml(GOOD, 200, { 'Content-Encoding': 'br' }), unreadable],
    ['gzip that is not gzip', xml(GOOD, 200, { 'Content-Encoding': 'gzip' }), unreadable],
    ['gzip cut off', xml(gzipSync(GOOD).subarray(0, 40), 200, { 'Content-Encoding': 'gzip' }), unreadable],
    ['404', xml('', 404), { name: 'Defect', code: 'nmbrs-http-404' }],
    ['401', xml(html, 401, asHtml), { name: 'Defect', code: 'nmbrs-http-401' }],
  ])('%s is a defect, tried once', async (_name, respond, expected) => {
    const { error, calls } = await errorFrom(respond);
    expect(error).toMatchObject(expected);
    expect(calls).toBe(1);
  });

  test.each<[string, Respond, string]>([
    ['an HTML 502', xml(html, 502, asHtml), 'nmbrs-http-502'],
    ['an empty 500', xml('', 500), 'nmbrs-http-500'],
    ['a good answer with 500', xml(GOOD, 500), 'nmbrs-http-500'],
    ['broken XML with 500', xml('<a>', 500), 'nmbrs-http-500'],
  ])('%s is a hold-up, tried three times', async (_name, respond, code) => {
    const { error, calls } = await errorFrom(respond);
    expect(error).toMatchObject({ name: 'Transient', code });
    expect(calls).toBe(3);
  });

  test.each<[string, Respond, string]>([
    ['429', xml('', 429), 'nmbrs-http-429'],
    ['an HTML 503', xml(html, 503, asHtml), 'nmbrs-http-503'],
    ['a 503 that asks for an hour', xml('', 503, { 'Retry-After': '3600' }), 'nmbrs-http-503'],
  ])('%s asks for a pause that is longer than the deadline, so it is not tried again', async (_name, respond, code) => {
    const { error, calls } = await errorFrom(respond);
    expect(error).toMatchObject({ name: 'Transient', code });
    expect(calls).toBe(1);
  });

  test.each([301, 302, 303, 307, 308])('a redirect %i is a defect and the token goes nowhere else', async (status) => {
    const elsewhere = await startLoopback((response) => sendXml(response, GOOD));
    const { error, calls } = await errorFrom(xml('', status, { Location: `${elsewhere.baseUrl}/CompanyService.asmx` }));
    expect(error).toMatchObject({ name: 'Defect', code: 'nmbrs-redirect' });
    expect(calls).toBe(1);
    expect(elsewhere.received).toEqual([]);
  });

  test.each([200, 400, 403, 500])('a fault with status %i is the fault', async (status) => {
    const { baseUrl } = await startLoopback(xml(faultOf('1002'), status));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toMatchObject({
      ok: false,
      refusal: { code: '1002' },
    });
  });

  test('a good gzip answer is read', async () => {
    const { baseUrl } = await startLoopback(xml(gzipSync(GOOD), 200, { 'Content-Encoding': 'gzip' }));
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toEqual({ ok: true, value: [] });
  });
});

describe('an attack in an answer', () => {
  const unreadable = { name: 'Defect', code: 'nmbrs-unreadable' };
  const inside = (content: string) => answerTo('List_GetAll', `<List_GetAllResult>${content}</List_GetAllResult>`);
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' +
    GOOD.replace(/^<\?xml[^>]*>/, '');
  const MB = 1024 * 1024;

  afterEach(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test.each<[string, string]>([
    ['a DOCTYPE with entities', bomb],
    ['a DOCTYPE that fetches', GOOD.replace('?>', '?><!DOCTYPE x SYSTEM "http://127.0.0.1:1/x">')],
    ['an entity that is not declared', inside('<Company><Name>&xxe;</Name></Company>')],
    ['a comment', inside('<!-- x -->')],
    ['a processing instruction', inside('<?x y?>')],
    ['an id attribute', inside('<Company id="__proto__"><ID>1</ID><Number>1</Number></Company>')],
    ['an href attribute', inside('<Company href="#__proto__"><ID>1</ID><Number>1</Number></Company>')],
    ['nesting without end', inside('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['a control character', inside('<Company><Name>\u0001</Name></Company>')],
    ['an unbound prefix', inside('<p:Company />')],
    ['a duplicated field', inside('<Company><ID>1</ID><ID>2</ID><Number>1</Number></Company>')],
    ['a number that is none', inside('<Company><ID>1e3</ID><Number>1</Number></Company>')],
  ])('%s is refused', async (_name, body) => {
    expect((await errorFrom(xml(body))).error).toMatchObject(unreadable);
  });

  test('__proto__ as names changes nothing', async () => {
    const company = '<__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor>';
    const { baseUrl } = await startLoopback(
      xml(inside(`<Company __proto__="x" xmlns:__proto__="urn:x">${company}<ID>1</ID><Number>2</Number></Company>`)),
    );
    expect(await gatewayAt(baseUrl).open(ACCOUNT).listBedrijven()).toStrictEqual({
      ok: true,
      value: [{ bedrijfId: 1, nummer: 2, naam: '' }],
    });
  });

  test.each<[string, string]>([
    ['3 MB of <!--', '<!--'.repeat((3 * MB) / 4)],
    ['3 MB of <!-- inside', inside('<!--'.repeat((3 * MB) / 4))],
    ['3 MB of <', '<'.repeat(3 * MB)],
    ['3 MB of <?', '<?'.repeat((3 * MB) / 2)],
    ['3 MB of <![CDATA[', inside('<![CDATA['.repeat((3 * MB) / 9))],
    ['3 MB of attributes', inside(`<Company ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}>`)],
    [
      '3 MB of namespaces',
      inside(`<Company ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="u"`).join(' ')}>`),
    ],
    ['3 MB of entities', inside(`<Company><ID>${'&amp;'.repeat((3 * MB) / 5)}</ID></Company>`)],
    ['3 MB of empty elements', inside('<a/>'.repeat((3 * MB) / 4))],
    [
      'a fault of 3 MB of dashes',
      envelope(`<soap:Fault><faultstring>${'---&gt; '.repeat((3 * MB) / 8)}</faultstring></soap:Fault>`),
    ],
    [
      'a fault of 3 MB of blanks',
      envelope(`<soap:Fault><faultstring>${`---&gt;${' '.repeat(30)}`.repeat(50_000)}</faultstring></soap:Fault>`),
    ],
    [
      'a fault of 3 MB of digits',
      envelope(`<soap:Fault><faultstring>${'1'.repeat(3 * MB)}</faultstring></soap:Fault>`),
    ],
  ])(
    '%s costs little and is refused',
    async (_name, body) => {
      const { baseUrl } = await startLoopback(xml(body));
      const payroll = gatewayAt(baseUrl).open(ACCOUNT);
      const startedAt = performance.now();
      expect(await errorOf(payroll.listBedrijven())).toMatchObject({ name: 'Defect' });
      expect(performance.now() - startedAt).toBeLessThan(FLOOD_PATIENCE_MS);
    },
    2 * FLOOD_PATIENCE_MS,
  );

  test('a gzip bomb stops at 20 MB', async () => {
    const zipped = gzipSync(Buffer.alloc(200 * MB, ' '));
    const { baseUrl } = await startLoopback(xml(zipped, 200, { 'Content-Encoding': 'gzip' }));
    expect(await errorOf(gatewayAt(baseUrl).open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Defect',
      code: 'nmbrs-too-large',
    });
  });

  test('a body without end stops at 20 MB', async () => {
    const { baseUrl } = await startLoopback((response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      const pump = () => {
        while (!response.destroyed && response.write(' '.repeat(MB))) {}
      };
      response.on('drain', pump);
      pump();
    });
    expect(await errorOf(gatewayAt(baseUrl).open(ACCOUNT).listBedrijven())).toMatchObject({
      name: 'Defect',
      code: 'nmbrs-too-large',
    });
  });

  test('headers without end are refused', async () => {
    const { error } = await errorFrom(xml(GOOD, 200, { 'X-Flood': 'x'.repeat(100_000) }));
    expect(error).toMatchObject({ name: 'Defect', code: 'nmbrs-transport' });
  });

  test('one bad answer does not spoil the next call', async () => {
    const bodies = [inside('<Company id="__proto__" />'), bomb, GOOD];
    const { baseUrl, received } = await startLoopback((response) =>
      sendXml(response, bodies[received.length - 1] ?? ''),
    );
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    await errorOf(payroll.listBedrijven());
    await errorOf(payroll.listBedrijven());
    expect(await payroll.listBedrijven()).toEqual({ ok: true, value: [] });
  });

  test('data of another employee never passes for the one that was asked', async () => {
    const { baseUrl } = await startLoopback((response, { operation }) =>
      sendXml(
        response,
        answerTo(operation, `<${operation}Result><Id>50002</Id><LastName>Steen</LastName></${operation}Result>`),
      ),
    );
    const error = await errorOf(gatewayAt(baseUrl).open(ACCOUNT).fetchWerknemer(WERKNEMER, ['persoon']));
    expect(error).toMatchObject({ name: 'Defect', code: 'nmbrs-other-employee' });
  });
});
