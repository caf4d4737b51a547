import type { KoppelingId } from '../ids.ts';
import { planFor } from '../kalender/planning.ts';
import { epochMs, momentInAmsterdam } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { startTimeOf } from '../koppeling/starttijd.ts';
import { recenteUitwisselingen } from './list-recente-uitwisselingen.ts';
import { nextAsked } from './start-next.ts';
import { type StartDeps, type StartOutcome, startUitwisseling } from './start-uitwisseling.ts';
import type { Uitwisseling } from './uitwisseling.ts';

/**
 * Starts what is to be exchanged next: a period that a person asked for, else the koppeling's next one when its date has
 * passed, so that missed periods are caught up with in order, one after the other. `wacht`: it is planned for later, or there
 * is none to come. The schedule must be written before: it is the net below this.
 */
export async function startWhenDue(deps: StartDeps, koppelingId: KoppelingId): Promise<StartOutcome | 'wacht'> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling?.status !== 'actief') return 'wacht';
  const all = await recenteUitwisselingen(deps, koppeling);
  const asked = await nextAsked(deps, koppeling, all);
  if (asked !== undefined) {
    const { tijdvakId, aanleiding = 'gevraagd' } = asked;
    return startUitwisseling(deps, { koppelingId, tijdvakId, opnieuw: aanleiding });
  }
  if (!isDue(deps, koppeling, all)) return 'wacht';
  return startUitwisseling(deps, { koppelingId, tijdvakId: koppeling.volgende.tijdvakId });
}

/**
 * Whether its moment has passed. A period that was never tried counts from the date of the rule: the date in the koppeling is
 * then the next working day, which is only the net. One that failed waits for the day on which it is tried again.
 */
function isDue({ klok }: StartDeps, koppeling: Koppeling, all: readonly Uitwisseling[]): boolean {
  const { koppelingId, volgende, vorige } = koppeling;
  const isTried = all.some(({ tijdvakId }) => tijdvakId === volgende.tijdvakId);
  const byRule = planFor(tijdvakById(volgende.tijdvakId)).datum;
  const datum = isTried || vorige === undefined || volgende.datum < byRule ? volgende.datum : byRule;
  return epochMs(momentInAmsterdam(datum, startTimeOf(koppelingId))) <= epochMs(klok.now());
}
