import {
  type Aanvraag,
  bewaardTot,
  inStatus,
  isInBehandeling,
  type OpenAanvraagStatus,
  tokenTot,
} from '../aanmelding/aanvraag.ts';
import { type MailBevestigingDeps, type MailMissedCodeDeps, mailMissedCode } from '../aanmelding/mail-bevestiging.ts';
import { nameOf } from '../errors.ts';
import { addMs, type Tijdstip } from '../kalender/tijd.ts';
import { type EraseAanvraagDeps, eraseAanvraag } from './erase-aanvraag.ts';
import { type ReleaseDeps, releaseAanvraag } from './release-aanvraag.ts';

export interface SweepDeps extends ReleaseDeps, MailBevestigingDeps {
  readonly registratie: ReleaseDeps['registratie'] &
    EraseAanvraagDeps['registratie'] &
    MailMissedCodeDeps['registratie'];
}

/** How many are looked at in one go. */
const PER_KEER = 100;
/** Its code is being mailed until then, by whoever was asked to when it came in. */
const MET_RUST_MS = 15 * 60_000;

/** What one round did; `mislukt`: so often it could not do its work on one, which the next round tries again. `meer`: there was no time for all of it, and the next goes on. */
export interface Ronde {
  readonly tokensGewist: number;
  readonly gewist: number;
  readonly ingenomen: number;
  readonly gemaild: number;
  readonly mislukt: number;
  readonly meer: boolean;
}

/**
 * The round of every hour over the requests that wait for a confirmation: mails the codes that could not be mailed before, goes on with
 * what was confirmed, erases the tokens that nobody confirmed within a day, and whole requests after a week. One that fails, for whatever
 * reason, is logged by its id and does not hold up the others. Run again it goes on.
 */
export async function sweepAanvragen(deps: SweepDeps, hasTime: () => boolean): Promise<Ronde> {
  const nu = deps.klok.now();
  let mislukt = 0;
  const each = (status: OpenAanvraagStatus, tot: Tijdstip, work: (one: Aanvraag) => Promise<boolean>) =>
    forEach(deps, { status, tot, hasTime }, async ({ aanvraagId }) => {
      try {
        // The list can be a moment behind.
        const found = await deps.registratie.findAanvraag(aanvraagId);
        return found?.status === status && (await work(found));
      } catch (error) {
        mislukt += 1;
        deps.logboek.error('aanvragen.mislukt', { aanvraagId, ...nameOf(error) });
        return false;
      }
    });
  // First what somebody waits for.
  const ingenomen = await each('bevestigd', nu, (one) => takeIn(deps, one, hasTime));
  const begun = await each('token-te-wissen', nu, (one) => eraseToken(deps, one));
  const tokens = begun + (await each('onbevestigd', tokenTot(nu), (one) => eraseToken(deps, one)));
  const begonnen = await each('te-wissen', nu, (one) => eraseAanvraag(deps, one));
  const gewist = await each('token-gewist', bewaardTot(nu), (one) => eraseAanvraag(deps, one));
  const gemaild = await each('onbevestigd', addMs(nu, -MET_RUST_MS), (one) => mailLate(deps, one));
  return {
    tokensGewist: tokens,
    gewist: gewist + begonnen,
    ingenomen,
    gemaild,
    mislukt,
    meer: !hasTime(),
  };
}

interface Reeks {
  readonly status: OpenAanvraagStatus;
  readonly tot: Tijdstip;
  readonly hasTime: () => boolean;
}

async function forEach(
  { registratie }: SweepDeps,
  { status, tot, hasTime }: Reeks,
  work: (one: Aanvraag) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  let na: Aanvraag | undefined;
  for (;;) {
    const page = await registratie.listAanvragen({ status, tot, aantal: PER_KEER, na });
    for (const one of page) {
      if (!hasTime()) return done;
      if (await work(one)) done += 1;
    }
    na = page.at(-1);
    if (na === undefined) return done;
  }
}

async function takeIn(deps: SweepDeps, aanvraag: Aanvraag, hasTime: () => boolean): Promise<boolean> {
  if (isInBehandeling(aanvraag, deps.klok.now())) return false;
  const rijen = await releaseAanvraag(deps, aanvraag, hasTime);
  return rijen !== 'token-weg' && rijen.some(({ uitkomst }) => uitkomst !== 'nog-niet');
}

/**
 * First that it goes, then it goes, then that it is gone: who confirms meanwhile is asked for it, and what broke off is gone on with by the
 * next round.
 */
async function eraseToken({ registratie, kluis }: SweepDeps, aanvraag: Aanvraag): Promise<boolean> {
  const begun = aanvraag.status === 'token-te-wissen' ? aanvraag : inStatus(aanvraag, 'token-te-wissen');
  if (begun !== aanvraag && (await registratie.replaceAanvraag(begun)) === 'verouderd') return false;
  await kluis.eraseCandidate(aanvraag.aanvraagId);
  await registratie.replaceAanvraag(inStatus(begun, 'token-gewist'));
  return true;
}

const mailLate = async (deps: SweepDeps, aanvraag: Aanvraag): Promise<boolean> =>
  (await mailMissedCode(deps, aanvraag)) === 'verzonden';
