import { assertStored } from '../assert-stored.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import { type KoppelingId, verzoekIdOf } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import type { Verzoeken } from './ports/verzoeken.ts';
import { isVerlopen, type Verzoekformulier, type WachtendVerzoek } from './verzoek.ts';

export interface VerzoekDeps {
  readonly registratie: Koppelregister & Verzoeken;
  readonly klok: Klok;
}

export interface AskVerzoekRequest {
  readonly koppelingId: KoppelingId;
  readonly formulier: Verzoekformulier;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
  readonly beoordelaarNaam?: string | undefined;
}

export type AskVerzoekOutcome =
  | { readonly uitkomst: 'gevraagd'; readonly verzoek: WachtendVerzoek }
  | { readonly uitkomst: 'onbekend' };

/**
 * Takes a request about one employee in; a colleague must agree before anything is looked up or erased. Also of a koppeling that was
 * signed off: its sets are kept. Asked twice, while it waits, is once.
 */
export async function askVerzoek(
  { registratie, klok, identiteit }: VerzoekDeps & { readonly identiteit: Identiteit },
  { koppelingId, formulier: { soort, werknemerId, reden }, beoordelaar, beoordelaarNaam: naam }: AskVerzoekRequest,
): Promise<AskVerzoekOutcome> {
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined) return { uitkomst: 'onbekend' };
  const nu = klok.now();
  for (const one of await registratie.listVerzoeken(koppelingId)) {
    if (one.status !== 'wacht-op-akkoord' || isVerlopen(one, nu)) continue;
    const isSame = one.soort === soort && one.werknemerId === werknemerId && one.gevraagdDoor === beoordelaar;
    if (isSame) return { uitkomst: 'gevraagd', verzoek: one };
  }
  const { aanmeldingId } = koppeling;
  const verzoekId = verzoekIdOf(koppelingId, identiteit.newAanmeldingId());
  const verzoek: WachtendVerzoek = {
    ...{ verzoekId, koppelingId, aanmeldingId, versie: 0, soort, gevraagdOp: nu, gevraagdDoor: beoordelaar },
    ...(naam && { gevraagdDoorNaam: naam }),
    ...{ status: 'wacht-op-akkoord', werknemerId },
  };
  const { wie, waarom } = doorBeoordelaar({ beoordelaar, reden });
  const regel = { aanmeldingId, op: nu, wie, wat: 'verzoek.gevraagd', waarom: `${verzoekId}: ${soort}; ${waarom}` };
  assertStored(await registratie.registerVerzoek(verzoek, regel));
  return { uitkomst: 'gevraagd', verzoek };
}
