import { type Aanmeldformulier, machtigingOf, splitToken } from '../aanmelding/aanmeldgegevens.ts';
import { machtigingInSpoor } from '../aanmelding/machtiging.ts';
import { askBevestiging, type OpenAanvraagDeps, openAanvraag, registerWachtende } from '../aanmelding/open-aanvraag.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { claimRequest, type Identity, identityOf, type RepeatableRequest } from '../aanmelding/repeat-request.ts';
import { leaveForLater } from '../errors.ts';
import type { AanmeldingId, Capability } from '../ids.ts';
import type { IdempotentieSleutel } from '../invoer/idempotentie.ts';
import { isProven } from './prove-kantoor.ts';

export interface SubmitDeps extends OpenAanvraagDeps {
  readonly verloop: Verloop;
}

/**
 * What comes with a request: what it is known by when it is sent again, the key by which the office shows that the address is its own, and
 * the network address from which it was sent.
 */
export interface Meegestuurd {
  readonly sleutel?: IdempotentieSleutel | undefined;
  readonly bewijs?: string | undefined;
  readonly beller?: string | undefined;
}

export type RegisterOutcome =
  | {
      /** Taken in, or waiting until its address is confirmed. */
      readonly uitkomst: 'ontvangen' | 'wacht-op-bevestiging';
      readonly aanmeldingId: AanmeldingId;
      readonly capability: Capability;
    }
  | { readonly uitkomst: 'bezet' };

/**
 * `sleutel-hergebruikt`: the key was used for another request before; `sleutel-vervallen`: for this one, which nobody confirmed. `te-druk`:
 * more requests wait for a confirmation than can be kept.
 */
export type SubmitOutcome =
  | RegisterOutcome
  | { readonly uitkomst: 'sleutel-hergebruikt' | 'sleutel-vervallen' | 'te-druk' };

/**
 * Takes a sign-up in, or keeps it until its address is confirmed when it does not come with the office's key. With a key of its own it
 * can be sent again for 24 hours and gets the same answer, wherever the first try broke off. `bezet`: another one of these numbers has passed its
 * controle.
 */
export async function submitAanmelding(
  deps: SubmitDeps,
  formulier: Aanmeldformulier,
  { sleutel, bewijs, beller }: Meegestuurd = {},
): Promise<SubmitOutcome> {
  const { email } = formulier.salarisverwerker;
  const claim = sleutel && { route: 'aanmelden', beller: email, sleutel, inhoud: formulier };
  const request = claim && (await claimRequest(deps, claim));
  if (request === 'hergebruikt') return { uitkomst: 'sleutel-hergebruikt' };
  if (request === 'vervallen') return { uitkomst: 'sleutel-vervallen' };
  if (request?.idempotentie.uitkomst === 'bezet') return { uitkomst: 'bezet' };
  const identity =
    request === undefined ? newIdentity(deps) : identityOf(deps.identiteit, request, secretOf(formulier));
  const before = identity.isRepeatable ? await deps.registratie.findAanmelding(identity.aanmeldingId) : undefined;
  const opened = identity.isRepeatable ? await deps.registratie.findAanvraag(identity.aanmeldingId) : undefined;
  // What began to wait goes on waiting: its confirmation is on its way, and the round erases the token that nobody confirmed.
  const began = opened !== undefined || before?.status === 'wacht-op-bevestiging';
  const waits = began || !(await isProven(deps, email, bewijs));
  if (waits && (before === undefined || before.status === 'wacht-op-bevestiging')) {
    return waitForBevestiging(deps, { formulier, identity, request, beller });
  }
  const outcome = await registerAanmelding(deps, formulier, identity);
  if (outcome.uitkomst === 'bezet' && request !== undefined) {
    await deps.registratie.markIdempotentieBezet(request.idempotentie);
  }
  return outcome;
}

/** The token is what nobody but the office knows of its request. */
export const secretOf = ({ nmbrs, werkgever }: Aanmeldformulier) => ({ geheim: nmbrs.apiToken, werkgever });

interface Wachtend {
  readonly formulier: Aanmeldformulier;
  readonly identity: Identity;
  readonly request: RepeatableRequest | undefined;
  readonly beller: string | undefined;
}

/** Whether the numbers are taken is told to who shows that the address is his own: the answer is the same. */
async function waitForBevestiging(
  deps: SubmitDeps,
  { formulier, identity, request, beller }: Wachtend,
): Promise<SubmitOutcome> {
  const { aanmeldingId, capability } = identity;
  const { domein, gebruikersnaam, apiToken } = formulier.nmbrs;
  const aanvraag = await openAanvraag(deps, {
    aanvraagId: aanmeldingId,
    email: formulier.salarisverwerker.email,
    inloggegevens: { domein, gebruikersnaam, apiToken },
    aanmeldingen: [aanmeldingId],
    idempotentie: request?.idempotentie.sleutel,
    beller,
  });
  if (aanvraag === 'te-druk') return { uitkomst: 'te-druk' };
  await registerWachtende(deps, aanvraag, { formulier, identity });
  await askBevestiging(deps, aanvraag);
  return { uitkomst: 'wacht-op-bevestiging', aanmeldingId, capability };
}

export const newIdentity = ({ identiteit }: OpenAanvraagDeps): Identity => ({
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
  { aanmeldingId, capability, isRepeatable, aanvraagId, metLoginVan }: Identity,
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
      ...(aanvraagId === undefined ? {} : { aanvraagId }),
    },
    {
      ...{ aanmeldingId, op: nu, wie: 'salarisverwerker', wat: 'aanmelding.ontvangen' },
      waarom: `${machtigingInSpoor(machtiging)}${metLoginVan === undefined ? '' : `, met de login van ${metLoginVan}`}`,
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
export async function wasTakenIn(deps: SubmitDeps, aanmeldingId: AanmeldingId): Promise<boolean> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found?.status === 'ontvangen') await startRealisatie(deps, aanmeldingId);
  return found !== undefined;
}

async function startRealisatie({ verloop }: SubmitDeps, aanmeldingId: AanmeldingId): Promise<void> {
  await verloop.startRealisatie(aanmeldingId).catch(leaveForLater);
}
