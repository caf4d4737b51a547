import { describe, expect, it } from 'vitest';
import { isNearMiss, isTypfout } from '../../../core/invoer/bedrijfsnaam.ts';

describe('a name that nearly fits', () => {
  it.each([
    ['a dot', 'Zonnedauw B.V.', 'Zonnedauw B.V'],
    ['a comma', 'Zonnedauw, Zn', 'Zonnedauw Zn'],
    ['capitals', 'Zonnedauw', 'ZONNEDAUW'],
    ['a blank too many', 'Zonnedauw  BV', 'Zonnedauw BV'],
    ['a blank at the end', 'Zonnedauw ', 'Zonnedauw'],
    ['a no-break space', 'Zonnedauw\u00a0BV', 'Zonnedauw BV'],
    ['another Unicode form', 'Caf\u0065\u0301 Dauw', 'Café Dauw'],
    ['wide letters', 'Ｚonnedauw', 'Zonnedauw'],
    ['an apostrophe', 'Bakkerij ’t Hoekje', "Bakkerij 't Hoekje"],
    ['a hyphen', 'Zonne-dauw', 'Zonne–dauw'],
    ['an accent', 'Cafe Dauw', 'Café Dauw'],
    ['& for en', 'Zon & Maan', 'Zon en Maan'],
    ['& without blanks', 'Zon&Maan', 'Zon en Maan'],
    ['+ for en', 'Zon + Maan', 'Zon EN Maan'],
    ['en left out', 'Zon Maan', 'Zon en Maan'],
    ['ß', 'Strauß', 'STRAUSS'],
    ['ı and ş', 'Işık Dauw', 'Isik Dauw'],
    ['İ', 'İzmir', 'Izmir'],
    ['ø and å', 'Østergård', 'Ostergard'],
    ['ł', 'Wałęsa', 'Walesa'],
    ['æ and œ', 'Ægir Œuvre', 'Aegir Oeuvre'],
    ['đ, ð and þ', 'Đorđe Þórð', 'Dorde Thord'],
    ['something that nobody sees', 'Zon\u200bnedauw', 'Zonnedauw'],
    ['marks that are letters of a script', 'कि\u00a0', 'कि'],
  ])('differs only in %s', (_name, a, b) => {
    expect([isNearMiss(a, b), isNearMiss(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['the same name', 'Zonnedauw B.V.', 'Zonnedauw B.V.'],
    ['another letter', 'Zonnedauw', 'Zonnedauv'],
    ['another digit', 'Zonnedauw 1', 'Zonnedauw 2'],
    ['part of it', 'Zonnedauw', 'Zonnedauw Holding'],
    ['nothing but punctuation', '...', '---'],
    ['nothing', '', ' '],
    ['en within a word', 'Zonnen', 'Zonn'],
    ['en alone', 'en', '&'],
    ['other marks of a script', 'कि', 'की'],
    ['ö for oe', 'Köhler', 'Koehler'],
  ])('is not: %s', (_name, a, b) => {
    expect([isNearMiss(a, b), isNearMiss(b, a)]).toEqual([false, false]);
  });
});

describe('a name with a letter or two otherwise', () => {
  it.each([
    ['two letters swapped', 'Toverdrnak BV', 'Toverdrank B.V.', true],
    ['one wrong', 'Zonnedouw', 'Zonnedauw', true],
    ['one missing', 'Zonedauw', 'Zonnedauw', true],
    ['one too many', 'Zonnedauww', 'Zonnedauw', true],
    ['two wrong', 'Zonmedouw', 'Zonnedauw', true],
    ['three wrong', 'Somnedouw', 'Zonnedauw', false],
    ['two wrong in a short name', 'Zun BV', 'Zon B.W.', false],
    ['one wrong in a short name', 'Zun BV', 'Zon BV', true],
    ['one wrong in a very short name', 'Zun', 'Zon', false],
    ['the same letters', 'zonnedauw', 'Zonnedauw', false],
    ['much longer', 'Zonnedauw Holding', 'Zonnedauw', false],
  ])('%s: «%s» for «%s» is %j', (_name, a, b, expected) => {
    expect([isTypfout(a, b), isTypfout(b, a)]).toEqual([expected, expected]);
  });
});
