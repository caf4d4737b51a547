import { describe, expect, it } from 'vitest';
import { createBsnvragen, gebrekVan } from '../../../core/nmbrs/bsn.ts';
import { Werknemer } from '../../../core/nmbrs/gegevensset.ts';

const werknemer = (werknemerId: number, bsn?: string): Werknemer =>
  Werknemer.parse({
    ...{ werknemerId, dga: false, dienstverbanden: [], peil: {} },
    ...(bsn === undefined ? {} : { bsn }),
  });

function vragenOver(...bsns: readonly (string | undefined)[]) {
  const vragen = createBsnvragen();
  for (const [index, bsn] of bsns.entries()) vragen.see(werknemer(index + 1, bsn));
  return vragen.vragen();
}
const codes = (...bsns: readonly (string | undefined)[]) =>
  vragenOver(...bsns).map(({ code, werknemerId }) => [code, werknemerId]);

describe('a BSN', () => {
  it.each(['999999990', '012345672', '700000008', '123456782'])('can be one: %s', (bsn) => {
    expect(gebrekVan(bsn)).toBeUndefined();
  });

  it.each([
    ['000000000', 'nullen'],
    ['0', 'nullen'],
    ['12345672', 'een nul aan het begin weggevallen'],
    ['12345678', 'telt geen negen cijfers'],
    ['1234567820', 'telt geen negen cijfers'],
    ['12345678A', 'telt geen negen cijfers'],
    ['onbekend', 'telt geen negen cijfers'],
    ['123456789', 'elfproef'],
    ['999999999', 'elfproef'],
    ['123.456.789', 'elfproef'],
    ['1234.56.782', 'andere tekens'],
    ['1234 56 782', 'andere tekens'],
    [' 123456782', 'andere tekens'],
  ])('cannot be one: %s', (bsn, words) => {
    expect(gebrekVan(bsn)).toContain(words);
    expect(gebrekVan(bsn)).not.toContain(bsn.trim());
  });
});

describe('questions about the BSNs of a set', () => {
  it('are not asked about good ones, each of one person, nor about none', () => {
    expect(codes('999999990', '999999989', undefined, undefined)).toEqual([]);
  });

  it('are asked about each that cannot be one, without the number', () => {
    expect(codes('123456789', '999999990', '000000000')).toEqual([
      ['bsn-ongeldig', 1],
      ['bsn-ongeldig', 3],
    ]);
    expect(JSON.stringify(vragenOver('123456789'))).not.toContain('123456789');
  });

  it('are asked of everyone who shares one, however it is written, with the others by their Nmbrs id', () => {
    const vragen = vragenOver('012345672', '999999990', '12345672', '01234.56.72');
    expect(vragen.filter(({ code }) => code === 'bsn-dubbel').map(({ werknemerId }) => werknemerId)).toEqual([1, 3, 4]);
    expect(vragen.find(({ code }) => code === 'bsn-dubbel')?.tekst).toContain('werknemer 3, 4.');
  });

  it('do not take two people without a number for one', () => {
    expect(codes('000000000', '0')).toEqual([
      ['bsn-ongeldig', 1],
      ['bsn-ongeldig', 2],
    ]);
  });
});
