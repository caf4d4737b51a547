import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TijdvakId } from '../../../core/ids.ts';
import { addDays, Datum, dateOfDayNumber, dayNumberOf, weekdayOf } from '../../../core/kalender/tijd.ts';
import {
  aangifteDeadline,
  nextTijdvak,
  tijdvakAt,
  tijdvakById,
  tijdvakkenIn,
  tijdvakOf,
  Verloning,
} from '../../../core/kalender/tijdvak.ts';

const datum = (value: string): Datum => Datum.parse(value);
const verloningen = fc.constantFrom(...Verloning.options);
const anyDatum = fc
  .integer({ min: dayNumberOf(datum('2000-01-01')), max: dayNumberOf(datum('2100-12-31')) })
  .map(dateOfDayNumber);

describe('a four-weekly period', () => {
  it.each([
    [2023, 1, '2023-01-01', '2023-01-29'],
    [2023, 13, '2023-12-04', '2023-12-31'],
    [2024, 1, '2024-01-01', '2024-01-28'],
    [2024, 13, '2024-12-02', '2024-12-31'],
    [2025, 1, '2025-01-01', '2025-01-26'],
    [2025, 13, '2025-12-01', '2025-12-31'],
    [2026, 1, '2026-01-01', '2026-01-25'],
    [2026, 2, '2026-01-26', '2026-02-22'],
    [2026, 12, '2026-11-02', '2026-11-29'],
    [2026, 13, '2026-11-30', '2026-12-31'],
    // The year starts on the Thursday of week 1, and on the Saturday of week 52 of the year before.
    [2020, 1, '2020-01-01', '2020-01-26'],
    [2020, 13, '2020-11-30', '2020-12-31'],
    [2022, 1, '2022-01-01', '2022-01-30'],
    [2022, 13, '2022-12-05', '2022-12-31'],
    [2027, 1, '2027-01-01', '2027-01-31'],
  ])('of %i, number %i, runs from %s to %s', (jaar, nummer, begin, eind) => {
    expect(tijdvakOf('vierwekelijks', jaar, nummer)).toMatchObject({ begin, eind });
  });

  it('is 28 days from a Monday to a Sunday, from the second to the twelfth', () => {
    for (let jaar = 2000; jaar <= 2100; jaar += 1) {
      for (let nummer = 2; nummer <= 12; nummer += 1) {
        const { begin, eind } = tijdvakOf('vierwekelijks', jaar, nummer);
        expect([weekdayOf(begin), weekdayOf(eind), dayNumberOf(eind) - dayNumberOf(begin)]).toEqual([1, 7, 27]);
      }
    }
  });
});

describe('a month', () => {
  it.each([
    [2026, 2, '2026-02-01', '2026-02-28'],
    [2028, 2, '2028-02-01', '2028-02-29'],
    [2026, 12, '2026-12-01', '2026-12-31'],
  ])('of %i, number %i, runs from %s to %s', (jaar, nummer, begin, eind) => {
    expect(tijdvakOf('maandelijks', jaar, nummer)).toEqual({
      ...{ tijdvakId: `${jaar}-M${begin.slice(5, 7)}`, verloning: 'maandelijks', jaar, nummer, begin, eind },
    });
  });
});

describe.each(Verloning.options)('the periods of %s verloning', (verloning) => {
  it('tile 2000-2100: no gap, no overlap, each year from its first to its last day', () => {
    let tijdvak = tijdvakOf(verloning, 2000, 1);
    expect(tijdvak.begin).toBe('2000-01-01');
    while (tijdvak.jaar <= 2100) {
      const next = nextTijdvak(tijdvak);
      expect(tijdvak.begin <= tijdvak.eind).toBe(true);
      expect(next.begin).toBe(addDays(tijdvak.eind, 1));
      if (next.jaar !== tijdvak.jaar) expect([tijdvak.eind, next.nummer]).toEqual([`${tijdvak.jaar}-12-31`, 1]);
      tijdvak = next;
    }
  });
});

