import type { Opslag } from '../invoer/ports/opslag.ts';
import { firstPieceOf, linesOf } from '../invoer/read-ndjson.ts';
import type { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { type Gegevensveld, Peilen, type Vraag, Werknemer } from '../nmbrs/gegevensset.ts';
import { follow } from '../ophalen/follow-werknemers.ts';
import { VELDNAMEN } from '../ophalen/vragen.ts';
import { leveringPrefix } from '../uitwisseling/levering.ts';
import { inTijdvakOrder, type Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { keepOfTijdvak } from './samenstelling.ts';

/** What an earlier version of the same set told of its period, which Nmbrs may not tell any more. */
export interface EerdereVersie {
  /** The line, with what the earlier version knows better. To be asked in the order of the employees. */
  keep(werknemer: Werknemer): Promise<Werknemer>;
  /** What was taken from it; known at the end. */
  vragen(): readonly Vraag[];
}

/** A line of a set from before groups told their period: of those nothing is known. */
const EerdereRegel = Werknemer.extend({ peil: Peilen.default({}) });

/** `all`: every exchange of the koppeling. */
export async function openEerdereVersie(
  { opslag }: { readonly opslag: Opslag },
  uitwisseling: Uitwisseling,
  { dekkingsprofiel, all }: { readonly dekkingsprofiel: Dekkingsprofiel; readonly all: readonly Uitwisseling[] },
): Promise<EerdereVersie> {
  const eerder = all
    .filter((one) => one.status === 'voltooid' && one.tijdvakId === uitwisseling.tijdvakId)
    .filter((one) => inTijdvakOrder(one, uitwisseling) < 0)
    .at(-1);
  if (eerder === undefined) return { keep: async (werknemer) => werknemer, vragen: () => [] };
  const { datasetVersie: versie } = eerder;
  const key = `${leveringPrefix(eerder)}werknemers.ndjson`;
  const first = await firstPieceOf(opslag, key);
  if (first === undefined) return { keep: async (werknemer) => werknemer, vragen: () => [isWeg(versie)] };
  const before = follow(linesOf(opslag, { key, first, schema: EerdereRegel }));
  const kept = new Map<Gegevensveld, number>();
  return {
    async keep(werknemer) {
      const [own] = (await before.upTo(werknemer.werknemerId)).own;
      if (own === undefined) return werknemer;
      const { werknemer: line, velden } = keepOfTijdvak(werknemer, { eerder: own, versie, dekkingsprofiel });
      for (const veld of velden) kept.set(veld, (kept.get(veld) ?? 0) + 1);
      return line;
    },
    vragen: () => [...kept].map(([veld, count]) => isBehouden(veld, count, versie)),
  };
}

const isBehouden = (veld: Gegevensveld, count: number, versie: number): Vraag => ({
  code: 'eerdere-versie',
  tekst: `${VELDNAMEN[veld]}: bij ${count} werknemer${count === 1 ? '' : 's'} overgenomen uit versie ${versie} van deze levering. Nmbrs geeft ze nu niet meer zoals ze in dit tijdvak waren.`,
});

const isWeg = (versie: number): Vraag => ({
  code: 'eerdere-versie',
  tekst: `Versie ${versie} van deze levering is er niet meer; wat Nmbrs nu niet meer zoals in dit tijdvak geeft, kon er niet uit worden overgenomen.`,
});
