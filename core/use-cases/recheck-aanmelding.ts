import { type AanmeldingId, underControle } from '../domain/aanmelding.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface RecheckDeps {
  readonly registratie: Registratie;
  readonly klok: Klok;
  readonly verloop: Verloop;
}

/** `niet-nu`: the aanmelding does not wait for anything that a new controle could change, or is being checked. */
export type RecheckOutcome = 'gestart' | 'niet-nu' | 'onbekend';

/** Lets the machine check again at Nmbrs: while herstel is needed, or while an assessor has not decided. */
export async function recheckAanmelding(deps: RecheckDeps, aanmeldingId: AanmeldingId): Promise<RecheckOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return 'onbekend';
  if (found.status !== 'herstel-nodig' && found.status !== 'wacht-op-akkoord') return 'niet-nu';
  if (found.taakToken === undefined) return 'niet-nu';
  const resumed = await deps.verloop.resume(found.taakToken, { uitkomst: 'hercontrole' });
  if (resumed === 'verlopen') return 'niet-nu';
  // So that the next look at the status shows it; when the machine was faster, that stands.
  await deps.registratie.replaceAanmelding(underControle({ ...found, versie: found.versie + 1 }), {
    aanmeldingId,
    op: deps.klok.now(),
    wie: 'salarisverwerker',
    wat: 'controle.gevraagd',
  });
  return 'gestart';
}
