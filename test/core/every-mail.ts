import type { Bericht, BerichtSoort } from '../../core/domain/bericht.ts';
import { rechtNietActief } from '../../core/domain/rechten.ts';
import { checkRun } from '../../core/use-cases/check-run.ts';
import { completeUitwisseling } from '../../core/use-cases/complete-uitwisseling.ts';
import { confirmAanmelding } from '../../core/use-cases/confirm-aanmelding.ts';
import { confirmOntvangst } from '../../core/use-cases/confirm-ontvangst.ts';
import { endKoppeling } from '../../core/use-cases/end-koppeling.ts';
import { expireAanmelding } from '../../core/use-cases/expire-aanmelding.ts';
import { failUitwisseling } from '../../core/use-cases/fail-uitwisseling.ts';
import { remindPeople } from '../../core/use-cases/remind-people.ts';
import { signOffAanmelding } from '../../core/use-cases/sign-off-aanmelding.ts';
import { waitingForVrijgave } from './held.ts';
import {
  afwijzen,
  approved,
  assembled,
  realised,
  started,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from './way.ts';
import { company, createWorld, type World } from './world.ts';

/** The ways that together lead past every mail. */
const WAYS: readonly ((world: World) => Promise<unknown>)[] = [
  async (world) => {
    const id = await submitted(world);
    await confirmOntvangst(world, id);
  },
  async (world) => {
    const id = await waitingForAkkoord(world);
    await remindPeople(world, id, 'herinnerd');
    await remindPeople(world, id, 'aangedrongen');
    await expireAanmelding(world, id);
    await confirmAanmelding(world, id);
  },
  async (world) => {
    const id = await waitingForHerstel(world);
    await remindPeople(world, id, 'herinnerd');
    await remindPeople(world, id, 'aangedrongen');
  },
  async (world) => {
    await confirmAanmelding(world, await approved(world, afwijzen()));
  },
  async (world) => {
    const { aanmeldingId } = await realised(world);
    await confirmAanmelding(world, aanmeldingId);
  },
  async (world) => {
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ runs: [] })];
    await checkRun(world, id);
    world.klok.set('2026-12-31T06:00:00.000Z');
    await checkRun(world, id);
    await failUitwisseling(world, id, 'inloggegevens-ongeldig');
  },
  async (world) => {
    await failUitwisseling(world, await started(world), rechtNietActief('SVW_GetCurrent'));
  },
  async (world) => {
    await failUitwisseling(world, await started(world), 'geen-toegang');
  },
  async (world) => {
    await failUitwisseling(world, await started(world), 'geen-abonnement');
  },
  async (world) => {
    const { aanmeldingId } = await realised(world);
    await signOffAanmelding(world, aanmeldingId);
    await endKoppeling(world, aanmeldingId);
  },
  async (world) => {
    await completeUitwisseling(world, await assembled(world));
  },
];

/** Every mail that the system sends, by its kind. */
export async function everyMail(): Promise<ReadonlyMap<BerichtSoort, Bericht>> {
  const found = new Map<BerichtSoort, Bericht>();
  for (const way of WAYS) {
    const world = createWorld();
    const { forget, ...post } = world.post;
    await way({ ...world, post: { ...post, forget: () => undefined } });
    collect(world, found);
  }
  // The mail about a held set takes two periods, and so a world of its own.
  collect((await waitingForVrijgave()).world, found);
  return found;
}

function collect({ post }: World, found: Map<BerichtSoort, Bericht>): void {
  post.sleutels.forEach(({ soort }, index) => {
    const bericht = post.verzonden[index];
    if (bericht !== undefined) found.set(soort, bericht);
  });
}
