import type { Naamgebruik } from '../../../core/nmbrs/gegevensset.ts';

/** NEN 1888, as Dutch registrations count it. That Nmbrs counts so where it gives a number is INFERRED; 0 is .NET's "none". */
const BY_NUMBER: ReadonlyMap<string, Naamgebruik> = new Map([
  ['1', 'eigen-naam'],
  ['2', 'naam-partner'],
  ['3', 'naam-partner-eigen-naam'],
  ['4', 'eigen-naam-naam-partner'],
]);

const BY_NAMES: ReadonlyMap<string, Naamgebruik> = new Map([
  ['eigen', 'eigen-naam'],
  ['partner', 'naam-partner'],
  ['partner eigen', 'naam-partner-eigen-naam'],
  ['eigen partner', 'eigen-naam-naam-partner'],
]);

/**
 * `Naamstelling`: a number in the company-wide call, words in the other ("Eigen naam", "Naam partner - Naam"). The words are not
 * published: what they name, in which order, is what counts. Anything else is not known.
 */
export function naamgebruikIn(naamstelling: string | undefined): Naamgebruik | undefined {
  const text = (naamstelling ?? '').trim().toLowerCase();
  const parts = text.split(/[-\u2013+/,]| gevolgd door /).filter((part) => part.trim() !== '');
  const names = parts.map(nameIn);
  return BY_NUMBER.get(text) ?? BY_NAMES.get(names.join(' '));
}

function nameIn(words: string): 'eigen' | 'partner' | undefined {
  if (/partner|echtgeno/.test(words)) return 'partner';
  return /naam|eigen/.test(words) ? 'eigen' : undefined;
}
