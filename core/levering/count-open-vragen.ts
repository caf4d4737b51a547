import { assertStored } from '../assert-stored.ts';
import type { KoppelingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { readKantoorvragen, tellendeLeveringen } from './list-kantoorvragen.ts';

export interface CountVragenDeps {
  readonly registratie: Koppelregister & Uitwisselregister;
  readonly opslag: Pick<Opslag, 'get'>;
  readonly klok: Klok;
}

/** The same koppeling with so many open questions; none is told by leaving them out. */
export function metOpenVragen({ openVragen: _before, ...koppeling }: Koppeling, aantal: number): Koppeling {
  return aantal === 0 ? koppeling : { ...koppeling, openVragen: aantal };
}

/**
 * Brings the number of open questions in line with the last delivered set, after that was delivered once more or somebody was taken out of
 * it. Counted again it stays what it is; of a set that is gone nothing is known, and the number stays. Gives the koppeling as it is then.
 */
export async function recountOpenVragen(deps: CountVragenDeps, koppeling: Koppeling): Promise<Koppeling> {
  const [last] = tellendeLeveringen(await recenteUitwisselingen(deps, koppeling));
  const vragen = last && (await readKantoorvragen(deps.opslag, last));
  if (last === undefined || vragen === undefined) return koppeling;
  const counted = metOpenVragen(koppeling, vragen.length);
  if (counted.openVragen === koppeling.openVragen) return koppeling;
  const { aanmeldingId, versie } = koppeling;
  const waarom = `${last.uitwisselingId}: ${vragen.length}`;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'koppeling.vragen-geteld', waarom };
  const next = { ...counted, versie: versie + 1 };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
  return next;
}

/** The same by its id; nothing of one that is erased. */
export async function recountVragenVan(deps: CountVragenDeps, koppelingId: KoppelingId): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling !== undefined && koppeling.status !== 'gewist') await recountOpenVragen(deps, koppeling);
}
