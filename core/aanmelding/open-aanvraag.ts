import type { Postteller } from '../berichten/ports/berichtenboek.ts';
import { BellerId, WACHTEND, WACHTEND_VAN_BELLER } from '../berichten/postgrens.ts';
import { leaveForLater } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Inloggegevens } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import { digestText, type Identiteit } from '../toegang/ports/identiteit.ts';
import { type Aanmeldformulier, machtigingOf, splitToken } from './aanmeldgegevens.ts';
import { type Aanvraag, nieuweAanvraag } from './aanvraag.ts';
import { machtigingInSpoor } from './machtiging.ts';
import type { Aanvragen } from './ports/aanvragen.ts';
import type { Innameregister } from './ports/innameregister.ts';
import type { Nazorg } from './ports/nazorg.ts';
import type { Identity } from './repeat-request.ts';

/** What counts those that wait. */
interface Wachtkamer {
  readonly registratie: Pick<Postteller, 'countPost'>;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
  readonly logboek: Logboek;
}

export interface OpenAanvraagDeps extends Wachtkamer {
  readonly registratie: Innameregister;
  readonly kluis: Inlogkluis;
  readonly nazorg: Nazorg;
}

export interface NieuweAanvraag {
  readonly aanvraagId: AanmeldingId;
  readonly email: string;
  readonly inloggegevens: Inloggegevens;
  readonly aanmeldingen: readonly AanmeldingId[];
  readonly idempotentie: string | undefined;
  /** The network address from which it was sent, when that is known. */
  readonly beller: string | undefined;
}

/**
 * Keeps a request until its address is confirmed: its login in the kluis, and that it is there. Sent again it is the one that is there.
 * `te-druk`: its sender, or everybody together, sent more within this hour than can be kept; nothing was stored.
 */
export async function openAanvraag(
  deps: OpenAanvraagDeps,
  { aanvraagId, email, inloggegevens, aanmeldingen, idempotentie, beller }: NieuweAanvraag,
): Promise<Aanvraag | 'te-druk'> {
  const { registratie, nazorg, kluis, klok } = deps;
  const found = await registratie.findAanvraag(aanvraagId);
  if (found !== undefined) return found;
  if (!(await mayWait(deps, beller))) return 'te-druk';
  await nazorg.schedule(aanvraagId);
  await kluis.storeCandidate(aanvraagId, inloggegevens);
  return registratie.ensureAanvraag({
    ...nieuweAanvraag({ aanvraagId, aanmeldingen, ontvangenOp: klok.now() }),
    email,
    ...(idempotentie === undefined ? {} : { idempotentie }),
  });
}

/**
 * Keeps that an aanmelding whose address was confirmed is to have another one, until that is confirmed too. `te-druk`: nothing was stored.
 */
export async function openNieuwAdres(
  deps: Wachtkamer & { readonly registratie: Pick<Aanvragen, 'ensureAanvraag'> },
  aanmeldingId: AanmeldingId,
  email: string,
): Promise<Aanvraag | 'te-druk'> {
  const { registratie, identiteit, klok } = deps;
  if (!(await mayWait(deps, undefined))) return 'te-druk';
  const aanvraagId = identiteit.newAanmeldingId();
  const opened = nieuweAanvraag({ aanvraagId, aanmeldingen: [aanmeldingId], ontvangenOp: klok.now() });
  return registratie.ensureAanvraag({ ...opened, email, nieuwAdres: true });
}

/** Of one sender first, so that what is refused to him leaves the place to others. */
async function mayWait({ registratie, identiteit, klok, logboek }: Wachtkamer, beller: string | undefined) {
  const nu = klok.now();
  if (beller !== undefined) {
    const wie = BellerId.parse(digestText(identiteit, beller));
    if (!(await registratie.countPost({ ...WACHTEND_VAN_BELLER, wie }, nu))) {
      logboek.info('aanvragen.begrensd');
      return false;
    }
  }
  if (await registratie.countPost(WACHTEND, nu)) return true;
  logboek.error('aanvragen.te-druk');
  return false;
}

/** One that waits, and by what its office gets in. */
interface Wachtend {
  readonly formulier: Aanmeldformulier;
  readonly identity: Identity;
}

/** Stores one aanmelding of it, which waits; stored before it stays as it is. */
export async function registerWachtende(
  deps: OpenAanvraagDeps,
  { aanvraagId, ontvangenOp }: Aanvraag,
  { formulier, identity: { aanmeldingId, capability } }: Wachtend,
): Promise<void> {
  const { gegevens } = splitToken(formulier);
  const machtiging = machtigingOf(formulier, ontvangenOp);
  await deps.registratie.registerWachtende(
    {
      status: 'wacht-op-bevestiging',
      ...{ aanmeldingId, versie: 0, ontvangenOp },
      gegevens: { ...gegevens, machtiging },
      inloggegevensRef: deps.kluis.candidateRef(aanvraagId),
      capabilityHash: deps.identiteit.hash(capability),
      ...(aanvraagId === aanmeldingId ? {} : { aanvraagId }),
    },
    {
      ...{ aanmeldingId, op: deps.klok.now(), wie: 'salarisverwerker', wat: 'aanmelding.ontvangen' },
      waarom: machtigingInSpoor(machtiging),
    },
  );
}

/**
 * Has the code mailed from behind the queue, which tries again by itself. When that cannot be asked for now, for whatever reason, the look
 * a quarter of an hour later mails it, or the round of every hour.
 */
export async function askBevestiging({ nazorg }: OpenAanvraagDeps, { aanvraagId, codes }: Aanvraag): Promise<void> {
  if (codes.length > 0) return;
  await nazorg.lookNow(aanvraagId).catch(leaveForLater);
}
