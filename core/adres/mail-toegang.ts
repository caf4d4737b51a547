import { aanvraagOf } from '../aanmelding/aanmelding.ts';
import { mailBevestiging } from '../aanmelding/mail-bevestiging.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendAnother } from '../berichten/send-bericht.ts';
import { nieuweToegang } from '../controle/berichten/aanmelding.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Kantoorregister } from '../toegang/ports/kantoorregister.ts';

export interface MailToegangDeps extends PostDeps {
  readonly registratie: Postregister & Kantoorregister & Berichtenboek & Aanmeldregister & Aanvragen;
}

/** So many mails in one hour of the clock, whoever asks. */
export const MAX_PER_UUR = 3;

/**
 * Mails a new code to the office of the aanmelding, when there is one and an address is left; while its confirmation
 * is waited for, another one to confirm it. Anybody may ask for it, so that nothing tells whether it was sent.
 */
export async function mailToegang(deps: MailToegangDeps, aanmeldingId: AanmeldingId): Promise<void> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined || found.status === 'afgemeld') return;
  if (found.status === 'wacht-op-bevestiging') {
    const aanvraag = await deps.registratie.findAanvraag(aanvraagOf(found));
    if (aanvraag !== undefined) await mailBevestiging(deps, aanvraag);
    return;
  }
  await sendAnother(deps, { onderwerp: aanmeldingId, soort: 'toegang', perUur: MAX_PER_UUR }, nieuweToegang(found));
}
