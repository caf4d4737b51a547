import type { WriteOutcome } from '../assert-stored.ts';
import type { AuditRegel } from '../audit/audit.ts';
import type { Koppeling } from './koppeling.ts';
import { type PlanVolgendeDeps, plan, planVolgende } from './plan-volgende.ts';

/**
 * Lets a koppeling be exchanged again; the schedule first, so that a crash leaves no active one without. Afterwards it is
 * taken out again when the koppeling was stopped meanwhile, or ends before that date.
 */
export async function reactivateKoppeling(
  deps: PlanVolgendeDeps,
  koppeling: Koppeling,
  door: Pick<AuditRegel, 'wie' | 'waarom'>,
): Promise<WriteOutcome> {
  await plan(deps, koppeling);
  const { aanmeldingId, koppelingId } = koppeling;
  const regel = { ...door, aanmeldingId, op: deps.klok.now(), wat: 'koppeling.hervat' };
  const next = { ...koppeling, versie: koppeling.versie + 1, status: 'actief' } as const;
  const stored = await deps.registratie.replaceKoppeling(next, regel);
  await planVolgende(deps, koppelingId);
  return stored;
}
