import type * as z from 'zod';
import { Defect } from '../errors.ts';
import { readStored } from '../stored.ts';
import type { Opslag } from './ports/opslag.ts';

const NEWLINE = 10;
/** How much of a file is asked for at once. */
const PIECE = 1024 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The first piece of a file; asked for ahead, the rest of a small one needs no second question. */
export const firstPieceOf = (opslag: Opslag, key: string): Promise<Uint8Array | undefined> =>
  opslag.getPart(key, 0, PIECE);

/**
 * The lines of an ndjson file of which the first piece is here, read one by one, so that only a piece of it is in memory. A
 * file is asked for in pieces and not held open as a stream: one that waits long for the others would be cut off.
 * `Defect` names the key only, never what is in it.
 */
export async function* linesOf<T>(
  opslag: Opslag,
  { key, first, schema }: { readonly key: string; readonly first: Uint8Array; readonly schema: z.ZodType<T> },
): AsyncGenerator<T> {
  let piece = first;
  let offset = first.length;
  let isLast = first.length < PIECE;
  let rest = new Uint8Array();
  for (;;) {
    const bytes = rest.length === 0 ? piece : joined([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield lineIn(key, bytes.subarray(start, end), schema);
      start = end + 1;
    }
    rest = bytes.slice(start);
    if (isLast) break;
    piece = (await opslag.getPart(key, offset, PIECE)) ?? new Uint8Array();
    offset += piece.length;
    isLast = piece.length < PIECE;
  }
  // A file that was cut off in the middle of a line is no file.
  if (rest.length > 0) throw unreadable(key);
}

function lineIn<T>(key: string, line: Uint8Array, schema: z.ZodType<T>): T {
  const parsed = readStored(schema, jsonOf(line));
  if (parsed.success) return parsed.data;
  throw unreadable(key);
}

const unreadable = (key: string): Defect =>
  new Defect({ code: 'object-onleesbaar', message: `${key} has a line that does not have the expected shape` });

function jsonOf(line: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(line));
  } catch {
    return undefined;
  }
}

/** Where a file begins to grow: most are small. */
const FIRST_PIECE = 4096;

/** The most bytes that one unit of a JavaScript string takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** A file that grows line by line and is kept as bytes: a tenth of what its lines cost as objects. */
export interface Bestand {
  add(text: string): void;
  /** How often something was added. */
  readonly regels: number;
  /** The whole file, once: the pieces are let go, so that it is not in memory twice. */
  take(): Uint8Array;
}

export function createBestand(): Bestand {
  const encoder = new TextEncoder();
  let pieces: Uint8Array[] = [];
  let piece = new Uint8Array(FIRST_PIECE);
  let used = 0;
  let regels = 0;
  const close = (): void => {
    pieces.push(piece.subarray(0, used));
    used = 0;
  };
  return {
    add(text) {
      const needed = text.length * BYTES_PER_UNIT;
      if (needed > piece.length - used) {
        close();
        piece = new Uint8Array(Math.max(Math.min(PIECE, piece.length * 8), needed));
      }
      used += encoder.encodeInto(text, piece.subarray(used)).written;
      regels += 1;
    },
    get regels() {
      return regels;
    },
    take() {
      close();
      const whole = joined(pieces);
      pieces = [];
      piece = new Uint8Array();
      return whole;
    },
  };
}

/** The pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
