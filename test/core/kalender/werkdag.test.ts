import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, Datum, dateOfDayNumber, dayNumberOf, weekdayOf } from '../../../core/kalender/tijd.ts';
import {
  countWerkdagen,
  easterOf,
  feestdagen,
  isWerkdag,
  nextWerkdag,
  werkdagOnOrAfter,
  werkdagOnOrBefore,
} from '../../../core/kalender/werkdag.ts';

const datum = (value: string): Datum => Datum.parse(value);
const anyDatum = fc
  .integer({ min: dayNumberOf(datum('2000-01-01')), max: dayNumberOf(datum('2100-12-31')) })
  .map(dateOfDayNumber);

describe('Easter', () => {
  it.each([
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2030, '2030-04-21'],
    [2038, '2038-04-25'],
  ])('of %i is %s', (jaar, expected) => {
    expect(easterOf(jaar)).toBe(expected);
  });
});

describe('Easter of every year from 2000 to 2100', () => {
  // The church's own table, another way than the computus: the Paschal full moon of each golden number, 1900 to 2199.
  const FULL_MOONS = [
    '04-14',
    '04-03',
    '03-23',
    '04-11',
    '03-31',
    '04-18',
    '04-08',
    '03-28',
    '04-16',
    '04-05',
    '03-25',
    '04-13',
    '04-02',
    '03-22',
    '04-10',
    '03-30',
    '04-17',
    '04-07',
    '03-27',
  ];

  it('is the first Sunday after the full moon of its golden number', () => {
    for (let jaar = 2000; jaar <= 2100; jaar += 1) {
      const fullMoon = datum(`${jaar}-${FULL_MOONS[jaar % 19]}`);
      expect(easterOf(jaar)).toBe(addDays(fullMoon, 7 - (weekdayOf(fullMoon) % 7)));
    }
  });
});

describe('Dutch public holidays', () => {
  it.each([
    [2024, ['2024-01-01', '2024-04-01', '2024-04-27', '2024-05-09', '2024-05-20', '2024-12-25', '2024-12-26']],
    [
      2025,
      ['2025-01-01', '2025-04-21', '2025-04-26', '2025-05-05', '2025-05-29', '2025-06-09', '2025-12-25', '2025-12-26'],
    ],
    [2026, ['2026-01-01', '2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25', '2026-12-25', '2026-12-26']],
    [2027, ['2027-01-01', '2027-03-29', '2027-04-27', '2027-05-06', '2027-05-17', '2027-12-25', '2027-12-26']],
    [
      2030,
      ['2030-01-01', '2030-04-22', '2030-04-27', '2030-05-05', '2030-05-30', '2030-06-10', '2030-12-25', '2030-12-26'],
    ],
  ])('of %i', (jaar, expected) => {
    expect([...feestdagen(jaar).keys()].sort()).toEqual(expected);
  });

  it('of every year are seven, and one more in a lustrum year unless that is Hemelvaartsdag too, as in 2005', () => {
    for (let jaar = 2000; jaar <= 2100; jaar += 1) {
      const dagen = feestdagen(jaar);
      expect(dagen.size).toBe(jaar % 5 === 0 && jaar !== 2005 ? 8 : 7);
      for (const [dag, naam] of dagen) {
        expect(dag.slice(0, 4)).toBe(String(jaar));
        if (naam === 'Koningsdag') expect(weekdayOf(dag)).not.toBe(7);
        if (naam.startsWith('Tweede p')) expect(weekdayOf(dag)).toBe(1);
        if (naam === 'Hemelvaartsdag') expect(weekdayOf(dag)).toBe(4);
      }
    }
  });

  it('include Koningsdag, a day early when the 27th is a Sunday', () => {
    expect(feestdagen(2025).get(datum('2025-04-26'))).toBe('Koningsdag');
    expect(feestdagen(2025).has(datum('2025-04-27'))).toBe(false);
    expect(feestdagen(2031).get(datum('2031-04-26'))).toBe('Koningsdag');
  });

  it('include Bevrijdingsdag in lustrum years only', () => {
    expect(isWerkdag(datum('2025-05-05'))).toBe(false);
    expect(isWerkdag(datum('2026-05-05'))).toBe(true);
  });

  it('leave Goede Vrijdag a working day', () => {
    expect(isWerkdag(datum('2026-04-03'))).toBe(true);
  });
});

describe('a working day', () => {
  it.each([
    ['a Friday', '2026-11-27', true],
    ['a Saturday', '2026-11-28', false],
    ['a Sunday', '2026-11-29', false],
    ['a Monday', '2026-11-30', true],
    ['Eerste kerstdag on a Friday', '2026-12-25', false],
    ['the last day of the year', '2026-12-31', true],
    ['New Year on a Friday', '2027-01-01', false],
    ['Hemelvaartsdag', '2026-05-14', false],
    ['the Friday after Hemelvaartsdag', '2026-05-15', true],
  ])('%s', (_name, date, expected) => {
    expect(isWerkdag(datum(date))).toBe(expected);
  });

  it('is found across Easter and across Christmas', () => {
    expect(werkdagOnOrAfter(datum('2026-04-04'))).toBe('2026-04-07');
    expect(werkdagOnOrAfter(datum('2026-12-25'))).toBe('2026-12-28');
    expect(werkdagOnOrBefore(datum('2026-12-27'))).toBe('2026-12-24');
    expect(werkdagOnOrBefore(datum('2027-01-03'))).toBe('2026-12-31');
    expect(nextWerkdag(datum('2026-12-24'))).toBe('2026-12-28');
    expect(nextWerkdag(datum('2026-11-24'))).toBe('2026-11-25');
  });

  it('is the nearest one in its direction, and at most five days away', () => {
    fc.assert(
      fc.property(anyDatum, (date) => {
        const after = werkdagOnOrAfter(date);
        const before = werkdagOnOrBefore(date);
        expect(isWerkdag(after) && isWerkdag(before)).toBe(true);
        expect(after >= date && before <= date).toBe(true);
        expect(dayNumberOf(after) - dayNumberOf(before)).toBeLessThanOrEqual(6);
        for (let day = addDays(before, 1); day < after; day = addDays(day, 1)) expect(isWerkdag(day)).toBe(false);
        expect(nextWerkdag(date) > date).toBe(true);
        expect(weekdayOf(after)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-11-24', '2026-11-24', 0],
    ['2026-11-24', '2026-11-25', 1],
    ['2026-11-25', '2026-11-24', 0],
    // Over a weekend.
    ['2026-11-27', '2026-11-30', 1],
    ['2026-11-28', '2026-11-29', 0],
    // Over Christmas (Friday and Saturday) and New Year's Day (Friday).
    ['2026-12-24', '2027-01-04', 5],
  ])('from %s to %s are %i', (van, tot, count) => {
    expect(countWerkdagen(Datum.parse(van), Datum.parse(tot))).toBe(count);
  });

  it('is the same as looking at every day', () => {
    const start = dayNumberOf(Datum.parse('2020-01-01'));
    fc.assert(
      fc.property(fc.nat({ max: 7000 }), fc.nat({ max: 900 }), (from, days) => {
        const van = dateOfDayNumber(start + from);
        const each = Array.from({ length: days }, (_, index) => addDays(van, index + 1));
        expect(countWerkdagen(van, addDays(van, days))).toBe(each.filter(isWerkdag).length);
      }),
      { numRuns: 20 },
    );
  });
});
