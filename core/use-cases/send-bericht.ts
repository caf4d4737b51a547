import type { Bericht } from '../domain/bericht.ts';
import { UitwisselingId } from '../domain/uitwisseling.ts';
import { Defect, Refused, Transient } from '../errors.ts';
import type { Klok } from '../ports/klok.ts';
import type { Logboek } from '../ports/logboek.ts';
import type { Post } from '../ports/post.ts';
import type { BerichtSleutel, Registratie } from '../ports/registratie.ts';

export interface SendDeps {
  readonly registratie: Registratie;
  readonly post: Post;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** `onzeker`: this try or an earlier one may have sent it, nobody knows; it is not sent a second time. */
export type SendOutcome = 'verzonden' | 'was-verzonden' | 'onzeker' | 'geweigerd';

/**
 * Sends a mail at most once per aanmelding, kind and occasion, also when the step is run twice. A mail that the service
 * certainly did not take (`Transient`) gives its claim back and is tried again with the step. One that nobody will get, or
 * that nobody knows of, is an error in the log with an alarm on it; it does not stop what it tells of.
 */
export async function sendBericht(deps: SendDeps, sleutel: BerichtSleutel, bericht: Bericht): Promise<SendOutcome> {
  const claim = await deps.registratie.claimBericht(sleutel, deps.klok.now());
  if (claim === 'verzonden') return 'was-verzonden';
  if (claim === 'bezig') return missed(deps, sleutel, 'onzeker');
  try {
    await deps.post.send(bericht, sleutel);
  } catch (error) {
    if (error instanceof Refused) return missed(deps, sleutel, 'geweigerd');
    if (error instanceof Defect) return missed(deps, sleutel, 'onzeker');
    if (error instanceof Transient) await deps.registratie.releaseBericht(sleutel);
    throw error;
  }
  await deps.registratie.markBerichtSent(sleutel, deps.klok.now());
  return 'verzonden';
}

function missed<T extends 'onzeker' | 'geweigerd'>({ logboek }: SendDeps, sleutel: BerichtSleutel, uitkomst: T): T {
  const { onderwerp: aanmeldingId, soort, gelegenheid } = sleutel;
  const exchange = UitwisselingId.safeParse(gelegenheid);
  const about = exchange.success ? { uitwisselingId: exchange.data } : {};
  logboek.error(`bericht.${uitkomst}`, { aanmeldingId, ...about, stap: soort });
  return uitkomst;
}
