/*
 * Some servers write an emoji as the two halves that it has in UTF-16, each as three bytes of its own (ED A0..BF xx, "CESU-8"), or
 * only one of the halves when a field was cut off in the middle. That is no UTF-8, and would cost the whole answer.
 */

/** The first byte of a half, and of nothing else but U+D000 to U+D7FF. It is never the second or a later byte of a character. */
const LEAD = 0xed;
const HIGH = { from: 0xa0, to: 0xaf };
const LOW = { from: 0xb0, to: 0xbf };
const TAIL = { from: 0x80, to: 0xbf };
const BYTES_OF_HALF = 3;

/** U+FFFD, in UTF-8. */
const LOST = Buffer.from('\ufffd');
const NOTHING = Buffer.alloc(0);

/** Mends bytes that come in pieces: a pair becomes the character that it stands for, a half U+FFFD; all else stays as it is. */
export interface SurrogateMender {
  write(piece: Buffer): Buffer;
  /** What was held back because it could have gone on. */
  end(): Buffer;
}

export function createSurrogateMender(): SurrogateMender {
  let held: Buffer = NOTHING;
  return {
    write: (piece) => {
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      const end = wholeUntil(bytes);
      held = bytes.subarray(end);
      return mended(bytes.subarray(0, end));
    },
    end: () => mended(held),
  };
}

const isIn = (byte: number | undefined, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  byte !== undefined && byte >= from && byte <= to;

const isHalf = (bytes: Buffer, at: number, kind: typeof HIGH): boolean =>
  bytes[at] === LEAD && isIn(bytes[at + 1], kind) && isIn(bytes[at + 2], TAIL);

/** Up to where nothing can become part of a pair by what comes next: at most five bytes are left over. */
function wholeUntil(bytes: Buffer): number {
  const { length } = bytes;
  const isOpen = (at: number): boolean =>
    bytes[at] === LEAD &&
    (at + 1 === length || (at + 2 === length && isIn(bytes[at + 1], { from: HIGH.from, to: LOW.to })));
  const tail = [length - 2, length - 1].find((at) => at >= 0 && isOpen(at)) ?? length;
  const before = tail - BYTES_OF_HALF;
  return before >= 0 && isHalf(bytes, before, HIGH) ? before : tail;
}

/** In one pass; what is mended is never longer. */
function mended(bytes: Buffer): Buffer {
  let into: Buffer | undefined;
  let length = 0;
  let from = 0;
  for (let at = bytes.indexOf(LEAD); at !== -1; at = bytes.indexOf(LEAD, at)) {
    const isHigh = isHalf(bytes, at, HIGH);
    if (!isHigh && !isHalf(bytes, at, LOW)) {
      at += 1;
      continue;
    }
    into ??= Buffer.allocUnsafe(bytes.length);
    length += bytes.copy(into, length, from, at);
    const isPair = isHigh && isHalf(bytes, at + BYTES_OF_HALF, LOW);
    length += (isPair ? Buffer.from(characterAt(bytes, at)) : LOST).copy(into, length);
    at += isPair ? 2 * BYTES_OF_HALF : BYTES_OF_HALF;
    from = at;
  }
  if (into === undefined) return bytes;
  length += bytes.copy(into, length, from);
  return into.subarray(0, length);
}

const characterAt = (bytes: Buffer, at: number): string =>
  String.fromCharCode(unitAt(bytes, at), unitAt(bytes, at + BYTES_OF_HALF));

/** The half as UTF-16 has it: four bits of the first byte, six of each of the others. */
const unitAt = (bytes: Buffer, at: number): number =>
  0xd000 | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
