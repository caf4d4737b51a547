import { describe, expect, it } from 'vitest';
import { csvTextOf } from '../../../adapters/lambda/csv-text.ts';

const TEXT = 'Bakkerij Één;Café ’t Wólkje – “Zon” €;Şahin\r\n';
const LATIN = 'Bakkerij Één;Café ’t Wólkje – “Zon” € œŒŠšŽžŸ…\r\n';

// Of the bytes 0x80-0x9F of windows-1252; the others are those of Latin-1.
const BYTES = new Map(
  Object.entries({
    '€': 0x80,
    '’': 0x92,
    '–': 0x96,
    '“': 0x93,
    '”': 0x94,
    œ: 0x9c,
    Œ: 0x8c,
    Š: 0x8a,
    š: 0x9a,
    Ž: 0x8e,
    ž: 0x9e,
    Ÿ: 0x9f,
    '…': 0x85,
  }),
);
const windows1252 = (text: string) => Uint8Array.from([...text].map((char) => BYTES.get(char) ?? char.charCodeAt(0)));
const utf16le = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();

describe('a CSV file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`), TEXT],
    ['UTF-16, as «Unicode-tekst»', utf16le(TEXT), TEXT],
    ['UTF-16 the other way round', utf16be(TEXT), TEXT],
    ['windows-1252, as «CSV (gescheiden door lijstscheidingsteken)»', windows1252(LATIN), LATIN],
    ['ASCII', Buffer.from('a;b'), 'a;b'],
    ['nothing', Buffer.alloc(0), ''],
  ])('is read when it is %s', (_name, bytes, text) => {
    expect(csvTextOf(bytes)).toEqual({ text });
  });

  it.each([
    ['windows-1252 that came as text', Buffer.from('Caf\uFFFD'), 'beschadigd'],
    ['UTF-16 that came as text', Buffer.from(utf16le(TEXT).toString('utf8')), 'beschadigd'],
    ['UTF-8 that broke off, by its mark', Buffer.from(`\uFEFFCafé`).subarray(0, -1), 'beschadigd'],
    ['a workbook', Buffer.from('PK\u0003\u0004 en meer'), 'werkmap'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'werkmap'],
    ['UTF-16 without its mark', Buffer.from('a;b', 'utf16le'), 'onbekend'],
    ['half a character of UTF-16', utf16le('a;b').subarray(0, -1), 'onbekend'],
    ['a byte that windows-1252 does not have', Buffer.from([0xe9, 0x81]), 'onbekend'],
    ['a NUL', Buffer.from('a;b\0'), 'onbekend'],
  ])('is not guessed when it is %s', (_name, bytes, unreadable) => {
    expect(csvTextOf(bytes)).toEqual({ unreadable });
  });
});
