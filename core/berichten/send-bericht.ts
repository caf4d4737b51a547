import { Defect, Refused, Transient } from '../errors.ts';
import { UitwisselingId } from '../ids.ts';
import type { Logboek } from '../invoer/ports/logboek.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { clockHourOf, epochMs } from '../kalender/tijd.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { gemaildeToegang } from '../toegang/kantoor.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import type { Toegangscode } from '../toegang/toegangscode.ts';
import { type Bericht, codeIn, isForOffice } from './bericht.ts';
import type { Berichtenboek, BerichtSleutel } from './ports/berichtenboek.ts';
import type { Post } from './ports/post.ts';
import type { Postregister } from './ports/postregister.ts';
import { ONBEVESTIGD, type Postgrens } from './postgrens.ts';
import { metCode, metKantoorcode, metOntvangstbewijs, metToegang } from './toegang.ts';

/** What sending a mail needs. */
export interface PostDeps {
  readonly registratie: Postregister;
  readonly post: Post;
  readonly klok: Klok;
  readonly identiteit: Identiteit;
  /** Where the pages for the office are, as an address without a path; absent as long as there are none. */
  readonly paginas?: string | undefined;
  readonly logboek: Logboek;
}

/**
 * `onzeker`: this try or an earlier one may have sent it, nobody knows; it is not sent a second time. `begrensd`: its address was never
 * confirmed, and has had as many mails as it may have on one day.
 */
export type SendOutcome = 'verzonden' | 'was-verzonden' | 'onzeker' | 'geweigerd' | 'begrensd';

/**
 * Sends a mail at most once per aanmelding, kind and occasion, also when the step is run twice. A mail that the service
 * certainly did not take (`Transient`) gives its claim and its count back and is tried again with the step. One that nobody
 * will get (`geweigerd`, `begrensd`), or that nobody knows of (`onzeker`), is an error in the log with an alarm on it; it does
 * not stop what it tells of. A mail to the office has a code of its own by which its reader gets in.
 */
export async function sendBericht(deps: PostDeps, sleutel: BerichtSleutel, bericht: Bericht): Promise<SendOutcome> {
  const outcome = await sendOnce(deps, sleutel, bericht);
  return outcome === 'bezig' ? missed(deps, sleutel, 'onzeker') : outcome;
}

/** The same, where it is no matter that an earlier try broke off, or that another is at it: `bezig`. */
export async function sendOnce(
  deps: PostDeps,
  sleutel: BerichtSleutel,
  bericht: Bericht,
): Promise<SendOutcome | 'bezig'> {
  const outcome = await sendAsked(deps, sleutel, bericht);
  // Whoever comes by later may send what is certain not to have gone; the daily round sees to it that its reader hears of it.
  if (outcome === 'geweigerd') await deps.registratie.refuseBericht(sleutel, deps.klok.now());
  return outcome;
}

/** The same of a mail that somebody waits for, who asks for another one when it was refused: it stays claimed, and so counts as one of those he may ask for. */
export async function sendAsked(
  deps: PostDeps,
  sleutel: BerichtSleutel,
  bericht: Bericht,
): Promise<SendOutcome | 'bezig'> {
  const { registratie, identiteit } = deps;
  const opent = codeIn(sleutel.soort);
  const code = opent === 'geen' ? undefined : identiteit.newToegangscode();
  const hash = code && identiteit.hash(code);
  const nu = deps.klok.now();
  // That of an office opens more than the aanmelding, and is looked for elsewhere.
  const claim = await registratie.claimBericht(sleutel, nu, opent === 'kantoor' ? undefined : hash);
  if (claim === 'verzonden') return 'was-verzonden';
  if (claim === 'bezig') return 'bezig';
  // One that asks for a confirmation was counted before it had its code.
  const isCounted = isForOffice(sleutel.soort) && sleutel.soort !== 'bevestig-adres';
  const grens = isCounted ? await grensOf(deps, bericht.aan) : undefined;
  if (grens !== undefined && !(await registratie.countPost(grens, nu))) {
    await registratie.releaseBericht(sleutel);
    return missed(deps, sleutel, 'begrensd');
  }
  try {
    if (opent === 'kantoor' && hash !== undefined) {
      const kantoorId = kantoorIdOf(identiteit, bericht.aan);
      await registratie.storeKantoortoegang(gemaildeToegang('code', { kantoorId, hash }, nu));
    }
    await deps.post.send(
      code === undefined ? bericht : withCode(sleutel, bericht, { paginas: deps.paginas, code }),
      sleutel,
    );
  } catch (error) {
    if (error instanceof Refused) return missed(deps, sleutel, 'geweigerd');
    if (error instanceof Defect) return missed(deps, sleutel, 'onzeker');
    if (error instanceof Transient) {
      await registratie.releaseBericht(sleutel);
      if (grens !== undefined) await registratie.uncountPost(grens, nu);
    }
    throw error;
  }
  await registratie.markBerichtSent(sleutel, deps.klok.now());
  return 'verzonden';
}

