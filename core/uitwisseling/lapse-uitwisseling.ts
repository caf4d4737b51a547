import { assertStored } from '../assert-stored.ts';
import { aanmeldingIdOf } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import { nextWriteOf, type OpenUitwisseling } from './uitwisseling.ts';

export interface LapseDeps {
  readonly registratie: Uitwisselregister;
  readonly klok: Klok;
}

/** Ends an exchange without a delivery; its machine sees that at its next look. `code` says why, for programs. */
export async function lapseUitwisseling(
  { registratie, klok }: LapseDeps,
  uitwisseling: OpenUitwisseling,
  code: string,
): Promise<void> {
  const next = { ...nextWriteOf(uitwisseling), status: 'vervallen', code } as const;
  const aanmeldingId = aanmeldingIdOf(uitwisseling.koppelingId);
  const regel = { aanmeldingId, op: klok.now(), wie: 'systeem', wat: 'uitwisseling.vervallen', waarom: code };
  assertStored(await registratie.replaceUitwisseling(next, regel));
}
