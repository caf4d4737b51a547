import { type Afmelding, vindtNogPlaats } from './afmelding.ts';
import { planFor } from './eerste-uitwisseling.ts';
import type { Koppeling } from './koppeling.ts';
import { type Datum, partsOf } from './tijd.ts';
import { type Tijdvak, tijdvakkenIn } from './tijdvak.ts';
import { laatsteVergrendeldag } from './vergrendelen.ts';
import { verloningIn } from './verloningen.ts';

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
  /** The first period that was agreed, on the date that the assessor may have chosen. */
  readonly eerste: { readonly tijdvak: Tijdvak; readonly datum: Datum };
  readonly afmelding?: Afmelding | undefined;
}

/** Every period of those years that is exchanged: from the first one on, and up to the last one of who signed off. */
export const kalenderVan = (
  koppeling: Pick<Koppeling, 'verloning' | 'verloningen' | 'volgende'>,
  { vandaag, eerste, afmelding }: Rondom,
): readonly Kalenderdag[] =>
  jarenVan(vandaag)
    .flatMap((jaar) => tijdvakkenIn(verloningIn(koppeling, jaar), jaar))
    .filter(({ begin }) => begin >= eerste.tijdvak.begin)
    .map((tijdvak) => dagVan(tijdvak, eerste))
    .filter(({ tijdvak: { tijdvakId }, datum }) => vindtNogPlaats(afmelding, { tijdvakId, datum }));

function dagVan(tijdvak: Tijdvak, eerste: Rondom['eerste']): Kalenderdag {
  const { datum: byRule, deadline } = planFor(tijdvak);
  const datum = tijdvak.tijdvakId === eerste.tijdvak.tijdvakId ? eerste.datum : byRule;
  return { tijdvak, datum, vergrendelen: laatsteVergrendeldag(datum), deadline };
}
