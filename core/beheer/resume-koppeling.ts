import { doorBeoordelaar, type Ingreep } from '../audit/beheer.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { type PlanVolgendeDeps, planVolgende } from '../koppeling/plan-volgende.ts';
import { reactivateKoppeling } from '../koppeling/reactivate-koppeling.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import type { StartDeps } from '../uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';

export interface ResumeDeps extends PlanVolgendeDeps, StartDeps {
  readonly registratie: PlanVolgendeDeps['registratie'] & StartDeps['registratie'];
}

export type ResumeOutcome =
  /** `gestart`: the next exchange was missed, or asked for, and has begun. */
  | { readonly uitkomst: 'hervat'; readonly volgende: Koppeling['volgende']; readonly gestart: boolean }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'gestopt' }
  /** Not paused but without a working token; only the office can mend that. */
  | { readonly uitkomst: 'onderbroken' };

/**
 * Ends the pause of a koppeling and plans its next exchange; periods that were missed meanwhile are caught up with in order.
 * Asked again it does what an earlier try left undone. When the token stopped working during the pause, the next exchange finds that out.
 */
export async function resumeKoppeling(deps: ResumeDeps, ingreep: Ingreep): Promise<ResumeOutcome> {
  const { koppelingId } = ingreep;
  const found = await deps.registratie.findKoppeling(koppelingId);
  if (found === undefined || found.status === 'gewist') return { uitkomst: 'onbekend' };
  switch (found.status) {
    case 'gestopt':
    case 'onderbroken':
      return { uitkomst: found.status };
    case 'actief':
      await planVolgende(deps, koppelingId);
      break;
    case 'gepauzeerd':
      if ((await reactivateKoppeling(deps, found, doorBeoordelaar(ingreep))) === 'verouderd') {
        return resumeKoppeling(deps, ingreep);
      }
      break;
    default:
      return found satisfies never;
  }
  const gestart = (await startWhenDue(deps, koppelingId)) === 'gestart';
  const after = await deps.registratie.findKoppeling(koppelingId);
  return after === undefined || after.status === 'gewist'
    ? { uitkomst: 'onbekend' }
    : { uitkomst: 'hervat', volgende: { ...after.volgende, datum: nextDateOf(after, deps.klok.now()) }, gestart };
}
