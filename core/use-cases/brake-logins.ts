import { wachtVoorLogin } from '../domain/loginrem.ts';
import { addMs, epochMs, type Tijdstip } from '../domain/tijd.ts';
import type { Klok } from '../ports/klok.ts';
import type { Logboek } from '../ports/logboek.ts';
import type { Loginteller, Wachter } from '../ports/loginteller.ts';

export interface BrakeDeps {
  readonly loginteller: Loginteller;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/**
 * From when on the login may be tried; `undefined`: now. Refused logins only slow down, and by a bounded time that begins with the first
 * try, so that nobody can lock out whose login it is.
 */
export async function waitForTurn(
  { loginteller, klok, logboek }: BrakeDeps,
  wachter: Wachter,
): Promise<Tijdstip | undefined> {
  const nu = klok.now();
  const ms = wachtVoorLogin(await loginteller.read(wachter.account, nu), wachter.ingang);
  if (ms === 0) return undefined;
  const tot = await loginteller.awaitTurn(wachter, addMs(nu, ms), nu);
  if (epochMs(tot) <= epochMs(nu)) return undefined;
  logboek.info('login.afgeremd', { aanmeldingId: wachter.aanmeldingId, stap: wachter.ingang });
  return tot;
}

/** Nmbrs refused the login: it counts for its account and for all, and who tried it waits for the next turn. */
export async function countRefusedLogin({ loginteller, klok, logboek }: BrakeDeps, wachter: Wachter): Promise<void> {
  logboek.info('login.geweigerd', { aanmeldingId: wachter.aanmeldingId, stap: wachter.ingang });
  await loginteller.count(wachter.account, klok.now());
  await loginteller.endTurn(wachter);
}
