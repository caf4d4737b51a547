import { isDeepStrictEqual } from 'node:util';
import { verwacht } from './model.ts';
import type { Mutant } from './mutanten.ts';
import { oordeel } from './oordeel.ts';
import { type Mislukt, NIETS, samen, type Uitslag, type Verschil } from './uitslag.ts';
import { createUitvoering, type Levering } from './uitvoering.ts';
import type { Verwacht } from './verwachting.ts';
import { type Bezoek, drawWerkgever, type Werkgever } from './werkgever.ts';

/** One exchange as it was made, and as it must be. Without a set: the use cases stopped. */
export interface Beoordeeld {
  readonly bezoek: Bezoek;
  readonly levering: Levering | undefined;
  readonly verschillen: readonly Verschil[];
}

/** Makes the exchanges of a werkgever up to the first set that is other than it must be, and judges each. */
export async function judge(werkgever: Werkgever, mutant?: Mutant): Promise<readonly Beoordeeld[]> {
  const uitvoering = await createUitvoering(werkgever, mutant);
  const all: Beoordeeld[] = [];
  let eerder: readonly Verwacht[] = [];
  for (const bezoek of werkgever.bezoeken) {
    if (bezoek.vergeten) eerder = eerder.map((one) => ({ ...one, geheugen: undefined }));
    const must = verwacht(bezoek.moment, eerder);
    const levering = await uitvoering.deliver(bezoek).catch(stopped);
    const verschillen =
      levering instanceof Error
        ? [fout(levering)]
        : [...oordeel(levering, must), ...overHerhaling({ bezoek, levering }, all.at(-1))];
    all.push({ bezoek, levering: levering instanceof Error ? undefined : levering, verschillen });
    if (verschillen.length > 0) break;
    eerder = [...eerder, must];
  }
  return all;
}

/** Fetched again from a world in which nothing changed, a set is the same: whatever the model says of either. */
function overHerhaling(
  { bezoek, levering }: Pick<Beoordeeld, 'bezoek'> & { readonly levering: Levering },
  before: Beoordeeld | undefined,
): Verschil[] {
  if (before?.levering === undefined || !isHerhaling(bezoek, before.bezoek)) return [];
  const [a, b] = [before.levering, levering].map(({ werknemers, mutaties }) => JSON.stringify([werknemers, mutaties]));
  return a === b ? [] : [{ soort: 'herhaling', verwacht: a ?? '', gekregen: b ?? '' }];
}

function isHerhaling(bezoek: Bezoek, before: Bezoek): boolean {
  const { versie: _next, ...now } = bezoek.moment;
  const { versie: _first, ...then } = before.moment;
  const isPlain = [bezoek.bijPlan, before.bijPlan].every((one) => Object.keys(one).length === 0);
  return isPlain && !bezoek.vergeten && now.mensen === then.mensen && isDeepStrictEqual(now, then);
}

const stopped = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const fout = ({ name, message }: Error): Verschil => ({
  soort: 'gestopt',
  verwacht: 'een levering',
  gekregen: `${name}: ${message}`,
});

/** Judges so many werkgevers; with a mutant until one of them shows it. */
export async function judgeAll(
  { from, seeds }: { readonly from: number; readonly seeds: number },
  mutant?: Mutant,
): Promise<Uitslag> {
  let uitslag = NIETS;
  for (let seed = from; seed < from + seeds; seed += 1) {
    uitslag = samen(uitslag, uitslagOf(seed, await judge(drawWerkgever(seed), mutant)));
    if (mutant !== undefined && uitslag.mislukt.length > 0) break;
  }
  return uitslag;
}

function uitslagOf(seed: number, beoordeeld: readonly Beoordeeld[]): Uitslag {
  const sets = beoordeeld.flatMap(({ levering }) => levering ?? []);
  const mutaties = sets.flatMap((set) => set.mutaties);
  const regels = sets.flatMap((set) => set.werknemers);
  return {
    werkgevers: 1,
    sets: sets.length,
    regels: regels.length,
    waarden: countValues(regels),
    vragen: sets.reduce((sum, { vragen }) => sum + vragen.length, 0),
    mutaties: Object.fromEntries([...Map.groupBy(mutaties, ({ soort }) => soort)].map(([a, b]) => [a, b.length])),
    mislukt: misluktIn(seed, beoordeeld),
  };
}

function misluktIn(seed: number, beoordeeld: readonly Beoordeeld[]): Mislukt[] {
  const last = beoordeeld.at(-1);
  if (last === undefined || last.verschillen.length === 0) return [];
  const { tijdvak, versie, mensen } = last.bezoek.moment;
  const omvang = beoordeeld.length * mensen.length;
  return [{ seed, omvang, set: `${tijdvak.tijdvakId} v${versie}`, verschillen: last.verschillen.slice(0, 20) }];
}

const countValues = (waarde: unknown): number =>
  typeof waarde !== 'object' || waarde === null
    ? 1
    : Object.values(waarde).reduce<number>((sum, one) => sum + countValues(one), 0);
