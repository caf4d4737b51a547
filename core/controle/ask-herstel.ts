import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { tellAdreswijzigingen } from '../aanmelding/tell-adreswijziging.ts';
import { assertStored } from '../assert-stored.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { PostDeps, SendOutcome } from '../berichten/send-bericht.ts';
import type { AanmeldingId, TaakToken } from '../ids.ts';
import type { Ronde } from '../kalender/wachtmomenten.ts';
import { askOffice } from './ask-office.ts';

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
  { taakToken, ronde = 'gevraagd' }: { readonly taakToken: TaakToken; readonly ronde?: Ronde | undefined },
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
