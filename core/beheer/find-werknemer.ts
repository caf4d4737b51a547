import * as z from 'zod';
import { BEWAARDAGEN } from '../aanmelding/afmelding.ts';
import type { KoppelingId, WerknemerId } from '../ids.ts';
import type { Opslag, Restanten } from '../invoer/ports/opslag.ts';
import { linesOfWerknemer } from '../invoer/read-regels.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addDays, Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import { leveringPrefixOf } from '../uitwisseling/levering.ts';
import { werkPrefixesIn, werkPrefixOf } from '../uitwisseling/werkplan.ts';
import { vergelijkingPrefix } from '../vergelijking/vingerafdruk.ts';

export interface FindDeps {
  readonly opslag: Opslag & Restanten;
  /** For how many days a delivered set is kept. */
  readonly bewaardagen: number;
  readonly klok: Klok;
}

/** A place that is looked through in one step: a delivered set, a file of fingerprints, or the working files of an exchange. */
export interface Plaats {
  readonly soort: 'levering' | 'vergelijking' | 'werkbestanden';
  /** A folder, or the key of the one file. */
  readonly key: string;
}

/** All of a koppeling, in the order of their keys. */
export async function listPlaatsen({ opslag }: FindDeps, koppelingId: KoppelingId): Promise<readonly Plaats[]> {
  const leveringen = await opslag.list(`leveringen/${koppelingId}/`);
  const sets = new Set(leveringen.map(leveringPrefixOf).filter((prefix) => prefix !== undefined));
  const werk = werkPrefixesIn(await opslag.list(werkPrefixOf(koppelingId)));
  return [
    ...[...sets].map((key) => ({ soort: 'levering', key }) as const),
    ...(await opslag.list(vergelijkingPrefix(koppelingId))).map((key) => ({ soort: 'vergelijking', key }) as const),
    ...werk.map((key) => ({ soort: 'werkbestanden', key }) as const),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A line of a csv is a text; all others are objects, of whatever version. */
export const GevondenRegel = z.union([z.string(), z.looseObject({})]);

/** What stands of one person in one place: by file, each line as it is there. */
export const Vondst = z.strictObject({
  plaats: z.string(),
  bewaardTot: Datum,
  bestanden: z.record(z.string(), z.array(GevondenRegel)),
});
export type Vondst = z.infer<typeof Vondst>;

export const regelsIn = ({ bestanden }: Vondst): number =>
  Object.values(bestanden).reduce((sum, { length }) => sum + length, 0);

/** `undefined`: nothing of this person is there. */
export async function findInPlaats(
  deps: FindDeps,
  { soort, key }: Plaats,
  werknemerId: WerknemerId,
): Promise<Vondst | undefined> {
  const keys = soort === 'vergelijking' ? [key] : await deps.opslag.list(key);
  const bestanden: Record<string, unknown[]> = {};
  for (const one of keys) {
    const found = await findInFile(deps, one, werknemerId);
    if (found.length > 0) bestanden[one.slice(one.lastIndexOf('/') + 1)] = [...found];
  }
  if (Object.keys(bestanden).length === 0) return undefined;
  return Vondst.parse({ plaats: key, bewaardTot: await keptUntil(deps, { soort, key }, keys), bestanden });
}

const decoder = new TextDecoder();

async function findInFile({ opslag }: FindDeps, key: string, werknemerId: WerknemerId): Promise<readonly unknown[]> {
  if (key.endsWith('.ndjson')) return linesOfWerknemer(opslag, key, { vorm: 'ndjson', werknemerId });
  if (key.endsWith('/werknemers.csv')) return linesOfWerknemer(opslag, key, { vorm: 'csv', werknemerId });
  if (key.endsWith('/vragen.json') || key.endsWith('/plan.json')) {
    return membersOf(JSON.parse(decoder.decode(await opslag.get(key))), werknemerId);
  }
  return [];
}

/** The objects about this person in a JSON document, at whichever depth: questions, and the lines of a plan. */
function membersOf(value: unknown, werknemerId: WerknemerId): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('werknemerId' in value && value.werknemerId === werknemerId) return [value];
  return Object.values(value).flatMap((member) => membersOf(member, werknemerId));
}

const ManifestMetVerval = z.object({ gewist: z.array(z.object({ vervaltOp: Datum })).min(1) });

/** When the store drops it by itself. A set out of which somebody was taken goes when it would have gone without that. */
async function keptUntil(deps: FindDeps, { soort, key }: Plaats, keys: readonly string[]): Promise<Datum> {
  if (soort !== 'levering') return keptUntilBy(deps, keys.at(-1) ?? key, BEWAARDAGEN[soort]);
  const manifest = `${key}manifest.json`;
  const body = await deps.opslag.get(manifest);
  const parsed = ManifestMetVerval.safeParse(body === undefined ? undefined : JSON.parse(decoder.decode(body)));
  const [eerste] = parsed.success ? parsed.data.gewist : [];
  return eerste?.vervaltOp ?? keptUntilBy(deps, manifest, deps.bewaardagen);
}

/** The day on which the store drops an object that it keeps for so many days. */
export async function keptUntilBy({ opslag, klok }: FindDeps, key: string, dagen: number): Promise<Datum> {
  const [found] = (await opslag.listPart(key)).objecten;
  return addDays(dateInAmsterdam(found?.key === key ? found.geschrevenOp : klok.now()), dagen);
}
