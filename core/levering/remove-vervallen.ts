import type { Restanten } from '../invoer/ports/opslag.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import { leveringPrefixOf } from '../uitwisseling/levering.ts';

export interface VervalDeps {
  readonly opslag: Restanten;
  readonly klok: Klok;
}

/** Below it a mark for each object that was rewritten: the day on which it goes, and its key. */
export const VERVAL_PREFIX = 'vervalt/';

export const vervalKey = (op: Datum, key: string): string => `${VERVAL_PREFIX}${op}/${key}`;

/**
 * Removes the sets and the files of fingerprints out of which somebody was taken, on the day on which they would have gone without that: to
 * the store they are new, and it would keep them as long again. `meer`: there may be more to remove.
 */
export async function removeVervallen({ opslag, klok }: VervalDeps): Promise<{ verwijderd: number; meer: boolean }> {
  const vandaag = dateInAmsterdam(klok.now());
  const { objecten, meer } = await opslag.listPart(VERVAL_PREFIX);
  let verwijderd = 0;
  for (const { key } of objecten) {
    const [op = '', ...rest] = key.slice(VERVAL_PREFIX.length).split('/');
    const dag = Datum.safeParse(op);
    // Sorted by day: what comes after this is of later days.
    if (!dag.success || dag.data > vandaag) return { verwijderd, meer: false };
    const object = rest.join('/');
    await opslag.removeExpired(leveringPrefixOf(object) ?? object, key);
    verwijderd += 1;
  }
  return { verwijderd, meer };
}
