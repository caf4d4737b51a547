import { type Afmelding, vindtNogPlaats } from '../aanmelding/afmelding.ts';
import { laatsteVergrendeldag } from '../controle/vergrendelen.ts';
import { planFor } from '../kalender/planning.ts';
import { type Datum, partsOf } from '../kalender/tijd.ts';
import { type Tijdvak, tijdvakById, tijdvakkenIn } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { verloningIn } from '../koppeling/verloningen.ts';

/** A period of the year: on which day it is exchanged, until when its run can be locked, and until when its return can be filed. */
export interface Kalenderdag {
  readonly tijdvak: Tijdvak;
  readonly datum: Datum;
  readonly vergrendelen: Datum;
  readonly deadline: Datum;
}

/** The month from which the next year is told too: its first periods are then near. */
const DECEMBER = 12;

/** This year, and from December the next. */
export function jarenVan(vandaag: Datum): readonly number[] {
  const { jaar, maand } = partsOf(vandaag);
  return maand === DECEMBER ? [jaar, jaar + 1] : [jaar];
}

interface Rondom {
  readonly vandaag: Datum;
  /** The day on which the koppeling's next period is tried: another one than by the rule when it was tried before. */
  readonly volgende: Koppeling['volgende'];
  /** The first period that was agreed, on the date that the assessor may have chosen. */
  readonly eerste: { readonly tijdvak: Tijdvak; readonly datum: Datum };
  readonly afmelding?: Afmelding | undefined;
}

/**
 * Every period of those years that is exchanged: from the first one on, and up to the last one of who signed off. Of the years before those
 * that are still to be exchanged: the last period of a year is in January.
 */
export function kalenderVan(
  koppeling: Pick<Koppeling, 'verloning' | 'verloningen'>,
  { vandaag, eerste, afmelding, volgende }: Rondom,
): readonly Kalenderdag[] {
  const next = tijdvakById(volgende.tijdvakId);
  const jaren = jarenVan(vandaag);
  const [first = next.jaar] = jaren;
  const earlier = Array.from({ length: Math.max(0, first - next.jaar) }, (_, index) => next.jaar + index);
  const dueOf = (jaar: number) =>
    tijdvakkenIn(verloningIn(koppeling, jaar), jaar).filter(({ begin }) => jaar >= first || begin >= next.begin);
  return [...earlier, ...jaren]
    .flatMap(dueOf)
    .filter(({ begin }) => begin >= eerste.tijdvak.begin)
    .map((tijdvak) => dagVan(tijdvak, { eerste, volgende, vandaag }))
    .filter(({ tijdvak: { tijdvakId }, datum }) => vindtNogPlaats(afmelding, { tijdvakId, datum }));
}

function dagVan(tijdvak: Tijdvak, { eerste, volgende, vandaag }: Omit<Rondom, 'afmelding'>): Kalenderdag {
  const { datum: byRule, deadline } = planFor(tijdvak);
  const agreed = tijdvak.tijdvakId === eerste.tijdvak.tijdvakId ? eerste.datum : byRule;
  const isNext = tijdvak.tijdvakId === volgende.tijdvakId;
  const datum = isNext ? volgende.datum : agreed;
  // Tried before, it can be locked up to the day before the next look, which may be today.
  return { tijdvak, datum, vergrendelen: laatsteVergrendeldag(datum, isNext ? vandaag : undefined), deadline };
}
