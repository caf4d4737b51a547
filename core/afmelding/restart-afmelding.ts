import type { Aanmelding } from '../aanmelding/aanmelding.ts';
import { dueAt } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addDays, DAY_MS, dateInAmsterdam, epochMs } from '../kalender/tijd.ts';
import type { Accountregister } from '../koppeling/ports/accountregister.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { whenDue } from './end-koppeling.ts';

export interface RestartDeps {
  readonly registratie: Postregister &
    Aanmeldregister &
    Koppelregister &
    Accountregister &
    Uitwisselregister &
    Deelregister;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/** An afmelding is looked at each day, and its work takes minutes: one that is due for longer has lost its execution. */
const GRACE_DAGEN = 2;
const GRACE_MS = GRACE_DAGEN * DAY_MS;

/**
 * Starts an afmelding once more that should have been carried out days ago: its execution failed, or was stopped. Without this its login
 * stays for ever, and the werkgever cannot be signed up anew. Gives whether it did; once a day at most.
 */
export async function restartAfmelding(deps: RestartDeps, aanmelding: Aanmelding): Promise<boolean> {
  if (aanmelding.status !== 'wordt-afgemeld' && aanmelding.status !== 'gerealiseerd') return false;
  const { afmelding, aanmeldingId } = aanmelding;
  if (afmelding === undefined) return false;
  const nu = deps.klok.now();
  if (epochMs(nu) < epochMs(dueAt(afmelding)) + GRACE_MS) return false;
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  // It waits for the periods up to its last day, by right.
  if (epochMs(nu) < epochMs(await whenDue(deps, afmelding, koppeling))) return false;
  // The last of them came a day ago: it looks again the next morning.
  const last = koppeling === undefined || koppeling.status === 'gewist' ? undefined : koppeling.vorige?.datum;
  if (last !== undefined && dateInAmsterdam(nu) < addDays(last, GRACE_DAGEN)) return false;
  await deps.verloop.startAfmelding(aanmeldingId, dateInAmsterdam(nu));
  return true;
}
