import type { AanmeldingId } from '../domain/aanmelding.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface RecheckDeps {
  readonly registratie: Registratie;
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
  return resumed === 'hervat' ? 'gestart' : 'niet-nu';
}
