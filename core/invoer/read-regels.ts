import * as z from 'zod';
import type { WerknemerId } from '../ids.ts';
import type { Opslag } from './ports/opslag.ts';
import { jsonIn } from './read-json.ts';
import { joined } from './read-ndjson.ts';

const NEWLINE = 10;
const QUOTE = 34;
/** How much of a file is asked for at once: the largest are hundreds of MB, of which no more than this is in memory. */
const PIECE = 4 * 1024 * 1024;
const decoder = new TextDecoder();

/** In a csv an end of line between quotes is part of a value. */
export type Bestandsvorm = 'ndjson' | 'csv';

/**
 * The lines of a file as they stand there, each with its end of line, whatever is in them; none of a file that is not there. The bytes are
 * of the reader's memory: they are others when the next line is asked for.
 */
export async function* regelsOf(
  opslag: Pick<Opslag, 'getPart'>,
  key: string,
  vorm: Bestandsvorm,
): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array();
  let isQuoted = false;
  for (let offset = 0; ; ) {
    const piece = (await opslag.getPart(key, offset, PIECE)) ?? new Uint8Array();
    offset += piece.byteLength;
    const bytes = rest.byteLength === 0 ? piece : joined([rest, piece]);
    let start = 0;
    // What is left of the piece before was looked at already.
    for (let at = rest.byteLength; at < bytes.byteLength; at += 1) {
      if (vorm === 'csv' && bytes[at] === QUOTE) isQuoted = !isQuoted;
      if (bytes[at] !== NEWLINE || isQuoted) continue;
      yield bytes.subarray(start, at + 1);
      start = at + 1;
    }
    rest = bytes.slice(start);
    if (piece.byteLength < PIECE) break;
  }
  if (rest.byteLength > 0) yield rest;
}

const VanWerknemer = z.object({ werknemerId: z.number() });

interface Gezocht {
  readonly vorm: Bestandsvorm;
  readonly werknemerId: WerknemerId;
}

/**
 * The line as it is when it is of this employee; `undefined` when it is of another, or of none. Throws `Defect` for one that has the number
 * in it and cannot be read: nobody can say whose it is.
 */
function lineOf(key: string, line: Uint8Array, { vorm, werknemerId }: Gezocht): unknown {
  const text = decoder.decode(line);
  if (vorm === 'csv') return text.startsWith(`${werknemerId};`) ? text : undefined;
  if (!text.includes(String(werknemerId))) return undefined;
  const value = jsonIn(key, line, z.unknown());
  const parsed = VanWerknemer.safeParse(value);
  return parsed.success && parsed.data.werknemerId === werknemerId ? value : undefined;
}

/** Of a file the lines of one employee, as they are. */
export async function linesOfWerknemer(opslag: Opslag, key: string, gezocht: Gezocht): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const line of regelsOf(opslag, key, gezocht.vorm)) {
    const own = lineOf(key, line, gezocht);
    if (own !== undefined) found.push(own);
  }
  return found;
}

/** The lines of everybody else, byte for byte. */
export async function* linesWithout(opslag: Opslag, key: string, gezocht: Gezocht): AsyncGenerator<Uint8Array> {
  for await (const line of regelsOf(opslag, key, gezocht.vorm)) {
    if (lineOf(key, line, gezocht) === undefined) yield line;
  }
}
