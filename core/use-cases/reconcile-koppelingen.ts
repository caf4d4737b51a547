import * as z from 'zod';
import { type Aanmelding, AanmeldingId, type GerealiseerdeAanmelding, sindsOf } from '../domain/aanmelding.ts';
import type { InloggegevensRef } from '../domain/inloggegevens.ts';
import { type Koppeling, type KoppelingId, koppelingIdOf } from '../domain/koppeling.ts';
import type { Bedrijf } from '../domain/payroll.ts';
import { epochMs, Tijdstip } from '../domain/tijd.ts';
import { TOKEN_CODES } from '../domain/uitwisseling.ts';
import { nameOf, Refused, Transient, Unclear } from '../errors.ts';
import type { WerkvoorraadPlaats } from '../ports/registratie.ts';
import { assertStored } from './assert-stored.ts';
import { type Herstel, type MendDeps, mendAgenda, mendAsked, mendUitwisselingen } from './mend-koppeling.ts';
import { noticeBedrijf } from './notice-bedrijf.ts';
import { openPayroll, required } from './open-payroll.ts';
import { reactivateKoppeling } from './reactivate-koppeling.ts';
import { remindOfHold } from './remind-of-hold.ts';
import { restartAfmelding } from './restart-afmelding.ts';
import { type ReviewDeps, reviewRuns } from './review-runs.ts';
import { startWhenDue } from './start-when-due.ts';

export type ReconcileDeps = MendDeps & ReviewDeps;

/** Koppelingen side by side; Nmbrs' rate sets the pace, not this. */
const AT_ONCE = 5;
/** Read from the registry at once. */
const PAGE = 100;
/** After which no further koppelingen are taken up in this call; each takes seconds at most when Nmbrs is well. */
const PATIENCE_MS = 120_000;

const telling = z.int().nonnegative().default(0);

/** How far the loop is: where to go on (absent: at the first koppeling), and what it came to so far. */
export const Naloop = z.strictObject({
  na: z.strictObject({ sinds: Tijdstip, aanmeldingId: AanmeldingId }).optional(),
  bekeken: telling,
  hersteld: telling,
  nieuweVersies: telling,
  nietBekeken: telling,
  mislukt: telling,
});
export type Naloop = z.infer<typeof Naloop>;

/** `verder`: there are more koppelingen. `met-fouten`: all were looked at, and some could not be mended. */
export type NaloopStap = Naloop & { readonly uitkomst: 'verder' | 'klaar' | 'met-fouten' };

/**
 * Looks at a part of the koppelingen, starting from the registry and not from what happens to be planned: mends what was
 * lost and sees whether runs changed. One that fails is counted and logged and stops no other. What Nmbrs holds up,
 * answers without sense or refuses is no failure of the loop: tomorrow it looks again, and the next exchange tells who must act.
 */
export async function reconcileKoppelingen(deps: ReconcileDeps, stand: Naloop): Promise<NaloopStap> {
  const end = epochMs(deps.klok.now()) + PATIENCE_MS;
  const { aanmeldingen, meer } = await deps.registratie.listAanmeldingen({
    status: 'gerealiseerd',
    aantal: PAGE,
    na: stand.na,
  });
  const logins = createLogins(deps);
  const begun = stand.na === undefined ? await endOverdue(deps, stand) : stand;
  let now = begun;
  for (let begin = 0; begin < aanmeldingen.length; begin += AT_ONCE) {
    if (epochMs(deps.klok.now()) >= end) return { ...now, uitkomst: 'verder' };
    const some = aanmeldingen.slice(begin, begin + AT_ONCE);
    const seen = await Promise.all(some.filter(isGerealiseerd).map((one) => lookAt(deps, one, logins)));
    now = seen.reduce(addUp, { ...now, ...placeAfter(some) });
  }
  if (meer) return { ...now, uitkomst: 'verder' };
  const { na, ...tellingen } = now;
  return { ...tellingen, uitkomst: tellingen.mislukt > 0 ? 'met-fouten' : 'klaar' };
}

/** At the beginning of a round: those that were being erased when their execution died are not among the koppelingen. */
async function endOverdue(deps: ReconcileDeps, stand: Naloop): Promise<Naloop> {
  let { hersteld, mislukt } = stand;
  let na: WerkvoorraadPlaats | undefined;
  for (;;) {
    const page = await deps.registratie.listAanmeldingen({ status: 'wordt-afgemeld', aantal: PAGE, na });
    for (const aanmelding of page.aanmeldingen) {
      try {
        if (await restartAndTell(deps, aanmelding)) hersteld += 1;
      } catch (error) {
        deps.logboek.error('naloop.mislukt', { aanmeldingId: aanmelding.aanmeldingId, ...nameOf(error) });
        mislukt += 1;
      }
    }
    na = placeAfter(page.aanmeldingen).na;
    if (!page.meer || na === undefined) return { ...stand, hersteld, mislukt };
  }
}

async function restartAndTell(deps: ReconcileDeps, aanmelding: Aanmelding): Promise<boolean> {
  if (!(await restartAfmelding(deps, aanmelding))) return false;
  deps.logboek.info('naloop.hersteld', { aanmeldingId: aanmelding.aanmeldingId, uitkomst: 'afmelding-gestart' });
  return true;
}

/** What each login sees in Nmbrs: an office's koppelingen share one, which is asked once, and not again when Nmbrs refused it. */
interface Logins {
  sees(ref: InloggegevensRef): Promise<readonly Bedrijf[]>;
  /** Nmbrs no longer takes it, by whichever call that was found. */
  refuse(ref: InloggegevensRef, error: Refused): void;
}

