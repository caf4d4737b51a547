import type { Aanvraag } from '../aanmelding/aanvraag.ts';
import { isVoorHerstel, metWijziging } from '../aanmelding/adreswijziging.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import { storeAdres } from './store-adres.ts';

export interface TakeAdresDeps {
  readonly registratie: Aanmeldregister & Koppelregister;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
}

/**
 * Puts a confirmed address in the place of the one that the aanmelding has, which is told by whoever looks at it next, and can put itself back. `vervallen`: the
 * aanmelding has nothing left that mails go to, or the address before was put back since this change was asked for. Run again it
 * goes on; of a request that is done only whose it was is known.
 */
export async function takeAdres(
  deps: TakeAdresDeps,
  { ontvangenOp, email, kantoorId }: Aanvraag,
  aanmeldingId: AanmeldingId,
): Promise<'adres-gewijzigd' | 'vervallen'> {
  const { registratie, klok, identiteit } = deps;
  for (;;) {
    const found = await registratie.findAanmelding(aanmeldingId);
    if (found === undefined || found.status === 'afgemeld') return 'vervallen';
    if (isVoorHerstel(ontvangenOp, found.toegangVanaf)) return 'vervallen';
    const { salarisverwerker } = found.gegevens;
    if (email === undefined)
      return kantoorIdOf(identiteit, salarisverwerker.email) === kantoorId ? 'adres-gewijzigd' : 'vervallen';
    if (salarisverwerker.email === email) return 'adres-gewijzigd';
    const op = klok.now();
    const next = {
      ...found,
      versie: found.versie + 1,
      gegevens: { ...found.gegevens, salarisverwerker: { ...salarisverwerker, email } },
      adreswijzigingen: metWijziging(found.adreswijzigingen, { op, vorig: salarisverwerker.email }),
    };
    const regel = { aanmeldingId, op, wie: 'salarisverwerker', wat: 'adres.gewijzigd' };
    if ((await storeAdres(deps, next, regel)) === 'verouderd') continue;
    return 'adres-gewijzigd';
  }
}
