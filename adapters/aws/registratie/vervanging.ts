import { isDeepStrictEqual } from 'node:util';
import type { WriteOutcome } from '../../../core/assert-stored.ts';

// What is stored has no undefined, what is compared with it may.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export const sameContent = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b));

/** The condition under which an item may be replaced by `versie`: the stored one is its predecessor. */
export const replaces = (versie: number) => ({
  conditie: 'versie = :vorige',
  waarden: { ':vorige': versie - 1 },
});

/**
 * Judges a replacement whose condition failed. A function that died after its write and runs again writes the same
 * thing once more: that counts as stored.
 */
export const judgeReplacement = <T extends { readonly versie: number }>(
  stored: T | undefined,
  next: T,
): WriteOutcome => (stored?.versie === next.versie && sameContent(stored, next) ? 'opgeslagen' : 'verouderd');
