import { textOf } from './request.ts';

/** A file that is no text of ours: what it seems to be, so that one sentence can say what to do. */
export type Unreadable = 'beschadigd' | 'werkmap' | 'onbekend';

// The bytes 0x80-0x9F of windows-1252; a blank is a byte that it does not have. Not left to TextDecoder: releases of Node.js read them as Latin-1.
const C1 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** What an office sees as an Excel file: a zip (.xlsx, .ods) or an old workbook (.xls). */
const WORKBOOKS = ['504b0304', 'd0cf11e0'];

/**
 * The text of a CSV file as Excel saves it: UTF-8, UTF-16 with its byte order mark («Unicode-tekst»), or else windows-1252 («CSV, gescheiden door
 * lijstscheidingsteken»). API Gateway hands a body of `text/…` over as text: what was not UTF-8 is lost by then, and U+FFFD stands in its place.
 */
export function csvTextOf(bytes: Uint8Array): { readonly text: string } | { readonly unreadable: Unreadable } {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (WORKBOOKS.includes(start)) return { unreadable: 'werkmap' };
  const text = decode(bytes, start);
  if (text === undefined && start.startsWith(UTF_8_BOM)) return { unreadable: 'beschadigd' };
  if (text === undefined) return { unreadable: 'onbekend' };
  if (text.includes('\uFFFD')) return { unreadable: 'beschadigd' };
  return text.includes('\0') ? { unreadable: 'onbekend' } : { text };
}

function decode(bytes: Uint8Array, start: string): string | undefined {
  if (start.startsWith('fffe')) return utf16(bytes, 'utf-16le');
  if (start.startsWith('feff')) return utf16(bytes, 'utf-16be');
  return textOf(bytes) ?? (start.startsWith(UTF_8_BOM) ? undefined : windows1252(bytes));
}

const UTF_8_BOM = 'efbbbf';

function utf16(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function windows1252(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (char) => C1.charAt(char.charCodeAt(0) - 0x80));
  return [0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => bytes.includes(byte)) ? undefined : text;
}
