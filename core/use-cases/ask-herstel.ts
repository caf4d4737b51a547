import { assertStored } from '../assert-stored.ts';
import type { Ronde } from '../domain/wachtmomenten.ts';
import type { AanmeldingId, TaakToken } from '../ids.ts';
import type { Aanmeldregister } from '../ports/aanmeldregister.ts';
import type { Aanvragen } from '../ports/aanvragen.ts';
import type { Berichtenboek } from '../ports/berichtenboek.ts';
import type { Postregister } from '../ports/postregister.ts';
import type { Verloop } from '../ports/verloop.ts';
import { askOffice } from './ask-office.ts';
import type { PostDeps, SendOutcome } from './send-bericht.ts';
import { tellAdreswijzigingen } from './tell-adreswijziging.ts';

export interface AskHerstelDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
  readonly verloop: Verloop;
}

/**
 * Makes the aanmelding wait until the payroll office asks for a new controle. The first time it mails what is to be put
 * right; after a reminder that mail has been sent.
 */
export async function askHerstel(
  deps: AskHerstelDeps,
  aanmeldingId: AanmeldingId,
  taakToken: TaakToken,
  ronde: Ronde = 'gevraagd',
): Promise<SendOutcome | 'niet-nodig'> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found?.status !== 'herstel-nodig') {
    await deps.verloop.resume(taakToken, { uitkomst: 'hercontrole' });
    return 'niet-nodig';
  }
  const next = { ...found, versie: found.versie + 1, taakToken };
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: `herstel.${ronde}` };
  const stored = await deps.registratie.replaceAanmelding(next, regel);
  assertStored(stored, 'aanmelding-verouderd');
  await tellAdreswijzigingen(deps, next);
  if (ronde !== 'gevraagd') return 'niet-nodig';
  return askOffice(deps, next, ronde);
}
