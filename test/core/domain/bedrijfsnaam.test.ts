import { describe, expect, it } from 'vitest';
import { isNearMiss } from '../../../core/domain/bedrijfsnaam.ts';

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
  ])('differs only in %s', (_name, a, b) => {
    expect([isNearMiss(a, b), isNearMiss(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['the same name', 'Zonnedauw B.V.', 'Zonnedauw B.V.'],
    ['another letter', 'Zonnedauw', 'Zonnedauv'],
    ['another digit', 'Zonnedauw 1', 'Zonnedauw 2'],
    ['part of it', 'Zonnedauw', 'Zonnedauw Holding'],
    ['an accent', 'Cafe Dauw', 'Café Dauw'],
    ['nothing but punctuation', '...', '---'],
    ['nothing', '', ' '],
  ])('is not: %s', (_name, a, b) => {
    expect([isNearMiss(a, b), isNearMiss(b, a)]).toEqual([false, false]);
  });
});
