/** Characters that XML does not know, which servers send all the same: each costs itself and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTextMender } from '../../../adapters/nmbrs/soap/forbidden.ts';
import { createSurrogateMender } from '../../../adapters/nmbrs/soap/surrogates.ts';
import { parseXml } from '../../../adapters/nmbrs/soap/xml.ts';
import { ACCOUNT, answerTo, BEDRIJF, errorOf, gatewayAt, RUN, startLoopback, TASK } from './loopback.ts';

const NAME = 'List_GetByCompany';
const employee = (id: number, name: string): string =>
  `<Employee><Id>${id}</Id><Number>${id}</Number><DisplayName>${name}</DisplayName></Employee>`;

/** A list of two, the second with this name; the bytes of the name may be none that a string can have. */
const listWith = (name: string | Buffer): Buffer => {
  const [before = '', after = ''] = answerTo(
    NAME,
    `<${NAME}Result>${employee(1, 'A. Zilver')}${employee(2, '|')}</${NAME}Result>`,
  ).split('|');
  return Buffer.concat([Buffer.from(before), Buffer.from(name), Buffer.from(after)]);
};

async function payrollWith(...chunks: readonly Buffer[]) {
  const { baseUrl } = await startLoopback((response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
    for (const chunk of chunks) response.write(chunk);
    response.end();
  });
  return gatewayAt(baseUrl).open(ACCOUNT);
}

async function namesIn(name: string | Buffer): Promise<readonly string[]> {
  const people = await (await payrollWith(listWith(name))).listWerknemers(BEDRIJF, 'in-dienst');
  if (!people.ok) throw new Error(people.refusal.code);
  return people.value.map(({ naam }) => naam);
}

const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));
const HIGH = [0xed, 0xa0, 0xbd];
const LOW = [0xed, 0xb8, 0x80];

