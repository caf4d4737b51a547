import * as z from 'zod';
import { aanvraagOf } from '../aanmelding/aanmelding.ts';
import { type Aanvraag, geldigeCodes, inStatus, isOnbevestigd, isZonderToken } from '../aanmelding/aanvraag.ts';
import type { Nazorg } from '../aanmelding/ports/nazorg.ts';
import { leaveForLater } from '../errors.ts';
import { type AanmeldingId, type Capability, CapabilityHash } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { ApiToken } from '../nmbrs/inloggegevens.ts';
import { bevestigdKantoor } from '../toegang/kantoor.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';
import { Toegangscode } from '../toegang/toegangscode.ts';
import { kantoorVan } from './prove-kantoor.ts';
import { type ReleaseDeps, releaseAanvraag, type Vrijgegeven } from './release-aanvraag.ts';

const CODE = 'Neem de code over uit de e-mail: 20 letters en cijfers in groepen van vijf.';

/** The body of `POST /aanmeldingen/{aanmeldingId}/bevestiging`. The token only when the one of the sign-up was erased. */
export const Bevestigingsformulier = z.strictObject({
  code: z
    .string({ error: CODE })
    .refine((text) => Toegangscode.safeParse(text).success, { error: CODE })
    .transform((text) => Toegangscode.parse(text)),
  apiToken: ApiToken.optional(),
});

export interface ConfirmAanvraagDeps extends ReleaseDeps {
  readonly registratie: ReleaseDeps['registratie'] & Kantoorregister;
  readonly nazorg: Nazorg;
}

export interface Bevestiging {
  /** Any aanmelding of the request, or the request. */
  readonly aanmeldingId: AanmeldingId;
  readonly code: Toegangscode;
  /** Needed once the one of the sign-up was erased. */
  readonly apiToken?: ApiToken | undefined;
  /** Of the aanmelding: with it the code of another request to the same address does as well. */
  readonly capability?: string | undefined;
}

export type ConfirmAanvraagOutcome =
  /** There is no such request, or the code does not confirm it (any more). */
  | { readonly uitkomst: 'onbekend' }
  /** Its token was erased: it is asked for again. */
  | { readonly uitkomst: 'token-nodig' }
  | {
      readonly uitkomst: 'bevestigd';
      readonly rijen: readonly Vrijgegeven[];
      /** Spares the office the next confirmations, until that moment. */
      readonly kantoorsleutel: Capability;
      readonly geldigTot: Tijdstip;
    };

const NOTHING = CapabilityHash.parse('0'.repeat(64));

/**
 * Confirms the mail address of a request by the code that was mailed to it, and takes its aanmeldingen in. Sent again it goes on, and
 * gives another key: only the last one counts.
 */
export async function confirmAanvraag(
  deps: ConfirmAanvraagDeps,
  bevestiging: Bevestiging,
  hasTime: () => boolean,
): Promise<ConfirmAanvraagOutcome> {
  const aanvraag = await findAanvraag(deps, bevestiging.aanmeldingId);
  if (aanvraag === undefined || !(await mayConfirm(deps, aanvraag, bevestiging))) return { uitkomst: 'onbekend' };
  const { apiToken } = bevestiging;
  const confirmed = isOnbevestigd(aanvraag) ? await confirm(deps, aanvraag, apiToken) : aanvraag;
  if (confirmed === 'token-nodig') return { uitkomst: 'token-nodig' };
  // Something else was faster: what is there now is looked at.
  if (confirmed === 'verouderd') return confirmAanvraag(deps, bevestiging, hasTime);
  // Only now: no round erases the login of a request that was confirmed.
  if (apiToken !== undefined) await storeLogin(deps, confirmed, apiToken);
  const { identiteit, registratie, klok } = deps;
  const kantoorsleutel = identiteit.newCapability();
  const kantoorId = kantoorVan(identiteit, confirmed);
  const kantoor = bevestigdKantoor(kantoorId, identiteit.hash(kantoorsleutel), klok.now());
  await registratie.storeKantoor(kantoor);
  const rijen = await releaseAanvraag(deps, confirmed, hasTime);
  if (rijen === 'token-weg') return { uitkomst: 'token-nodig' };
  for (const { aanmeldingId, uitkomst } of rijen) {
    // The address before is told by the nazorg; when that cannot be asked now, by the next step of the machine or the daily round.
    if (uitkomst === 'adres-gewijzigd') await deps.nazorg.lookNow(aanmeldingId).catch(leaveForLater);
  }
  return { uitkomst: 'bevestigd', rijen, kantoorsleutel, geldigTot: kantoor.geldigTot };
}

