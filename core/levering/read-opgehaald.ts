import type * as z from 'zod';
import type { WerknemerId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { readJson } from '../invoer/read-json.ts';
import { firstPieceOf, linesOf } from '../invoer/read-ndjson.ts';
import { type Dekkingsprofiel, type Gegevensgroep, groepenFor, needsLooncodes } from '../nmbrs/dekkingsprofiel.ts';
import type { OpgehaaldeGegevens, Peilen } from '../nmbrs/gegevensset.ts';
import { follow } from '../ophalen/follow-werknemers.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import { Tekort } from '../uitwisseling/tekort.ts';
import type { Deel, LopendeUitwisseling } from '../uitwisseling/uitwisseling.ts';
import {
  deelKey,
  type GeplandeWerknemer,
  groepenVan,
  OverigeLooncodes,
  overigeLooncodesKey,
  RapportRegel,
  rapportKey,
  SalarissenRegel,
  WerknemerRegel,
  type Werkplan,
} from '../uitwisseling/werkplan.ts';
import type { Opgehaald } from './samenstelling.ts';

export interface ReadDeps {
  readonly registratie: Deelregister;
  readonly opslag: Opslag;
}

/** Everything that was fetched, employee by employee in the order of the plan. */
export interface Oogst {
  /** Throws {@link Tekort} when it is not exactly everyone of the plan with every group of the profile once. */
  readonly werknemers: AsyncIterable<{
    readonly gepland: GeplandeWerknemer;
    /** `verwijderd`: somebody was removed from Nmbrs after the plan was made. */
    readonly opgehaald: Opgehaald | 'verwijderd';
  }>;
  /** Whom the report names and the plan does not; known when all employees were read. */
  readonly vreemden: ReadonlySet<WerknemerId>;
}

/**
 * Walks through the working files at once. Each is sorted by employee, so that the next line of each is all that has to be
 * in memory as an object.
 */
export async function readOpgehaald(
  deps: ReadDeps,
  { uitwisselingId: id, rapport }: LopendeUitwisseling,
  { plan, dekkingsprofiel }: { readonly plan: Werkplan; readonly dekkingsprofiel: Dekkingsprofiel },
): Promise<Oogst> {
  const stored = await deps.registratie.listDelen(id);
  if (stored.length === 0 || stored.some(({ gedaan }) => !gedaan)) throw new Tekort('delen-ontbreken');
  const delen = stored.map(({ deel }) => deel);
  if (needsLooncodes(dekkingsprofiel) && rapport === undefined) throw new Tekort('rapport-ontbreekt');
  const taken = needsLooncodes(dekkingsprofiel) ? (rapport?.taken ?? []) : [];
  const vreemden = new Set<WerknemerId>();
  const bronnen = {
    lagen: lagenOf(delen, dekkingsprofiel).map(({ nummers, groepen }) => ({
      groepen,
      rijen: filesOf(
        deps.opslag,
        nummers.map((nummer) => deelKey(id, nummer)),
        { schema: WerknemerRegel, absent: 'deel-weg' },
      ),
    })),
    salarissen: filesOf(
      deps.opslag,
      delen.filter(({ soort }) => soort === 'salarissen').map(({ nummer }) => deelKey(id, nummer)),
      { schema: SalarissenRegel, absent: 'deel-weg' },
    ),
    rapporten: taken.map(({ runId, looncode }) =>
      filesOf(deps.opslag, [rapportKey(id, runId, looncode)], { schema: RapportRegel, absent: 'rapport-ontbreekt' }),
    ),
    vreemden,
  };
  return {
    vreemden,
    werknemers: joined(plan.werknemers, bronnen, [...groepenVan(dekkingsprofiel, plan)].sort().join()),
  };
}

/** The wage codes that occur in the runs and are not delivered, as far as the reports tell. */
export async function readOverigeLooncodes(
  { opslag }: Pick<ReadDeps, 'opslag'>,
  { uitwisselingId, rapport }: LopendeUitwisseling,
): Promise<readonly number[]> {
  const codes = new Set<number>();
  for (const { runId, looncode } of rapport?.taken ?? []) {
    const key = overigeLooncodesKey(uitwisselingId, runId, looncode);
    for (const code of (await readJson(opslag, key, OverigeLooncodes)) ?? []) codes.add(code);
  }
  return [...codes];
}

/** The parts that give the same groups, in the order of their employees: read one after the other they are one file. */
interface Laag {
  readonly groepen: readonly Gegevensgroep[];
  readonly nummers: readonly number[];
}

function lagenOf(delen: readonly Deel[], dekkingsprofiel: Dekkingsprofiel): Laag[] {
  const lagen = new Map<string, { groepen: readonly Gegevensgroep[]; delen: { nummer: number; eerste: number }[] }>();
  for (const deel of delen) {
    if (deel.soort !== 'bedrijfsbreed' && deel.soort !== 'werknemers') continue;
    const groepen = deel.groepen ?? groepenFor(dekkingsprofiel);
    const name = [...groepen].sort().join();
    const laag = lagen.get(name) ?? { groepen, delen: [] };
    const eerste = deel.soort === 'werknemers' ? Math.min(...deel.werknemerIds) : 0;
    laag.delen.push({ nummer: deel.nummer, eerste });
    lagen.set(name, laag);
  }
  return [...lagen.values()].map((laag) => ({
    groepen: laag.groepen,
    nummers: laag.delen.toSorted((a, b) => a.eerste - b.eerste).map(({ nummer }) => nummer),
  }));
}

/** How many files of a row are asked for ahead: one after the other they would take a minute for the largest employer. */
const AHEAD = 8;

/** The lines of these files, one file after the other. */
async function* filesOf<T>(
  opslag: Opslag,
  keys: readonly string[],
  { schema, absent }: { readonly schema: z.ZodType<T>; readonly absent: string },
): AsyncGenerator<T> {
  for (let start = 0; start < keys.length; start += AHEAD) {
    const some = keys.slice(start, start + AHEAD);
    const pieces = await Promise.all(some.map(async (key) => ({ key, first: await firstPieceOf(opslag, key) })));
    for (const { key, first } of pieces) {
      if (first === undefined) throw new Tekort(absent);
      yield* linesOf(opslag, { key, first, schema });
    }
  }
}

interface Bronnen {
  readonly lagen: readonly {
    readonly groepen: readonly Gegevensgroep[];
    readonly rijen: AsyncIterable<WerknemerRegel>;
  }[];
  readonly salarissen: AsyncIterable<SalarissenRegel>;
  readonly rapporten: readonly AsyncIterable<RapportRegel>[];
  readonly vreemden: Set<WerknemerId>;
}

async function* joined(
  planned: readonly GeplandeWerknemer[],
  bronnen: Bronnen,
  needed: string,
): AsyncGenerator<{ gepland: GeplandeWerknemer; opgehaald: Opgehaald | 'verwijderd' }> {
  const lagen = bronnen.lagen.map(({ groepen, rijen }) => ({ groepen, rijen: follow(rijen) }));
  const salarissen = follow(bronnen.salarissen);
  const rapporten = bronnen.rapporten.map(follow);
  for (const gepland of planned) {
    const { werknemerId } = gepland;
    const groepen: Gegevensgroep[] = [];
    let [gegevens, peil]: [OpgehaaldeGegevens, Peilen] = [{}, {}];
    let isVerwijderd = false;
    for (const laag of lagen) {
      const { before, own } = await laag.rijen.upTo(werknemerId);
      if (before.length > 0) throw new Tekort('werknemers-wijken-af');
      for (const { werknemerId: _id, peil: peilen, verwijderd, ...rest } of own) {
        gegevens = { ...gegevens, ...rest };
        peil = { ...peil, ...peilen };
        isVerwijderd ||= verwijderd === true;
        groepen.push(...laag.groepen);
      }
    }
    if (groepen.length === 0) throw new Tekort('werknemers-wijken-af');
    if (groepen.sort().join() !== needed) throw new Tekort('groepen-wijken-af');
    const rows = await salarissen.upTo(werknemerId);
    const looncodes: Opgehaald['looncodes'][number][] = [];
    for (const rapport of rapporten) {
      const { before, own } = await rapport.upTo(werknemerId);
      for (const stranger of before) bronnen.vreemden.add(stranger.werknemerId);
      looncodes.push(...own.map(({ werknemerId: _id, ...regel }) => regel));
    }
    const salarisregels = rows.own.flatMap((row) => row.salarissen);
    yield {
      gepland,
      opgehaald: isVerwijderd ? 'verwijderd' : { gegevens, peil, salarissen: salarisregels, looncodes },
    };
  }
  for (const { rijen } of lagen) if ((await rijen.rest()).length > 0) throw new Tekort('werknemers-wijken-af');
  await salarissen.rest();
  for (const rapport of rapporten) {
    for (const stranger of await rapport.rest()) bronnen.vreemden.add(stranger.werknemerId);
  }
}
