import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dateAt, periodAt, periodOf, shiftPeriod, weekdayAfter } from '../../../local/nmbrs-simulator/calendar.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, startExample, texts } from './asking.ts';

const MONTHLY = 41_001;
const FOUR_WEEKLY = 41_002;

let simulator: Simulator;
let setDate: (date: string) => void;
beforeEach(async () => {
  ({ simulator, setDate } = await startExample());
});
afterEach(() => simulator.stop());

const currentPeriod = async (companyId: number): Promise<string[]> =>
  texts(
    (await ask(simulator, 'CompanyService.Company_GetCurrentPeriod', { CompanyId: companyId })).xml,
    'Company_GetCurrentPeriodResult',
  );

/** `period locked`, newest last. */
async function runs(companyId: number, year: number): Promise<string[]> {
  const { xml } = await ask(simulator, 'CompanyService.Run_GetList', { CompanyId: companyId, Year: year });
  const locked = texts(xml, 'IsLocked');
  return texts(xml, 'PeriodStart').map((period, index) => `${period} ${locked[index]}`);
}

describe('four-weekly periods', () => {
  test.each([
    [2023, 1, '2023-01-01', '2023-01-29'],
    [2023, 13, '2023-12-04', '2023-12-31'],
    [2024, 1, '2024-01-01', '2024-01-28'],
    [2024, 13, '2024-12-02', '2024-12-31'],
    [2025, 1, '2025-01-01', '2025-01-26'],
    [2026, 2, '2026-01-26', '2026-02-22'],
    [2026, 12, '2026-11-02', '2026-11-29'],
    [2026, 13, '2026-11-30', '2026-12-31'],
  ])('%i period %i runs from %s to %s', (year, number, begin, end) => {
    expect(periodOf('week4', year, number)).toMatchObject({ begin, end });
    expect(periodAt('week4', end)).toMatchObject({ year, number });
  });

  test('count over the turn of the year', () => {
    expect(shiftPeriod(periodOf('week4', 2026, 1), -1)).toMatchObject({ year: 2025, number: 13 });
    expect(shiftPeriod(periodOf('month', 2026, 12), 1)).toMatchObject({ year: 2027, number: 1 });
  });
});

test('the fifth weekday after a Monday is the next Monday', () => {
  expect(weekdayAfter('2026-11-30', 5)).toBe('2026-12-07');
});

test('the date is the Dutch one', () => {
  expect(dateAt(Date.parse('2026-11-30T23:30:00Z'))).toBe('2026-12-01');
});

describe('the current period', () => {
  test('moves on when the run of the period is drawn, a week before its end', async () => {
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-11-M']);
    setDate('2026-11-23');
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-12-M']);
    setDate('2026-12-10');
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-12-M']);
  });

  test('moves on in four weeks too', async () => {
    setDate('2026-11-21');
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2026-12-W4']);
    setDate('2026-11-22');
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2026-13-W4']);
    setDate('2026-12-24');
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2027-1-W4']);
  });

  test('is the first period of the company as long as no run was drawn', async () => {
    setDate('2024-05-05');
    expect(await runs(MONTHLY, 2024)).toEqual([]);
    expect(await currentPeriod(MONTHLY)).toEqual(['2025-11-M']);
  });

  test.each([
    ['a correction of an earlier period does not take it back', 2026, 3, '2026-11-M'],
    ['a correction of an earlier year does not either', 2024, 3, '2026-11-M'],
    ['a run of a period ahead takes it along', 2026, 12, '2027-1-M'],
    ['a run of a period that the year does not have counts as the last one', 2026, 14, '2027-1-M'],
  ])('%s', async (_name, year, period, expected) => {
    const run = { id: 990_001, number: 90, year, periodStart: period, periodEnd: period, lockedFrom: null };
    simulator.change({ extraRuns: [{ companyId: MONTHLY, run: { ...run, runAt: '2026-11-20' } }] });
    expect(await currentPeriod(MONTHLY)).toEqual([expected]);
  });

  test('can follow the calendar in months and in four weeks', async () => {
    const companies = [MONTHLY, FOUR_WEEKLY].map((companyId) => ({ companyId, currentPeriod: 'calendar' as const }));
    simulator.change({ companies });
    setDate('2026-11-29');
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-11-M']);
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2026-12-W4']);
    setDate('2027-01-11');
    expect(await currentPeriod(MONTHLY)).toEqual(['2027-1-M']);
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2027-1-W4']);
  });

  test('can be written in the other ways', async () => {
    simulator.change({ switches: { periodNumber: 'padded', periodWeek4: '4W' } });
    setDate('2027-01-11');
    expect(await currentPeriod(FOUR_WEEKLY)).toEqual(['2027-01-4W']);
  });

  test('can lag behind, until the run of the period is locked', async () => {
    simulator.change({ companies: [{ companyId: MONTHLY, currentPeriod: 'first-open' }] });
    setDate('2026-12-04');
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-11-M']);
    setDate('2026-12-07');
    expect(await currentPeriod(MONTHLY)).toEqual(['2026-12-M']);
  });

  test('can be fixed, ahead of the calendar or back in an earlier year', async () => {
    simulator.change({ companies: [{ companyId: MONTHLY, currentPeriod: { year: 2027, period: 2 } }] });
    expect(await currentPeriod(MONTHLY)).toEqual(['2027-2-M']);
    simulator.change({ companies: [{ companyId: MONTHLY, currentPeriod: { year: 2025, period: 12 } }] });
    expect(await currentPeriod(MONTHLY)).toEqual(['2025-12-M']);
  });
});

