import { addDays, type Datum, dateOf, dayNumberOf, partsOf, weekdayOf } from './tijd.ts';

/** Easter Sunday in the Gregorian calendar (the anonymous computus, 1876). */
export function easterOf(jaar: number): Datum {
  const a = jaar % 19;
  const b = Math.floor(jaar / 100);
  const c = jaar % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const maand = Math.floor((h + l - 7 * m + 114) / 31);
  const dag = ((h + l - 7 * m + 114) % 31) + 1;
  return dateOf(jaar, maand, dag);
}

/**
 * Dutch public holidays on which payroll offices and a.s.r. are closed. Koningsdag moves to Saturday 26 April when the
 * 27th is a Sunday. Bevrijdingsdag counts in lustrum years only (2025, 2030 …): the common choice in collective
 * agreements, INFERRED for a.s.r. Goede Vrijdag is an ordinary working day.
 */
export function feestdagen(jaar: number): ReadonlyMap<Datum, string> {
  const pasen = easterOf(jaar);
  const koningsdag = dateOf(jaar, 4, 27);
  const dagen: [Datum, string][] = [
    [dateOf(jaar, 1, 1), 'Nieuwjaarsdag'],
    [addDays(pasen, 1), 'Tweede paasdag'],
    [weekdayOf(koningsdag) === 7 ? addDays(koningsdag, -1) : koningsdag, 'Koningsdag'],
    [addDays(pasen, 39), 'Hemelvaartsdag'],
    [addDays(pasen, 50), 'Tweede pinksterdag'],
    [dateOf(jaar, 12, 25), 'Eerste kerstdag'],
    [dateOf(jaar, 12, 26), 'Tweede kerstdag'],
  ];
  if (jaar % 5 === 0) dagen.push([dateOf(jaar, 5, 5), 'Bevrijdingsdag']);
  return new Map(dagen);
}

export const isWerkdag = (datum: Datum): boolean =>
  weekdayOf(datum) <= 5 && !feestdagen(partsOf(datum).jaar).has(datum);

/** The date itself when it is a working day, else the next one. */
export function werkdagOnOrAfter(datum: Datum): Datum {
  return isWerkdag(datum) ? datum : werkdagOnOrAfter(addDays(datum, 1));
}

/** The date itself when it is a working day, else the one before. */
export function werkdagOnOrBefore(datum: Datum): Datum {
  return isWerkdag(datum) ? datum : werkdagOnOrBefore(addDays(datum, -1));
}

/** The first working day after the date. */
export const nextWerkdag = (datum: Datum): Datum => werkdagOnOrAfter(addDays(datum, 1));

/** How many working days have come after `van`, up to and including `tot`; 0 when `tot` is not later. */
export function countWerkdagen(van: Datum, tot: Datum): number {
  const days = dayNumberOf(tot) - dayNumberOf(van);
  if (days <= 0) return 0;
  const weeks = Math.floor(days / 7);
  const rest = Array.from({ length: days % 7 }, (_, index) => addDays(tot, -index));
  const weekdays = weeks * 5 + rest.filter((datum) => weekdayOf(datum) <= 5).length;
  return weekdays - holidaysOnWeekdays(van, tot);
}

function holidaysOnWeekdays(van: Datum, tot: Datum): number {
  let count = 0;
  for (let jaar = partsOf(van).jaar; jaar <= partsOf(tot).jaar; jaar += 1) {
    for (const datum of feestdagen(jaar).keys()) {
      if (datum > van && datum <= tot && weekdayOf(datum) <= 5) count += 1;
    }
  }
  return count;
}

/** The working day that lies so many working days after the date; 0 is the date itself, whatever day it is. */
export const werkdagAfter = (datum: Datum, aantal: number): Datum =>
  aantal <= 0 ? datum : werkdagAfter(nextWerkdag(datum), aantal - 1);