describe('a name with a character that XML does not know', () => {
  test.each<[string, string | Buffer, string]>([
    ['a control as a reference', 'B. Goud&#x1F;berg', 'B. Goud\ufffdberg'],
    ['a control in small letters', 'B. Goud&#x1f;berg', 'B. Goud\ufffdberg'],
    ['a control with zeros before it', 'B. Goud&#x0001F;berg', 'B. Goud\ufffdberg'],
    ['a control in decimals', 'B. Goud&#11;berg', 'B. Goud\ufffdberg'],
    ['nothing as a reference', 'B. Goud&#x0;', 'B. Goud\ufffd'],
    ['a raw control', 'B. Goud\u001fberg', 'B. Goud\ufffdberg'],
    ['a raw nothing', 'B. Goud\u0000berg', 'B. Goud\ufffdberg'],
    ['what is no character', 'B. Goud\uffffberg&#xFFFE;', 'B. Goud\ufffdberg\ufffd'],
    ['two of them', '&#x1F;&#x1F;', '\ufffd\ufffd'],
    ['an emoji in two references', 'B. Goud&#xD83D;&#xDE00;berg', 'B. Goud😀berg'],
    ['an emoji in two references of both kinds', 'B. Goud&#55357;&#xDE00;', 'B. Goud😀'],
    ['two emojis in a row', '&#xD83D;&#xDE00;&#xD83D;&#xDE01;', '😀😁'],
    ['a first half alone', 'B. Goud&#xD83D;berg', 'B. Goud\ufffdberg'],
    ['a second half alone', 'B. Goud&#xDE00;berg', 'B. Goud\ufffdberg'],
    ['halves in the wrong order', '&#xDE00;&#xD83D;', '\ufffd\ufffd'],
    ['a first half before an emoji', '&#xD83D;&#xD83D;&#xDE00;', '\ufffd😀'],
    ['a half among letters as references', '&#x41;&#xD83D;&#x42;', 'A\ufffdB'],
    ['an emoji in bytes of two halves', bytes('B. ', HIGH, LOW, 'Goud'), 'B. 😀Goud'],
    ['a first half in bytes', bytes('B. ', HIGH, 'Goud'), 'B. \ufffdGoud'],
    ['a second half in bytes', bytes('B. ', LOW, 'Goud'), 'B. \ufffdGoud'],
    ['a half in bytes before letters of Korea', bytes(HIGH, '힣'), '\ufffd힣'],
  ])('is read with it: %s', async (_what, sent, read) => {
    expect(await namesIn(sent)).toEqual(['A. Zilver', read]);
  });

  test.each<[string, string]>([
    ['white space', 'B.&#x20;&#x9;Goud&#10;&#13;x'],
    ['an emoji in one reference', 'B. Goud&#x1F600;'],
    ['a control that XML knows', 'B. Goud&#x85;'],
    ['the mark itself', 'B. Goud\ufffd'],
    ['an ampersand before what looks like a reference', 'B. Goud&amp;#x1F;'],
  ])('is not made of %s', async (_what, sent) => {
    const [, read] = await namesIn(sent);
    const meant = sent
      .replace(/&#(x?)(\w+);/g, (_, hex, digits) => String.fromCodePoint(Number.parseInt(digits, hex === '' ? 10 : 16)))
      .replace('&amp;', '&');
    expect(read).toBe(meant);
  });

  test.each<[string, string | Buffer]>([
    ['a byte of latin-1', bytes('B. ', [0xff], 'Goud')],
    ['half a character', bytes('B. ', [0xe2, 0x82], 'Goud')],
    ['half a half', bytes('B. ', [0xed, 0xa0], 'Goud')],
    ['half a character before a half', bytes('B. ', [0xe2, 0x82], LOW)],
    ['a character beyond all', 'B. &#x110000;'],
    ['a reference without a number', 'B. &#x;'],
    ['a reference without an end', 'B. &#x1F'],
    ['a reference with a sign', 'B. &#-31;'],
  ])('is still refused with %s', async (_what, sent) => {
    expect(await errorOf(namesIn(sent))).toMatchObject({ name: 'Unclear', code: 'nmbrs-unreadable' });
  });

  test.each([
    '<BSN\u0001>1</BSN\u0001>',
    '<\u0001BSN>1</\u0001BSN>',
    '<BSN a\u0001="1">1</BSN>',
    '<BSN\u0001/>',
    '\u0001',
    '&#x1F;',
  ])('is refused where no text is: %j', async (markup) => {
    const answer = answerTo(
      NAME,
      `<${NAME}Result><Employee><Id>1</Id><Number>1</Number>${markup}</Employee></${NAME}Result>`,
    );
    const work = (await payrollWith(Buffer.from(answer))).listWerknemers(BEDRIJF, 'in-dienst');
    expect(await errorOf(work)).toMatchObject({ name: 'Unclear', code: 'nmbrs-unreadable' });
  });

  test('comes byte by byte and is the same', async () => {
    const whole = listWith(bytes('&#x1F;', HIGH, LOW, HIGH, '&#xD83D;&#xDE00;<![CDATA[&#x1F;]]>'));
    const mender = createSurrogateMender();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const text = createTextMender();
    let read = '';
    for (const byte of whole) read += text.write(decoder.decode(mender.write(Buffer.of(byte)), { stream: true }));
    read += text.write(decoder.decode(mender.end())) + text.end();
    expect(read).toBe(listWith('\ufffd😀\ufffd😀<![CDATA[&#x1F;]]>').toString());
  });
});

describe('CDATA and values of attributes', () => {
  test.each([
    ['<a><![CDATA[x&#x1F;y]]></a>', 'x&#x1F;y'],
    ['<a><![CDATA[x\u001fy]]></a>', 'x\ufffdy'],
    ['<a>&#x1F;<![CDATA[&#x1F;]]>&#x1F;</a>', '\ufffd&#x1F;\ufffd'],
    ['<a><![CDATA[&#xD83D;]]>&#xDE00;</a>', '&#xD83D;\ufffd'],
    ['<a><![CDATA[<![CDATA[&#x1F;]]>&#x1F;</a>', '<![CDATA[&#x1F;\ufffd'],
    ['<a><![CDATA[]]]]><![CDATA[>&#x1F;]]></a>', ']]>&#x1F;'],
    ['<a b="&#x1F;>" c=\'\u001f\'>&#x1F;</a>', '\ufffd'],
  ])('%j', (document, text) => {
    expect(parseXml(document).text).toBe(text);
  });

  test('of which one is true in spite of what is beside it', () => {
    const nil = '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" b="&#x1F;" />';
    expect(parseXml(nil).nil).toBe(true);
  });
});

describe('a wage-code report', () => {
  const RESULT = 'Reports_BackgroundTask_Result';
  const report = (description: string) =>
    `<reports><report><employeeid>7</employeeid><lines><line><code>1</code><description>${description}</description><value>1</value></line></lines></report></reports>`;
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  test.each([
    ['in the document inside', escaped(report('Loon&#x1F;'))],
    ['in the document inside that is CDATA', `<![CDATA[${report('Loon&#x1F;')}]]>`],
    ['in the document inside that is escaped once more', escaped(escaped(report('Loon&#x1F;')))],
    ['raw', escaped(report('Loon\u001f'))],
    ['in the answer around it', escaped(report('Loon|')).replace('|', '&#x1F;')],
  ])('with such a character %s', async (_where, content) => {
    const task = `<TaskId>${TASK}</TaskId><Status>Success</Status><Content>${content}</Content>`;
    const payroll = await payrollWith(Buffer.from(answerTo(RESULT, `<${RESULT}Result>${task}</${RESULT}Result>`)));
    expect(await payroll.pollLooncodeRapport(TASK, RUN, [1])).toMatchObject({
      value: { stand: 'klaar', regels: [{ omschrijving: 'Loon\ufffd', waarde: '1' }] },
    });
  });
});

/** What must come out, character by character and without a regular expression. */
function meant(document: string): string {
  let out = '';
  let isCdata = false;
  for (let at = 0; at < document.length; ) {
    const rest = document.slice(at);
    const mark = isCdata ? ']]>' : '<![CDATA[';
    const [first, second] = isCdata ? [] : [referenceAt(rest, 0), referenceAt(rest, referenceAt(rest, 0)?.length ?? 0)];
    if (rest.startsWith(mark)) {
      isCdata = !isCdata;
      out += mark;
      at += mark.length;
    } else if (first !== undefined && second !== undefined && first.code >> 10 === 54 && second.code >> 10 === 55) {
      out += String.fromCharCode(first.code, second.code);
      at += first.length + second.length;
    } else if (first !== undefined) {
      out += isCharacter(first.code) ? rest.slice(0, first.length) : '\ufffd';
      at += first.length;
    } else {
      const code = document.charCodeAt(at);
      out += isCharacter(code) || code >> 11 === 27 ? document[at] : '\ufffd';
      at += 1;
    }
  }
  return out;
}

function referenceAt(text: string, at: number): { readonly code: number; readonly length: number } | undefined {
  const end = text.indexOf(';', at);
  const body = text.slice(at, end);
  if (end === -1 || !body.startsWith('&#')) return undefined;
  const isHex = body[2] === 'x';
  const digits = body.slice(isHex ? 3 : 2);
  const allowed = isHex ? '0123456789abcdefABCDEF' : '0123456789';
  if (digits === '' || digits.length > 8 || [...digits].some((digit) => !allowed.includes(digit))) return undefined;
  return { code: Number.parseInt(digits, isHex ? 16 : 10), length: end + 1 - at };
}

const isCharacter = (code: number): boolean =>
  [9, 10, 13].includes(code) || (code >= 32 && code < 0xd800) || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);

