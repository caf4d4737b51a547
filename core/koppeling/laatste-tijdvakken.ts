import type { Afmelding } from '../aanmelding/afmelding.ts';
import type { TijdvakId } from '../ids.ts';
import { addDays, addMonths, Kloktijd, momentInAmsterdam, partsOf, type Tijdstip } from '../kalender/tijd.ts';
import { aangifteDeadline, type Tijdvak, tijdvakAt, tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from './koppeling.ts';
import { tijdvakNa, verloningIn } from './verloningen.ts';

/** The periods up to the last day that are still to be exchanged, from the koppeling's next one on. */
export function openTijdvakken(
  { ingangsdatum }: Afmelding,
  koppeling: Pick<Koppeling, 'volgende' | 'verloning' | 'verloningen'>,
): readonly Tijdvak[] {
  const all: Tijdvak[] = [];
  let next = tijdvakById(koppeling.volgende.tijdvakId);
  for (; next.begin <= ingangsdatum; next = tijdvakNa(koppeling, next)) all.push(next);
  return all;
}

/** Until when the token is kept for what could not be exchanged: a month after the return of the last period had to be filed. */
export function uiterlijk(
  { ingangsdatum }: Afmelding,
  koppeling: Pick<Koppeling, 'verloning' | 'verloningen'>,
): Tijdstip {
  const last = tijdvakAt(verloningIn(koppeling, partsOf(ingangsdatum).jaar), ingangsdatum);
  return momentInAmsterdam(addDays(addMonths(aangifteDeadline(last), 1), 1), Kloktijd.parse('00:00'));
}

/**
 * The periods up to the last day of which no data set came, and none comes any more. `geleverd`: those of which a set lies there, also when
 * the koppeling was not moved on past it.
 */
export function nietGeleverdIn(
  afmelding: Afmelding,
  koppeling: Pick<Koppeling, 'vorige' | 'volgende' | 'overgeslagen' | 'verloning' | 'verloningen'>,
  geleverd: readonly TijdvakId[],
): readonly TijdvakId[] {
  const sets = [...geleverd, ...(koppeling.vorige === undefined ? [] : [koppeling.vorige.tijdvakId])];
  const told =
    sets
      .map((one) => tijdvakById(one).eind)
      .toSorted()
      .at(-1) ?? '';
  // Those that were passed over before a set are named by that set.
  const overgeslagen = (koppeling.overgeslagen ?? []).filter(({ tijdvakId }) => tijdvakById(tijdvakId).begin > told);
  const open = openTijdvakken(afmelding, koppeling).filter(({ tijdvakId }) => !geleverd.includes(tijdvakId));
  return [...overgeslagen, ...open].map(({ tijdvakId }) => tijdvakId);
}
