import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  addMonths,
  Datum,
  dateInAmsterdam,
  dateOf,
  dateOfDayNumber,
  dayNumberOf,
  daysInMonth,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  partsOf,
  Tijdstip,
  tijdstipAt,
  weekdayOf,
} from '../../../core/kalender/tijd.ts';

const datum = (value: string): Datum => Datum.parse(value);
const moment = (value: string): Tijdstip => Tijdstip.parse(value);

const anyDayNumber = fc.integer({ min: dayNumberOf(datum('2000-01-01')), max: dayNumberOf(datum('2099-12-31')) });

describe('a day number', () => {
  it('is the date of the Gregorian calendar, from the first day with four digits to the last', () => {
    const days = fc.integer({ min: dayNumberOf(datum('0001-01-01')), max: dayNumberOf(datum('9999-12-31')) });
    const expected = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOfDayNumber(day)).toBe(expected(day));
      }),
      { numRuns: 5_000 },
    );
    const [first, last] = [dayNumberOf(datum('1999-01-01')), dayNumberOf(datum('2101-12-31'))];
    for (let day = first; day <= last; day += 1)
      if (dateOfDayNumber(day) !== expected(day)) expect(day).toBe(expected(day));
  });
});

describe('a Dutch calendar date', () => {
  it.each([
    ['just before midnight in winter', '2026-12-31T22:59:59.999Z', '2026-12-31'],
    ['midnight in winter', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['just before midnight in summer', '2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['midnight in summer', '2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['the evening before the clock goes forward', '2026-03-28T22:59:00Z', '2026-03-28'],
    ['midnight of the day on which the clock goes forward', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['the last hour of the day on which the clock goes forward', '2026-03-29T21:59:00Z', '2026-03-29'],
    ['the last hour of the day on which the clock goes back', '2026-10-25T22:59:00Z', '2026-10-25'],
    ['the day after the clock went back', '2026-10-25T23:00:00Z', '2026-10-26'],
  ])('is told by Dutch clocks: %s', (_name, tijdstip, expected) => {
    expect(dateInAmsterdam(moment(tijdstip))).toBe(expected);
  });
});

describe('the moment at which Dutch clocks show a time', () => {
  it.each([
    ['winter', '2026-12-10', '05:00', '2026-12-10T04:00:00.000Z'],
    ['summer', '2026-07-10', '05:00', '2026-07-10T03:00:00.000Z'],
    ['the morning after the clock went forward', '2026-03-29', '06:59', '2026-03-29T04:59:00.000Z'],
    ['the morning after the clock went back', '2026-10-25', '05:00', '2026-10-25T04:00:00.000Z'],
    ['the hour before the clock goes forward', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['a time that is skipped becomes one just after', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['midnight before the clock goes back', '2026-10-25', '00:00', '2026-10-24T22:00:00.000Z'],
  ])('%s', (_name, date, time, expected) => {
    expect(momentInAmsterdam(datum(date), Kloktijd.parse(time))).toBe(expected);
  });

  it('lies on that Dutch date, for every day and for every minute from 05:00 to 06:59', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: 300, max: 419 }), (day, minute) => {
        const date = dateOfDayNumber(day);
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const found = momentInAmsterdam(date, Kloktijd.parse(time));
        const shown = new Intl.DateTimeFormat('nl-NL', {
          timeZone: 'Europe/Amsterdam',
          hour: '2-digit',
          minute: '2-digit',
        }).format(epochMs(found));
        expect([dateInAmsterdam(found), shown]).toEqual([date, time]);
      }),
    );
  });
});

describe('days and months', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-26', -2, '2026-10-24'],
  ])('%s plus %i days is %s', (from, days, expected) => {
    expect(addDays(datum(from), days)).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-11-29', 1, '2026-12-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(addMonths(datum(from), months)).toBe(expected);
  });

  it.each([
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['1970-01-01', 4],
    ['1969-12-29', 1],
    ['2000-02-29', 2],
  ])('%s is ISO weekday %i', (date, weekday) => {
    expect(weekdayOf(datum(date))).toBe(weekday);
  });

  it('knows the leap years of the Gregorian calendar', () => {
    expect([2024, 2026, 2100, 2000].map((jaar) => daysInMonth(jaar, 2))).toEqual([29, 28, 28, 29]);
  });

  it('turns a day past the end of the month into its last day', () => {
    expect(dateOf(2026, 2, 31)).toBe('2026-02-28');
  });

  it('moves back and forth without loss', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        const date = dateOfDayNumber(day);
        const { jaar, maand, dag } = partsOf(date);
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(dateOf(jaar, maand, dag)).toBe(date);
        expect(dayNumberOf(date)).toBe(day);
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
      }),
    );
  });
});

describe('a moment', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [Date.UTC(2026, 10, 24, 9, 5, 7, 42), '2026-11-24T09:05:07.042Z'],
  ])('%i ms after 1970 is %s', (ms, expected) => {
    expect(tijdstipAt(ms)).toBe(expected);
  });

  it('is the same as what the platform makes of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) }), (ms) => {
        expect(tijdstipAt(ms)).toBe(new Date(ms).toISOString());
        expect(epochMs(tijdstipAt(ms))).toBe(ms);
      }),
    );
  });

  it.each(['2026-11-24T09:00:00', '2026-11-24T09:00:00+01:00', '2026-11-24', '24-11-2026', ''])(
    'is refused when it is not UTC: %s',
    (value) => {
      expect(Tijdstip.safeParse(value).success).toBe(false);
    },
  );

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', ''])(
    'is no calendar date: %s',
    (value) => {
      expect(Datum.safeParse(value).success).toBe(false);
    },
  );

  it.each(['24:00', '5:00', '05:60', '05:00:00', ' 05:00', '05:00\n'])('is no clock time: %j', (value) => {
    expect(Kloktijd.safeParse(value).success).toBe(false);
  });
});

describe('the machine’s own time zone', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'America/Los_Angeles', 'Europe/Amsterdam'])(
    'changes nothing: %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      const offset = new Date('2026-07-01T00:00:00Z').getTimezoneOffset();
      expect(offset, 'the zone took hold').not.toBe(0);
      expect(dateInAmsterdam(moment('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
      expect(dateInAmsterdam(moment('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
      expect(momentInAmsterdam(datum('2026-03-29'), Kloktijd.parse('05:00'))).toBe('2026-03-29T03:00:00.000Z');
      expect(addDays(datum('2026-03-28'), 1)).toBe('2026-03-29');
      expect(weekdayOf(datum('2026-11-22'))).toBe(7);
      expect(dateOfDayNumber(0)).toBe('1970-01-01');
      expect(tijdstipAt(0)).toBe('1970-01-01T00:00:00.000Z');
    },
  );
});
