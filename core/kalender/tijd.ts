import * as z from 'zod';

/** Of a day of 24 hours: not to reckon with dates in the Netherlands. */
export const DAY_MS = 86_400_000;
const TIME_ZONE = 'Europe/Amsterdam';

/** Makes it at the first call and keeps it: the first format of a process costs over 20 ms, and many never need one. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const dateInAmsterdamFormat = once(
  () => new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }),
);
const offsetInAmsterdamFormat = once(
  () => new Intl.DateTimeFormat('en-US', { timeZone: TIME_ZONE, timeZoneName: 'longOffset' }),
);

/** A moment in UTC, ISO 8601 with `Z`. */
export const Tijdstip = z.iso.datetime().brand<'Tijdstip'>();
export type Tijdstip = z.infer<typeof Tijdstip>;

/** A calendar date in the Netherlands, `YYYY-MM-DD`; never a moment. */
export const Datum = z.iso.date().brand<'Datum'>();
export type Datum = z.infer<typeof Datum>;

/** A wall clock time in the Netherlands, `HH:MM`. */
export const Kloktijd = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .brand<'Kloktijd'>();
export type Kloktijd = z.infer<typeof Kloktijd>;

/** A date and a wall clock time in the Netherlands, `YYYY-MM-DDTHH:MM:SS`: to compare with another, not to reckon with. */
export const Kloktijdstip = z.iso.datetime({ local: true, offset: false, precision: 0 }).brand<'Kloktijdstip'>();
export type Kloktijdstip = z.infer<typeof Kloktijdstip>;

/** Milliseconds since 1970 of a moment. */
export const epochMs = (tijdstip: Tijdstip): number => Date.parse(tijdstip);

/** The moment that lies `ms` milliseconds after 1970. */
export const tijdstipAt = (ms: number): Tijdstip => {
  const seconds = Math.floor(ms / 1000);
  const dayNumber = Math.floor(seconds / 86_400);
  const secondOfDay = seconds - dayNumber * 86_400;
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const time = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  const fraction = pad(Math.floor(ms - seconds * 1000), 3);
  return Tijdstip.parse(`${dateOfDayNumber(dayNumber)}T${time.map((part) => pad(part)).join(':')}.${fraction}Z`);
};

/** The moment so many milliseconds later; earlier when they are negative. */
export const addMs = (tijdstip: Tijdstip, ms: number): Tijdstip => tijdstipAt(epochMs(tijdstip) + ms);

/** The hour of the clock (UTC) in which it lies, `YYYY-MM-DDTHH`: by what is counted per hour. */
export const clockHourOf = (tijdstip: Tijdstip): string => tijdstip.slice(0, 'YYYY-MM-DDTHH'.length);

const HOUR_MS = 3_600_000;
/** When the next hour of the clock (UTC) begins. */
export const nextClockHour = (tijdstip: Tijdstip): Tijdstip =>
  tijdstipAt((Math.floor(epochMs(tijdstip) / HOUR_MS) + 1) * HOUR_MS);

/** Days since 1970-01-01. */
export const dayNumberOf = (datum: Datum): number => Date.parse(`${datum}T00:00:00Z`) / DAY_MS;

// The Gregorian calendar repeats itself every 400 years; its years are counted from 1 March, so that a leap day comes last.
const DAYS_IN_400_YEARS = 146_097;
const DAYS_FROM_0000_03_01_TO_1970 = 719_468;

/** The date that lies `dayNumber` days after 1970-01-01. */
export function dateOfDayNumber(dayNumber: number): Datum {
  const days = dayNumber + DAYS_FROM_0000_03_01_TO_1970;
  const era = Math.floor(days / DAYS_IN_400_YEARS);
  const dayOfEra = days - era * DAYS_IN_400_YEARS;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const maand = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const dag = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return dateOf(yearOfEra + era * 400 + (maand <= 2 ? 1 : 0), maand, dag);
}

/** The date with this year, month (1-12) and day; a day past the month's end becomes its last day. */
export function dateOf(jaar: number, maand: number, dag: number): Datum {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  const last = daysInMonth(jaar, maand);
  return Datum.parse(`${pad(jaar, 4)}-${pad(maand, 2)}-${pad(Math.min(dag, last), 2)}`);
}

export const addDays = (datum: Datum, days: number): Datum => dateOfDayNumber(dayNumberOf(datum) + days);

/** Adds calendar months; 31 January plus one month is 28 (29) February. */
export function addMonths(datum: Datum, months: number): Datum {
  const { jaar, maand, dag } = partsOf(datum);
  const index = jaar * 12 + (maand - 1) + months;
  return dateOf(Math.floor(index / 12), (index % 12) + 1, dag);
}

export function daysInMonth(jaar: number, maand: number): number {
  if (maand === 2) return (jaar % 4 === 0 && jaar % 100 !== 0) || jaar % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(maand) ? 30 : 31;
}

export function partsOf(datum: Datum): { jaar: number; maand: number; dag: number } {
  const [jaar = 0, maand = 0, dag = 0] = datum.split('-').map(Number);
  return { jaar, maand, dag };
}

/** ISO weekday: Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export const weekdayOf = (datum: Datum): number => ((((dayNumberOf(datum) + 3) % 7) + 7) % 7) + 1;

/** The Dutch calendar date at this moment. */
export const dateInAmsterdam = (tijdstip: Tijdstip): Datum =>
  Datum.parse(dateInAmsterdamFormat().format(epochMs(tijdstip)));

/** The moment at which Dutch clocks show this date and time. Times that a clock change skips resolve to just after it. */
export function momentInAmsterdam(datum: Datum, kloktijd: Kloktijd): Tijdstip {
  const wall = Date.parse(`${datum}T${kloktijd}:00Z`);
  const guess = wall - offsetMsAt(wall);
  return tijdstipAt(wall - offsetMsAt(guess));
}

/** Whole seconds from now until the moment; none once it is past. */
export const secondsUntil = (tijdstip: Tijdstip, nu: Tijdstip): number =>
  Math.max(0, Math.ceil((epochMs(tijdstip) - epochMs(nu)) / 1000));

/** What Dutch clocks show at this moment, to the minute. */
export function timeInAmsterdam(tijdstip: Tijdstip): Kloktijd {
  const ms = epochMs(tijdstip);
  return Kloktijd.parse(tijdstipAt(ms + offsetMsAt(ms)).slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length));
}

/** How far Dutch clocks are ahead of UTC at this moment, in milliseconds. */
function offsetMsAt(ms: number): number {
  const name =
    offsetInAmsterdamFormat()
      .formatToParts(ms)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
