import { assertStored } from '../assert-stored.ts';
import { type OpenDeps, openPayroll, required } from '../controle/open-payroll.ts';
import type { KoppelingId, TijdvakId } from '../ids.ts';
import { dateInAmsterdam, epochMs } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Run } from '../nmbrs/payroll.ts';
import { lockedRunsOf, runsOf } from '../nmbrs/tijdvak-runs.ts';
import { recenteUitwisselingen } from './list-recente-uitwisselingen.ts';
import { withAsked } from './start-next.ts';
import { type StartDeps, startUitwisseling } from './start-uitwisseling.ts';
import { LEVERING_AFGEKEURD, type VoltooideUitwisseling } from './uitwisseling.ts';

export type ReviewDeps = OpenDeps & StartDeps;

/**
 * `ontgrendeld`: a run of the period is open, or gone and drawn anew; there is a new version when it is locked. `bezig`: there is a new
 * version when the exchange that is open now has ended.
 */
export type ReviewOutcome = 'ongewijzigd' | 'ontgrendeld' | 'nieuwe-versie' | 'bezig';

/**
 * Whether the runs of the last delivered period changed after it was fetched: another run, one that was run again, or one
 * that was unlocked and locked again. Then the period gets a new version. Asked until the next period is delivered, by one
 * call to Nmbrs; throws as the port does, and `Refused`.
 */
export async function reviewRuns(deps: ReviewDeps, koppelingId: KoppelingId): Promise<ReviewOutcome> {
  const koppeling = await deps.registratie.findKoppeling(koppelingId);
  if (koppeling?.status !== 'actief') return 'ongewijzigd';
  const delivered = await lastDelivered(deps, koppeling);
  if (delivered === undefined) return 'ongewijzigd';
  const tijdvak = tijdvakById(delivered.tijdvakId);
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const runs = required(await payroll.listRuns(koppeling.nmbrs.bedrijfId, tijdvak.jaar));
  if (isBeingRepaired(runsOf(tijdvak, runs), delivered)) {
    await remember(deps, koppeling, delivered);
    return 'ontgrendeld';
  }
  const locked = lockedRunsOf(tijdvak, runs);
  if (locked.length === 0 || !(isChanged(locked, delivered) || wasUnlocked(koppeling, delivered))) return 'ongewijzigd';
  if (await wasRejected(deps, koppeling, { delivered, locked })) return 'ongewijzigd';
  const { tijdvakId } = delivered;
  const outcome = await startUitwisseling(deps, { koppelingId, tijdvakId, opnieuw: 'nieuwe-run' });
  if (outcome === 'bezig') await askForLater(deps, koppeling, tijdvakId);
  return outcome === 'gestart' ? 'nieuwe-versie' : 'bezig';
}

/**
 * A run that was used is open, or is gone and what takes its place is not final yet: unlock, delete and draw again is how an office
 * repairs a run, and the new one has another id. Of a period from which all runs are gone one is still to come.
 */
function isBeingRepaired(own: readonly Run[], { runIds }: VoltooideUitwisseling): boolean {
  const used = own.filter(({ runId }) => runIds.includes(runId));
  if (used.some(({ vergrendeld }) => !vergrendeld)) return true;
  return used.length < runIds.length && (own.length === 0 || own.some(({ vergrendeld }) => !vergrendeld));
}

/** Once the open exchange is delivered, the period that changed is not the last one any more and is looked at no more. */
async function askForLater(deps: ReviewDeps, koppeling: Koppeling, tijdvakId: TijdvakId): Promise<void> {
  const { aanmeldingId, versie, inhalen = [] } = koppeling;
  if (inhalen.some((one) => one.tijdvakId === tijdvakId)) return;
  const asked = withAsked(inhalen, [tijdvakId], await recenteUitwisselingen(deps, koppeling)).map((one) =>
    one.tijdvakId === tijdvakId ? { ...one, aanleiding: 'nieuwe-run' as const } : one,
  );
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.inhalen-gevraagd' };
  const next: Koppeling = { ...koppeling, versie: versie + 1, inhalen: asked };
  assertStored(await deps.registratie.replaceKoppeling(next, { ...regel, waarom: `${tijdvakId}: nieuwe run` }));
}

async function lastDelivered(deps: ReviewDeps, koppeling: Koppeling): Promise<VoltooideUitwisseling | undefined> {
  const { vorige } = koppeling;
  if (vorige === undefined) return undefined;
  const all = await recenteUitwisselingen(deps, koppeling);
  return all.filter((one) => one.status === 'voltooid').findLast(({ tijdvakId }) => tijdvakId === vorige.tijdvakId);
}

/** Other runs than were used, or one of them run at another moment; a moment that is unknown on either side says nothing. */
function isChanged(locked: readonly Run[], { runIds, runs = [] }: VoltooideUitwisseling): boolean {
  if (locked.length !== runIds.length) return true;
  return locked.some(({ runId, gedraaidOp }) => {
    if (!runIds.includes(runId)) return true;
    const used = runs.find((one) => one.runId === runId)?.gedraaidOp;
    return used !== undefined && gedraaidOp !== undefined && used !== gedraaidOp;
  });
}

/** Seen since the version was started: what was seen before is in it. */
const wasUnlocked = ({ herziening }: Koppeling, { tijdvakId, gestartOp }: VoltooideUitwisseling): boolean =>
  herziening?.tijdvakId === tijdvakId && epochMs(herziening.ontgrendeldGezienOp) > epochMs(gestartOp);

/** A person rejected what these runs give; only what came after that asks for another try. */
async function wasRejected(
  deps: ReviewDeps,
  koppeling: Koppeling,
  { delivered: { tijdvakId }, locked }: { readonly delivered: VoltooideUitwisseling; readonly locked: readonly Run[] },
): Promise<boolean> {
  const { herziening } = koppeling;
  const all = await recenteUitwisselingen(deps, koppeling);
  const last = all.findLast((one) => one.tijdvakId === tijdvakId);
  if (last?.status !== 'mislukt' || last.code !== LEVERING_AFGEKEURD) return false;
  const { gestoptOp } = last;
  const isUnlockedSince =
    herziening?.tijdvakId === tijdvakId && epochMs(herziening.ontgrendeldGezienOp) > epochMs(gestoptOp);
  const day = dateInAmsterdam(gestoptOp);
  return !isUnlockedSince && !locked.some(({ gedraaidOp = '' }) => gedraaidOp >= day);
}

async function remember(deps: ReviewDeps, koppeling: Koppeling, delivered: VoltooideUitwisseling): Promise<void> {
  if (wasUnlocked(koppeling, delivered)) return;
  const { tijdvakId } = delivered;
  const op = deps.klok.now();
  const next: Koppeling = {
    ...koppeling,
    versie: koppeling.versie + 1,
    herziening: { tijdvakId, ontgrendeldGezienOp: op },
  };
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op, wie: 'systeem', wat: 'koppeling.run-ontgrendeld', waarom: tijdvakId };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
}
