import { type Aanmeldformulier, machtigingOf, splitToken } from '../domain/aanmeldgegevens.ts';
import type { AanmeldingId, Capability } from '../domain/aanmelding.ts';
import type { IdempotentieSleutel } from '../domain/idempotentie.ts';
import { machtigingInSpoor } from '../domain/machtiging.ts';
import { Defect, Transient } from '../errors.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Klok } from '../ports/klok.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Nazorg } from '../ports/nazorg.ts';
import type { Aanmeldregister } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import { claimRequest, type Identity, identityOf } from './repeatable-request.ts';

export interface SubmitDeps {
  readonly registratie: Aanmeldregister;
  readonly kluis: Kluis;
  readonly nazorg: Nazorg;
  readonly verloop: Verloop;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

export type RegisterOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmeldingId: AanmeldingId; readonly capability: Capability }
  | { readonly uitkomst: 'bezet' };

/** `sleutel-hergebruikt`: the key was used for another request before. */
export type SubmitOutcome = RegisterOutcome | { readonly uitkomst: 'sleutel-hergebruikt' };

/**
 * Takes a sign-up in; `bezet` when another one of these numbers has passed its controle. With a key it can be sent again for 24 hours and gets the same answer, wherever the first try broke
 * off.
 */
export async function submitAanmelding(
  deps: SubmitDeps,
  formulier: Aanmeldformulier,
  sleutel?: IdempotentieSleutel,
): Promise<SubmitOutcome> {
  if (sleutel === undefined) return registerAanmelding(deps, formulier, newIdentity(deps));
  const request = await claimRequest(deps, {
    route: 'aanmelden',
    beller: formulier.salarisverwerker.email,
    sleutel,
    inhoud: formulier,
  });
  if (request === 'hergebruikt') return { uitkomst: 'sleutel-hergebruikt' };
  if (request.idempotentie.uitkomst === 'bezet') return { uitkomst: 'bezet' };
  const outcome = await registerAanmelding(deps, formulier, identityOf(deps.identiteit, request, formulier));
  if (outcome.uitkomst === 'bezet') await deps.registratie.markIdempotentieBezet(request.idempotentie);
  return outcome;
}

export const newIdentity = ({ identiteit }: SubmitDeps): Identity => ({
  aanmeldingId: identiteit.newAanmeldingId(),
  capability: identiteit.newCapability(),
  isRepeatable: false,
});

/**
 * The token to the kluis first, then the aanmelding, with the claim on its numbers if nobody holds that, then the realisatie starts. What a crash in between
 * leaves behind is for the nazorg. Once the aanmelding is stored it is taken in and the office gets its capability: when its
 * machine cannot be started now, for whatever reason, the nazorg starts it or raises the alarm.
 */
export async function registerAanmelding(
  deps: SubmitDeps,
  formulier: Aanmeldformulier,
  { aanmeldingId, capability, isRepeatable }: Identity,
): Promise<RegisterOutcome> {
  const { registratie, kluis, identiteit } = deps;
  const ontvangen = { uitkomst: 'ontvangen', aanmeldingId, capability } as const;
  // What is there stays as it is: the token may have been replaced since.
  if (isRepeatable && (await wasTakenIn(deps, aanmeldingId))) return ontvangen;
  const { gegevens, apiToken } = splitToken(formulier);
  if (await registratie.isBezet(gegevens.werkgever)) {
    // Perhaps by a try of this very request that ran at the same moment.
    return isRepeatable && (await wasTakenIn(deps, aanmeldingId)) ? ontvangen : { uitkomst: 'bezet' };
  }

  const { domein, gebruikersnaam } = gegevens.nmbrs;
  const inloggegevens = { domein, gebruikersnaam, apiToken };
  await deps.nazorg.schedule(aanmeldingId);
  const inloggegevensRef = await kluis.storeCandidate(aanmeldingId, inloggegevens);
  const nu = deps.klok.now();
  const machtiging = machtigingOf(formulier, nu);
  const registered = await registratie.registerAanmelding(
    {
      status: 'ontvangen',
      aanmeldingId,
      versie: 0,
      ontvangenOp: nu,
      gegevens: { ...gegevens, machtiging },
      inloggegevensRef,
      capabilityHash: identiteit.hash(capability),
    },
    {
      ...{ aanmeldingId, op: nu, wie: 'salarisverwerker', wat: 'aanmelding.ontvangen' },
      waarom: machtigingInSpoor(machtiging),
    },
  );
  if (registered === 'bezet') {
    // A repeat that runs at the same moment may need the token yet; the nazorg erases it when nobody did.
    if (!isRepeatable) await kluis.eraseCandidate(aanmeldingId);
    return { uitkomst: 'bezet' };
  }
  // The nazorg of an earlier try that was cut off may have looked just before this one was stored.
  if (isRepeatable && (await kluis.readCandidate(aanmeldingId)) === undefined) {
    await kluis.storeCandidate(aanmeldingId, inloggegevens);
  }
  await startRealisatie(deps, aanmeldingId);
  return ontvangen;
}

/** Whether an earlier try of the request stored the aanmelding; one that has not begun is started. */
async function wasTakenIn(deps: SubmitDeps, aanmeldingId: AanmeldingId): Promise<boolean> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found?.status === 'ontvangen') await startRealisatie(deps, aanmeldingId);
  return found !== undefined;
}

async function startRealisatie({ verloop }: SubmitDeps, aanmeldingId: AanmeldingId): Promise<void> {
  await verloop.startRealisatie(aanmeldingId).catch((error: unknown) => {
    if (!(error instanceof Transient || error instanceof Defect)) throw error;
  });
}
