/**
 * The payroll calendar as Nmbrs keeps it, on plain `YYYY-MM-DD` dates. Written for the simulator alone: the client under
 * test has its own.
 */
const DAY_MS = 86_400_000;

export type PeriodKind = 'month' | 'week4';

/** A payroll period; `begin` and `end` are its first and last day. */
export interface Period {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly number: number;
  readonly begin: string;
  readonly end: string;
}

const AMSTERDAM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** The Dutch calendar date at this moment (ms since 1970). */
export const dateAt = (epochMs: number): string => AMSTERDAM.format(epochMs);

const isoDate = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);
const msOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDays = (date: string, days: number): string => isoDate(msOf(date) + days * DAY_MS);
/** The date of this year, month (1-12) and day; day 0 is the last day of the month before. */
export const dateOf = (year: number, month: number, day: number): string => isoDate(Date.UTC(year, month - 1, day));
export const yearOf = (date: string): number => Number(date.slice(0, 4));
/** Monday 1 … Sunday 7. */
export const weekdayOf = (date: string): number => new Date(msOf(date)).getUTCDay() || 7;

/** The same day `years` later; 29 February becomes 1 March. */
export const addYears = (date: string, years: number): string =>
  dateOf(yearOf(date) + years, Number(date.slice(5, 7)), Number(date.slice(8)));

/** The nth Monday-to-Friday after the date. Public holidays are not counted out: an office sometimes works on them. */
export function weekdayAfter(date: string, count: number): string {
  const next = addDays(date, 1);
  const left = weekdayOf(next) <= 5 ? count - 1 : count;
  return left <= 0 ? next : weekdayAfter(next, left);
}

export const periodsPerYear = (kind: PeriodKind): number => (kind === 'month' ? 12 : 13);

/**
 * Period `number` of the year. Four-weekly: the first starts on 1 January and ends on the Sunday of ISO week 4, the
 * thirteenth starts on the Monday of ISO week 49 and ends on 31 December, also in a year of 53 weeks.
 */
export function periodOf(kind: PeriodKind, year: number, number: number): Period {
  if (kind === 'month') {
    return { kind, year, number, begin: dateOf(year, number, 1), end: dateOf(year, number + 1, 0) };
  }
  const fourthOfJanuary = dateOf(year, 1, 4);
  const firstMonday = addDays(fourthOfJanuary, 1 - weekdayOf(fourthOfJanuary));
  const begin = number === 1 ? dateOf(year, 1, 1) : addDays(firstMonday, (number - 1) * 28);
  const end = number === 13 ? dateOf(year, 12, 31) : addDays(firstMonday, number * 28 - 1);
  return { kind, year, number, begin, end };
}

/** Years in which 1 January or 31 December is a Thursday have 53 ISO weeks. */
const has53Weeks = (year: number): boolean =>
  [dateOf(year, 1, 1), dateOf(year, 12, 31)].some((day) => weekdayOf(day) === 4);

/** How many weeks the period pays: four, and five in the thirteenth of a year of 53; a month is thirteen thirds. */
export function weeksPaidIn({ kind, year, number }: Period): number {
  if (kind === 'month') return 13 / 3;
  return number === 13 && has53Weeks(year) ? 5 : 4;
}

/** The period in which the date lies. */
export function periodAt(kind: PeriodKind, date: string): Period {
  const year = yearOf(date);
  const numbers = Array.from({ length: periodsPerYear(kind) }, (_, index) => index + 1);
  const found = numbers.map((number) => periodOf(kind, year, number)).find(({ end }) => date <= end);
  return found ?? periodOf(kind, year, periodsPerYear(kind));
}

/** The period `count` later, or earlier when negative. */
export function shiftPeriod(period: Period, count: number): Period {
  const perYear = periodsPerYear(period.kind);
  const index = period.year * perYear + (period.number - 1) + count;
  return periodOf(period.kind, Math.floor(index / perYear), (index % perYear) + 1);
}

/** Whether something that runs from `begin` to `end` (open when absent) touches the period. */
export const overlaps = (
  period: { readonly begin: string; readonly end: string },
  begin: string,
  end: string | undefined,
): boolean => begin <= period.end && (end === undefined || end >= period.begin);
