import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { BEVESTIGING, BEVESTIGINGEN, ONBEVESTIGD, type Postgrens } from '../berichten/postgrens.ts';
import { type PostDeps, type SendOutcome, sendAsked } from '../berichten/send-bericht.ts';
import { leaveForLater, Transient } from '../errors.ts';
import type { KantoorId } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { gemaildeToegang } from '../toegang/kantoor.ts';
import { type Aanvraag, isOnbevestigd, withCode } from './aanvraag.ts';
import { bevestigAdres, bevestigNieuwAdres } from './berichten/bevestiging.ts';
import type { Aanmeldregister } from './ports/aanmeldregister.ts';
import type { Aanvragen } from './ports/aanvragen.ts';

export interface MailBevestigingDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Aanvragen, 'findAanvraag' | 'replaceAanvraag'>;
}

/**
 * Whether a mail with its last code was sent, or nobody knows whether it was. A code is stored before its mail goes: of one that the
 * service certainly did not take, the code is all that is left.
 */
export async function isGevraagd(
  { registratie }: { readonly registratie: Pick<Berichtenboek, 'listBerichten'> },
  { aanmeldingen, codes }: Aanvraag,
): Promise<boolean> {
  const [[aanmeldingId], laatste] = [aanmeldingen, codes.at(-1)];
  if (aanmeldingId === undefined || laatste === undefined) return false;
  const mails = await registratie.listBerichten(aanmeldingId);
  return mails.some(({ soort, op }) => soort === 'bevestig-adres' && op >= laatste.op);
}

/**
 * Counts one more to this address, and gives what it counted by. All is looked at before there is a code: of one that is not mailed
 * nobody should know. What is refused to one address leaves the place to others.
 */
async function count(
  { registratie, logboek }: MailBevestigingDeps,
  wie: KantoorId,
  nu: Tijdstip,
): Promise<readonly Postgrens[] | 'begrensd'> {
  const isKnown = (await registratie.findKantoor(wie)) !== undefined;
  const grenzen: Postgrens[] = [{ ...BEVESTIGING, wie }, ...(isKnown ? [] : [{ ...ONBEVESTIGD, wie }]), BEVESTIGINGEN];
  for (const grens of grenzen) {
    if (await registratie.countPost(grens, nu)) continue;
    if (grens === BEVESTIGINGEN) logboek.error('aanvragen.te-druk');
    return 'begrensd';
  }
  return grenzen;
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
  const { email } = aanvraag;
  if (!isOnbevestigd(aanvraag) || aanmeldingId === undefined || email === undefined) return 'niet-nodig';
  const { registratie, identiteit, klok, paginas } = deps;
  const kantoorId = kantoorIdOf(identiteit, email);
  const nu = klok.now();
  const grenzen = await count(deps, kantoorId, nu);
  if (grenzen === 'begrensd') return grenzen;
  const code = identiteit.newToegangscode();
  const hash = identiteit.hash(code);
  const next = withCode(aanvraag, hash, nu);
  // The code counts before it is on its way.
  if ((await registratie.replaceAanvraag(next)) === 'verouderd') {
    const again = await registratie.findAanvraag(aanvraag.aanvraagId);
    return again === undefined ? 'niet-nodig' : mailBevestiging(deps, again);
  }
  await registratie.storeKantoortoegang(gemaildeToegang('bevestiging', { kantoorId, hash }, nu));
  // One about a new address has its own id for a name: that of the aanmelding is of its sign-up.
  const { aanvraagId, nieuwAdres } = next;
  const gelegenheid = nieuwAdres === true ? `${aanvraagId}-${next.versie}` : String(next.versie);
  const kenmerk = nieuwAdres === true ? aanvraagId : aanmeldingId;
  const sleutel = { onderwerp: aanmeldingId, soort: 'bevestig-adres', gelegenheid } as const;
  const bericht = nieuwAdres === true ? bevestigNieuwAdres : bevestigAdres;
  return sendAsked(deps, sleutel, bericht(email, { aanmeldingId: kenmerk, code, paginas })).catch(
    async (error: unknown) => {
      // It certainly did not go.
      if (error instanceof Transient) for (const grens of grenzen) await registratie.uncountPost(grens, nu);
      throw error;
    },
  );
}

export interface MailMissedCodeDeps extends MailBevestigingDeps {
  readonly registratie: MailBevestigingDeps['registratie'] &
    Pick<Berichtenboek, 'listBerichten'> &
    Pick<Aanmeldregister, 'findAanmelding'>;
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

/** A hold-up of the mail keeps nobody waiting: the round of every hour asks then. */
export async function mailBevestigingOrLater(deps: MailBevestigingDeps, aanvraag: Aanvraag): Promise<void> {
  await mailBevestiging(deps, aanvraag).catch(leaveForLater);
}
