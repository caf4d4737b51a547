import type { AanmeldingId, AanmeldingMetGegevens } from '../domain/aanmelding.ts';
import { doorBeoordelaar } from '../domain/beheer.ts';
import { type Stand, standVanZaken } from '../domain/berichten/stand.ts';
import { koppelingIdOf } from '../domain/koppeling.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verzoeken } from '../ports/verzoeken.ts';
import type { Statusdocument } from './aanmelding-document.ts';
import { GETOONDE_REGELS, presentStatus } from './present-status.ts';
import { type PostDeps, sendBericht } from './send-bericht.ts';

export interface MailStandDeps extends PostDeps {
  readonly registratie: Registratie & Pick<Verzoeken, 'noteRegel'>;
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
  const [koppeling, regels] = await Promise.all([
    registratie.findKoppeling(koppelingIdOf(aanmeldingId)),
    registratie.listAudit(aanmeldingId, GETOONDE_REGELS),
  ]);
  const bericht = standVanZaken(aanmelding, standOf(presentStatus(aanmelding, { koppeling, regels, nu })));
  const sleutel = { onderwerp: aanmeldingId, soort: 'stand-van-zaken', gelegenheid: nu } as const;
  const sent = await sendBericht(deps, sleutel, bericht);
  if (sent !== 'verzonden' && sent !== 'was-verzonden') return { uitkomst: 'niet-gemaild', aanmelding };
  await registratie.noteRegel({ ...regel, wat: 'stand.gemaild' });
  return { uitkomst: 'gemaild', aanmelding };
}

const standOf = (status: Statusdocument): Stand => ({
  watNu: status.watNu,
  watTeDoen: 'watTeDoen' in status ? status.watTeDoen : [],
  // Of a koppeling nothing lapses; there `tot` is of an afmelding.
  totEnMet: status.status === 'herstel-nodig' ? status.tot : undefined,
});
