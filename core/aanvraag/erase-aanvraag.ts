import { type Aanvraag, inStatus } from '../aanmelding/aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import { vervallen } from '../invoer/idempotentie.ts';
import type { Idempotenties } from '../invoer/ports/idempotenties.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';

export interface EraseAanvraagDeps {
  readonly registratie: Idempotenties & Aanmeldregister & Aanvragen;
  readonly kluis: Inlogkluis;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

/**
 * Erases a request that nobody confirmed, whole: its login, its aanmeldingen with their trail and their mails, and at last itself. From the
 * first write on it can no longer be confirmed. Its key says that it is over, unless a later request took it when its own day was over. Run
 * again it goes on. `false`: it moved on meanwhile.
 */
export async function eraseAanvraag(
  { registratie, kluis, klok, identiteit }: EraseAanvraagDeps,
  aanvraag: Aanvraag,
): Promise<boolean> {
  const over = aanvraag.status === 'te-wissen' ? aanvraag : inStatus(aanvraag, 'te-wissen');
  if (over !== aanvraag && (await registratie.replaceAanvraag(over)) === 'verouderd') return false;
  const { aanvraagId, aanmeldingen, idempotentie, nieuwAdres } = over;
  if (nieuwAdres !== true) {
    // What was taken in after all has its login by the same name.
    const own = await registratie.findAanmelding(aanvraagId);
    if (own === undefined || own.status === 'wacht-op-bevestiging') await kluis.eraseCandidate(aanvraagId);
    for (const aanmeldingId of aanmeldingen) await registratie.eraseWachtende(aanmeldingId);
  }
  if (idempotentie !== undefined) {
    const nu = klok.now();
    await registratie.claimIdempotentie(vervallen(idempotentie, identiteit.newZout(), nu), nu);
  }
  await registratie.eraseAanvraag(over);
  return true;
}
