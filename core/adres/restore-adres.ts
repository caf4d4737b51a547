import {
  HERSTEL_DAGEN,
  naHerstel,
  type Terugdraaibaar,
  terugTeDraaien,
  toegangVanafNa,
} from '../aanmelding/adreswijziging.ts';
import { adresHersteld } from '../aanmelding/berichten/adres.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import type { AanmeldingId, Capability } from '../ids.ts';
import { addMs, DAY_MS } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Toegangscode } from '../toegang/toegangscode.ts';
import { storeAdres } from './store-adres.ts';

export interface RestoreAdresDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Koppelregister;
}

/** `onbekend`: no such aanmelding, no such code, or its time is over. */
export type RestoreOutcome =
  | { readonly uitkomst: 'hersteld'; readonly capability: Capability }
  | { readonly uitkomst: 'onbekend' };

/**
 * Puts the address back that a change took the place of, by the code that was mailed to it, whatever became of the aanmelding since. Whoever
 * changed it may have the capability and the codes in mails: all of them open nothing any more, and the new capability is in the answer
 * only. Changes after this one go with it; the address before an earlier one can still be put back. Sent again, as the answer may have
 * got lost, it gives another capability.
 */
export async function restoreAdres(
  deps: RestoreAdresDeps,
  aanmeldingId: AanmeldingId,
  code: Toegangscode,
): Promise<RestoreOutcome> {
  const { registratie, identiteit, klok } = deps;
  const op = klok.now();
  const found = await registratie.findAanmelding(aanmeldingId);
  const sinds = addMs(op, -HERSTEL_DAGEN * DAY_MS);
  const mail = await registratie.mailMetCode(aanmeldingId, identiteit.hash(code), sinds);
  if (found === undefined || found.status === 'afgemeld' || mail?.soort !== 'adres-gewijzigd') {
    return { uitkomst: 'onbekend' };
  }
  const wijziging = terugTeDraaien(found.adreswijzigingen, mail.gelegenheid, op);
  if (wijziging === undefined) return { uitkomst: 'onbekend' };
  const { salarisverwerker } = found.gegevens;
  const verlaten = wijziging.hersteld?.verlaten ?? salarisverwerker.email;
  const capability = identiteit.newCapability();
  const next = {
    ...found,
    versie: found.versie + 1,
    gegevens: { ...found.gegevens, salarisverwerker: { ...salarisverwerker, email: wijziging.vorig } },
    capabilityHash: identiteit.hash(capability),
    toegangVanaf: toegangVanafNa(op),
    adreswijzigingen: naHerstel(found.adreswijzigingen, wijziging, { nu: op, verlaten }),
  };
  const regel = { aanmeldingId, op, wie: 'salarisverwerker', wat: 'adres.hersteld' };
  if ((await storeAdres(deps, next, regel)) === 'verouderd') return restoreAdres(deps, aanmeldingId, code);
  await tellTheOther(deps, aanmeldingId, { ...wijziging, verlaten });
  return { uitkomst: 'hersteld', capability };
}

async function tellTheOther(
  deps: RestoreAdresDeps,
  aanmeldingId: AanmeldingId,
  { op, vorig, verlaten }: Pick<Terugdraaibaar, 'op' | 'vorig'> & { readonly verlaten: string },
): Promise<void> {
  if (verlaten === vorig) return;
  const sleutel = { onderwerp: aanmeldingId, soort: 'adres-hersteld', gelegenheid: op } as const;
  await sendBericht(deps, sleutel, adresHersteld(aanmeldingId, verlaten));
}
