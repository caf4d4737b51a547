import * as z from 'zod';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { jsonIn } from '../invoer/read-json.ts';
import { type GelezenVraag, kantoorsoortVan } from '../ophalen/vraagsoorten.ts';
import { leveringPrefix } from '../uitwisseling/levering.ts';
import { inTijdvakOrder, type Uitwisseling, type VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';
import { Vraagregel } from './levering-document.ts';

/** The delivered sets that count, the latest first: of each period the last version. */
export function tellendeLeveringen(all: readonly Uitwisseling[]): readonly VoltooideUitwisseling[] {
  const perTijdvak = new Map<string, VoltooideUitwisseling>();
  for (const one of all.toSorted(inTijdvakOrder)) {
    if (one.status === 'voltooid') perTijdvak.set(one.tijdvakId, one);
  }
  return [...perTijdvak.values()].reverse();
}

/** The questions of a delivered set that the office can do something about; `undefined` when the set is gone. */
export async function readKantoorvragen(
  opslag: Pick<Opslag, 'get'>,
  uitwisseling: Parameters<typeof leveringPrefix>[0],
): Promise<readonly GelezenVraag[] | undefined> {
  const key = `${leveringPrefix(uitwisseling)}vragen.json`;
  const bytes = await opslag.get(key);
  if (bytes === undefined) return undefined;
  return jsonIn(key, bytes, z.array(Vraagregel)).filter((vraag) => kantoorsoortVan(vraag) !== undefined);
}
