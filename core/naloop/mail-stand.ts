import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import type { Auditregister } from '../audit/ports/auditregister.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { presentStand } from '../weergave/present-stand.ts';

export interface MailStandDeps extends PostDeps {
  readonly registratie: Postregister & Auditregister & Aanmeldregister & Koppelregister;
}

export interface MailStandRequest {
  readonly aanmeldingId: AanmeldingId;
  readonly reden: string;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

export type MailStandOutcome =
  | { readonly uitkomst: 'gemaild' | 'niet-gemaild'; readonly aanmelding: AanmeldingMetGegevens }
  | { readonly uitkomst: 'onbekend' | 'afgemeld' | 'onbevestigd' };

/**
 * Mails the office how its aanmelding is now, with a new code, when a mail of before did not arrive: a mail of weeks ago would say what is
 * no longer so. Asked again it mails once more.
 */
export async function mailStand(deps: MailStandDeps, request: MailStandRequest): Promise<MailStandOutcome> {
  const { registratie, klok } = deps;
  const { aanmeldingId } = request;
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  if (aanmelding === undefined) return { uitkomst: 'onbekend' };
  if (aanmelding.status === 'afgemeld') return { uitkomst: 'afgemeld' };
  if (aanmelding.status === 'wacht-op-bevestiging') return { uitkomst: 'onbevestigd' };
  const nu = klok.now();
  const regel = { ...doorBeoordelaar(request), aanmeldingId, op: nu };
  await registratie.noteRegel({ ...regel, wat: 'stand.gevraagd' });
  const bericht = await presentStand(deps, aanmelding, nu);
  const sleutel = { onderwerp: aanmeldingId, soort: 'stand-van-zaken', gelegenheid: nu } as const;
  const sent = await sendBericht(deps, sleutel, bericht);
  if (sent !== 'verzonden' && sent !== 'was-verzonden') return { uitkomst: 'niet-gemaild', aanmelding };
  await registratie.noteRegel({ ...regel, wat: 'stand.gemaild' });
  return { uitkomst: 'gemaild', aanmelding };
}
