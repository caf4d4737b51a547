import { AanmeldingId, koppelingIdOf, TijdvakId, type UitwisselingId, uitwisselingIdOf } from '../../core/ids.ts';
import { askVrijgave } from '../../core/levering/ask-vrijgave.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { startWhenDue } from '../../core/uitwisseling/start-when-due.ts';
import { carriedOut, gathered, goedkeuren, started, token } from './way.ts';
import { company, createWorld, run, type World, werknemer } from './world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
/** The DGA, without whom the sign-up is not realised, comes first. */
const employees = (count: number) =>
  [7, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12].slice(0, count).map((one) => werknemer(one));

/** November was delivered with so many employees; of December there are so many, and its exchange is fetched. */
export async function afterNovember(
  before: number,
  now: number,
): Promise<{ world: World; id: UitwisselingId; came: string }> {
  const runs = [run(811), run(812, { tijdvakVan: 12, tijdvakTot: 12 })];
  const world = createWorld({ bedrijven: [company({ runs, werknemers: employees(before) })] });
  const first = await started(world, goedkeuren('verzuim'));
  await carriedOut(world, first);
  world.nmbrs.bedrijven = [company({ runs, werknemers: employees(now) })];
  world.klok.set('2027-01-11T09:00:00.000Z');
  const koppelingId = koppelingIdOf(ID);
  await startWhenDue(world, koppelingId);
  const id = uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M12'), 1);
  world.post.forget();
  await gathered(world, id);
  return { world, id, came: await assembleGegevensset(world, id) };
}

/** December has 7 employees after 10, and the machine waits with token `vrijgave` for a person. */
export async function waitingForVrijgave(): Promise<{ world: World; id: UitwisselingId }> {
  const { world, id } = await afterNovember(10, 7);
  world.verloop.wait(token('vrijgave'));
  await askVrijgave(world, id, token('vrijgave'));
  return { world, id };
}
