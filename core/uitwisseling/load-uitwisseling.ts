import { Defect, Refused } from '../errors.ts';
import type { UitwisselingId } from '../ids.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import type { LopendeUitwisseling, Uitwisseling } from './uitwisseling.ts';

export interface Loaded<T extends Uitwisseling = Uitwisseling> {
  readonly uitwisseling: T;
  readonly koppeling: Koppeling;
}

/** An exchange with its koppeling, of which after afmelden little may be left; both exist or something is badly wrong. */
export async function loadWhateverIsLeft(
  registratie: Koppelregister & Uitwisselregister,
  id: UitwisselingId,
): Promise<{ readonly uitwisseling: Uitwisseling; readonly koppeling: Koppeling | GewisteKoppeling }> {
  const uitwisseling = await registratie.findUitwisseling(id);
  if (uitwisseling === undefined) throw new Defect({ code: 'uitwisseling-onbekend', message: 'no such uitwisseling' });
  const koppeling = await registratie.findKoppeling(uitwisseling.koppelingId);
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-onbekend', message: 'no such koppeling' });
  return { uitwisseling, koppeling };
}

/** The same for a step that needs to know the werkgever. */
export async function loadUitwisseling(
  registratie: Koppelregister & Uitwisselregister,
  id: UitwisselingId,
): Promise<Loaded> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(registratie, id);
  if (koppeling.status !== 'gewist') return { uitwisseling, koppeling };
  throw new Refused({ code: 'koppeling-gewist', message: 'the werkgever was signed off and erased' });
}

/** The same for a step that only a running exchange can take. */
export async function loadRunning(
  registratie: Koppelregister & Uitwisselregister,
  id: UitwisselingId,
): Promise<Loaded<LopendeUitwisseling>> {
  const { uitwisseling, koppeling } = await loadUitwisseling(registratie, id);
  if (uitwisseling.status === 'loopt') return { uitwisseling, koppeling };
  throw new Defect({ code: 'uitwisseling-loopt-niet', message: `the uitwisseling is ${uitwisseling.status}` });
}
