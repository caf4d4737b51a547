import { type Dekkingsprofiel, groepenFor, needsLooncodes } from '../domain/dekkingsprofiel.ts';
import type { LooncodeRegel, SalarisRegel } from '../domain/gegevensset.ts';
import { addStukken, type Gegevensstukken, type Opgehaald } from '../domain/samenstelling.ts';
import type { Deel, LopendeUitwisseling, UitwisselingId, WerknemerId } from '../domain/uitwisseling.ts';
import { deelKey, RapportDeel, rapportKey, SalarissenDeel, WerknemersDeel } from '../domain/werkplan.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Registratie } from '../ports/registratie.ts';
import { readJson } from './json-object.ts';

export interface ReadDeps {
  readonly registratie: Registratie;
  readonly opslag: Opslag;
}

/** All that the parts stored, or the code of what is missing. */
export async function readOpgehaald(
  { registratie, opslag }: ReadDeps,
  { uitwisselingId: id, rapport }: LopendeUitwisseling,
  dekkingsprofiel: Dekkingsprofiel,
): Promise<Opgehaald | string> {
  const stored = await registratie.listDelen(id);
  if (stored.length === 0 || stored.some(({ gedaan }) => !gedaan)) return 'delen-ontbreken';
  const delen = stored.map(({ deel }) => deel);
  const salarissen = await readSalarissen(opslag, id, delen);
  const stukken = await readStukken(opslag, id, delen, dekkingsprofiel);
  if (salarissen === undefined || stukken === undefined) return 'deel-weg';
  const looncodes = needsLooncodes(dekkingsprofiel) ? await readRapport(opslag, id, rapport) : new Map();
  if (looncodes === undefined) return 'rapport-ontbreekt';
  return { stukken, contractenVan: contractenVan(delen), salarissen, looncodes };
}

const contractenVan = (delen: readonly Deel[]): Opgehaald['contractenVan'] =>
  delen.some((deel) => deel.soort === 'bedrijfsbreed' && deel.groepen.includes('contract'))
    ? 'tijdvak'
    : 'huidig-tijdvak';

async function readSalarissen(
  opslag: Opslag,
  id: UitwisselingId,
  delen: readonly Deel[],
): Promise<Map<WerknemerId, readonly SalarisRegel[]> | undefined> {
  const salarissen = new Map<WerknemerId, readonly SalarisRegel[]>();
  for (const { nummer } of delen.filter(({ soort }) => soort === 'salarissen')) {
    const rows = await readJson(opslag, deelKey(id, nummer), SalarissenDeel);
    if (rows === undefined) return undefined;
    for (const row of rows) salarissen.set(row.werknemerId, row.salarissen);
  }
  return salarissen;
}

async function readStukken(
  opslag: Opslag,
  id: UitwisselingId,
  delen: readonly Deel[],
  dekkingsprofiel: Dekkingsprofiel,
): Promise<Opgehaald['stukken'] | undefined> {
  const stukken = new Map<WerknemerId, Gegevensstukken>();
  for (const deel of delen) {
    if (deel.soort !== 'bedrijfsbreed' && deel.soort !== 'werknemers') continue;
    const rows = await readJson(opslag, deelKey(id, deel.nummer), WerknemersDeel);
    if (rows === undefined) return undefined;
    addStukken(stukken, rows, deel.groepen ?? groepenFor(dekkingsprofiel));
  }
  return stukken;
}

async function readRapport(
  opslag: Opslag,
  id: UitwisselingId,
  rapport: LopendeUitwisseling['rapport'],
): Promise<Map<WerknemerId, LooncodeRegel[]> | undefined> {
  if (rapport === undefined) return undefined;
  const looncodes = new Map<WerknemerId, LooncodeRegel[]>();
  for (const { runId, looncode } of rapport.taken) {
    const lines = await readJson(opslag, rapportKey(id, runId, looncode), RapportDeel);
    if (lines === undefined) return undefined;
    for (const { werknemerId, ...regel } of lines) {
      looncodes.set(werknemerId, [...(looncodes.get(werknemerId) ?? []), regel]);
    }
  }
  return looncodes;
}
