import { type AanmeldingId, koppelingIdOf } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addMs } from '../kalender/tijd.ts';
import type { InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Accountregister } from './ports/accountregister.ts';
import type { Koppelregister } from './ports/koppelregister.ts';

export interface EraseDeps {
  readonly registratie: Koppelregister & Accountregister;
  readonly kluis: Inlogkluis;
  readonly klok: Klok;
}

/** Which step asks: each holds an account under its own name, so that none releases another's hold. */
export type Wisser = 'end-koppeling' | 'realise-koppeling' | 'replace-token' | 'settle-aanmelding';

/** How long a hold lasts that nobody releases: no function lives longer than a quarter of an hour. */
const HOLD_MS = 15 * 60_000;

/**
 * Erases the inloggegevens of an account that no koppeling is exchanged with. New koppelingen of the account wait
 * meanwhile, or one that joins between the look and the erasure would lose its login. Run again after a crash it ends the
 * same; until then, or until the hold has run out, nobody can join.
 */
export async function eraseWhenUnused(
  { registratie, kluis, klok }: EraseDeps,
  ref: InloggegevensRef,
  houder: string,
): Promise<'gewist' | 'in-gebruik'> {
  if ((await registratie.listKoppelingenVan(ref)).length > 0) {
    await registratie.releaseAccount(ref, houder);
    return 'in-gebruik';
  }
  await registratie.holdAccount(ref, houder, addMs(klok.now(), HOLD_MS));
  const gebruik = await registratie.listKoppelingenVan(ref);
  if (gebruik.length === 0) await kluis.eraseAccount(ref);
  await registratie.releaseAccount(ref, houder);
  return gebruik.length === 0 ? 'gewist' : 'in-gebruik';
}

/** The name of a hold: one per step and koppeling. */
export const houderOf = (wisser: Wisser, aanmeldingId: AanmeldingId): string =>
  `${koppelingIdOf(aanmeldingId)}/${wisser}`;

/** What a step that overlapped with the afmelding can have put into the kluis after everything was erased. */
export async function eraseLeftovers(deps: EraseDeps, aanmeldingId: AanmeldingId, wisser: Wisser): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling?.status === 'gewist') {
    await eraseWhenUnused(deps, koppeling.inloggegevensRef, houderOf(wisser, aanmeldingId));
  }
  await deps.kluis.eraseCandidate(aanmeldingId);
}