function createLogins(deps: ReconcileDeps): Logins {
  const asked = new Map<InloggegevensRef, Promise<readonly Bedrijf[]>>();
  const refused = new Map<InloggegevensRef, Refused>();
  return {
    sees(ref) {
      const before = refused.get(ref);
      if (before !== undefined) throw before;
      const known = asked.get(ref) ?? listBedrijven(deps, ref);
      asked.set(ref, known);
      return known;
    },
    refuse: (ref, error) => void refused.set(ref, error),
  };
}

const listBedrijven = async (deps: ReconcileDeps, ref: InloggegevensRef): Promise<readonly Bedrijf[]> =>
  required(await (await openPayroll(deps, ref)).listBedrijven());

type Tellingen = Omit<Naloop, 'na'>;

const addUp = (sum: Naloop, one: Partial<Tellingen>): Naloop => ({
  ...sum,
  bekeken: sum.bekeken + 1,
  hersteld: sum.hersteld + (one.hersteld ?? 0),
  nieuweVersies: sum.nieuweVersies + (one.nieuweVersies ?? 0),
  nietBekeken: sum.nietBekeken + (one.nietBekeken ?? 0),
  mislukt: sum.mislukt + (one.mislukt ?? 0),
});

const isGerealiseerd = (one: Aanmelding): one is GerealiseerdeAanmelding => one.status === 'gerealiseerd';

function placeAfter(some: readonly Aanmelding[]): { readonly na?: WerkvoorraadPlaats } {
  const last = some.at(-1);
  return last === undefined ? {} : { na: { sinds: sindsOf(last), aanmeldingId: last.aanmeldingId } };
}

async function lookAt(
  deps: ReconcileDeps,
  aanmelding: GerealiseerdeAanmelding,
  logins: Logins,
): Promise<Partial<Tellingen>> {
  const { aanmeldingId } = aanmelding;
  try {
    let hersteld = 0;
    if (await restartAndTell(deps, aanmelding)) return { hersteld: 1 };
    for (const mend of [mendUitwisselingen, mendAsked, mendAgenda]) {
      hersteld += await mendAndNote(deps, aanmelding, mend);
    }
    const seen = await review(deps, aanmelding, logins);
    await remindOfHold(deps, aanmelding);
    return { ...seen, hersteld: hersteld + (seen.hersteld ?? 0) };
  } catch (error) {
    deps.logboek.error('naloop.mislukt', { aanmeldingId, ...nameOf(error) });
    return { mislukt: 1 };
  }
}

async function mendAndNote(
  deps: ReconcileDeps,
  aanmelding: GerealiseerdeAanmelding,
  mend: typeof mendAgenda,
): Promise<number> {
  const mended = await mend(deps, aanmelding);
  const koppelingId = koppelingIdOf(aanmelding.aanmeldingId);
  for (const herstel of mended) {
    deps.logboek.info('naloop.hersteld', { koppelingId, uitkomst: herstel });
    await note(deps, koppelingId, herstel);
  }
  return mended.length;
}

async function review(
  deps: ReconcileDeps,
  aanmelding: GerealiseerdeAanmelding,
  logins: Logins,
): Promise<Partial<Tellingen>> {
  const { aanmeldingId } = aanmelding;
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling === undefined || (koppeling.status !== 'actief' && koppeling.status !== 'onderbroken')) return {};
  const login = koppeling.nmbrs.inloggegevensRef;
  try {
    const bedrijven = await logins.sees(login);
    if (koppeling.status === 'onderbroken') return resumeWhenSeen(deps, koppeling, bedrijven);
    await noticeBedrijf(deps, { aanmelding, koppeling }, bedrijven);
    const outcome = await reviewRuns(deps, koppeling.koppelingId);
    return { nieuweVersies: outcome === 'nieuwe-versie' ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof Transient || error instanceof Unclear || error instanceof Refused)) throw error;
    if (error instanceof Refused && TOKEN_CODES.includes(error.code)) {
      logins.refuse(login, error);
      // The office was asked for a new token when it was interrupted.
      if (koppeling.status === 'onderbroken') return {};
    }
    deps.logboek.info('naloop.niet-bekeken', { aanmeldingId, ...nameOf(error) });
    return { nietBekeken: 1 };
  }
}

/** The login works again, so the koppeling is exchanged again: whoever mended it need not tell us. */
async function resumeWhenSeen(
  deps: ReconcileDeps,
  koppeling: Koppeling,
  bedrijven: readonly Bedrijf[],
): Promise<Partial<Tellingen>> {
  if (!bedrijven.some(({ bedrijfId }) => bedrijfId === koppeling.nmbrs.bedrijfId)) return { nietBekeken: 1 };
  const door = { wie: 'systeem', waarom: 'de inloggegevens werken weer' };
  assertStored(await reactivateKoppeling(deps, koppeling, door));
  await startWhenDue(deps, koppeling.koppelingId);
  return { hersteld: 1 };
}

/** Every repair is told: something that should not get lost did. What it started may move the koppeling on meanwhile. */
async function note(deps: ReconcileDeps, koppelingId: KoppelingId, herstel: Herstel): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') return;
  const { aanmeldingId, versie } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'koppeling.hersteld', waarom: herstel };
  const stored = await deps.registratie.replaceKoppeling({ ...koppeling, versie: versie + 1 }, regel);
  if (stored === 'verouderd') await note(deps, koppelingId, herstel);
}
