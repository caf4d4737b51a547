import { sindsOf } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { secondsUntil, type Wachtmomenten, wachtmomenten } from '../kalender/wachtmomenten.ts';

export interface WaitDeps {
  readonly registratie: Aanmeldregister;
  readonly klok: Klok;
}

/** What the machine chooses by, and for how long the waiting state that may follow waits before it goes on by itself. */
export interface Wacht<U extends string> {
  readonly uitkomst: U;
  readonly wachtSeconden: number;
}

/**
 * Says with an outcome how long the next waiting state waits: until this moment of the wait that the stored aanmelding is
 * in. It is counted from what is stored, so a step that is run again, or much too late, gives the same moment.
 */
export async function withWacht<U extends string>(
  { registratie, klok }: WaitDeps,
  aanmeldingId: AanmeldingId,
  { uitkomst, tot }: { readonly uitkomst: U; readonly tot: Exclude<keyof Wachtmomenten, 'laatsteDag'> },
): Promise<Wacht<U>> {
  const found = await registratie.findAanmelding(aanmeldingId);
  const nu = klok.now();
  const sinds = found === undefined ? nu : sindsOf(found);
  return { uitkomst, wachtSeconden: secondsUntil(wachtmomenten(sinds)[tot], nu) };
}
