import { type Aanmeldformulier, splitToken } from '../domain/aanmeldgegevens.ts';
import type { AanmeldingId, Capability } from '../domain/aanmelding.ts';
import { Defect, Transient } from '../errors.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Klok } from '../ports/klok.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Nazorg } from '../ports/nazorg.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface SubmitDeps {
  readonly registratie: Registratie;
  readonly kluis: Kluis;
  readonly nazorg: Nazorg;
  readonly verloop: Verloop;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

export type SubmitOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmeldingId: AanmeldingId; readonly capability: Capability }
  | { readonly uitkomst: 'bezet' };

/**
 * Takes a sign-up in: the token to the kluis first, then the aanmelding with its claim, then the realisatie starts. What a
 * crash in between leaves behind is for the nazorg. Once the aanmelding is stored it is taken in and the office gets its
 * capability: when its machine cannot be started now, for whatever reason, the nazorg starts it or raises the alarm.
 */
export async function submitAanmelding(deps: SubmitDeps, formulier: Aanmeldformulier): Promise<SubmitOutcome> {
  const { gegevens, apiToken } = splitToken(formulier);
  const aanmeldingId = deps.identiteit.newAanmeldingId();
  const capability = deps.identiteit.newCapability();
  const { domein, gebruikersnaam } = gegevens.nmbrs;
  await deps.nazorg.schedule(aanmeldingId);
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
  await deps.verloop.startRealisatie(aanmeldingId).catch(leaveToNazorg);
  return { uitkomst: 'ontvangen', aanmeldingId, capability };
}

function leaveToNazorg(error: unknown): void {
  if (!(error instanceof Transient || error instanceof Defect)) throw error;
}
