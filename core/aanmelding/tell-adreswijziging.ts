import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht, sendOnce } from '../berichten/send-bericht.ts';
import type { Aanmelding } from './aanmelding.ts';
import { recente, teVertellen } from './adreswijziging.ts';
import { adresGewijzigd } from './berichten/adres.ts';
import type { Aanmeldregister } from './ports/aanmeldregister.ts';

export interface TellAdreswijzigingDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister;
}

/**
 * Tells the address before of each change of the last days that can still be undone; one that was told of is passed over. Whoever comes by
 * first does it: the request, the next step of the machine, the daily round. To be told after a later change, the text names the address
 * that is there now.
 */
export async function tellAdreswijzigingen(
  deps: TellAdreswijzigingDeps,
  aanmelding: Aanmelding,
  send: typeof sendBericht | typeof sendOnce = sendBericht,
): Promise<void> {
  if (aanmelding.status === 'afgemeld') return;
  const { aanmeldingId, adreswijzigingen, gegevens } = aanmelding;
  for (const wijziging of teVertellen(adreswijzigingen, deps.klok.now())) {
    const sleutel = { onderwerp: aanmeldingId, soort: 'adres-gewijzigd', gelegenheid: wijziging.op } as const;
    await send(deps, sleutel, adresGewijzigd(aanmeldingId, wijziging, gegevens.salarisverwerker.email));
  }
}

/**
 * The same in the daily round, where nobody waits for it; addresses that can no longer be put back are forgotten. Gives the aanmelding as
 * it is then.
 */
export async function keepAdreswijzigingen(deps: TellAdreswijzigingDeps, seen: Aanmelding): Promise<Aanmelding> {
  if (seen.status === 'afgemeld' || seen.adreswijzigingen === undefined) return seen;
  const op = deps.klok.now();
  const { adreswijzigingen, ...rest } = seen;
  const kept = recente(adreswijzigingen, op);
  await tellAdreswijzigingen(deps, seen, sendOnce);
  if (kept.length === adreswijzigingen.length) return seen;
  const next = { ...rest, versie: seen.versie + 1, ...(kept.length === 0 ? {} : { adreswijzigingen: [...kept] }) };
  const regel = { aanmeldingId: seen.aanmeldingId, op, wie: 'systeem', wat: 'adres.vergeten' };
  return (await deps.registratie.replaceAanmelding(next, regel)) === 'opgeslagen' ? next : seen;
}
