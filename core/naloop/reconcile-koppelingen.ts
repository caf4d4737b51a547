import * as z from 'zod';
import { type Aanmelding, AanmeldingStatus, type GerealiseerdeAanmelding, sindsOf } from '../aanmelding/aanmelding.ts';
import { MET_RUST_MS, PAS_MS } from '../aanmelding/naloop.ts';
import { placeAfter, placeBefore } from '../aanmelding/place-in-werkvoorraad.ts';
import type { WerkvoorraadPlaats } from '../aanmelding/ports/aanmeldregister.ts';
import { keepAdreswijzigingen } from '../aanmelding/tell-adreswijziging.ts';
import { assertStored } from '../assert-stored.ts';
import { giveWay, isNietGeslaagd, isOvertaken } from '../controle/give-way.ts';
import { createLogins, type Logins } from '../controle/open-logins.ts';
import { nameOf, Refused, Transient, Unclear } from '../errors.ts';
import { AanmeldingId, type KoppelingId, koppelingIdOf } from '../ids.ts';
import { dateInAmsterdam, epochMs, partsOf, Tijdstip, tijdstipAt } from '../kalender/tijd.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { reactivateKoppeling } from '../koppeling/reactivate-koppeling.ts';
import { LANGSTE_MS, type MissDeps, missOntvangst } from '../levering/miss-ontvangst.ts';
import { remindOfHold } from '../levering/remind-of-hold.ts';
import type { Bedrijf } from '../nmbrs/payroll.ts';
import { noticeBedrijf } from '../uitwisseling/notice-bedrijf.ts';
import { type ReviewDeps, reviewRuns } from '../uitwisseling/review-runs.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';
import { TOKEN_CODES } from '../uitwisseling/uitwisseling.ts';
import { type MendAanmeldingDeps, mendAanmelding } from './mend-aanmelding.ts';
import {
  type Herstel,
  type MendDeps,
  mendAgenda,
  mendAsked,
  mendNaAfmelden,
  mendUitwisselingen,
} from './mend-koppeling.ts';
import { type TellRefusedDeps, tellRefused } from './tell-refused.ts';

export type ReconcileDeps = MendDeps & ReviewDeps & MendAanmeldingDeps & MissDeps & TellRefusedDeps;

/** Aanmeldingen side by side; Nmbrs' rate sets the pace, not this. */
const AT_ONCE = 5;
/** Read from the registry at once. */
const PAGE = 100;
/** After which no further ones are taken up in this call; each takes seconds at most when Nmbrs is well. */
const PATIENCE_MS = 120_000;

const telling = z.int().nonnegative().default(0);

/**
 * How far the loop is: where to go on (absent: at the beginning; of before the other states were looked at: among the koppelingen), and
 * what it came to so far. `bekeken` and what follows it count koppelingen; `hersteld` and `mislukt` also count aanmeldingen in other states.
 */
export const Naloop = z.strictObject({
  na: z
    .strictObject({ status: AanmeldingStatus.default('gerealiseerd'), sinds: Tijdstip, aanmeldingId: AanmeldingId })
    .optional(),
  bekeken: telling,
  hersteld: telling,
  nieuweVersies: telling,
  nietBekeken: telling,
  mislukt: telling,
});
export type Naloop = z.infer<typeof Naloop>;

/** `verder`: there are more. `met-fouten`: all were looked at, and some could not be mended. */
export type NaloopStap = Naloop & { readonly uitkomst: 'verder' | 'klaar' | 'met-fouten' };

/** Of one state: those that came into it at most so long ago, and what is mended of them only so long after. */
interface Lijst {
  readonly status: AanmeldingStatus;
  readonly hoogstensMs?: number;
  readonly rustMs?: number;
}

const MET_RUST = { rustMs: MET_RUST_MS } as const;
const PAS = { ...MET_RUST, hoogstensMs: PAS_MS } as const;

