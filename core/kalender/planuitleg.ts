import { dayAndDate, longDate, tijdvakName } from './nederlands.ts';
import { DAYS_AFTER_PERIOD, type EersteKeuze, firstPlan, reckonPlan, type UitwisselPlan } from './planning.ts';
import { type Datum, partsOf, weekdayOf } from './tijd.ts';
import { type Tijdvak, tijdvakAt } from './tijdvak.ts';
import { feestdagen, isWerkdag } from './werkdag.ts';

/** A first exchange with how it was reckoned: a Dutch sentence per step. */
export interface UitgelegdPlan extends UitwisselPlan {
  readonly stappen: readonly string[];
}

/** The first exchange that follows from an akkoord by the rule, explained. */
export function explainPlan(keuze: Omit<EersteKeuze, 'afwijkendeDatum'>): UitgelegdPlan {
  const plan = firstPlan(keuze);
  return { ...plan, stappen: [whichTijdvak(keuze, plan.tijdvak), ...whichDatum(plan.tijdvak)] };
}

function whichTijdvak({ akkoord, verloning, huidigTijdvakMeenemen }: EersteKeuze, tijdvak: Tijdvak): string {
  const current = tijdvakAt(verloning, akkoord);
  const dag = `Het akkoord valt op ${dayAndDate(akkoord)}`;
  if (huidigTijdvakMeenemen) {
    return `${dag}, in ${tijdvakName(current)}. Dat tijdvak gaat mee: de eerste uitwisseling gaat over ${tijdvakName(tijdvak)}.`;
  }
  if (current.begin === akkoord) {
    return `${dag}, de eerste dag van ${tijdvakName(current)}. Dat tijdvak is dus volledig: de eerste uitwisseling gaat over ${tijdvakName(tijdvak)}.`;
  }
  return `${dag}, in ${tijdvakName(current)}. Dat tijdvak gaat niet mee: het eerste volledige tijdvak na het akkoord is ${tijdvakName(tijdvak)}.`;
}

function whichDatum(tijdvak: Tijdvak): string[] {
  const { kalenderdatum, werkdag, deadline, datum } = reckonPlan(tijdvak);
  const later = `Het tijdvak eindigt op ${dayAndDate(tijdvak.eind)}; ${DAYS_AFTER_PERIOD} kalenderdagen later is het ${dayAndDate(kalenderdatum)}.`;
  const moved = isWerkdag(kalenderdatum)
    ? 'Dat is een werkdag.'
    : `Dat is geen werkdag (${whyNoWerkdag(kalenderdatum)}); de eerste werkdag erna is ${dayAndDate(werkdag)}.`;
  const limit =
    datum === werkdag
      ? `De uiterste aangiftedatum is ${longDate(deadline)}; de eerste uitwisseling is daarvóór of op die dag, dus op ${dayAndDate(datum)}.`
      : `De uiterste aangiftedatum is ${longDate(deadline)}, eerder dan die werkdag; de eerste uitwisseling is dus op de laatste werkdag tot en met die datum: ${dayAndDate(datum)}.`;
  return [later, moved, limit];
}

function whyNoWerkdag(datum: Datum): string {
  const feestdag = feestdagen(partsOf(datum).jaar).get(datum);
  if (feestdag !== undefined) return feestdag;
  return weekdayOf(datum) === 6 ? 'zaterdag' : 'zondag';
}
