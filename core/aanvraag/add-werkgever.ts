import type * as z from 'zod';
import { type Aanmeldformulier, Machtigingsformulier } from '../aanmelding/aanmeldgegevens.ts';
import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import { Bulkwerkgever } from '../aanmelding/bulk.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import { claimRequest, type Identity, identityOf } from '../aanmelding/repeat-request.ts';
import { type GeslaagdeAanmelding, isGeslaagd } from '../aanmelding/zelfde-bedrijf.ts';
import type { Postteller } from '../berichten/ports/berichtenboek.ts';
import { readOwnInloggegevens } from '../controle/open-payroll.ts';
import { type AanmeldingId, type Capability, koppelingIdOf } from '../ids.ts';
import type { IdempotentieSleutel } from '../invoer/idempotentie.ts';
import type { Idempotenties } from '../invoer/ports/idempotenties.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Inloggegevens } from '../nmbrs/inloggegevens.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import { newIdentity, registerAanmelding, type SubmitDeps, wasTakenIn } from './submit-aanmelding.ts';

/** The body of `POST /aanmeldingen/{aanmeldingId}/werkgevers`: the fields of a sign-up that are of the werkgever itself. */
export const Werkgeverformulier = Bulkwerkgever.extend({ machtiging: Machtigingsformulier.optional() });
export type Werkgeverformulier = z.infer<typeof Werkgeverformulier>;

export interface AddWerkgeverDeps extends SubmitDeps {
  readonly registratie: Kantoorregister & Postteller & Idempotenties & Aanmeldregister & Aanvragen & Koppelregister;
}

export interface Toevoeging {
  readonly formulier: Werkgeverformulier;
  /** What opened the aanmelding: a repeat of the request brings the same. */
  readonly bewijs: string;
  readonly sleutel: IdempotentieSleutel | undefined;
}

export type AddWerkgeverOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmeldingId: AanmeldingId; readonly capability: Capability }
  | { readonly uitkomst: 'bezet' | 'sleutel-hergebruikt' }
  /** Its address is not confirmed, so nobody knows whose login it is. */
  | { readonly uitkomst: 'onbevestigd' }
  /** Its login has not passed a controle (yet), or is not kept any more. */
  | { readonly uitkomst: 'geen-login' }
  /** Nmbrs does not take the login any more. */
  | { readonly uitkomst: 'token-nodig' };

/**
 * Signs another werkgever up with the login, the account and the office of an aanmelding whose controle passed: a sign-up as any other, but
 * for the token, which goes from the kluis to the kluis. The address was confirmed for that aanmelding, so it is not confirmed once more.
 */
export async function addWerkgever(
  deps: AddWerkgeverDeps,
  from: Aanmelding,
  { formulier, bewijs, sleutel }: Toevoeging,
): Promise<AddWerkgeverOutcome> {
  if (from.status === 'wacht-op-bevestiging') return { uitkomst: 'onbevestigd' };
  if (!isGeslaagd(from)) return { uitkomst: 'geen-login' };
  const { aanmeldingId: metLoginVan, gegevens } = from;
  const inhoud = { metLoginVan, bewijs, formulier };
  const claim = sleutel && {
    ...{ route: 'werkgever-erbij', beller: gegevens.salarisverwerker.email, sleutel, inhoud },
  };
  const request = claim && (await claimRequest(deps, claim));
  // Only what waits for a confirmation can lapse, and this does not wait for one.
  if (request === 'hergebruikt' || request === 'vervallen') return { uitkomst: 'sleutel-hergebruikt' };
  if (request?.idempotentie.uitkomst === 'bezet') return { uitkomst: 'bezet' };
  const made =
    request === undefined
      ? newIdentity(deps)
      : identityOf(deps.identiteit, request, { geheim: bewijs, werkgever: formulier.werkgever });
  const identity: Identity = { ...made, metLoginVan };
  const { aanmeldingId, capability } = identity;
  if (identity.isRepeatable && (await wasTakenIn(deps, aanmeldingId))) {
    return { uitkomst: 'ontvangen', aanmeldingId, capability };
  }
  const login = await loginOf(deps, from);
  if (login === undefined) return { uitkomst: 'token-nodig' };
  const outcome = await registerAanmelding(deps, formulierMet(from, formulier, login), identity);
  if (outcome.uitkomst === 'bezet') {
    if (request !== undefined) await deps.registratie.markIdempotentieBezet(request.idempotentie);
    return { uitkomst: 'bezet' };
  }
  return { uitkomst: 'ontvangen', aanmeldingId, capability };
}

/** What it is checked or exchanged with now; `undefined`: an exchange found that Nmbrs does not take it any more. */
async function loginOf(deps: AddWerkgeverDeps, from: GeslaagdeAanmelding): Promise<Inloggegevens | undefined> {
  if (from.status !== 'gerealiseerd') return readOwnInloggegevens(deps, from);
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(from.aanmeldingId));
  if (koppeling?.status !== 'actief' && koppeling?.status !== 'gepauzeerd') return undefined;
  // Until its realisatie has come to its end it may still lie where the controle found it.
  const candidate = await deps.kluis.readCandidate(from.aanmeldingId);
  return candidate ?? (await deps.kluis.read(koppeling.nmbrs.inloggegevensRef, 'verwacht'));
}

const formulierMet = (
  { gegevens }: GeslaagdeAanmelding,
  { nmbrs, machtiging, ...werkgever }: Werkgeverformulier,
  { gebruikersnaam, apiToken }: Inloggegevens,
): Aanmeldformulier => ({
  ...werkgever,
  accountSoort: gegevens.accountSoort,
  salarispakket: gegevens.salarispakket,
  salarisverwerker: gegevens.salarisverwerker,
  nmbrs: { ...nmbrs, domein: gegevens.nmbrs.domein, gebruikersnaam, apiToken },
  ...(machtiging === undefined ? {} : { machtiging }),
});
