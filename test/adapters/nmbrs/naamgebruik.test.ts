import { describe, expect, test } from 'vitest';
import { naamgebruikIn } from '../../../adapters/nmbrs/readers/naamgebruik.ts';

describe('the use of names', () => {
  test.each([
    ['Eigen naam', 'eigen-naam'],
    ['Naam', 'eigen-naam'],
    ['1', 'eigen-naam'],
    ['Naam partner', 'naam-partner'],
    ['PARTNERNAAM', 'naam-partner'],
    ['2', 'naam-partner'],
    ['Naam partner - Naam', 'naam-partner-eigen-naam'],
    ['Partnernaam-eigen naam', 'naam-partner-eigen-naam'],
    ['Naam van de partner, gevolgd door de eigen naam', 'naam-partner-eigen-naam'],
    ['3', 'naam-partner-eigen-naam'],
    ['Naam - Naam partner', 'eigen-naam-naam-partner'],
    ['Eigen naam / naam echtgenoot', 'eigen-naam-naam-partner'],
    ['4', 'eigen-naam-naam-partner'],
  ])('%j is %s', (naamstelling, naamgebruik) => {
    expect(naamgebruikIn(naamstelling)).toBe(naamgebruik);
  });

  test.each([undefined, '', ' ', '0', '5', 'Onbekend', 'Naam - Naam', 'Partner - Partner - Naam'])(
    '%j is not known, and not guessed',
    (naamstelling) => {
      expect(naamgebruikIn(naamstelling)).toBeUndefined();
    },
  );
});
