import * as z from 'zod';
import { addDays, type Datum, dayNumberOf } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';

/** The days, the first and the last included, of which it is told what held on each. */
export type Bereik = Pick<Tijdvak, 'begin' | 'eind'>;

/** From a day on this holds, until the next piece begins. The first piece has no day when it holds from the first day on. */
interface Stuk {
  readonly vanaf?: Datum;
  readonly waarde: string;
}

/** What held on each day of a range: pieces in order, no two alike after one another. Before the first one nothing is known. */
export type Dagverloop = readonly Stuk[];

/**
 * The course of a fact over these days. `wisseldagen` are the days on which it may have become another, in any order;
 * `waardeOp` tells what holds on a day, `undefined` when that is not known.
 */
export function dagverloopVan(
  { begin, eind }: Bereik,
  wisseldagen: readonly Datum[],
  waardeOp: (dag: Datum) => string | undefined,
): Dagverloop {
  const dagen = [begin, ...new Set(wisseldagen.filter((dag) => dag > begin && dag <= eind))].sort();
  const stukken: Stuk[] = [];
  for (const dag of dagen) {
    const waarde = waardeOp(dag);
    if (waarde === undefined || stukken.at(-1)?.waarde === waarde) continue;
    stukken.push(dag === begin ? { waarde } : { vanaf: dag, waarde });
  }
  return stukken;
}

const Hash = z.string().min(16);

/** A course of which nothing can be read: days and values are hashed. */
export const Verloopafdruk = z.array(z.strictObject({ vanaf: Hash.optional(), waarde: Hash }));
export type Verloopafdruk = z.infer<typeof Verloopafdruk>;

/** The hash of a text, for one employee. */
export type Hasher = (tekst: string) => string;

const dagTekst = (dag: Datum): string => `dag=${dag}`;
const waardeTekst = (wat: string, waarde: string): string => `${wat}@=${waarde}`;

export const verloopafdrukVan = (verloop: Dagverloop, wat: string, hash: Hasher): Verloopafdruk =>
  verloop.map(({ vanaf, waarde }) => ({
    ...(vanaf === undefined ? {} : { vanaf: hash(dagTekst(vanaf)) }),
    waarde: hash(waardeTekst(wat, waarde)),
  }));

/**
 * The stretches of days within the range on which the course is another than the one that was kept. A day of which either does not
 * know what held is no difference. The days of the kept one are had back by hashing each day of the range.
 */
export function verschillen(
  oud: Verloopafdruk,
  nu: Dagverloop,
  { bereik, wat, hash }: { readonly bereik: Bereik; readonly wat: string; readonly hash: Hasher },
): readonly Bereik[] {
  const nieuw = verloopafdrukVan(nu, wat, hash);
  if (isGelijk(oud, nieuw)) return [];
  const kept = datedOf(oud, bereik, hash);
  const now = nu.map(({ vanaf = bereik.begin }, index) => ({ vanaf, waarde: nieuw[index]?.waarde }));
  const dagen = [...new Set([...kept, ...now].map(({ vanaf }) => vanaf))].filter((dag) => dag <= bereik.eind).sort();
  const stretches: { begin: Datum; eind: Datum }[] = [];
  for (const [index, begin] of dagen.entries()) {
    const [was, is] = [valueOn(kept, begin), valueOn(now, begin)];
    if (was === undefined || is === undefined || was === is) continue;
    const next = dagen[index + 1];
    const eind = next === undefined ? bereik.eind : addDays(next, -1);
    const before = stretches.at(-1);
    if (before !== undefined && addDays(before.eind, 1) === begin) before.eind = eind;
    else stretches.push({ begin, eind });
  }
  return stretches;
}

interface Dated {
  readonly vanaf: Datum;
  readonly waarde: string | undefined;
}

const valueOn = (pieces: readonly Dated[], dag: Datum): string | undefined =>
  pieces.filter(({ vanaf }) => vanaf <= dag).at(-1)?.waarde;

const isGelijk = (a: Verloopafdruk, b: Verloopafdruk): boolean =>
  a.length === b.length && a.every(({ vanaf, waarde }, i) => vanaf === b[i]?.vanaf && waarde === b[i]?.waarde);

/** A piece whose day is not of the range lies before it: what began after it was never kept. */
function datedOf(oud: Verloopafdruk, { begin, eind }: Bereik, hash: Hasher): Dated[] {
  const dagen = new Map<string, Datum>();
  const count = dayNumberOf(eind) - dayNumberOf(begin);
  for (let day = 0; day <= count; day += 1) {
    const dag = addDays(begin, day);
    dagen.set(hash(dagTekst(dag)), dag);
  }
  return oud.map(({ vanaf, waarde }) => ({
    vanaf: (vanaf === undefined ? undefined : dagen.get(vanaf)) ?? begin,
    waarde,
  }));
}
