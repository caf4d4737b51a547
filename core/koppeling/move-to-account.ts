import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { KoppelingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Inloggegevens, InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Koppeling } from './koppeling.ts';
import type { Accountregister } from './ports/accountregister.ts';
import type { Koppelregister } from './ports/koppelregister.ts';

export interface MoveDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Accountregister;
  readonly kluis: Inlogkluis;
  readonly klok: Klok;
}

/**
 * From now on the koppeling is exchanged with the account of the candidate, no longer with `vorige`. One that moved before,
 * or ends, stays as it is. `remember`: keep in mind that the account it leaves is to be erased.
 */
export async function moveToAccount(
  deps: MoveDeps,
  koppelingId: KoppelingId,
  move: { readonly vorige: InloggegevensRef; readonly candidate: Inloggegevens; readonly remember?: boolean },
): Promise<void> {
  const { vorige, candidate, remember = false } = move;
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist' || koppeling.status === 'gestopt') return;
  if (koppeling.nmbrs.inloggegevensRef !== vorige) return;
  const aanmelding = await deps.registratie.findAanmelding(koppeling.aanmeldingId);
  if (aanmelding?.status !== 'gerealiseerd') return;
  const inloggegevensRef = deps.kluis.accountRef(candidate);
  const { gebruikersnaam } = candidate;
  const next: Koppeling = {
    ...koppeling,
    versie: koppeling.versie + 1,
    nmbrs: { ...koppeling.nmbrs, inloggegevensRef, ...(remember ? { teVerlaten: vorige } : {}) },
  };
  const { gegevens } = aanmelding;
  const nextAanmelding = {
    ...aanmelding,
    versie: aanmelding.versie + 1,
    inloggegevensRef,
    gegevens: { ...gegevens, nmbrs: { ...gegevens.nmbrs, gebruikersnaam } },
  };
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'salarisverwerker', wat: 'koppeling.ander-account' };
  assertStored(await deps.registratie.moveKoppeling(next, vorige, nextAanmelding, regel));
}
