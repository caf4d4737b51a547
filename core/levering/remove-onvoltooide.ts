import type { Restanten } from '../invoer/ports/opslag.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addMs, DAY_MS, type Tijdstip } from '../kalender/tijd.ts';
import { leveringPrefixOf } from '../uitwisseling/levering.ts';

export interface RemoveDeps {
  readonly opslag: Restanten;
  readonly klok: Klok;
}

/** An exchange that may still be delivered is fetched within days, and waits at most 30 more for a person. */
const BEWAREN_MS = 40 * DAY_MS;

/** `na`: there is more after this key. */
export interface Verwijdering {
  readonly verwijderd: number;
  readonly na?: string;
}

/**
 * Removes the files of sets of which the manifest was never written: nobody can find them, and no other version needs them. Looks at
 * one page of what was delivered, after `na`.
 */
export async function removeOnvoltooide({ opslag, klok }: RemoveDeps, na?: string): Promise<Verwijdering> {
  const grens = addMs(klok.now(), -BEWAREN_MS);
  const { objecten, meer } = await opslag.listPart('leveringen/', na);
  const sets = setsIn(objecten);
  // The last one can go on in the next page.
  const whole = meer && sets.length > 1 ? sets.slice(0, -1) : sets;
  let verwijderd = 0;
  for (const { prefix, laatste } of whole) {
    if (laatste <= grens && (await opslag.removeUnfinished(prefix)) === 'verwijderd') verwijderd += 1;
  }
  const last = whole.at(-1)?.key;
  return { verwijderd, ...(meer && last !== undefined ? { na: last } : {}) };
}

interface Gevonden {
  readonly prefix: string;
  /** The last key of it, and the last moment at which something of it was written. */
  readonly key: string;
  readonly laatste: Tijdstip;
}

function setsIn(objecten: readonly { readonly key: string; readonly geschrevenOp: Tijdstip }[]): readonly Gevonden[] {
  const sets = new Map<string, Gevonden>();
  for (const { key, geschrevenOp } of objecten) {
    const prefix = leveringPrefixOf(key);
    if (prefix === undefined) continue;
    const laatste = [geschrevenOp, sets.get(prefix)?.laatste ?? geschrevenOp].toSorted().at(-1) ?? geschrevenOp;
    sets.set(prefix, { prefix, key, laatste });
  }
  return [...sets.values()];
}
