import { type Aanvraag, isOnbevestigd, withCode } from '../domain/aanvraag.ts';
import { bevestigAdres } from '../domain/berichten/bevestiging.ts';
import { BEVESTIGING } from '../domain/postgrens.ts';
import type { Aanvragen } from '../ports/aanvragen.ts';
import type { Postregister, Registratie } from '../ports/registratie.ts';
import { kantoorIdOf } from './kantoor-bewijs.ts';
import { type PostDeps, type SendOutcome, sendOnce } from './send-bericht.ts';

export interface MailBevestigingDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Aanvragen, 'findAanvraag' | 'replaceAanvraag'>;
}

/**
 * Whether a mail with its last code was sent, or nobody knows whether it was. A code is stored before its mail goes: of one that the
 * service certainly did not take, the code is all that is left.
 */
export async function isGevraagd(
  { registratie }: { readonly registratie: Pick<Registratie, 'listBerichten'> },
  { aanmeldingen, codes }: Aanvraag,
): Promise<boolean> {
  const [[aanmeldingId], laatste] = [aanmeldingen, codes.at(-1)];
  if (aanmeldingId === undefined || laatste === undefined) return false;
  const mails = await registratie.listBerichten(aanmeldingId);
  return mails.some(({ soort, op }) => soort === 'bevestig-adres' && op >= laatste.op);
}

/**
 * Mails a code that confirms exactly this request to its address. `begrensd`: that address has had as many as it may have for now;
 * whoever asks again, or the round of every hour, sends it later. `niet-nodig`: nobody waits for it any more.
 */
export async function mailBevestiging(
  deps: MailBevestigingDeps,
  aanvraag: Aanvraag,
): Promise<SendOutcome | 'bezig' | 'niet-nodig'> {
  const [aanmeldingId] = aanvraag.aanmeldingen;
  if (!isOnbevestigd(aanvraag) || aanmeldingId === undefined) return 'niet-nodig';
  const { registratie, identiteit, klok, paginas } = deps;
  const grens = { ...BEVESTIGING, wie: kantoorIdOf(identiteit, aanvraag.email) };
  if (!(await registratie.countPost(grens, klok.now()))) return 'begrensd';
  const code = identiteit.newToegangscode();
  const next = withCode(aanvraag, identiteit.hash(code), klok.now());
  // The code counts before it is on its way.
  if ((await registratie.replaceAanvraag(next)) === 'verouderd') {
    const again = await registratie.findAanvraag(aanvraag.aanvraagId);
    return again === undefined ? 'niet-nodig' : mailBevestiging(deps, again);
  }
  const sleutel = { onderwerp: aanmeldingId, soort: 'bevestig-adres', gelegenheid: String(next.versie) } as const;
  return sendOnce(deps, sleutel, bevestigAdres(next.email, { aanmeldingId, code, paginas }));
}

export interface MailMissedCodeDeps extends MailBevestigingDeps {
  readonly registratie: MailBevestigingDeps['registratie'] & Pick<Registratie, 'findAanmelding' | 'listBerichten'>;
}

/** Mails the first code where none could be mailed before; of a request of which nothing was stored there is nothing to confirm. */
export async function mailMissedCode(
  deps: MailMissedCodeDeps,
  aanvraag: Aanvraag,
): Promise<SendOutcome | 'bezig' | 'niet-nodig'> {
  if (await isGevraagd(deps, aanvraag)) return 'niet-nodig';
  for (const aanmeldingId of aanvraag.aanmeldingen) {
    if ((await deps.registratie.findAanmelding(aanmeldingId)) !== undefined) return mailBevestiging(deps, aanvraag);
  }
  return 'niet-nodig';
}
