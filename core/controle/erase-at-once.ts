import type { AanmeldingStatus } from '../aanmelding/aanmelding.ts';
import type { Ontvangstbewijs } from '../aanmelding/afmelding.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import type { AanmeldingId } from '../ids.ts';
import { type EraseBeeindigdeDeps, eraseBeeindigde, isBeeindigd } from './erase-beeindigde.ts';

export interface EraseAtOnceRequest {
  readonly aanmeldingId: AanmeldingId;
  readonly reden: string;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

export type EraseAtOnceOutcome =
  | { readonly uitkomst: 'gewist'; readonly ontvangstbewijs: Ontvangstbewijs }
  | { readonly uitkomst: 'onbekend' }
  /** It is still under way, or became a koppeling: that ends by an afwijzing or an afmelding. */
  | { readonly uitkomst: 'niet-beeindigd'; readonly status: AanmeldingStatus };

/**
 * Erases at the request of a.s.r. what is kept of an aanmelding that ended without a koppeling, without waiting for its 90 days.
 * Asked again, or after the office or the round was first, it answers with the receipt that is there.
 */
export async function eraseAtOnce(deps: EraseBeeindigdeDeps, request: EraseAtOnceRequest): Promise<EraseAtOnceOutcome> {
  const found = await deps.registratie.findAanmelding(request.aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'afgemeld') return { uitkomst: 'gewist', ontvangstbewijs: found.ontvangstbewijs };
  if (!isBeeindigd(found)) return { uitkomst: 'niet-beeindigd', status: found.status };
  const left = await eraseBeeindigde(deps, found, doorBeoordelaar(request));
  return left === undefined
    ? eraseAtOnce(deps, request)
    : { uitkomst: 'gewist', ontvangstbewijs: left.ontvangstbewijs };
}