/** In this order; those that are exchanged come last and take longest. An afmelding says itself when it is due. */
const LIJSTEN: readonly Lijst[] = [
  { status: 'wordt-afgemeld' },
  { status: 'ontvangen', ...MET_RUST },
  { status: 'wordt-gecontroleerd', ...MET_RUST },
  { status: 'herstel-nodig', ...MET_RUST },
  { status: 'wacht-op-akkoord', ...MET_RUST },
  { status: 'goedgekeurd', ...MET_RUST },
  { status: 'afgewezen', ...PAS },
  { status: 'vervallen', ...PAS },
  { status: 'ingehaald', ...PAS },
  // Their last delivery may not have been closed yet, or not been taken.
  { status: 'afgemeld', hoogstensMs: LANGSTE_MS },
  { status: 'gerealiseerd' },
];

/**
 * Looks at a part of the aanmeldingen, starting from the registry and not from what happens to be planned: mends what was
 * lost and, of those that are exchanged, sees whether runs changed. One that fails is counted and logged and stops no other. What
 * Nmbrs holds up, answers without sense or refuses is no failure of the loop: tomorrow it looks again, and the next exchange tells who must act.
 */
export async function reconcileKoppelingen(deps: ReconcileDeps, stand: Naloop): Promise<NaloopStap> {
  const end = epochMs(deps.klok.now()) + PATIENCE_MS;
  const logins = createLogins(deps);
  const { na, ...tellingen } = stand;
  let now: Tellingen = tellingen;
  const begin = na === undefined ? 0 : LIJSTEN.findIndex(({ status }) => status === na.status);
  for (const [index, lijst] of LIJSTEN.entries()) {
    if (index < begin) continue;
    let place: WerkvoorraadPlaats = index === begin && na !== undefined ? na : beginOf(deps, lijst);
    const { aanmeldingen, meer } = await deps.registratie.listAanmeldingen({
      status: lijst.status,
      aantal: PAGE,
      na: place,
    });
    for (let first = 0; first < aanmeldingen.length; first += AT_ONCE) {
      if (epochMs(deps.klok.now()) >= end)
        return { ...now, na: { ...place, status: lijst.status }, uitkomst: 'verder' };
      const some = aanmeldingen.slice(first, first + AT_ONCE);
      const seen = await Promise.all(some.map((one) => lookAt(deps, one, { lijst, logins })));
      now = seen.reduce(addUp, now);
      place = some.map(placeAfter).at(-1) ?? place;
    }
    if (meer) return { ...now, na: { ...place, status: lijst.status }, uitkomst: 'verder' };
  }
  return { ...now, uitkomst: now.mislukt > 0 ? 'met-fouten' : 'klaar' };
}

const beginOf = ({ klok }: ReconcileDeps, { hoogstensMs }: Lijst): WerkvoorraadPlaats =>
  placeBefore(tijdstipAt(hoogstensMs === undefined ? 0 : epochMs(klok.now()) - hoogstensMs));

/** Whether the step that is at it is no longer tried again by itself. */
const isInRust = ({ klok }: ReconcileDeps, { rustMs = 0 }: Lijst, aanmelding: Aanmelding): boolean =>
  epochMs(sindsOf(aanmelding)) + rustMs <= epochMs(klok.now());

type Tellingen = Omit<Naloop, 'na'>;
const NIETS: Tellingen = { bekeken: 0, hersteld: 0, nieuweVersies: 0, nietBekeken: 0, mislukt: 0 };

const addUp = (sum: Tellingen, one: Partial<Tellingen>): Tellingen => ({
  bekeken: sum.bekeken + (one.bekeken ?? 0),
  hersteld: sum.hersteld + (one.hersteld ?? 0),
  nieuweVersies: sum.nieuweVersies + (one.nieuweVersies ?? 0),
  nietBekeken: sum.nietBekeken + (one.nietBekeken ?? 0),
  mislukt: sum.mislukt + (one.mislukt ?? 0),
});

interface Ronde {
  readonly lijst: Lijst;
  readonly logins: Logins;
}

const lookAt = async (deps: ReconcileDeps, seen: Aanmelding, ronde: Ronde): Promise<Partial<Tellingen>> =>
  addUp({ ...NIETS, ...(await mend(deps, seen, ronde)) }, await tell(deps, seen));

/** After what was mended: that may have moved it on. */
async function tell(deps: ReconcileDeps, seen: Aanmelding): Promise<Partial<Tellingen>> {
  try {
    await tellRefused(deps, seen);
    return {};
  } catch (error) {
    return failed(deps, seen, { error, waits: error instanceof Transient });
  }
}

