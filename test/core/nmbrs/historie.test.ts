import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Datum, dateOfDayNumber } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { geldendeIn, type HistorieRegel, laatsteIn, oldestFirst, touches } from '../../../core/nmbrs/historie.ts';

const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);
const datum = (text: string) => Datum.parse(text);
const row = (waarde: string, begin?: string, eind?: string, aangemaaktOp?: string): HistorieRegel<string> => ({
  waarde,
  begin: begin === undefined ? undefined : datum(begin),
  eind: eind === undefined ? undefined : datum(eind),
  aangemaaktOp,
});

describe('the rows that hold in a period', () => {
  test('touch it, with their first and their last day included', () => {
    const regels = [
      row('ended the day before', '2020-01-01', '2026-10-31'),
      row('ends on the first day', '2020-01-01', '2026-11-01'),
      row('begins on the last day', '2026-11-30'),
      row('begins the day after', '2026-12-01'),
      row('always'),
    ];
    expect(geldendeIn(regels, NOVEMBER)).toEqual(['ends on the first day', 'begins on the last day', 'always']);
  });

  test('stay in the order of the history', () => {
    expect(geldendeIn([row('b', '2026-02-01'), row('a', '2026-01-01')], NOVEMBER)).toEqual(['b', 'a']);
  });
});

describe('the row that holds of several', () => {
  test('is the one that begins last, wherever it stands and whenever it was entered', () => {
    const regels = [
      row('new', '2026-11-02', undefined, '2026-01-01'),
      row('old', '2026-01-01', undefined, '2026-12-01'),
    ];
    expect(laatsteIn(regels, NOVEMBER)).toBe('new');
  });

  test('is the one that was entered last when they begin on one day', () => {
    const regels = [
      row('corrected', '2026-11-01', undefined, '2026-11-09T10:00:00'),
      row('wrong', '2026-11-01', undefined, '2026-11-09T09:00:00'),
      row('never entered', '2026-11-01'),
    ];
    expect(laatsteIn(regels, NOVEMBER)).toBe('corrected');
  });

  test('is the one that is listed last when nothing else tells them apart', () => {
    expect(laatsteIn([row('a', '2026-11-01'), row('b', '2026-11-01')], NOVEMBER)).toBe('b');
  });

  test.each([
    ['no fraction', '2026-11-09T10:00:00', '2026-11-09T10:00:00.000'],
    ['a fraction of nothing', '2026-11-09T10:00:00', '2026-11-09T10:00:00.0'],
    ['a fraction with zeros behind it', '2026-11-09T10:00:00.5', '2026-11-09T10:00:00.500'],
    ['a longer fraction with a zero in it', '2026-11-09T10:00:00.0501', '2026-11-09T10:00:00.05010'],
    ['a moment in UTC', '2026-11-09T10:00:00', '2026-11-09T10:00:00Z'],
    ['an offset ahead', '2026-11-09T10:00:00', '2026-11-09T10:00:00+01:00'],
    ['an offset behind', '2026-11-09T10:00:00', '2026-11-09T10:00:00-11:30'],
    ['both', '2026-11-09T10:00:00.25', '2026-11-09T10:00:00.2500+02:00'],
    ['a round moment', '2026-11-10T00:00:00', '2026-11-10T00:00:00.00'],
  ])(
    'is the one that is listed last when both were entered at one moment, spelled otherwise: %s',
    (_name, one, other) => {
      const [a, b] = [row('a', '2026-11-01', undefined, one), row('b', '2026-11-01', undefined, other)];
      expect([laatsteIn([a, b], NOVEMBER), laatsteIn([b, a], NOVEMBER)]).toEqual(['b', 'a']);
    },
  );

  test.each([
    ['2026-11-09T10:00:00.1', '2026-11-09T10:00:00.10001'],
    ['2026-11-09T10:00:00', '2026-11-09T10:00:00.001'],
    ['2026-11-09T10:00:00+01:00', '2026-11-09T10:00:01+01:00'],
    ['2026-11-09T10:00:00Z', '2026-11-09T10:00:01+01:00'],
    ['2026-11-09T09:59:59.999-11:30', '2026-11-09T10:00:00Z'],
  ])('is the one that was entered last, however little: %s before %s', (early, late) => {
    const [a, b] = [row('early', '2026-11-01', undefined, early), row('late', '2026-11-01', undefined, late)];
    expect([laatsteIn([a, b], NOVEMBER), laatsteIn([b, a], NOVEMBER)]).toEqual(['late', 'late']);
  });

  test('is one without a begin only when there is no other', () => {
    expect(laatsteIn([row('since ever'), row('since 1999', '1999-01-01')], NOVEMBER)).toBe('since 1999');
    expect(laatsteIn([row('since ever')], NOVEMBER)).toBe('since ever');
  });

  test('is none when all are over or still to come', () => {
    expect(laatsteIn([row('over', '2020-01-01', '2026-10-31'), row('plan', '2026-12-01')], NOVEMBER)).toBeUndefined();
    expect(laatsteIn([], NOVEMBER)).toBeUndefined();
  });

  test('is always one of those that hold, and none that holds begins later', async () => {
    const day = fc.integer({ min: 20_000, max: 21_000 }).map(dateOfDayNumber);
    const maybe = fc.option(day, { nil: undefined });
    const history = fc.array(fc.record({ begin: maybe, eind: maybe }));
    await fc.assert(
      fc.asyncProperty(history, day, async (bounds, on) => {
        const regels = bounds.map((bound) => ({ ...bound, waarde: bound }));
        const periode = { begin: on, eind: on };
        const found = laatsteIn(regels, periode);
        const holding = geldendeIn(regels, periode);
        expect(holding.length > 0).toBe(found !== undefined);
        if (found === undefined) return;
        expect(holding).toContain(found);
        expect(holding.filter(({ begin = '' }) => begin > (found.begin ?? ''))).toEqual([]);
      }),
    );
  });
});

describe('whether days touch a period', () => {
  test.each([
    [undefined, undefined, true],
    [undefined, '2026-10-31', false],
    [undefined, '2026-11-01', true],
    ['2026-11-30', undefined, true],
    ['2026-12-01', undefined, false],
    ['2026-11-10', '2026-11-10', true],
    ['2020-01-01', '2030-01-01', true],
    ['2026-10-01', '2026-10-31', false],
    ['2026-12-01', '2026-12-31', false],
  ])('from %s to %s: %s', (begin, eind, expected) => {
    expect(touches(row('x', begin, eind), NOVEMBER)).toBe(expected);
  });
});

describe('the order of days', () => {
  test.each([
    ['2026-11-01', '2026-11-02', -1],
    ['2026-11-02', '2026-11-01', 1],
    ['2026-11-01', '2026-11-01', 0],
    [undefined, '2026-11-01', -1],
    ['2026-11-01', undefined, 1],
    [undefined, undefined, 0],
  ])('of %s and %s is %i', (a, b, expected) => {
    expect(oldestFirst(a, b)).toBe(expected);
  });
});
