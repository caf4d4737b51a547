import type { UitwisselingId } from '../../core/domain/uitwisseling.ts';
import { assembleGegevensset } from '../../core/use-cases/assemble-gegevensset.ts';
import { checkRun } from '../../core/use-cases/check-run.ts';
import { completeUitwisseling } from '../../core/use-cases/complete-uitwisseling.ts';
import { distributeDelen } from '../../core/use-cases/distribute-delen.ts';
import { planUitwisseling } from '../../core/use-cases/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../core/use-cases/rapport.ts';
import { drain, token } from './way.ts';
import type { World } from './world.ts';

/** What the machine does with an exchange whose run is locked, up to the data set; gives what assembling it came to. */
export async function fetchWhole(world: World, id: UitwisselingId): Promise<string> {
  await checkRun(world, id);
  await planUitwisseling(world, id);
  world.verloop.wait(token(id));
  await distributeDelen(world, id, token(id));
  await drain(world);
  await startRapport(world, id);
  await pollRapport(world, id);
  return assembleGegevensset(world, id);
}

/** The same to its end: the data set is delivered. */
export async function exchangeWhole(world: World, id: UitwisselingId): Promise<void> {
  await fetchWhole(world, id);
  await completeUitwisseling(world, id);
}