describe('the year transition of the office', () => {
  const onDates = async (companyId: number, dates: readonly string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const date of dates) {
      setDate(date);
      found.push(...(await currentPeriod(companyId)));
    }
    return found;
  };

  test.each(['after-drawn', 'calendar', 'first-open'] as const)(
    'holds the last period until its date (%s)',
    async (way) => {
      simulator.change({
        companies: [{ companyId: MONTHLY, currentPeriod: way, yearTransitions: ['2027-01-14'] }],
      });
      expect(await onDates(MONTHLY, ['2026-11-22', '2027-01-13', '2027-01-14'])).toEqual([
        '2026-11-M',
        '2026-12-M',
        '2027-1-M',
      ]);
    },
  );

  test('holds the thirteenth of four weeks', async () => {
    simulator.change({ companies: [{ companyId: FOUR_WEEKLY, yearTransitions: ['2027-01-20'] }] });
    expect(await onDates(FOUR_WEEKLY, ['2026-12-24', '2027-01-19', '2027-01-20'])).toEqual([
      '2026-13-W4',
      '2026-13-W4',
      '2027-1-W4',
    ]);
  });

  test('is needed for each year from the first listed one on', async () => {
    simulator.change({ companies: [{ companyId: MONTHLY, yearTransitions: ['2027-01-14'] }] });
    expect(await onDates(MONTHLY, ['2025-12-31', '2026-01-05', '2028-03-01'])).toEqual([
      '2026-1-M',
      '2026-1-M',
      '2027-12-M',
    ]);
    simulator.change({ companies: [{ companyId: MONTHLY, yearTransitions: ['2027-01-14', '2028-02-02'] }] });
    expect(await onDates(MONTHLY, ['2028-02-01', '2028-02-02'])).toEqual(['2027-12-M', '2028-2-M']);
  });

  test('says nothing about a period that is fixed', async () => {
    const currentPeriod = { year: 2027, period: 1 };
    simulator.change({ companies: [{ companyId: MONTHLY, currentPeriod, yearTransitions: ['2027-01-14'] }] });
    expect(await onDates(MONTHLY, ['2026-11-22'])).toEqual(['2027-1-M']);
  });
});

describe('the runs', () => {
  test('of past periods are locked, and that of this period is not there yet', async () => {
    expect(await runs(MONTHLY, 2026)).toEqual(
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map((n) => `${n} true`),
    );
  });

  test('appear before the period ends and are locked from the fifth weekday after it', async () => {
    setDate('2026-11-25');
    expect((await runs(MONTHLY, 2026)).at(-1)).toBe('11 false');
    setDate('2026-12-06');
    expect((await runs(MONTHLY, 2026)).at(-1)).toBe('11 false');
    setDate('2026-12-07');
    expect((await runs(MONTHLY, 2026)).at(-1)).toBe('11 true');
  });

  test('are locked by the planned date of each exchange in a year', async () => {
    for (const date of ['2026-12-10', '2027-01-11', '2027-02-10', '2027-03-10', '2027-05-10', '2027-06-10']) {
      setDate(date);
      const period = shiftPeriod(periodAt('month', date), -1);
      expect(await runs(MONTHLY, period.year)).toContain(`${period.number} true`);
    }
  });

  test('are asked for by year', async () => {
    expect(await runs(MONTHLY, 2025)).toEqual(['11 true', '12 true']);
    expect(await runs(MONTHLY, 2024)).toEqual([]);
    setDate('2027-01-28');
    expect(await runs(MONTHLY, 2027)).toEqual(['1 false']);
  });

  test('can be locked later than usual, from the start or while it runs', async () => {
    const late = await startExample({ runLocks: [{ year: 2026, period: 11, lockedFrom: '2026-12-15' }] });
    simulator.change({ runLocks: [{ companyId: MONTHLY, year: 2026, period: 11, lockedFrom: null }] });
    setDate('2026-12-31');
    expect(await runs(MONTHLY, 2026)).toContain('11 false');
    simulator.change({ runLocks: [{ companyId: MONTHLY, year: 2026, period: 11, lockedFrom: '2026-12-31' }] });
    expect(await runs(MONTHLY, 2026)).toContain('11 true');
    late.setDate('2026-12-14');
    const { xml } = await ask(late.simulator, 'CompanyService.Run_GetList', { CompanyId: MONTHLY, Year: 2026 });
    expect(texts(xml, 'IsLocked').at(-1)).toBe('false');
    await late.simulator.stop();
  });

  test('can have one more of the same period', async () => {
    const run = {
      id: 990_001,
      number: 90,
      year: 2026,
      periodStart: 10,
      periodEnd: 10,
      runAt: '2026-11-20',
      lockedFrom: null,
    };
    simulator.change({ extraRuns: [{ companyId: MONTHLY, run: { ...run, description: 'Correctie' } }] });
    expect((await runs(MONTHLY, 2026)).slice(-2)).toEqual(['10 true', '10 false']);
  });
});
