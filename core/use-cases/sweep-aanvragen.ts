import { type Aanvraag, bewaardTot, type OpenAanvraagStatus, tokenTot } from '../domain/aanvraag.ts';
import { addMs, type Tijdstip } from '../domain/tijd.ts';
import { nameOf } from '../errors.ts';
import { eraseAanvraag } from './erase-aanvraag.ts';
import { type MailBevestigingDeps, mailMissedCode } from './mail-bevestiging.ts';
import { type ReleaseDeps, releaseAanvraag } from './release-aanvraag.ts';

export interface SweepDeps extends ReleaseDeps, MailBevestigingDeps {
  readonly registratie: ReleaseDeps['registratie'];
}

/** How many are looked at in one go. */
const PER_KEER = 100;
/** One that was confirmed so long ago is not being taken in by who confirmed it any more. */
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
  const ingenomen = await each('bevestigd', addMs(nu, -MET_RUST_MS), (one) => takeIn(deps, one, hasTime));
  const tokens = await each('onbevestigd', tokenTot(nu), (one) => eraseToken(deps, one));
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
  const rijen = await releaseAanvraag(deps, aanvraag, hasTime);
  return rijen !== 'token-weg' && rijen.some(({ uitkomst }) => uitkomst !== 'nog-niet');
}

/** First that it is gone, then it goes: who confirms in between is asked for it. */
async function eraseToken({ registratie, kluis }: SweepDeps, aanvraag: Aanvraag): Promise<boolean> {
  const next = { ...aanvraag, versie: aanvraag.versie + 1, status: 'token-gewist' } as const;
  if ((await registratie.replaceAanvraag(next)) === 'verouderd') return false;
  await kluis.eraseCandidate(aanvraag.aanvraagId);
  return true;
}

const mailLate = async (deps: SweepDeps, aanvraag: Aanvraag): Promise<boolean> =>
  (await mailMissedCode(deps, aanvraag)) === 'verzonden';
