import { addDays, type Datum } from './tijd.ts';
import { aangifteDeadline, nextTijdvak, type Tijdvak, tijdvakAt, type Verloning } from './tijdvak.ts';
import { nextWerkdag, werkdagOnOrAfter, werkdagOnOrBefore } from './werkdag.ts';

/** Calendar days between a period's end and the planned exchange: time for the office to lock its run. INFERRED. */
export const DAYS_AFTER_PERIOD = 10;

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
  const { deadline, datum } = reckonPlan(tijdvak);
  return { tijdvak, deadline, datum };
}

/** The plan with the steps to it: the date by the calendar, and the working day that it becomes. */
export function reckonPlan(tijdvak: Tijdvak) {
  const deadline = aangifteDeadline(tijdvak);
  const kalenderdatum = addDays(tijdvak.eind, DAYS_AFTER_PERIOD);
  const werkdag = werkdagOnOrAfter(kalenderdatum);
  return { deadline, kalenderdatum, werkdag, datum: werkdag <= deadline ? werkdag : werkdagOnOrBefore(deadline) };
}

/** What decides about the first exchange. */
export interface EersteKeuze {
  readonly akkoord: Datum;
  readonly verloning: Verloning;
  readonly huidigTijdvakMeenemen: boolean;
  /** The date that the assessor chose instead of the rule's. */
  readonly afwijkendeDatum?: { readonly datum: Datum } | undefined;
}

/**
 * The first exchange after an akkoord: of the current period when the assessor includes it, else of the first full
 * period that starts on or after the akkoord; on the assessor's own date when there is one. What is stored at realisatie is this one, or
 * {@link upcomingDate} of it when that day has passed by then.
 */
export function firstPlan({ akkoord, verloning, huidigTijdvakMeenemen, afwijkendeDatum }: EersteKeuze): UitwisselPlan {
  const current = tijdvakAt(verloning, akkoord);
  const include = huidigTijdvakMeenemen || current.begin === akkoord;
  const plan = planFor(include ? current : nextTijdvak(current));
  return afwijkendeDatum === undefined ? plan : { ...plan, datum: afwijkendeDatum.datum };
}

export const planAfter = (tijdvak: Tijdvak): UitwisselPlan => planFor(nextTijdvak(tijdvak));

/** A planned date that still lies ahead; one that has passed (or is today) becomes the next working day. */
export const upcomingDate = (planned: Datum, vandaag: Datum): Datum =>
  planned > vandaag ? planned : nextWerkdag(vandaag);
