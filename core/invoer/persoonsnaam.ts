import { inGewoneLetters } from './lettervorm.ts';

/** Words that many Dutch surnames share, so that they prove nothing beside another word. */
const PREFIXES = new Set(['van', 'de', 'der', 'den', 'het', 'ten', 'ter', 'te', 'op', 'in', 'el', 'la', 'le', 'von']);

const wordsOf = (naam: string): string[] =>
  inGewoneLetters(naam)
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '');

const isWord = (word: string): boolean => word.length > 1;
const provesSomething = (word: string): boolean => isWord(word) && !PREFIXES.has(word);

/**
 * Whether two spellings can be the same person: the same text, or at least one word in common beyond initials and prefixes. The order of
 * the words and diacritics do not count, because the layout of Nmbrs' display name is not documented (INFERRED). A prefix can be all
 * that there is of a surname (Le, Te), and so can one letter (O).
 */
export function canBeSamePerson(a: string, b: string): boolean {
  if (a.trim() === b.trim()) return a.trim() !== '';
  const [one, other] = [wordsOf(a), wordsOf(b)];
  if (one.join('') === other.join('')) return one.length > 0;
  if (one.some(provesSomething) && other.some(provesSomething)) return share(one, other, provesSomething);
  if (one.some(isWord) && other.some(isWord)) return share(one, other, isWord);
  return areInitialsOf(one, other) || areInitialsOf(other, one);
}

const share = (one: readonly string[], other: readonly string[], counts: (word: string) => boolean): boolean =>
  one.filter(counts).some((word) => other.includes(word));

/** Letters only, `Y. O`: each must be in the other name, as a letter (one of them at least) or as the first of a word. */
const areInitialsOf = (letters: readonly string[], naam: readonly string[]): boolean =>
  letters.length > 1 &&
  !letters.some(isWord) &&
  letters.some((letter) => naam.includes(letter)) &&
  letters.every((letter) => naam.some((word) => word.startsWith(letter)));