describe('the first and the last four-weekly period', () => {
  it('are as long as the calendar makes them: 25 to 31 days, and 26 to 33', () => {
    const lengths = (nummer: number) => {
      const years = Array.from({ length: 101 }, (_, index) => tijdvakOf('vierwekelijks', 2000 + index, nummer));
      return [...new Set(years.map(({ begin, eind }) => dayNumberOf(eind) - dayNumberOf(begin) + 1))].sort();
    };
    expect(lengths(1)).toEqual([25, 26, 27, 28, 29, 30, 31]);
    expect(lengths(13)).toEqual([26, 27, 28, 29, 30, 31, 32, 33]);
  });
});

describe('the periods of a year', () => {
  it.each([
    ['maandelijks', 12, '2026-M01', '2026-M12'],
    ['vierwekelijks', 13, '2026-P01', '2026-P13'],
  ] as const)('are, %s, %i in order from %s to %s', (verloning, count, first, last) => {
    const tijdvakken = tijdvakkenIn(verloning, 2026);
    expect([tijdvakken.length, tijdvakken[0]?.tijdvakId, tijdvakken.at(-1)?.tijdvakId]).toEqual([count, first, last]);
    expect(tijdvakken.map(({ nummer }) => nummer)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  });
});

describe('the period of a date', () => {
  it('is the one in which the date lies', () => {
    fc.assert(
      fc.property(verloningen, anyDatum, (verloning, date) => {
        const { begin, eind, tijdvakId } = tijdvakAt(verloning, date);
        expect(begin <= date && date <= eind).toBe(true);
        expect(tijdvakAt(verloning, begin).tijdvakId).toBe(tijdvakId);
        expect(tijdvakAt(verloning, eind).tijdvakId).toBe(tijdvakId);
      }),
    );
  });

  it('is found again by its id', () => {
    fc.assert(
      fc.property(verloningen, anyDatum, (verloning, date) => {
        const tijdvak = tijdvakAt(verloning, date);
        expect(tijdvakById(tijdvak.tijdvakId)).toEqual(tijdvak);
      }),
    );
  });

  it('is named 2026-M12 or 2026-P13', () => {
    expect(tijdvakAt('maandelijks', datum('2026-12-31')).tijdvakId).toBe('2026-M12');
    expect(tijdvakAt('vierwekelijks', datum('2026-12-31')).tijdvakId).toBe('2026-P13');
    expect(tijdvakAt('vierwekelijks', datum('2026-11-24')).tijdvakId).toBe('2026-P12');
  });
});

describe('the id of a period', () => {
  it.each([
    '2026-M13',
    '2026-M00',
    '2026-P14',
    '2026-P00',
    '2026-M1',
    '26-M01',
    '12026-M01',
    '2026-W01',
    '2026-M01\n',
    '',
  ])('is refused: %j', (value) => {
    expect(TijdvakId.safeParse(value).success).toBe(false);
  });
});

describe('the filing deadline', () => {
  it.each([
    ['maandelijks', 2026, 1, '2026-02-28'],
    ['maandelijks', 2026, 2, '2026-03-31'],
    ['maandelijks', 2028, 1, '2028-02-29'],
    ['maandelijks', 2026, 11, '2026-12-31'],
    ['maandelijks', 2026, 12, '2027-01-31'],
    ['vierwekelijks', 2026, 12, '2026-12-29'],
    ['vierwekelijks', 2026, 13, '2027-01-31'],
    ['vierwekelijks', 2027, 1, '2027-02-28'],
    ['vierwekelijks', 2021, 2, '2021-03-31'],
    ['vierwekelijks', 2025, 12, '2025-12-31'],
    ['vierwekelijks', 2027, 2, '2027-03-31'],
    ['vierwekelijks', 2026, 1, '2026-02-25'],
  ] as const)('of %s %i number %i is %s, weekend or not', (verloning, jaar, nummer, expected) => {
    expect(aangifteDeadline(tijdvakOf(verloning, jaar, nummer))).toBe(expected);
  });

  it('of every month is the last day of the next one', () => {
    fc.assert(
      fc.property(anyDatum, (date) => {
        const tijdvak = tijdvakAt('maandelijks', date);
        expect(aangifteDeadline(tijdvak)).toBe(nextTijdvak(tijdvak).eind);
      }),
    );
  });
});
