import {
  addDays,
  type Period,
  type PeriodKind,
  periodAt,
  periodOf,
  periodsPerYear,
  shiftPeriod,
  weekdayAfter,
  yearOf,
} from './calendar.ts';
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
  const moving = {
    'after-drawn': () => periodAfterDrawn(company, date),
    calendar: () => calendar,
    'first-open': () => firstOpenPeriod(company, date, calendar),
  };
  return heldBackAtNewYear(company, moving[currentPeriod](), date);
}

/** The one after the latest period of which a run was drawn; the company's first one as long as there is none. */
function periodAfterDrawn(company: Company, date: string): Period {
  const first = firstPeriodOf(company);
  const ends = runsOn(company, date).map((run) => lastPeriodOf(company, run).begin);
  const latest = ends.toSorted().at(-1);
  if (latest === undefined || latest < first.begin) return first;
  return shiftPeriod(periodAt(first.kind, latest), 1);
}

/** The last period that the run covers; a run of a period that the year does not have counts for the nearest one. */
function lastPeriodOf(company: Company, { year, periodEnd }: Run): Period {
  const kind = periodKindOf(company);
  return periodOf(kind, year, Math.min(Math.max(periodEnd, 1), periodsPerYear(kind)));
}

/**
 * With `yearTransitions` the last period of a year stays current until the date that is listed for the next year. The
 * years before the first listed one have passed by themselves.
 */
function heldBackAtNewYear(company: Company, period: Period, date: string): Period {
  const { yearTransitions } = company;
  if (yearTransitions === undefined) return period;
  const firstListed = Math.min(...yearTransitions.map(yearOf));
  const isReachedYear = (year: number): boolean =>
    year < firstListed || yearTransitions.some((done) => yearOf(done) === year && done <= date);
  let { year } = period;
  while (!isReachedYear(year)) year -= 1;
  return year === period.year ? period : periodOf(period.kind, year, periodsPerYear(period.kind));
}

/** The first period whose run is not locked yet; it lags behind the calendar, never ahead of it. */
function firstOpenPeriod(company: Company, date: string, calendar: Period): Period {
  let period = firstPeriodOf(company);
  while (period.begin < calendar.begin && isReached(lockedFromOf(company, period), date))
    period = shiftPeriod(period, 1);
  return period;
}