async function findAanvraag(
  { registratie }: ConfirmAanvraagDeps,
  aanmeldingId: AanmeldingId,
): Promise<Aanvraag | undefined> {
  const found = await registratie.findAanmelding(aanmeldingId);
  const aanvraagId = found === undefined || found.status === 'afgemeld' ? aanmeldingId : aanvraagOf(found);
  return registratie.findAanvraag(aanvraagId);
}

/**
 * By a code of its own; or by one of another request to the same address, with the capability: the one shows that the mail of that address
 * is read, the other whose request this is. So an office is not kept out by strangers who use up the mails to its address.
 */
async function mayConfirm(
  deps: ConfirmAanvraagDeps,
  aanvraag: Aanvraag,
  { aanmeldingId, code, capability }: Bevestiging,
): Promise<boolean> {
  if (isCodeOf(deps, aanvraag, code)) return true;
  if (capability === undefined || aanvraag.status === 'te-wissen') return false;
  const { registratie, identiteit, klok } = deps;
  const own = await registratie.findAanmelding(aanmeldingId);
  if (own === undefined || !identiteit.matches(capability, own.capabilityHash)) return false;
  const toegang = await registratie.findKantoortoegang(identiteit.hash(code));
  return (
    toegang?.soort === 'bevestiging' &&
    toegang.geldigTot > klok.now() &&
    toegang.kantoorId === kantoorVan(identiteit, aanvraag)
  );
}

/** All are compared, so that nothing tells which it was. */
function isCodeOf({ identiteit, klok }: ConfirmAanvraagDeps, aanvraag: Aanvraag, code: Toegangscode): boolean {
  if (aanvraag.status === 'te-wissen') return false;
  const hashes = geldigeCodes(aanvraag, klok.now());
  return [NOTHING, ...hashes].filter((hash) => identiteit.matches(code, hash)).length > 0;
}

async function confirm(
  deps: ConfirmAanvraagDeps,
  aanvraag: Aanvraag,
  apiToken: ApiToken | undefined,
): Promise<Aanvraag | 'token-nodig' | 'verouderd'> {
  const { registratie, nazorg, klok } = deps;
  if (isZonderToken(aanvraag) && aanvraag.nieuwAdres !== true && apiToken === undefined) return 'token-nodig';
  await nazorg.schedule(aanvraag.aanvraagId);
  const next = { ...inStatus(aanvraag, 'bevestigd'), bevestigdOp: klok.now() };
  return (await registratie.replaceAanvraag(next)) === 'verouderd' ? 'verouderd' : next;
}

/** One login for all that still wait. */
async function storeLogin(
  { registratie, kluis }: ConfirmAanvraagDeps,
  { aanvraagId, aanmeldingen }: Aanvraag,
  apiToken: ApiToken,
): Promise<void> {
  for (const id of aanmeldingen) {
    const found = await registratie.findAanmelding(id);
    if (found?.status !== 'wacht-op-bevestiging') continue;
    const { domein, gebruikersnaam } = found.gegevens.nmbrs;
    await kluis.storeCandidate(aanvraagId, { domein, gebruikersnaam, apiToken });
    return;
  }
}
