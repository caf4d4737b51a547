import type { Verloop } from '../aanmelding/ports/verloop.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { isGeleverd } from './check-geleverd.ts';
import { type LapseDeps, lapseUitwisseling } from './lapse-uitwisseling.ts';
import { openUitwisselingen } from './list-recente-uitwisselingen.ts';
import { type BegonnenUitwisseling, isBegun } from './uitwisseling.ts';

export interface StopDeps extends LapseDeps {
  readonly opslag: Opslag;
  readonly verloop: Verloop;
}

/**
 * Ends the exchanges of a koppeling that was stopped: the planned and waiting ones, and with `stop-alles` those that have
 * begun too. Gives how many still go on. One whose data set was delivered is left to close itself.
 */
export async function stopUitwisselingen(
  deps: StopDeps,
  koppeling: Koppeling,
  begun: 'laat-lopen' | 'stop-alles',
): Promise<number> {
  const still = await lapseWaiting(deps, koppeling);
  if (begun === 'laat-lopen') return still.length;
  for (const uitwisseling of still) await stop(deps, uitwisseling, koppeling);
  return 0;
}

/** Ends the planned and waiting exchanges of a koppeling, and gives those that have begun. */
export async function lapseWaiting(deps: LapseDeps, koppeling: Koppeling): Promise<readonly BegonnenUitwisseling[]> {
  const open = await openUitwisselingen(deps, koppeling.koppelingId);
  const begun: BegonnenUitwisseling[] = [];
  for (const uitwisseling of open) {
    if (isBegun(uitwisseling)) begun.push(uitwisseling);
    else await lapseUitwisseling(deps, uitwisseling, `koppeling-${koppeling.status}`);
  }
  return begun;
}

async function stop(deps: StopDeps, uitwisseling: BegonnenUitwisseling, koppeling: Koppeling): Promise<void> {
  if (await isGeleverd(deps.opslag, uitwisseling)) return;
  // The machine first: one that waits for a person would find out after a month only.
  if (uitwisseling.status === 'vastgehouden' && uitwisseling.taakToken !== undefined) {
    await deps.verloop.resume(uitwisseling.taakToken, { uitkomst: 'vervallen' });
  }
  await lapseUitwisseling(deps, uitwisseling, `koppeling-${koppeling.status}`);
}
