/** Words that many Dutch surnames share, so that they prove nothing. */
const PREFIXES = new Set(['van', 'de', 'der', 'den', 'het', 'ten', 'ter', 'te', 'op', 'in', 'el', 'la', 'le', 'von']);

const words = (naam: string): string[] =>
  naam
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1 && !PREFIXES.has(word));

/**
 * Whether two spellings can be the same person: at least one word in common beyond initials and prefixes. The order of
 * the words and diacritics do not count, because the layout of Nmbrs' display name is not documented (INFERRED).
 */
export function canBeSamePerson(a: string, b: string): boolean {
  const known = new Set(words(b));
  return words(a).some((word) => known.has(word));
}
