import { describe, expect, it } from 'vitest';
import { laatsteVergrendeldag, vergrendelStappen, vergrendelZin } from '../../../core/controle/vergrendelen.ts';
import { TijdvakId } from '../../../core/ids.ts';
import { planAfter, planFor } from '../../../core/kalender/planning.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakById } from '../../../core/kalender/tijdvak.ts';
import { isWerkdag } from '../../../core/kalender/werkdag.ts';

const day = (uitwisseling: string, vandaag?: string) =>
  laatsteVergrendeldag(Datum.parse(uitwisseling), vandaag === undefined ? undefined : Datum.parse(vandaag));
const NOVEMBER = tijdvakById(TijdvakId.parse('2026-M11'));

describe('the last day to lock a run', () => {
  it.each([
    ['2026-12-10', '2026-12-09', 'the day before'],
    ['2027-01-11', '2027-01-08', 'a Friday, of an exchange on Monday'],
    ['2026-12-28', '2026-12-24', 'before Christmas'],
    ['2027-03-30', '2027-03-26', 'over Easter: Good Friday is a working day'],
    ['2027-05-07', '2027-05-05', 'Ascension Day between'],
    ['2026-01-02', '2025-12-31', 'the year before'],
  ])('for %s is %s: %s', (uitwisseling, expected) => {
    expect(day(uitwisseling)).toBe(expected);
  });

  it('is a day before the exchange and a working day, for years to come', () => {
    let plan = planFor(NOVEMBER);
    for (let count = 0; count < 120; count += 1) {
      const last = laatsteVergrendeldag(plan.datum);
      expect(last < plan.datum && isWerkdag(last), plan.datum).toBe(true);
      plan = planAfter(plan.tijdvak);
    }
  });

  it('is the day before the exchange, when the working day before it has passed', () => {
    expect(day('2027-01-11', '2027-01-08')).toBe('2027-01-08');
    expect(day('2027-01-11', '2027-01-09')).toBe('2027-01-10');
    expect(day('2027-01-11', '2027-01-11')).toBe('2027-01-10');
  });
});

describe('what the office reads of it', () => {
  const volgende = { tijdvakId: NOVEMBER.tijdvakId, datum: Datum.parse('2026-12-10') };

  it('is a sentence with the day, and none once it is too late', () => {
    const zin = 'Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.';
    expect(vergrendelZin(volgende)).toBe(zin);
    expect(vergrendelZin(volgende, Datum.parse('2026-12-09'))).toBe(zin);
    expect(vergrendelZin(volgende, Datum.parse('2026-12-10'))).toBeUndefined();
  });

  it('is the click path, with the period', () => {
    expect(vergrendelStappen(NOVEMBER).join(' ')).toMatch(/Loonopdracht.*november 2026.*Salarisrun vergrendelen/);
  });
});
