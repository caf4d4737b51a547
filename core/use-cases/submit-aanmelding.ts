import { type Aanmeldformulier, splitToken } from '../domain/aanmeldgegevens.ts';
import type { AanmeldingId, Capability } from '../domain/aanmelding.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Klok } from '../ports/klok.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface SubmitDeps {
  readonly registratie: Registratie;
  readonly kluis: Kluis;
  readonly verloop: Verloop;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

export type SubmitOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmeldingId: AanmeldingId; readonly capability: Capability }
  | { readonly uitkomst: 'bezet' };

/**
 * Takes a sign-up in: the token to the kluis first, then the aanmelding with its claim, then the realisatie starts. A
 * crash in between leaves at most an orphan candidate in the kluis, or an aanmelding that the sweep starts.
 */
export async function submitAanmelding(deps: SubmitDeps, formulier: Aanmeldformulier): Promise<SubmitOutcome> {
  const { gegevens, apiToken } = splitToken(formulier);
  const aanmeldingId = deps.identiteit.newAanmeldingId();
  const capability = deps.identiteit.newCapability();
  const { domein, gebruikersnaam } = gegevens.nmbrs;
  const inloggegevensRef = await deps.kluis.storeCandidate(aanmeldingId, { domein, gebruikersnaam, apiToken });

  const nu = deps.klok.now();
  const registered = await deps.registratie.registerAanmelding(
    {
      status: 'ontvangen',
      aanmeldingId,
      versie: 0,
      ontvangenOp: nu,
      gegevens,
      inloggegevensRef,
      capabilityHash: deps.identiteit.hash(capability),
    },
    { aanmeldingId, op: nu, wie: 'salarisverwerker', wat: 'aanmelding.ontvangen' },
  );
  if (registered === 'bezet') {
    await deps.kluis.eraseCandidate(aanmeldingId);
    return { uitkomst: 'bezet' };
  }
  await deps.verloop.startRealisatie(aanmeldingId);
  return { uitkomst: 'ontvangen', aanmeldingId, capability };
}
