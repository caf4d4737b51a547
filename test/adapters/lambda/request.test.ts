import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { baseUrlOf, bearerOf, networkOf, type Parsed, parseBody } from '../../../adapters/lambda/request.ts';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { checkFields } from '../../../core/invoer/probleem.ts';
import { GOOD_FORM, TOKEN } from '../../core/aanmeldformulier.ts';
import { httpEvent, jsonEvent } from './http-event.ts';

const GOOD = JSON.stringify(GOOD_FORM);
const parse = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  parseBody(httpEvent({ body, headers }), Aanmeldformulier);

function problemOf<T>(parsed: Parsed<T>) {
  if (parsed.ok) throw new Error('the body was accepted');
  return parsed.problem;
}

const padded = (bytes: number) => `${GOOD}${' '.repeat(bytes - Buffer.byteLength(GOOD))}`;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a body', () => {
  it.each([
    ['as text', GOOD],
    ['as bytes', Buffer.from(GOOD)],
    ['with a byte order mark', Buffer.from(`\uFEFF${GOOD}`)],
    ['of exactly 64 KB', padded(64 * 1024)],
  ])('is read %s', (_name, body) => {
    expect(parse(body)).toEqual({ ok: true, value: GOOD_FORM });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json ;charset="UTF-8"',
  ])('may be sent as %s', (type) => {
    expect(parse(GOOD, { 'content-type': type }).ok).toBe(true);
  });

  it.each(['', 'text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'text/json; application/json'])(
    'may not be sent as %j',
    (type) => {
      expect(problemOf(parse(GOOD, { 'content-type': type }))).toMatchObject({
        status: 415,
        code: 'verkeerd-soort-inhoud',
      });
    },
  );

  it('may not be sent without a type', () => {
    const { 'content-type': _type, ...headers } = httpEvent({ body: GOOD }).headers;
    expect(problemOf(parseBody({ ...httpEvent({ body: GOOD }), headers }, Aanmeldformulier)).status).toBe(415);
  });

  it.each([
    ['as text', padded(64 * 1024 + 1)],
    ['as bytes', Buffer.from(padded(64 * 1024 + 1))],
    ['in characters of two bytes', `"${'é'.repeat(32 * 1024)}"`],
    ['far over it', Buffer.alloc(5_000_000, '[')],
  ])('over 64 KB is refused: %s', (_name, body) => {
    expect(problemOf(parse(body))).toMatchObject({ status: 413, code: 'te-groot' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"accountSoort": '],
    ['two documents', `${GOOD}${GOOD}`],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['UTF-8 cut off', Buffer.from('"é"').subarray(0, 2)],
    ['an overlong sequence', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['an escape too many', '"\\x41"'],
    ['NaN', 'NaN'],
    ['a comment', `// hallo\n${GOOD}`],
  ])('is refused as no JSON: %s', (_name, body) => {
    expect(problemOf(parse(body))).toEqual({
      status: 400,
      code: 'geen-json',
      title: 'De aanvraag is geen geldige JSON.',
      detail: 'Controleer de vorm van het bericht.',
    });
  });

  it('that is missing is refused', () => {
    expect(problemOf(parseBody(httpEvent(), Aanmeldformulier)).code).toBe('geen-json');
  });

  it.each([
    ['5,000 deep', nested(5_000)],
    ['5,000 deep in a field', GOOD.replace(/"dga":\[.*?\]/, `"dga":${nested(5_000)}`)],
    ['5,000 objects deep', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
  ])('that is %s is refused in time', (_name, body) => {
    expect(problemOf(parse(body))).toMatchObject({ code: 'ongeldige-gegevens', fouten: [{ code: 'te-diep' }] });
  });

  const fields = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [index.toString(36), 0])));

  it('with more unknown fields than anyone can read is refused with at most 100 of them', () => {
    const { status, fouten } = problemOf(parse(fields(1_000)));
    expect([status, fouten?.length]).toEqual([400, 100]);
  });

  it('with more than a thousand fields is refused for that alone', () => {
    expect(problemOf(parse(fields(1_001))).fouten).toEqual([
      { veld: '', code: 'te-veel-velden', tekst: expect.stringContaining('1000') },
    ]);
    expect(problemOf(parse(fields(8_000))).status).toBe(400);
    expect(problemOf(parse(fields(10_000))).status).toBe(413);
  });

  it.each([
    ['__proto__', `{"__proto__": {"polluted": true}, ${GOOD.slice(1)}`],
    ['__proto__ below', GOOD.replace('"nmbrs":{', '"nmbrs":{"__proto__":{"apiToken":"uit-een-prototype"},')],
    ['constructor', `{"constructor": {"polluted": true}, ${GOOD.slice(1)}`],
  ])('with %s is refused, and pollutes nothing', (_name, body) => {
    expect(problemOf(parse(body)).fouten?.map(({ code }) => code)).toEqual(['onbekend-veld']);
    expect({}).not.toHaveProperty('polluted');
  });

  it('does not take what a prototype holds for a field', () => {
    const { nmbrs, ...rest } = GOOD_FORM;
    expect(nmbrs.domein).toBe('duinzicht');
    const body = `{"__proto__": ${JSON.stringify({ nmbrs })}, ${JSON.stringify(rest).slice(1)}`;
    expect(parse(body).ok).toBe(false);
    expect(checkFields(Aanmeldformulier, JSON.parse(body))).toMatchObject({
      fouten: expect.arrayContaining([expect.objectContaining({ veld: 'nmbrs.domein', code: 'ontbreekt' })]),
    });
  });

  it.each([
    ['with another value', '"verloning":"maandelijks","verloning":"vierwekelijks"'],
    ['with the same value', '"verloning":"maandelijks","verloning":"maandelijks"'],
    ['written another way', '"verloning":"maandelijks","verl\\u006fning":"maandelijks"'],
  ])('with a field twice is refused: %s', (_name, twice) => {
    const body = GOOD.replace('"verloning":"maandelijks"', twice);
    expect(problemOf(parse(body)).fouten).toMatchObject([{ veld: 'verloning', code: 'dubbel-veld' }]);
  });

  it.each(['null', '[]', '"tekst"', '12', 'true'])('that is %s is refused as a whole', (body) => {
    expect(problemOf(parse(body)).fouten?.map(({ veld }) => veld)).toEqual(['']);
  });

  it('is refused without repeating a value of it', () => {
    const body = {
      ...GOOD_FORM,
      werkgever: { ...GOOD_FORM.werkgever, loonheffingennummer: '123456789L01' },
      extra: TOKEN,
    };
    const problem = JSON.stringify(problemOf(parse(JSON.stringify(body))));
    for (const canary of [TOKEN, '123456789', 'Zonnedauw', 'duinzicht']) expect(problem).not.toContain(canary);
  });

  it('is judged in Dutch, also where a schema says nothing', () => {
    const schema = z.strictObject({
      a: z.string(),
      b: z.int().max(3),
      c: z.array(z.boolean()).min(1),
      d: z.iso.date(),
    });
    const { fouten = [] } = problemOf(parseBody(jsonEvent({ b: 4.5, c: [], d: 'x', e: 1 }), schema));
    expect(fouten.map(({ veld }) => veld).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const { tekst } of fouten) expect(tekst).toMatch(/^(Dit veld|Deze waarde) /);
  });
});

