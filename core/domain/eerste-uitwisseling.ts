import { addDays, type Datum } from './tijd.ts';
import { aangifteDeadline, nextTijdvak, type Tijdvak, tijdvakAt, type Verloning } from './tijdvak.ts';
import { nextWerkdag, werkdagOnOrAfter, werkdagOnOrBefore } from './werkdag.ts';

/** Calendar days between a period's end and the planned exchange: time for the office to lock its run. INFERRED. */
const DAYS_AFTER_PERIOD = 10;

/** One planned exchange: which period, on which date it is tried first, and when a.s.r. must be warned. */
export interface UitwisselPlan {
  readonly tijdvak: Tijdvak;
  readonly datum: Datum;
  readonly deadline: Datum;
}

/**
 * When the data of a period is exchanged: the period's end + 10 calendar days, moved to the next working day, at the
 * latest the filing deadline (then the working day on or before it). INFERRED, from how Dutch pension funds do it.
 */
export function planFor(tijdvak: Tijdvak): UitwisselPlan {
  const deadline = aangifteDeadline(tijdvak);
  const planned = werkdagOnOrAfter(addDays(tijdvak.eind, DAYS_AFTER_PERIOD));
  return { tijdvak, deadline, datum: planned <= deadline ? planned : werkdagOnOrBefore(deadline) };
}

/**
 * The first exchange after an akkoord: of the current period when the assessor includes it, else of the first full
 * period that starts on or after the akkoord.
 */
export function firstPlan(input: {
  akkoord: Datum;
  verloning: Verloning;
  huidigTijdvakMeenemen: boolean;
}): UitwisselPlan {
  const current = tijdvakAt(input.verloning, input.akkoord);
  const include = input.huidigTijdvakMeenemen || current.begin === input.akkoord;
  return planFor(include ? current : nextTijdvak(current));
}

export const planAfter = (tijdvak: Tijdvak): UitwisselPlan => planFor(nextTijdvak(tijdvak));

/** A planned date that still lies ahead; one that has passed (or is today) becomes the next working day. */
export const upcomingDate = (planned: Datum, vandaag: Datum): Datum =>
  planned > vandaag ? planned : nextWerkdag(vandaag);