/** `waits`: what it lacks is there tomorrow. */
function failed(
  { logboek }: ReconcileDeps,
  { aanmeldingId }: Aanmelding,
  { error, waits }: { readonly error: unknown; readonly waits: boolean },
): Partial<Tellingen> {
  const fields = { aanmeldingId, ...nameOf(error) };
  if (waits) logboek.info('naloop.niet-bekeken', fields);
  else logboek.error('naloop.mislukt', fields);
  return waits ? { nietBekeken: 1 } : { mislukt: 1 };
}

async function mend(deps: ReconcileDeps, seen: Aanmelding, { lijst, logins }: Ronde): Promise<Partial<Tellingen>> {
  const { aanmeldingId } = seen;
  const bekeken = seen.status === 'gerealiseerd' ? 1 : 0;
  try {
    const aanmelding = await keepAdreswijzigingen(deps, seen);
    if (!isInRust(deps, lijst, seen)) return {};
    if (aanmelding.status === 'afgemeld') await missWhatIsNotTaken(deps, aanmelding);
    if (await endOvertaken(deps, aanmelding)) return {};
    const herstel = await mendAanmelding(deps, aanmelding);
    if (herstel !== undefined) {
      deps.logboek.info('naloop.hersteld', { aanmeldingId, uitkomst: herstel });
      return { bekeken, hersteld: 1 };
    }
    if (aanmelding.status === 'afgemeld') return { hersteld: await mendAndNote(deps, aanmelding, mendNaAfmelden) };
    return aanmelding.status === 'gerealiseerd'
      ? { bekeken, ...(await lookAtKoppeling(deps, aanmelding, logins)) }
      : {};
  } catch (error) {
    // Step Functions is asked about each that waits, and a bulk of them is more than it answers at once.
    const waits = error instanceof Transient && seen.status !== 'gerealiseerd';
    return { bekeken, ...failed(deps, seen, { error, waits }) };
  }
}

/**
 * One that waits for herstel, or whose controle comes to no end, does not hear by itself that another one of its numbers has passed. That
 * is no repair: it ends here as it would at its next controle. What moved on meanwhile is looked at tomorrow.
 */
async function endOvertaken(deps: ReconcileDeps, seen: Aanmelding): Promise<boolean> {
  if (!isNietGeslaagd(seen) || !(await isOvertaken(deps, seen))) return false;
  const stored = await giveWay(deps, seen);
  const taakToken = seen.status === 'ontvangen' ? undefined : seen.taakToken;
  if (stored === 'opgeslagen' && taakToken !== undefined)
    await deps.verloop.resume(taakToken, { uitkomst: 'hercontrole' });
  return true;
}

async function lookAtKoppeling(
  deps: ReconcileDeps,
  aanmelding: GerealiseerdeAanmelding,
  logins: Logins,
): Promise<Partial<Tellingen>> {
  let hersteld = 0;
  for (const step of [mendUitwisselingen, mendAsked, mendAgenda]) {
    hersteld += await mendAndNote(deps, aanmelding, step);
  }
  const seen = await review(deps, aanmelding, logins);
  await remindOfHold(deps, aanmelding);
  await missWhatIsNotTaken(deps, aanmelding);
  return { ...seen, hersteld: hersteld + (seen.hersteld ?? 0) };
}

/** Also of a koppeling that was erased: its last set is the one with the last leavers. */
async function missWhatIsNotTaken(deps: ReconcileDeps, { aanmeldingId }: Aanmelding): Promise<void> {
  if (deps.ontvangstBinnenUren === 0) return;
  const koppelingId = koppelingIdOf(aanmeldingId);
  const jaar = partsOf(dateInAmsterdam(deps.klok.now())).jaar;
  missOntvangst(deps, await deps.registratie.listUitwisselingen(koppelingId, jaar - 2));
}

async function mendAndNote<T extends Aanmelding>(
  deps: ReconcileDeps,
  aanmelding: T,
  mend: (deps: ReconcileDeps, aanmelding: T) => Promise<readonly Herstel[]>,
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
