import { type Aanvraag, inStatus } from '../aanmelding/aanvraag.ts';
import type { KantoorId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import type { Hasher } from '../toegang/ports/identiteit.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';

export interface BewijsDeps {
  readonly registratie: Pick<Kantoorregister, 'findKantoor'>;
  readonly identiteit: Hasher;
  readonly klok: Klok;
}

/** Whose request this is, also when only that is known any more. */
export const kantoorVan = (identiteit: Hasher, { email, kantoorId }: Aanvraag): KantoorId =>
  kantoorId ?? kantoorIdOf(identiteit, email ?? '');

/** The same request once all of it is done: whose it was stays, and no address. */
export function klaar(identiteit: Hasher, aanvraag: Aanvraag): Aanvraag {
  const { email, ...rest } = aanvraag;
  return { ...inStatus(rest, 'klaar'), kantoorId: kantoorVan(identiteit, aanvraag) };
}

/** Whether this is the key that the office of the address was given at its last confirmation, and still counts. */
export async function isProven(
  { registratie, identiteit, klok }: BewijsDeps,
  email: string,
  bewijs: string | undefined,
): Promise<boolean> {
  if (bewijs === undefined) return false;
  const kantoor = await registratie.findKantoor(kantoorIdOf(identiteit, email));
  return kantoor !== undefined && kantoor.geldigTot > klok.now() && identiteit.matches(bewijs, kantoor.sleutelHash);
}
