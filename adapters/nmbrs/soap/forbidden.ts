/*
 * Characters that XML 1.0 does not know (section 2.2). .NET writes one that somebody pasted into a field all the same, mostly as a
 * reference (`&#x1F;`), and writes an emoji as two references, one for each half. A parser has to refuse the whole document for
 * it; better one character of one field is lost than everybody's data.
 */

/** What stands for a character that got lost. Who delivers data asks a vraag about a field that has it. */
const LOST = '\ufffd';

/** As raw characters: all controls but tab, line feed and return, and the two that are none. The two steps are twice as fast as one. */
const FORBIDDEN = /[^ -\ufffd](?<![\t\n\r])/g;

const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
/** A reference with more digits than any character needs, and some zeros, is left to the parser. */
const REFERENCE = /&#(?:x[\da-fA-F]{1,8}|\d{1,8});/g;
/** What is to be mended outside CDATA: references, all in a row at once because two of them may be a pair. CDATA is stepped over. */
const SPECIAL = /<!\[CDATA\[.*?(?:\]\]>|$)|(?:&#(?:x[\da-fA-F]{1,8}|\d{1,8});)+/gs;
/** The end of a piece that may go on in the next: a reference, after it another; the mark at which CDATA begins or ends. */
const OPEN_END = /(&#(?:x[\da-fA-F]{1,8}|\d{1,8});)?(?:&(?:#[\da-fA-Fx]{0,9})?|<!?\[?[CDAT]{0,5}|\]{1,2})?$/;
const LONGEST_END = 24;

/**
 * Mends a document that comes in pieces: what XML forbids becomes U+FFFD, two references that are the halves of one character become
 * that character. In CDATA, where `&#x1F;` is six characters, only raw characters are mended. One linear pass.
 */
export interface TextMender {
  write(piece: string): string;
  /** What was held back because it could have gone on. */
  end(): string;
}

export function createTextMender(): TextMender {
  let held = '';
  let isCdata = false;
  const mend = (text: string): string => {
    const end = isCdata ? text.indexOf(CDATA_END) : -CDATA_END.length;
    if (end === -1) return text;
    isCdata = false;
    const from = end + CDATA_END.length;
    if (!text.includes('&#', from) && !hasCdata(text, from)) return text;
    const rest = text.slice(from).replace(SPECIAL, (found) => {
      if (found.startsWith('&')) return withoutForbidden(found);
      isCdata = !found.endsWith(CDATA_END);
      return found;
    });
    return text.slice(0, from) + rest;
  };
  return {
    write: (piece) => {
      const text = held + piece.replace(FORBIDDEN, LOST);
      const end = text.length - openEndOf(text);
      held = text.slice(end);
      return mend(text.slice(0, end));
    },
    end: () => mend(held),
  };
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

const isForbidden = (code: number): boolean =>
  (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) ||
  isHigh(code) ||
  isLow(code) ||
  code === 0xfffe ||
  code === 0xffff;

/** Looks for its rarest character first: V8 does that a hundred times as fast. */
const hasCdata = (text: string, from: number): boolean => text.includes('!', from) && text.includes(CDATA, from);

/** How many characters at the end must wait for what comes next; a whole reference only when it is the first half of a pair. */
function openEndOf(text: string): number {
  const [end = '', reference] = OPEN_END.exec(text.slice(-LONGEST_END)) ?? [];
  const isOpen = reference === undefined || isHigh(codeOf(reference));
  return isOpen ? end.length : end.length - reference.length;
}

/** Of `&#31;` or `&#x1F;`. */
const codeOf = (reference: string): number =>
  reference.startsWith('&#x') ? Number.parseInt(reference.slice(3), 16) : Number.parseInt(reference.slice(2), 10);

/** Of references in a row: those that are allowed stay references. */
function withoutForbidden(references: string): string {
  let mended = '';
  let high: number | undefined;
  for (const [reference] of references.matchAll(REFERENCE)) {
    const code = codeOf(reference);
    if (high !== undefined) mended += isLow(code) ? String.fromCharCode(high, code) : LOST;
    const isPair = high !== undefined && isLow(code);
    high = isHigh(code) ? code : undefined;
    if (!isPair && high === undefined) mended += isForbidden(code) ? LOST : reference;
  }
  return high === undefined ? mended : mended + LOST;
}
