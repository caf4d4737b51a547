import { assertStored } from '../assert-stored.ts';
import { type AanmeldingId, koppelingIdOf } from '../ids.ts';
import { eraseWhenUnused, houderOf, type Wisser } from './erase-inloggegevens.ts';
import type { MoveDeps } from './move-to-account.ts';

/** Finishes a change of login: erases the one before unless a werkgever is still exchanged with it, then forgets it. */
export async function leaveAccount(deps: MoveDeps, aanmeldingId: AanmeldingId, wisser: Wisser): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling === undefined || koppeling.status === 'gewist') return;
  const { teVerlaten, ...nmbrs } = koppeling.nmbrs;
  if (teVerlaten === undefined) return;
  await eraseWhenUnused(deps, teVerlaten, houderOf(wisser, aanmeldingId));
  const next = { ...koppeling, versie: koppeling.versie + 1, nmbrs };
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'account.verlaten' };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
}
