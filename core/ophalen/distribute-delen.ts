import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { Defect } from '../errors.ts';
import type { TaakToken, UitwisselingId } from '../ids.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { loadRunning } from '../uitwisseling/load-uitwisseling.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { uitkomstVanDelen } from '../uitwisseling/uitwisseling.ts';
import type { Wachtrij } from './ports/wachtrij.ts';

export interface DistributeDeps {
  readonly registratie: Koppelregister & Uitwisselregister & Deelregister;
  readonly wachtrij: Wachtrij;
  readonly verloop: Verloop;
}

/**
 * Sends the parts that are not done yet, but for those that wait for a person, and leaves the token for the last one to report
 * with. Run again after a timeout it sends what is missing; when nothing is (the report itself was lost) the machine goes on at
 * once.
 */
export async function distributeDelen(deps: DistributeDeps, id: UitwisselingId, taakToken: TaakToken): Promise<number> {
  const { koppeling } = await loadRunning(deps.registratie, id);
  const uitwisseling = await deps.registratie.rememberVerdeelTaak(id, taakToken);
  if (uitwisseling === undefined) {
    throw new Defect({ code: 'uitwisseling-loopt-niet', message: 'the uitwisseling is not running' });
  }
  if (uitwisseling.resterend === 0) {
    await deps.verloop.resume(taakToken, { uitkomst: uitkomstVanDelen(uitwisseling) });
    return 0;
  }
  const delen = await deps.registratie.listDelen(id);
  const open = delen
    .filter(({ gedaan, fout }) => !gedaan && fout === undefined)
    .map(({ deel }) => ({ uitwisselingId: id, deel: deel.nummer }));
  await deps.wachtrij.sendDelen(open, koppeling.nmbrs.domein);
  return open.length;
}
