import { type HerstelNodigAanmelding, underControle, type WachtOpAkkoordAanmelding } from '../aanmelding/aanmelding.ts';
import { countHercontrole } from '../aanmelding/hercontroles.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import type { AanmeldingId, TaakToken } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';

export interface RecheckDeps {
  readonly registratie: Aanmeldregister;
  readonly klok: Klok;
  readonly verloop: Verloop;
}

/**
 * `niet-nu`: the aanmelding does not wait for anything that a new controle could change, or is being checked: there is one
 * controle at a time. `te-veel`: the day's count is used up.
 */
export type RecheckOutcome = 'gestart' | 'niet-nu' | 'te-veel' | 'onbekend';

/** Lets the machine check again at Nmbrs: while herstel is needed, or while an assessor has not decided. */
export async function recheckAanmelding(deps: RecheckDeps, aanmeldingId: AanmeldingId): Promise<RecheckOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return 'onbekend';
  if (found.status !== 'herstel-nodig' && found.status !== 'wacht-op-akkoord') return 'niet-nu';
  if (found.taakToken === undefined) return 'niet-nu';
  const op = deps.klok.now();
  const hercontroles = countHercontrole(found.hercontroles, op);
  if (hercontroles === undefined) return 'te-veel';
  // Counted before it starts: what is only counted afterwards is not counted when the machine is faster.
  const counted = { ...found, versie: found.versie + 1, hercontroles };
  const regel = { aanmeldingId, op, wie: 'salarisverwerker', wat: 'controle.gevraagd' };
  const stored = await deps.registratie.replaceAanmelding(counted, regel);
  return stored === 'verouderd' ? 'niet-nu' : resumeControle(deps, counted, found.taakToken);
}

/** Lets the machine that waits with this token go on to a controle. */
export async function resumeControle(
  deps: RecheckDeps,
  found: HerstelNodigAanmelding | WachtOpAkkoordAanmelding,
  taakToken: TaakToken,
): Promise<'gestart' | 'niet-nu'> {
  const resumed = await deps.verloop.resume(taakToken, { uitkomst: 'hercontrole' });
  if (resumed === 'verlopen') return 'niet-nu';
  // So that the next look at the status shows it; when the machine was faster, that stands.
  await deps.registratie.replaceAanmelding(underControle({ ...found, versie: found.versie + 1 }), {
    aanmeldingId: found.aanmeldingId,
    op: deps.klok.now(),
    wie: 'systeem',
    wat: 'controle.gestart',
  });
  return 'gestart';
}