describe('a bearer token', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  a-b_c.d~e+f/g==', 'a-b_c.d~e+f/g=='],
    [`BEARER ${'a'.repeat(512)}`, 'a'.repeat(512)],
  ])('is taken from %j', (authorization, expected) => {
    expect(bearerOf(httpEvent({ headers: { authorization } }))).toBe(expected);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    'abc',
    'Bearer a b',
    'Bearer a,b',
    ' Bearer abc',
    'Bearer é',
    `Bearer ${'a'.repeat(513)}`,
    'Bearer a\nb',
  ])('is not taken from %j', (authorization) => {
    expect(bearerOf(httpEvent({ headers: { authorization } }))).toBeUndefined();
  });

  it('is not taken when there is no header', () => {
    expect(bearerOf(httpEvent())).toBeUndefined();
  });
});

describe('the public address', () => {
  it.each([
    [{}, 'https://api.salariskoppeling.example'],
    [{ 'x-forwarded-proto': 'https' }, 'https://api.salariskoppeling.example'],
    [{ 'x-forwarded-proto': 'http' }, 'http://api.salariskoppeling.example'],
    [{ 'x-forwarded-proto': 'javascript' }, 'https://api.salariskoppeling.example'],
    [{ host: 'evil.example' }, 'https://api.salariskoppeling.example'],
  ])('with %j is %s', (headers, expected) => {
    expect(baseUrlOf(httpEvent({ headers }))).toBe(expected);
  });
});

describe('the network that a request comes from', () => {
  const from = (sourceIp: string) => {
    const { requestContext, ...event } = httpEvent();
    return networkOf({ ...event, requestContext: { ...requestContext, http: { ...requestContext.http, sourceIp } } });
  };

  it('is the address, or the half of an IPv6 address that one subscriber has', () => {
    expect(from('203.0.113.7')).toBe('203.0.113.7');
    expect(from('2001:db8:1:2:a:b:c:d')).toBe('2001:db8:1:2');
  });

  it.each([
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002:FFFF::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
  ])('is the same however it is written: %s', (written, network) => {
    expect(from(written)).toBe(network);
  });

  it.each(['', 'unknown', '203.0.113.7, 198.51.100.1', '1::2::3'])('is not made up of %j', (written) => {
    expect(from(written)).toBeUndefined();
  });
});
