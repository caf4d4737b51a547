import type { AfgemeldeAanmelding, GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import { Defect } from '../errors.ts';
import { koppelingIdOf } from '../ids.ts';
import { type Datum, dateInAmsterdam, epochMs, type Kloktijd, momentInAmsterdam } from '../kalender/tijd.ts';
import { nextWerkdag } from '../kalender/werkdag.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { planVolgende } from '../koppeling/plan-volgende.ts';
import type { Afspraak } from '../koppeling/ports/agenda.ts';
import { startDateOf, startTimeOf } from '../koppeling/starttijd.ts';
import { type CompleteDeps, completeUitwisseling } from '../levering/complete-uitwisseling.ts';
import { isGeleverd } from '../uitwisseling/check-geleverd.ts';
import { type FailDeps, failUitwisseling } from '../uitwisseling/fail-uitwisseling.ts';
import { openUitwisselingen, recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import { startUitwisseling } from '../uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';
import { isOpen, type OpenUitwisseling, type Uitwisseling, VERLOOP_GEEINDIGD } from '../uitwisseling/uitwisseling.ts';

export type MendDeps = CompleteDeps & FailDeps;

/**
 * What was mended: an execution that had never begun, an exchange whose execution ended without a word, a person's decision that
 * the execution still waited for, an exchange that was delivered and not closed, a period that a person asked for and nobody
 * started, a schedule that was wrong or superfluous, a period of which the start was missed.
 */
export type Herstel =
  | 'verloop-gestart'
  | 'verloop-geeindigd'
  | 'besluit-doorgegeven'
  | 'afgerond'
  | 'gevraagd-gestart'
  | 'afspraak-hersteld'
  | 'afspraak-geschrapt'
  | 'ingehaald';

/** How long after its moment a schedule may still be about to start the exchange; its window is 15 minutes wide. */
const GRACE_MS = 3_600_000;

/**
 * Brings the exchanges of a koppeling in line with their executions, whatever was lost on the way, and gives what was mended.
 * Run again it mends nothing: each repair makes true what it found missing.
 */
export async function mendUitwisselingen(
  deps: MendDeps,
  { aanmeldingId }: GerealiseerdeAanmelding,
): Promise<readonly Herstel[]> {
  const all = await uitwisselingenOf(deps, aanmeldingId);
  const mended = await mendAllOpen(deps, all);
  const now = mended.length === 0 ? all : await uitwisselingenOf(deps, aanmeldingId);
  return (await closeDelivered(deps, aanmeldingId, now)) ? [...mended, 'afgerond'] : mended;
}

/**
 * The same for a koppeling that was erased. An afmelding that comes to its limit leaves what was delivered to the execution that is to
 * close it; when that has ended, nobody else would close it, or tell of it.
 */
export const mendNaAfmelden = async (
  deps: MendDeps,
  { aanmeldingId }: AfgemeldeAanmelding,
): Promise<readonly Herstel[]> => {
  return mendAllOpen(deps, await openUitwisselingen(deps, koppelingIdOf(aanmeldingId)));
};

async function mendAllOpen(deps: MendDeps, all: readonly Uitwisseling[]): Promise<readonly Herstel[]> {
  const mended: Herstel[] = [];
  for (const uitwisseling of all.filter(isOpen)) {
    const herstel = await mendOpen(deps, uitwisseling);
    if (herstel !== undefined) mended.push(herstel);
  }
  return mended;
}

async function uitwisselingenOf(
  deps: MendDeps,
  aanmeldingId: GerealiseerdeAanmelding['aanmeldingId'],
): Promise<readonly Uitwisseling[]> {
  const koppeling = await findKoppeling(deps, aanmeldingId);
  return koppeling === undefined ? [] : recenteUitwisselingen(deps, koppeling);
}

async function mendOpen(deps: MendDeps, uitwisseling: OpenUitwisseling): Promise<Herstel | undefined> {
  const { uitwisselingId } = uitwisseling;
  switch (await deps.verloop.look(uitwisselingId)) {
    case 'loopt':
      return passOnDecision(deps, uitwisseling);
    case 'onbekend':
      await deps.verloop.startUitwisseling(uitwisselingId);
      return 'verloop-gestart';
    default:
      return mendEnded(deps, uitwisselingId);
  }
}

/** The request that decided about a held set may have died before it told the execution, which waits for a month. */
async function passOnDecision(
  { verloop }: MendDeps,
  uitwisseling: OpenUitwisseling,
): Promise<'besluit-doorgegeven' | undefined> {
  const vrijgave = 'vrijgave' in uitwisseling ? uitwisseling.vrijgave : undefined;
  if (vrijgave?.taakToken === undefined) return undefined;
  const outcome = await verloop.resume(vrijgave.taakToken, { uitkomst: vrijgave.besluit });
  return outcome === 'hervat' ? 'besluit-doorgegeven' : undefined;
}

/** The execution has ended, so it writes no more: what it says now is what it left. */
async function mendEnded(deps: MendDeps, uitwisselingId: Uitwisseling['uitwisselingId']): Promise<Herstel | undefined> {
  const left = await deps.registratie.findUitwisseling(uitwisselingId);
  if (left === undefined || !isOpen(left)) return undefined;
  if (left.status === 'loopt' && (await isGeleverd(deps.opslag, left))) {
    await completeUitwisseling(deps, uitwisselingId);
    return 'afgerond';
  }
  await failUitwisseling(deps, uitwisselingId, VERLOOP_GEEINDIGD);
  return VERLOOP_GEEINDIGD;
}

/** The koppeling still names a period that was delivered: nothing after it would be planned. */
async function closeDelivered(
  deps: MendDeps,
  aanmeldingId: GerealiseerdeAanmelding['aanmeldingId'],
  all: readonly Uitwisseling[],
): Promise<boolean> {
  const koppeling = await findKoppeling(deps, aanmeldingId);
  const delivered = all.find(
    ({ tijdvakId, status }) => tijdvakId === koppeling?.volgende.tijdvakId && status === 'voltooid',
  );
  if (delivered === undefined || (await deps.verloop.look(delivered.uitwisselingId)) === 'loopt') return false;
  await completeUitwisseling(deps, delivered.uitwisselingId);
  return true;
}

/** Starts what a person asked for when no exchange is open whose end would start it. */
export async function mendAsked(
  deps: MendDeps,
  { aanmeldingId }: GerealiseerdeAanmelding,
): Promise<readonly Herstel[]> {
  const koppeling = await findKoppeling(deps, aanmeldingId);
  if (koppeling?.inhalen === undefined || koppeling.status !== 'actief') return [];
  const { koppelingId } = koppeling;
  if ((await openUitwisselingen(deps, koppelingId)).length > 0) return [];
  return (await startWhenDue(deps, koppelingId)) === 'gestart' ? ['gevraagd-gestart'] : [];
}

/** The same for the agenda: the next exchange on its date, started at once when that was missed, or nothing. */
export async function mendAgenda(deps: MendDeps, aanmelding: GerealiseerdeAanmelding): Promise<readonly Herstel[]> {
  // First the agenda, then the koppeling: who moves a koppeling on writes them the other way round.
  const koppelingId = koppelingIdOf(aanmelding.aanmeldingId);
  const found = await deps.agenda.find(koppelingId);
  const koppeling = await findKoppeling(deps, aanmelding.aanmeldingId);
  if (koppeling === undefined) return [];
  if (koppeling.status !== 'actief' || isOver(deps, koppeling, aanmelding)) {
    if (found === undefined || !isAhead(deps, found)) return [];
    await deps.agenda.cancel(koppelingId);
    return ['afspraak-geschrapt'];
  }
  if (found !== undefined && fits(deps, found, koppeling)) return [];
  // The end of an open exchange plans what comes after it.
  if (await hasOpen(deps, koppeling)) return [];
  return arrange(deps, koppeling);
}

/** Plans the exchange on its date, or starts it when that has passed. */
async function arrange(deps: MendDeps, { koppelingId, volgende }: Koppeling): Promise<Herstel[]> {
  if (startDateOf(koppelingId, volgende.datum, deps.klok.now()) === volgende.datum) {
    await planVolgende(deps, koppelingId);
    return ['afspraak-hersteld'];
  }
  const outcome = await startUitwisseling(deps, { koppelingId, tijdvakId: volgende.tijdvakId });
  return outcome === 'gestart' ? ['ingehaald'] : [];
}

async function findKoppeling(
  { registratie }: MendDeps,
  aanmeldingId: GerealiseerdeAanmelding['aanmeldingId'],
): Promise<Koppeling | undefined> {
  const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-weg', message: 'a realised koppeling is gone' });
  return koppeling.status === 'gewist' ? undefined : koppeling;
}

/** Whether the office signed off, and the next exchange takes place no more. */
function isOver(
  { klok }: MendDeps,
  { koppelingId, volgende }: Koppeling,
  { afmelding }: GerealiseerdeAanmelding,
): boolean {
  const nu = klok.now();
  const isToCome = startDateOf(koppelingId, volgende.datum, nu) === volgende.datum;
  const datum = isToCome ? volgende.datum : dateInAmsterdam(nu);
  return !vindtNogPlaats(afmelding, { tijdvakId: volgende.tijdvakId, datum });
}

const msSince = ({ klok }: MendDeps, { datum, tijd }: { readonly datum: Datum; readonly tijd: Kloktijd }): number =>
  epochMs(klok.now()) - epochMs(momentInAmsterdam(datum, tijd));

const isAhead = (deps: MendDeps, afspraak: Afspraak): boolean => msSince(deps, afspraak) < 0;

/**
 * Whether the appointment will start the next exchange, or is just doing so: on its date, or at the latest on the next
 * working day when that has passed (then someone planned it anew).
 */
function fits(deps: MendDeps, found: Afspraak, { koppelingId, volgende }: Koppeling): boolean {
  if (found.tijdvakId !== volgende.tijdvakId || found.tijd !== startTimeOf(koppelingId)) return false;
  if (msSince(deps, found) >= GRACE_MS) return false;
  if (found.datum === volgende.datum) return true;
  return volgende.datum < found.datum && found.datum <= nextWerkdag(dateInAmsterdam(deps.klok.now()));
}

const hasOpen = async (deps: MendDeps, koppeling: Koppeling): Promise<boolean> =>
  (await recenteUitwisselingen(deps, koppeling)).some(
    (one) => isOpen(one) && one.tijdvakId === koppeling.volgende.tijdvakId,
  );
