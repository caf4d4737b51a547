import { KantoorId } from '../domain/kantoor.ts';
import type { Aanvragen } from '../ports/aanvragen.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Klok } from '../ports/klok.ts';

export interface BewijsDeps {
  readonly registratie: Pick<Aanvragen, 'findKantoor'>;
  readonly identiteit: Identiteit;
  readonly klok: Klok;
}

const encoder = new TextEncoder();

/** Which office has this mail address, however its letters were typed. */
export const kantoorIdOf = (identiteit: Identiteit, email: string): KantoorId =>
  KantoorId.parse(identiteit.digest(encoder.encode(email.toLowerCase())));

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
