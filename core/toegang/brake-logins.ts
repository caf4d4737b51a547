import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addMs, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { type GeweigerdeLogins, kantoorWachtTot, wachtVoorLogin } from './loginrem.ts';
import type { Loginteller, Wachter } from './ports/loginteller.ts';

export interface BrakeDeps {
  readonly loginteller: Loginteller;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/**
 * From when on the login may be tried; `undefined`: now. An office that had very many refused is not tried until the next hour. Those of an
 * account, and of all, only slow down, and by a bounded time that begins with the first try, so that nobody can lock out whose login it is.
 */
export async function waitForTurn(
  { loginteller, klok, logboek }: BrakeDeps,
  wachter: Wachter,
): Promise<Tijdstip | undefined> {
  const nu = klok.now();
  const geweigerd = await loginteller.read(wachter, nu);
  const tot = kantoorWachtTot(geweigerd, nu) ?? (await turnOf(loginteller, wachter, { geweigerd, nu }));
  if (tot === undefined) return undefined;
  logboek.info('login.afgeremd', { aanmeldingId: wachter.aanmeldingId, stap: wachter.ingang });
  return tot;
}

async function turnOf(
  loginteller: Loginteller,
  wachter: Wachter,
  { geweigerd, nu }: { readonly geweigerd: GeweigerdeLogins; readonly nu: Tijdstip },
): Promise<Tijdstip | undefined> {
  const ms = wachtVoorLogin(geweigerd, wachter.ingang);
  const tot = ms === 0 ? nu : await loginteller.awaitTurn(wachter, addMs(nu, ms), nu);
  return epochMs(tot) <= epochMs(nu) ? undefined : tot;
}

/** Nmbrs refused the login: it counts for its account, its office and all, and who tried it waits for the next turn. */
export async function countRefusedLogin({ loginteller, klok, logboek }: BrakeDeps, wachter: Wachter): Promise<void> {
  logboek.info('login.geweigerd', { aanmeldingId: wachter.aanmeldingId, stap: wachter.ingang });
  await loginteller.count(wachter, klok.now());
  await loginteller.endTurn(wachter);
}
