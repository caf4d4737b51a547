import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bedrijfsnaamWijktAf } from '../../../core/controle/bevindingen.ts';
import { isNearMiss } from '../../../core/invoer/bedrijfsnaam.ts';
import { naamverschil } from '../../../core/invoer/naamverschil.ts';

const NBSP = '\u00a0';

describe('the difference of two names', () => {
  it.each([
    [
      'Toverdrank B.V.',
      `Toverdrank${NBSP}B.V.`,
      'een harde spatie na Toverdrank (in uw aanmelding staat een gewone spatie)',
    ],
    [`Toverdrank${NBSP}B.V.`, 'Toverdrank B.V.', 'een spatie na Toverdrank (in uw aanmelding staat een harde spatie)'],
    ['Toverdrank B.V', 'Toverdrank B.V.', 'een punt aan het eind (in uw aanmelding niet)'],
    ['Toverdrank B.V.', 'Toverdrank B.V', 'geen punt aan het eind (in uw aanmelding wel)'],
    ['Toverdrank', 'Toverdrank ', 'een spatie aan het eind (in uw aanmelding niet)'],
    [' Toverdrank', 'Toverdrank', 'geen spatie aan het begin (in uw aanmelding wel)'],
    ['Zon Dauw', 'Zon  Dauw', 'een dubbele spatie na Zon (in uw aanmelding staat er één)'],
    ['Zon  Dauw', 'Zon Dauw', 'één spatie na Zon (in uw aanmelding staan er meer)'],
    ['Zon Dauw', 'ZonDauw', 'geen spatie in ZonDauw (in uw aanmelding wel)'],
    ['toverdrank BV', 'Toverdrank BV', 'een hoofdletter T in Toverdrank (in uw aanmelding staat toverdrank)'],
    ['Toverdrank BV', 'Toverdrank Bv', 'een kleine letter v in Bv (in uw aanmelding staat BV)'],
    ['Zonnedauw', 'ZONNEDAUW', 'ZONNEDAUW, met andere hoofdletters (in uw aanmelding staat Zonnedauw)'],
    ['Cafe Dauw', 'Café Dauw', 'een accent in Café (in uw aanmelding staat Cafe)'],
    ['Café Dauw', 'Cafe Dauw', 'geen accent in Cafe (in uw aanmelding staat Café)'],
    ['Cafè Dauw', 'Café Dauw', 'een ander accent in Café (in uw aanmelding staat Cafè)'],
    ['Café', 'Cafe\u0301', 'een teken in Cafe\u0301 dat er hetzelfde uitziet en toch een ander is'],
    ['Strauss', 'Strauß', 'Strauß, met andere letters (in uw aanmelding staat Strauss)'],
    ['Isik', 'Işık', 'Işık, met andere letters (in uw aanmelding staat Isik)'],
    ['Zon en Zn', 'Zon & Zn', 'het teken & na Zon (in uw aanmelding staat het woord «en»)'],
    ['Zon + Zn', 'Zon en Zn', 'het woord «en» na Zon (in uw aanmelding staat het teken +)'],
    ['Zon en Zn', 'Zon Zn', 'niet het woord «en» na Zon (in uw aanmelding wel)'],
    ['Zon En Zn', 'Zon en Zn', '«en» na Zon, met andere hoofdletters (in uw aanmelding staat «En»)'],
    ['Zonnedauw', 'Zonne\u200bdauw', 'een onzichtbaar teken na Zonne (in uw aanmelding niet)'],
    ['Zonnedauw\u00ad', 'Zonnedauw', 'geen onzichtbaar teken aan het eind (in uw aanmelding wel)'],
    ["'t Hoekje", '’t Hoekje', 'een gekrulde apostrof aan het begin (in uw aanmelding staat een rechte apostrof)'],
    ['Zon-dauw', 'Zon–dauw', 'een ander soort streepje na Zon (in uw aanmelding staat een streepje)'],
    ['Zon. Dauw', 'Zon, Dauw', 'een komma na Zon (in uw aanmelding staat een punt)'],
    ['A. B', 'A .B', '« .» na A (in uw aanmelding staat «. »)'],
    [
      'zon BV',
      'Zon B.V.',
      'een punt na B (in uw aanmelding niet); een punt aan het eind (in uw aanmelding niet); een hoofdletter Z in Zon (in uw aanmelding staat zon)',
    ],
    [
      'abcdefg',
      'a.b.c.d.e.f.g',
      `${['a', 'b', 'c', 'd', 'e'].map((letter) => `een punt na ${letter} (in uw aanmelding niet)`).join('; ')}; en nog meer`,
    ],
  ])('%j is not %j: %s', (ingevuld, inNmbrs, verschil) => {
    expect(isNearMiss(ingevuld, inNmbrs)).toBe(true);
    expect(naamverschil(ingevuld, inNmbrs)).toBe(verschil);
  });

  it('is never nothing', () => {
    const unit = fc.constantFrom(...'aA ..,-&+ée\u0301ßsSıIøo1'.split(''), ' en ', NBSP, '\u200b', '’', 'ł', 'æ', 'ｆ');
    const naam = fc.array(unit, { minLength: 1, maxLength: 8 }).map((units) => units.join(''));
    fc.assert(
      fc.property(naam, naam, (a, b) => {
        if (isNearMiss(a, b)) expect(naamverschil(a, b)).not.toBe('');
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('a company name that differs', () => {
  it('is told with its difference, and stays literal', () => {
    const naam = `Toverdrank${NBSP}B.V.`;
    const { tekst, inNmbrs, stappen } = bedrijfsnaamWijktAf('Toverdrank B.V.', [naam, naam]);
    expect(tekst).toBe(
      `De bedrijfsnaam «Toverdrank B.V.» staat niet letterlijk zo in Nmbrs. Bedoelt u «${naam}»? In Nmbrs staat een harde spatie na Toverdrank (in uw aanmelding staat een gewone spatie).`,
    );
    expect(inNmbrs).toEqual([naam]);
    expect(stappen[1]).toContain('typ de naam in Nmbrs opnieuw');
  });

  it('is told with that of each of two', () => {
    const { tekst, stappen } = bedrijfsnaamWijktAf('dauw', ['Dauw', 'dauw.']);
    expect(tekst).toContain('Bedoelt u «Dauw» of «dauw.»?');
    expect(tekst).toContain('Bij de 1e staat in Nmbrs een hoofdletter D in Dauw (in uw aanmelding staat dauw).');
    expect(tekst).toContain('Bij de 2e staat in Nmbrs een punt aan het eind (in uw aanmelding niet).');
    expect(stappen).toHaveLength(1);
  });
});
