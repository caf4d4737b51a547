import { afmeldingOf } from '../aanmelding/aanmelding.ts';
import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { KoppelingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppeling } from './koppeling.ts';
import type { Agenda } from './ports/agenda.ts';
import type { Koppelregister } from './ports/koppelregister.ts';
import { startDateOf, startTimeOf } from './starttijd.ts';

export interface PlanVolgendeDeps {
  readonly registratie: Aanmeldregister & Koppelregister;
  readonly agenda: Agenda;
  readonly klok: Klok;
}

/**
 * Brings the agenda in line with the koppeling: its next exchange, or nothing when it is not active or ends before that
 * date. It looks again afterwards: who stops the koppeling or moves it on at the same moment writes the agenda before or
 * after, and one of the two sees the other.
 */
export async function planVolgende(deps: PlanVolgendeDeps, koppelingId: KoppelingId): Promise<void> {
  const koppeling = await upcoming(deps, koppelingId);
  if (koppeling !== undefined) {
    await plan(deps, koppeling);
    const after = await upcoming(deps, koppelingId);
    if (after !== undefined) return isSameNext(after, koppeling) ? undefined : planVolgende(deps, koppelingId);
  }
  await deps.agenda.cancel(koppelingId);
}

/** Puts the next exchange in the agenda, whatever the koppeling's status; a date whose moment has passed becomes the next working day. */
export async function plan(deps: PlanVolgendeDeps, koppeling: Koppeling): Promise<void> {
  const { koppelingId, volgende } = koppeling;
  const datum = dateOfNext(deps, koppeling);
  await deps.agenda.plan({ koppelingId, tijdvakId: volgende.tijdvakId, datum, tijd: startTimeOf(koppelingId) });
}

const isSameNext = ({ volgende: a }: Koppeling, { volgende: b }: Koppeling): boolean =>
  a.tijdvakId === b.tijdvakId && a.datum === b.datum;

const dateOfNext = ({ klok }: PlanVolgendeDeps, { koppelingId, volgende }: Koppeling) =>
  startDateOf(koppelingId, volgende.datum, klok.now());

/** The koppeling, when an exchange of it is to come. */
async function upcoming(deps: PlanVolgendeDeps, koppelingId: KoppelingId): Promise<Koppeling | undefined> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling?.status !== 'actief') return undefined;
  const aanmelding = await deps.registratie.findAanmelding(koppeling.aanmeldingId);
  const { tijdvakId } = koppeling.volgende;
  return vindtNogPlaats(afmeldingOf(aanmelding), { tijdvakId, datum: dateOfNext(deps, koppeling) })
    ? koppeling
    : undefined;
}