function meantBytes(whole: Buffer): Buffer {
  const halfAt = (at: number): number | undefined => {
    const [first, second = 0, third = 0] = whole.subarray(at, at + 3);
    const isHalf = first === 0xed && second >> 5 === 5 && third >> 6 === 2;
    return isHalf ? 0xd000 + ((second & 0x3f) << 6) + (third & 0x3f) : undefined;
  };
  const out: Buffer[] = [];
  for (let at = 0; at < whole.length; ) {
    const [half, next] = [halfAt(at), halfAt(at + 3)];
    const isPair = half !== undefined && next !== undefined && half < 0xdc00 && next >= 0xdc00;
    if (isPair) out.push(Buffer.from(String.fromCharCode(half, next)));
    else out.push(half === undefined ? whole.subarray(at, at + 1) : Buffer.from('\ufffd'));
    at += half === undefined ? 1 : isPair ? 6 : 3;
  }
  return Buffer.concat(out);
}

/** From where to where, for cuts at any places. */
function cutAt(cuts: readonly number[], length: number): readonly (readonly [from: number, to: number])[] {
  const places = [0, ...cuts.map((cut) => cut % (length + 1)).sort((a, b) => a - b), length];
  return places.slice(1).map((to, index) => [places[index] ?? 0, to]);
}

describe('any text in any pieces', () => {
  const fragment = fc.constantFrom(
    ...[
      'a',
      '&#x1F;',
      '&#31;',
      '&#xD83D;',
      '&#55357;',
      '&#xDE00;',
      '&#x00DE00;',
      '&#65;',
      '&#x9;',
      '&#x110000;',
      '&amp;',
    ],
    ...[
      '\u0001',
      '\uffff',
      '\n',
      '😀',
      '<b/>',
      '<![CDATA[',
      ']]>',
      ']',
      '<',
      '<!',
      '[',
      'CDATA',
      '&',
      '#',
      'x1F;',
      ';',
      '>',
    ],
  );
  const pieces = fc.array(
    fc.array(fragment, { maxLength: 6 }).map((parts) => parts.join('')),
    { maxLength: 12 },
  );

  test('is mended as if it came at once, and as is meant', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat()), (parts, cuts) => {
        const document = parts.join('');
        const mender = createTextMender();
        const mended = cutAt(cuts, document.length).map(([from, to]) => mender.write(document.slice(from, to)));
        expect(mended.join('') + mender.end()).toBe(meant(document));
      }),
      { numRuns: 3_000 },
    );
  });

  test('of bytes is too', () => {
    const part = fc.constantFrom<readonly number[]>(
      ...[HIGH, LOW, [0xed], [0xed, 0xa0], [0xed, 0x9f, 0xbf], [0x80], [0x41], [0xf0, 0x9f, 0x98, 0x80]],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat()), (parts, cuts) => {
        const whole = bytes(...parts);
        const mender = createSurrogateMender();
        const mended = cutAt(cuts, whole.length).map(([from, to]) => mender.write(whole.subarray(from, to)));
        expect(Buffer.concat([...mended, mender.end()])).toEqual(meantBytes(whole));
      }),
      { numRuns: 2_000 },
    );
  });
});
