import { addDays, type Period, type PeriodKind, periodAt, periodOf, shiftPeriod, weekdayAfter } from './calendar.ts';
import type { Company } from './environment.ts';

/** A run as Run_GetList gives it on a certain date. */
export interface Run {
  readonly id: number;
  readonly number: number;
  readonly year: number;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly description: string | undefined;
  readonly runAt: string;
  readonly locked: boolean;
}

export const periodKindOf = (company: Company): PeriodKind =>
  company.loonaangifteTijdvak === 'Week4' ? 'week4' : 'month';

const firstPeriodOf = (company: Company): Period =>
  periodOf(periodKindOf(company), company.runs.from.year, company.runs.from.period);

/** All runs that exist on this date, oldest first. */
export function runsOn(company: Company, date: string): readonly Run[] {
  const extra = company.runs.extra
    .filter(({ runAt }) => runAt <= date)
    .map(({ lockedFrom, description, ...run }) => ({ ...run, description, locked: isReached(lockedFrom, date) }));
  return [...regularRuns(company, date), ...extra].sort((a, b) => a.runAt.localeCompare(b.runAt));
}

function regularRuns(company: Company, date: string): readonly Run[] {
  const runs: Run[] = [];
  const first = firstPeriodOf(company);
  for (let index = 0; ; index += 1) {
    const period = shiftPeriod(first, index);
    const runAt = addDays(period.end, -company.runs.daysBeforeEnd);
    if (runAt > date) return runs;
    const { year, number } = period;
    runs.push({
      id: company.runs.firstId + index,
      number,
      year,
      periodStart: number,
      periodEnd: number,
      description: `Verloning ${year}-${number}`,
      runAt,
      locked: isReached(lockedFromOf(company, period), date),
    });
  }
}

const isReached = (from: string | null, date: string): boolean => from !== null && from <= date;

/** The date from which the run of the period is locked; null: never. */
export function lockedFromOf(company: Company, period: Period): string | null {
  const moved = company.runs.locks.find((lock) => lock.year === period.year && lock.period === period.number);
  return moved === undefined ? weekdayAfter(period.end, company.runs.lockWeekdays) : moved.lockedFrom;
}

/** The company's current payroll period on this date. */
export function currentPeriodOn(company: Company, date: string): Period {
  const { currentPeriod } = company;
  const kind = periodKindOf(company);
  if (typeof currentPeriod === 'object') return periodOf(kind, currentPeriod.year, currentPeriod.period);
  const calendar = periodAt(kind, date);
  return currentPeriod === 'calendar' ? calendar : firstOpenPeriod(company, date, calendar);
}

/** The first period whose run is not locked yet; it lags behind the calendar, never ahead of it. */
function firstOpenPeriod(company: Company, date: string, calendar: Period): Period {
  let period = firstPeriodOf(company);
  while (period.begin < calendar.begin && isReached(lockedFromOf(company, period), date))
    period = shiftPeriod(period, 1);
  return period;
}
