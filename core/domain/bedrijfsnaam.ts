/** Folds what people get wrong when they copy a name: Unicode form, no-break spaces, blanks, case, punctuation. */
const fold = (naam: string): string =>
  naam
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether two names differ only in what {@link fold} removes: a near miss, not a match. */
export const isNearMiss = (a: string, b: string): boolean => a !== b && fold(a) !== '' && fold(a) === fold(b);
