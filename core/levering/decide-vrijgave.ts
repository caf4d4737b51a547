import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import { aanmeldingIdOf, type UitwisselingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import {
  LEVERING_AFGEKEURD,
  type LopendeUitwisseling,
  type Uitwisseling,
  type VastgehoudenUitwisseling,
  type Vrijgave,
} from '../uitwisseling/uitwisseling.ts';
import type { Vrijgaveformulier } from './vrijgave.ts';

export interface DecideVrijgaveDeps {
  readonly registratie: Uitwisselregister;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

export interface VrijgaveDecision {
  readonly uitwisselingId: UitwisselingId;
  readonly formulier: Vrijgaveformulier;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
  readonly beoordelaarNaam?: string | undefined;
}

export type VrijgaveOutcome =
  | { readonly uitkomst: 'besloten'; readonly besluit: Vrijgave['besluit'] }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'niet-vastgehouden' }
  /** The other was decided before. */
  | { readonly uitkomst: 'al-besloten' };

/**
 * Decides about a data set that is held: it is delivered as it was fetched, or nothing of it is and the period is fetched
 * again on the next working day. The same decision sent again is answered the same, and resumes a machine that a crash left
 * waiting; of two different ones at the same moment exactly one wins.
 */
export async function decideVrijgave(deps: DecideVrijgaveDeps, decision: VrijgaveDecision): Promise<VrijgaveOutcome> {
  const found = await deps.registratie.findUitwisseling(decision.uitwisselingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  const before = decidedOf(found);
  if (before !== undefined) return repeat(deps, before, decision);
  if (found.status !== 'vastgehouden') return { uitkomst: 'niet-vastgehouden' };
  return decide(deps, found, decision);
}

type Before = Pick<Vrijgave, 'besluit' | 'taakToken'>;

function decidedOf(uitwisseling: Uitwisseling): Before | undefined {
  if ('vrijgave' in uitwisseling && uitwisseling.vrijgave !== undefined) return uitwisseling.vrijgave;
  const isRejected = uitwisseling.status === 'mislukt' && uitwisseling.code === LEVERING_AFGEKEURD;
  return isRejected ? { besluit: 'afkeuren' } : undefined;
}

async function repeat(
  deps: DecideVrijgaveDeps,
  { besluit, taakToken }: Before,
  { formulier }: VrijgaveDecision,
): Promise<VrijgaveOutcome> {
  if (formulier.besluit !== besluit) return { uitkomst: 'al-besloten' };
  if (taakToken !== undefined) await deps.verloop.resume(taakToken, { uitkomst: besluit });
  return { uitkomst: 'besloten', besluit };
}

async function decide(
  deps: DecideVrijgaveDeps,
  found: VastgehoudenUitwisseling,
  decision: VrijgaveDecision,
): Promise<VrijgaveOutcome> {
  const { formulier, beoordelaar, beoordelaarNaam } = decision;
  const { besluit, reden } = formulier;
  const { taakToken, ...held } = found;
  const op = deps.klok.now();
  const door = { beoordelaar, ...(beoordelaarNaam && { beoordelaarNaam }) };
  const vrijgave: Vrijgave = { besluit, ...door, op, ...(taakToken === undefined ? {} : { taakToken }) };
  const next = { ...(besluit === 'leveren' ? runningAgain(held) : held), versie: held.versie + 1, vrijgave };
  const stored = await deps.registratie.replaceUitwisseling(next, {
    ...doorBeoordelaar({ beoordelaar, reden }),
    ...{ aanmeldingId: aanmeldingIdOf(held.koppelingId), op },
    wat: besluit === 'leveren' ? 'uitwisseling.vrijgegeven' : 'uitwisseling.afgekeurd',
  });
  if (stored === 'verouderd') return decideVrijgave(deps, decision);
  if (taakToken !== undefined) await deps.verloop.resume(taakToken, { uitkomst: besluit });
  return { uitkomst: 'besloten', besluit };
}

/** As it was when it was held: all parts are there, and it is assembled once more. */
function runningAgain(held: Omit<VastgehoudenUitwisseling, 'taakToken'>): LopendeUitwisseling {
  const { vastgehoudenOp, reden, werknemers, bezetting, vorige, vertrokken, ...rest } = held;
  return { ...rest, status: 'loopt' };
}
