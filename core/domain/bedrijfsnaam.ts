import { inGewoneLetters } from './lettervorm.ts';

/** A letter or digit of a name, and what stands before it. */
export interface Letter {
  /** What people get wrong when they copy it is taken off: {@link inGewoneLetters}. */
  readonly gewoon: string;
  readonly letterlijk: string;
  /** Blanks, punctuation and the word «en», which people write as `&` or `+`, since the letter before. */
  readonly ervoor: string;
}

/** A name as its letters, and what stands behind the last of them. */
export interface Gespeld {
  readonly letters: readonly Letter[];
  readonly erachter: string;
}

// A sign with the accents that are written behind it.
const TEKENS = /[\p{L}\p{N}]\p{M}*|[^\p{L}\p{N}]/gu;
const EN = /(?<![\p{L}\p{N}])en(?![\p{L}\p{N}])/giu;

/** Nothing when there is no letter or digit in it. */
function gewoonVan(teken: string): string {
  const gewoon = inGewoneLetters(teken).replace(/[^\p{L}\p{N}\p{M}]|\p{DI}/gu, '');
  return /[\p{L}\p{N}]/u.test(gewoon) ? gewoon : '';
}

export function lettersOf(naam: string): Gespeld {
  const between = [...naam.matchAll(EN)].flatMap(({ index }) => [index, index + 1]);
  const hasMore = [...naam.replace(EN, '')].some((teken) => /[\p{L}\p{N}]/u.test(teken));
  const letters: Letter[] = [];
  let ervoor = '';
  for (const { 0: letterlijk, index } of naam.matchAll(TEKENS)) {
    const gewoon = hasMore && between.includes(index) ? '' : gewoonVan(letterlijk);
    if (gewoon === '') {
      ervoor += letterlijk;
      continue;
    }
    letters.push({ gewoon, letterlijk, ervoor });
    ervoor = '';
  }
  return { letters, erachter: ervoor };
}

const fold = (naam: string): string =>
  lettersOf(naam)
    .letters.map(({ gewoon }) => gewoon)
    .join('');

/** Whether two names differ only in what people get wrong when they copy one: a near miss, not a match. */
export const isNearMiss = (a: string, b: string): boolean => a !== b && fold(a) !== '' && fold(a) === fold(b);
