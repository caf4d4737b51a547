import type {
  Aanmelding,
  AfgemeldeAanmelding,
  AfgewezenAanmelding,
  IngehaaldeAanmelding,
  VervallenAanmelding,
} from '../aanmelding/aanmelding.ts';
import { wisbewijs } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { AuditRegel } from '../audit/audit.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';

export interface EraseBeeindigdeDeps {
  readonly registratie: Aanmeldregister;
  readonly kluis: Inlogkluis;
  readonly klok: Klok;
}

type Beeindigd = AfgewezenAanmelding | VervallenAanmelding | IngehaaldeAanmelding;
/** The states of one that ended without a koppeling, until what is kept of it is erased. */
export const BEEINDIGD = ['afgewezen', 'vervallen', 'ingehaald'] as const satisfies readonly Beeindigd['status'][];

export const isBeeindigd = (aanmelding: Aanmelding | undefined): aanmelding is Beeindigd =>
  BEEINDIGD.some((status) => status === aanmelding?.status);

/**
 * Erases the login of an aanmelding that ended without a koppeling, and then everything in it that names someone; what is left is the
 * receipt. `door` asks for it. `undefined`: it moved on meanwhile.
 */
export async function eraseBeeindigde(
  { registratie, kluis, klok }: EraseBeeindigdeDeps,
  { aanmeldingId, versie, ontvangenOp, capabilityHash }: Beeindigd,
  door: Pick<AuditRegel, 'wie' | 'waarom'>,
): Promise<AfgemeldeAanmelding | undefined> {
  await kluis.eraseCandidate(aanmeldingId);
  const nu = klok.now();
  const left: AfgemeldeAanmelding = {
    ...{ aanmeldingId, versie: versie + 1, ontvangenOp, capabilityHash },
    status: 'afgemeld',
    ingangsdatum: dateInAmsterdam(nu),
    afgemeldOp: nu,
    ontvangstbewijs: wisbewijs(nu),
  };
  const regel = { ...door, aanmeldingId, op: nu, wat: 'aanmelding.gewist' };
  return (await registratie.eraseAanmelding(left, undefined, regel)) === 'opgeslagen' ? left : undefined;
}