/** Sends another mail of its kind, of which so many may go within one hour of the clock: `begrensd` once they have. */
export async function sendAnother(
  deps: PostDeps,
  { perUur, ...over }: Omit<BerichtSleutel, 'gelegenheid'> & { readonly perUur: number },
  bericht: Bericht,
): Promise<SendOutcome> {
  const uur = clockHourOf(deps.klok.now());
  for (let nummer = 1; nummer <= perUur; nummer += 1) {
    const outcome = await sendAsked(deps, { ...over, gelegenheid: `${uur}-${nummer}` }, bericht);
    if (outcome !== 'was-verzonden' && outcome !== 'bezig') return outcome;
  }
  return 'begrensd';
}

/** What sending one that several may send needs besides: what others did with it. */
export interface SendForAllDeps extends PostDeps {
  readonly registratie: Postregister & Pick<Berichtenboek, 'listBerichten'>;
}

/** As long as one that is at a mail may need for it. */
const BEZIG_MS = 60_000;
/** Before that nobody has mended why it was refused. */
const OPNIEUW_MS = 3_600_000;

/**
 * The same of a mail that several may send at the same moment, each for all; only who sends it writes it, before it is claimed. Another one
 * that is at it is waited for (`Transient`), so that nobody takes it for sent that is not; after a minute nobody knows whether it went.
 * What was refused is tried once an hour at most, or it would be refused to each of them.
 */
export async function sendForAll(
  deps: SendForAllDeps,
  sleutel: BerichtSleutel,
  write: () => Promise<Bericht>,
): Promise<SendOutcome> {
  const claim = await claimOf(deps, sleutel);
  if (claim === 'onzeker') return missed(deps, sleutel, claim);
  if (claim === 'geweigerd') return claim;
  const outcome = claim ?? (await sendOnce(deps, sleutel, await write()));
  if (outcome === 'bezig') throw new Transient({ code: 'bericht-bezig', message: 'another one is sending this mail' });
  return outcome;
}

/** What became of it at another one that claimed it: `bezig` while that may still be at it. */
async function claimOf(
  { registratie, klok }: SendForAllDeps,
  { onderwerp, soort, gelegenheid }: BerichtSleutel,
): Promise<'was-verzonden' | 'bezig' | 'onzeker' | 'geweigerd' | undefined> {
  const all = await registratie.listBerichten(onderwerp);
  const claim = all.find((one) => one.soort === soort && one.gelegenheid === gelegenheid);
  if (claim === undefined) return undefined;
  if (claim.status === 'verzonden') return 'was-verzonden';
  const since = epochMs(klok.now()) - epochMs(claim.op);
  if (claim.status === 'geweigerd') return since < OPNIEUW_MS ? 'geweigerd' : undefined;
  return since < BEZIG_MS ? 'bezig' : 'onzeker';
}

function withCode(
  sleutel: BerichtSleutel,
  bericht: Bericht,
  opent: Pick<PostDeps, 'paginas'> & { readonly code: Toegangscode },
): Bericht {
  const { code, paginas } = opent;
  const toegang = { aanmeldingId: sleutel.onderwerp, code, paginas };
  switch (codeIn(sleutel.soort)) {
    case 'kantoor':
      return metKantoorcode(bericht, { code, paginas });
    case 'handeling':
      return metCode(bericht, toegang);
    default:
      return sleutel.soort === 'afgemeld' ? metOntvangstbewijs(bericht, toegang) : metToegang(bericht, toegang);
  }
}

/** The limit of an address that was never confirmed. */
async function grensOf({ registratie, identiteit }: PostDeps, adres: string): Promise<Postgrens | undefined> {
  const wie = kantoorIdOf(identiteit, adres);
  return (await registratie.findKantoor(wie)) === undefined ? { ...ONBEVESTIGD, wie } : undefined;
}

function missed<T extends 'onzeker' | 'geweigerd' | 'begrensd'>(
  { logboek }: PostDeps,
  sleutel: BerichtSleutel,
  uitkomst: T,
): T {
  const { onderwerp: aanmeldingId, soort, gelegenheid } = sleutel;
  const exchange = UitwisselingId.safeParse(gelegenheid);
  const about = exchange.success ? { uitwisselingId: exchange.data } : {};
  logboek.error(`bericht.${uitkomst}`, { aanmeldingId, ...about, stap: soort });
  return uitkomst;
}
