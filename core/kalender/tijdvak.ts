import * as z from 'zod';
import { TijdvakId } from '../ids.ts';
import { addDays, addMonths, Datum, dateOf, daysInMonth, partsOf, weekdayOf } from './tijd.ts';

/** How often the werkgever runs payroll; the words of the handleiding. */
export const Verloning = z.enum(['maandelijks', 'vierwekelijks']);
export type Verloning = z.infer<typeof Verloning>;

/** A payroll period: a calendar month or an aangiftetijdvak of four weeks. `eind` is its last day. */
export const Tijdvak = z.strictObject({
  tijdvakId: TijdvakId,
  verloning: Verloning,
  jaar: z.int(),
  nummer: z.int().min(1).max(13),
  begin: Datum,
  eind: Datum,
});
export type Tijdvak = z.infer<typeof Tijdvak>;

/** How many periods a year has. */
export const periodsIn = (verloning: Verloning): number => (verloning === 'maandelijks' ? 12 : 13);

/** Monday of ISO week 1: the week that holds 4 January. */
function isoYearStart(jaar: number): Datum {
  const fourth = dateOf(jaar, 1, 4);
  return addDays(fourth, 1 - weekdayOf(fourth));
}

function fourWeeks(jaar: number, nummer: number): { begin: Datum; eind: Datum } {
  const monday = addDays(isoYearStart(jaar), (nummer - 1) * 28);
  return {
    begin: nummer === 1 ? dateOf(jaar, 1, 1) : monday,
    eind: nummer === 13 ? dateOf(jaar, 12, 31) : addDays(monday, 27),
  };
}

/**
 * The period with this number. Four-weekly: P1 starts on 1 January and ends on the Sunday of ISO week 4, P2-P12 are 28
 * days from a Monday, P13 starts on the Monday of ISO week 49 and ends on 31 December (source: Belastingdienst).
 */
export function tijdvakOf(verloning: Verloning, jaar: number, nummer: number): Tijdvak {
  const key = `${verloning} ${jaar} ${nummer}`;
  const known = KNOWN.get(key) ?? makeTijdvak(verloning, jaar, nummer);
  KNOWN.set(key, known);
  return known;
}

/** There are 25 a year, and each is asked for again and again. */
const KNOWN = new Map<string, Tijdvak>();

function makeTijdvak(verloning: Verloning, jaar: number, nummer: number): Tijdvak {
  const letter = verloning === 'maandelijks' ? 'M' : 'P';
  const bounds =
    verloning === 'maandelijks'
      ? { begin: dateOf(jaar, nummer, 1), eind: dateOf(jaar, nummer, daysInMonth(jaar, nummer)) }
      : fourWeeks(jaar, nummer);
  const tijdvakId = TijdvakId.parse(`${jaar}-${letter}${String(nummer).padStart(2, '0')}`);
  return Object.freeze({ tijdvakId, verloning, jaar, nummer, ...bounds });
}

/** All periods of a year, in order. */
export const tijdvakkenIn = (verloning: Verloning, jaar: number): readonly Tijdvak[] =>
  Array.from({ length: periodsIn(verloning) }, (_, index) => tijdvakOf(verloning, jaar, index + 1));

/** The period in which the date lies. */
export function tijdvakAt(verloning: Verloning, datum: Datum): Tijdvak {
  const { jaar } = partsOf(datum);
  for (let nummer = 1; nummer < periodsIn(verloning); nummer += 1) {
    const tijdvak = tijdvakOf(verloning, jaar, nummer);
    if (datum <= tijdvak.eind) return tijdvak;
  }
  return tijdvakOf(verloning, jaar, periodsIn(verloning));
}

export function tijdvakById(tijdvakId: TijdvakId): Tijdvak {
  const verloning = tijdvakId[5] === 'M' ? 'maandelijks' : 'vierwekelijks';
  return tijdvakOf(verloning, Number(tijdvakId.slice(0, 4)), Number(tijdvakId.slice(6)));
}

export function nextTijdvak({ verloning, jaar, nummer }: Tijdvak): Tijdvak {
  return nummer < periodsIn(verloning) ? tijdvakOf(verloning, jaar, nummer + 1) : tijdvakOf(verloning, jaar + 1, 1);
}

/**
 * The last day on which the loonaangifte of this period can be filed: within a month after its end (AWR art. 10 and 19), without a
 * shift for weekends. That is the same day a month later, and the last day of the next month when the period ends on the last day of
 * one; for four-weekly periods INFERRED from that one law.
 */
export function aangifteDeadline({ eind }: Tijdvak): Datum {
  const { jaar, maand, dag } = partsOf(addDays(eind, 1));
  return dag === 1 ? dateOf(jaar, maand, 31) : addMonths(eind, 1);
}
