import { type UitwisselingId, uitwisselingIdOf } from '../../core/ids.ts';
import { nextTijdvak, tijdvakById } from '../../core/kalender/tijdvak.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';
import { Vraag, Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak } from '../../core/nmbrs/payroll.ts';
import { leveringPrefix } from '../../core/uitwisseling/levering.ts';
import { startUitwisseling } from '../../core/uitwisseling/start-uitwisseling.ts';
import { Manifest } from '../../core/vergelijking/manifest.ts';
import { Mutatie } from '../../core/vergelijking/mutatie.ts';
import { ndjsonOf, textOf } from './end-state.ts';
import { fetched, gathered, type goedkeuren, uitwisselingOf } from './way.ts';
import { company, createWorld, run, type World } from './world.ts';

/** The employees as the payroll package has them. */
export type Staff = ReturnType<typeof company>['werknemers'];

/** The bytes of a delivered file. */
export async function fileOf(world: World, id: UitwisselingId, naam: string): Promise<Uint8Array> {
  const body = world.opslag.objecten.get(`${leveringPrefix(await uitwisselingOf(world, id))}${naam}`);
  if (body === undefined) throw new Error(`${naam} was not delivered`);
  return body;
}

/** A delivered set as its reader sees it. */
export async function setOf(world: World, id: UitwisselingId) {
  const json = async (naam: string): Promise<unknown> => JSON.parse(textOf(await fileOf(world, id, naam)));
  return {
    manifest: Manifest.parse(await json('manifest.json')),
    vragen: Vraag.array().parse(await json('vragen.json')),
    werknemers: Werknemer.array().parse(ndjsonOf(await fileOf(world, id, 'werknemers.ndjson'))),
    mutaties: Mutatie.array().parse(ndjsonOf(await fileOf(world, id, 'mutaties.ndjson'))),
    csv: textOf(await fileOf(world, id, 'werknemers.csv')),
  };
}

/** A world in which the set of November 2026 was delivered for these employees. */
export async function firstDelivered(staff: Staff, formulier?: ReturnType<typeof goedkeuren>) {
  const world = createWorld({ bedrijven: [company({ werknemers: staff })] });
  const id = await fetched(world, formulier);
  await assembleGegevensset(world, id);
  await completeUitwisseling(world, id);
  return { world, id };
}

/** The next period, with the employees as they are by then, up to the assembly. */
export async function nextFetched(world: World, after: UitwisselingId, staff: Staff): Promise<UitwisselingId> {
  const { koppelingId, tijdvakId } = await uitwisselingOf(world, after);
  const next = nextTijdvak(tijdvakById(tijdvakId));
  world.klok.set(`${nextTijdvak(next).jaar}-${String(nextTijdvak(next).nummer).padStart(2, '0')}-15T05:00:00.000Z`);
  const runs = [run(800 + next.nummer, { jaar: next.jaar, tijdvakVan: next.nummer, tijdvakTot: next.nummer })];
  const [{ runId } = run(800)] = runs;
  const paid = staff.map(({ looncodes = [], ...one }) => ({
    ...one,
    looncodes: looncodes.map((regel) => ({ ...regel, runId })),
  }));
  const { jaar, nummer, verloning } = nextTijdvak(next);
  const tijdvak = PayrollTijdvak.parse({ jaar, nummer, verloning });
  world.nmbrs.bedrijven = [company({ werknemers: paid, runs, tijdvak })];
  await startUitwisseling(world, { koppelingId, tijdvakId: next.tijdvakId });
  const id = uitwisselingIdOf(koppelingId, next.tijdvakId, 1);
  await gathered(world, id);
  return id;
}

/** The same, delivered and closed. */
export async function nextDelivered(world: World, after: UitwisselingId, staff: Staff): Promise<UitwisselingId> {
  const id = await nextFetched(world, after, staff);
  await assembleGegevensset(world, id);
  await completeUitwisseling(world, id);
  return id;
}
