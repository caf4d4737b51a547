import { describe, expect, it } from 'vitest';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { tijdvakOf, type Verloning } from '../../../core/kalender/tijdvak.ts';
import { tijdvakNa, verloningIn, withVerloning } from '../../../core/koppeling/verloningen.ts';
import { koppelingOf, ontvangenAanmelding } from '../../contracts/voorbeelden.ts';

const MAAND: Verloning = 'maandelijks';
const VIER: Verloning = 'vierwekelijks';
const met = (...verloningen: readonly (readonly [number, Verloning])[]) => ({
  verloning: MAAND,
  verloningen: verloningen.map(([vanafJaar, verloning]) => ({ vanafJaar, verloning })),
});

describe('the verloning in a year', () => {
  it('is as it was signed up while nothing else is known', () => {
    expect(verloningIn({ verloning: VIER }, 2026)).toBe(VIER);
    expect(verloningIn(met(), 2026)).toBe(MAAND);
  });

  it.each([
    [2025, MAAND],
    [2026, MAAND],
    [2027, VIER],
    [2028, VIER],
    [2029, MAAND],
    [2030, MAAND],
  ])('%i, when it changed in 2027 and back in 2029, is %s', (jaar, expected) => {
    expect(verloningIn(met([2027, VIER], [2029, MAAND]), jaar)).toBe(expected);
  });
});

describe('the period after', () => {
  it.each([
    ['within the year before the change', tijdvakOf(MAAND, 2026, 11), '2026-M12'],
    ['the last one of the year before the change', tijdvakOf(MAAND, 2026, 12), '2027-P01'],
    ['within the year of the change', tijdvakOf(VIER, 2027, 12), '2027-P13'],
    ['the last one before the change back', tijdvakOf(VIER, 2028, 13), '2029-M01'],
    ['the last one of a year without a change', tijdvakOf(VIER, 2027, 13), '2028-P01'],
  ])('%s is %#', (_name, tijdvak, expected) => {
    expect(tijdvakNa(met([2027, VIER], [2029, MAAND]), tijdvak).tijdvakId).toBe(expected);
  });
});

describe('a change of the verloning', () => {
  const koppeling = {
    ...koppelingOf(ontvangenAanmelding()),
    gerealiseerdOp: Tijdstip.parse('2026-11-24T09:00:00.000Z'),
  };

  it('is the first one, and leaves the rest as it was', () => {
    expect(withVerloning(koppeling, 2027, VIER)).toStrictEqual({
      ...koppeling,
      verloningen: [{ vanafJaar: 2027, verloning: VIER }],
    });
  });

  it('takes the place of what was noted of that year and of those after it', () => {
    const noted = { ...koppeling, ...met([2026, VIER], [2027, MAAND], [2028, VIER]) };
    expect(withVerloning(noted, 2027, VIER).verloningen).toEqual([
      { vanafJaar: 2026, verloning: VIER },
      { vanafJaar: 2027, verloning: VIER },
    ]);
  });
});
