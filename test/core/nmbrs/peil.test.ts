import { describe, expect, it } from 'vitest';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { isIn, isVoor, NmbrsTijdvak, nmbrsTijdvakOf, nuVan, Peil } from '../../../core/nmbrs/peil.ts';

const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);
const P11 = tijdvakOf('vierwekelijks', 2026, 11);
const at = (text: string) => NmbrsTijdvak.parse(text);

describe('the period in which Nmbrs is', () => {
  it.each([
    [2026, 12, 'maandelijks', '2026-M12'],
    [2026, 1, 'maandelijks', '2026-M01'],
    [2026, 13, 'vierwekelijks', '2026-P13'],
    [2026, 48, undefined, '2026-X48'],
    [2026, 3, undefined, '2026-X03'],
    [0, 0, undefined, '0000-X00'],
  ] as const)('%i, number %i, %s, is written %s', (jaar, nummer, verloning, expected) => {
    expect(nmbrsTijdvakOf({ jaar, nummer, ...(verloning === undefined ? {} : { verloning }) })).toBe(expected);
  });

  it.each(['2026-M123', '2026-W12', '12026-M12', '026-M12', '2026-M1', '2026M12', 'x2026-M12', '2026-M12 ', ''])(
    'is not written %j',
    (text) => {
      expect(NmbrsTijdvak.safeParse(text).success).toBe(false);
    },
  );

  it.each([
    ['2026-M11', NOVEMBER, true, false],
    ['2026-M10', NOVEMBER, false, true],
    ['2026-M12', NOVEMBER, false, false],
    ['2025-M12', NOVEMBER, false, true],
    ['2027-M01', NOVEMBER, false, false],
    // Of another kind neither comes before the other.
    ['2026-P10', NOVEMBER, false, false],
    ['2026-X10', NOVEMBER, false, false],
    ['2026-M10', P11, false, false],
    ['2026-P10', P11, false, true],
    ['2026-P11', P11, true, false],
  ])('%s', (text, tijdvak, inIt, before) => {
    expect(isIn(at(text), tijdvak)).toBe(inIt);
    expect(isVoor(at(text), tijdvak)).toBe(before);
  });
});

describe('of which period a group is', () => {
  it('is a later one only where Nmbrs told what it was then', () => {
    expect(nuVan({ nu: at('2026-M12') })).toBe('2026-M12');
    expect(nuVan('tijdvak')).toBeUndefined();
    expect(nuVan({ versie: 1 })).toBeUndefined();
  });

  it.each(['nu', {}, { nu: '2026-W1' }, { versie: 0 }, { versie: 1.5 }, { nu: '2026-M12', versie: 1 }])(
    'cannot be %j',
    (value) => {
      expect(Peil.safeParse(value).success).toBe(false);
    },
  );
});
