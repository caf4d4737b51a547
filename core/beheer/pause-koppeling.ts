import type { WriteOutcome } from '../assert-stored.ts';
import { doorBeoordelaar, type Ingreep } from '../audit/beheer.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Agenda } from '../koppeling/ports/agenda.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { lapseWaiting } from '../uitwisseling/stop-uitwisselingen.ts';

export interface PauseDeps {
  readonly registratie: Koppelregister & Uitwisselregister;
  readonly agenda: Agenda;
  readonly klok: Klok;
}

export type PauseOutcome =
  /** `lopend`: how many exchanges had begun; they are brought to their end. */
  | { readonly uitkomst: 'gepauzeerd'; readonly lopend: number }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'gestopt' };

/**
 * Pauses a koppeling: nothing starts until someone resumes it, what waits lapses, what has begun is brought to its end. Asked
 * again it does what an earlier try left undone. Of a koppeling that was interrupted the pause stands also when a new token comes.
 */
export async function pauseKoppeling(deps: PauseDeps, ingreep: Ingreep): Promise<PauseOutcome> {
  const found = await deps.registratie.findKoppeling(ingreep.koppelingId);
  if (found === undefined || found.status === 'gewist') return { uitkomst: 'onbekend' };
  if (found.status === 'gestopt') return { uitkomst: 'gestopt' };
  const paused = { ...found, status: 'gepauzeerd' } as const;
  if (found.status !== 'gepauzeerd' && (await store(deps, paused, ingreep)) === 'verouderd') {
    return pauseKoppeling(deps, ingreep);
  }
  await deps.agenda.cancel(ingreep.koppelingId);
  const lopend = await lapseWaiting(deps, paused);
  return { uitkomst: 'gepauzeerd', lopend: lopend.length };
}

function store(deps: PauseDeps, paused: Koppeling, ingreep: Ingreep): Promise<WriteOutcome> {
  const { aanmeldingId, versie } = paused;
  const regel = { ...doorBeoordelaar(ingreep), aanmeldingId, op: deps.klok.now(), wat: 'koppeling.gepauzeerd' };
  return deps.registratie.replaceKoppeling({ ...paused, versie: versie + 1 }, regel);
}
