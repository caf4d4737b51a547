import type { AanmeldingId, Capability } from '../ids.ts';
import { type Idempotentie, type IdempotentieSleutel, verlooptOp } from '../invoer/idempotentie.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { digestText, type Identiteit } from '../toegang/ports/identiteit.ts';
import type { Innameregister } from './ports/innameregister.ts';
import { numbersInOne, type Werkgevernummers } from './werkgevernummers.ts';

interface ClaimDeps {
  readonly registratie: Innameregister;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

export interface RepeatableRequest {
  readonly idempotentie: Idempotentie;
  readonly sleutel: IdempotentieSleutel;
}

/** Who a new aanmelding is. `isRepeatable`: it is derived, so that an earlier try of the request may have stored it. */
export interface Identity {
  readonly aanmeldingId: AanmeldingId;
  readonly capability: Capability;
  readonly isRepeatable: boolean;
  /** The bulk that it is of. */
  readonly aanvraagId?: AanmeldingId;
  /** The aanmelding whose login it was signed up with. */
  readonly metLoginVan?: AanmeldingId;
}

interface Claim {
  readonly route: string;
  readonly beller: string;
  readonly sleutel: IdempotentieSleutel;
  readonly inhoud: unknown;
}

/**
 * Claims the key for this request, or finds the claim of its first try. `hergebruikt`: it was another request. `vervallen`: what it asked
 * for was never confirmed, and is gone. A key is of its caller,
 * who is known by the address that the request is mailed about: that of another office is another key.
 */
export async function claimRequest(
  { registratie, klok, identiteit }: ClaimDeps,
  { route, beller, sleutel, inhoud }: Claim,
): Promise<RepeatableRequest | 'hergebruikt' | 'vervallen'> {
  const hash = (text: string) => digestText(identiteit, text);
  const inhoudWith = (zout: string) => hash(`${zout}|${JSON.stringify(inhoud)}`);
  const nu = klok.now();
  const zout = identiteit.newZout();
  const first = {
    sleutel: hash(JSON.stringify([route, beller.toLowerCase(), sleutel])),
    zout,
    inhoud: inhoudWith(zout),
    verlooptOp: verlooptOp(nu),
  };
  const idempotentie = await registratie.claimIdempotentie(first, nu);
  if (idempotentie.uitkomst === 'vervallen') return 'vervallen';
  if (idempotentie.inhoud !== inhoudWith(idempotentie.zout)) return 'hergebruikt';
  return { idempotentie, sleutel };
}

/** The identity of this aanmelding of the request, the same at every try. `geheim`: what only the request brings. */
export function identityOf(
  identiteit: Identiteit,
  { idempotentie: { zout }, sleutel }: RepeatableRequest,
  { geheim, werkgever }: { readonly geheim: string; readonly werkgever: Werkgevernummers },
): Identity {
  const aanmeldingId = identiteit.deriveAanmeldingId(zout, numbersInOne(werkgever));
  const capability = identiteit.deriveCapability(geheim, `${zout}|${sleutel}|${aanmeldingId}`);
  return { aanmeldingId, capability, isRepeatable: true };
}
