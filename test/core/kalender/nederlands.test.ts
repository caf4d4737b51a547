import { describe, expect, it } from 'vitest';
import { dayAndDate, longDate, tijdvakName } from '../../../core/kalender/nederlands.ts';
import { Datum, dateOf } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';

describe('a date in words', () => {
  it.each([
    ['2026-12-10', 'donderdag 10 december 2026'],
    ['2027-01-11', 'maandag 11 januari 2027'],
    ['2026-11-22', 'zondag 22 november 2026'],
    ['2028-02-29', 'dinsdag 29 februari 2028'],
  ])('%s is %s', (date, expected) => {
    expect(dayAndDate(Datum.parse(date))).toBe(expected);
  });

  it('names every month as the Dutch do', () => {
    for (let maand = 1; maand <= 12; maand += 1) {
      const date = dateOf(2026, maand, 1);
      const expected = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.parse(date),
      );
      expect(longDate(date)).toBe(expected);
    }
  });
});

describe('a period in words', () => {
  it('is a month with its year', () => {
    expect(tijdvakName(tijdvakOf('maandelijks', 2026, 11))).toBe('november 2026');
  });

  it('is a number with its first and last day', () => {
    expect(tijdvakName(tijdvakOf('vierwekelijks', 2026, 12))).toBe(
      'periode 12 van 2026 (2 november 2026 t/m 29 november 2026)',
    );
  });
});
