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

/** So many letters may be wrong, missing, too many or swapped with the next one, in a name of so many. */
const TYPFOUTEN = [
  { vanaf: 8, fouten: 2 },
  { vanaf: 5, fouten: 1 },
] as const;

/** Whether somebody who typed the one may well have meant the other: a letter or two are wrong, and the names are long enough to tell. */
export function isTypfout(a: string, b: string): boolean {
  const [ours, theirs] = [fold(a), fold(b)];
  const most = TYPFOUTEN.find(({ vanaf }) => Math.min(ours.length, theirs.length) >= vanaf)?.fouten ?? 0;
  if (Math.abs(ours.length - theirs.length) > most) return false;
  const distance = distanceOf(ours, theirs);
  return distance > 0 && distance <= most;
}

/** How many letters are to be put right to make the one of the other; two that were swapped are one (Damerau, optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const costs = [(last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1)];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) costs.push((before[column - 2] ?? 0) + 1);
      next.push(Math.min(...costs));
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
