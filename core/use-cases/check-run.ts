import { runNietVergrendeld, runOverDeadline } from '../domain/berichten/uitwisseling.ts';
import type { GewisteKoppeling, Koppeling } from '../domain/koppeling.ts';
import type { Run } from '../domain/payroll.ts';
import { startTimeOf } from '../domain/starttijd.ts';
import { dateInAmsterdam, momentInAmsterdam, type Tijdstip } from '../domain/tijd.ts';
import { tijdvakById } from '../domain/tijdvak.ts';
import { lockedRunsOf } from '../domain/tijdvak-runs.ts';
import {
  type GeplandeUitwisseling,
  type LopendeUitwisseling,
  nextWriteOf,
  type UitwisselingId,
  type WachtendeUitwisseling,
} from '../domain/uitwisseling.ts';
import { nextWerkdag } from '../domain/werkdag.ts';
import { assertStored } from './assert-stored.ts';
import { loadWhateverIsLeft } from './load-uitwisseling.ts';
import { type OpenDeps, openPayroll, required } from './open-payroll.ts';
import { type SendDeps, sendBericht } from './send-bericht.ts';
import type { StartDeps } from './start-uitwisseling.ts';
import { startWhenDue } from './start-when-due.ts';

export interface CheckRunDeps extends OpenDeps, SendDeps, StartDeps {
  /** The a.s.r. mailbox that is warned on the deadline. */
  readonly assessors: string;
}

export type CheckRunOutcome =
  | { readonly uitkomst: 'run-vergrendeld' }
  | { readonly uitkomst: 'wacht'; readonly tot: Tijdstip }
  | { readonly uitkomst: 'vervallen' };

/**
 * The gate of an exchange: a locked run of the period must exist. Without one the exchange waits until the next working
 * day; the office is told on the planned date, a.s.r. at the last look before the deadline has passed: a deadline in a
 * weekend is told on the Friday. A period that was delivered before, or that is not the koppeling's next one, does not wait:
 * it would hold up the next period, and of the last one the daily loop sees when its runs are locked. When an exchange lapses,
 * the one that waited for its end is started.
 */
export async function checkRun(deps: CheckRunDeps, id: UitwisselingId): Promise<CheckRunOutcome> {
  const loaded = await loadWhateverIsLeft(deps.registratie, id);
  const outcome = await passOrStop(deps, loaded);
  if (outcome.uitkomst === 'vervallen') await startWhenDue(deps, loaded.koppeling.koppelingId);
  return outcome;
}

type WhateverIsLeft = Awaited<ReturnType<typeof loadWhateverIsLeft>>;

async function passOrStop(deps: CheckRunDeps, { uitwisseling, koppeling }: WhateverIsLeft): Promise<CheckRunOutcome> {
  switch (uitwisseling.status) {
    case 'loopt':
      return { uitkomst: 'run-vergrendeld' };
    case 'gepland':
    case 'wacht-op-run':
      break;
    default:
      return { uitkomst: 'vervallen' };
  }
  if (koppeling.status !== 'actief') return lapse(deps, uitwisseling, koppeling, `koppeling-${koppeling.status}`);
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const runs = required(await payroll.listRuns(koppeling.nmbrs.bedrijfId, tijdvak.jaar));
  const locked = lockedRunsOf(tijdvak, runs);
  if (locked.length > 0) return begin(deps, uitwisseling, koppeling, locked);
  const isNext = uitwisseling.tijdvakId === koppeling.volgende.tijdvakId;
  return isNext ? wait(deps, uitwisseling, koppeling) : lapse(deps, uitwisseling, koppeling, 'geen-vergrendelde-run');
}

type Gated = GeplandeUitwisseling | WachtendeUitwisseling;

async function begin(
  deps: CheckRunDeps,
  uitwisseling: Gated,
  { aanmeldingId }: Koppeling,
  runs: readonly Run[],
): Promise<CheckRunOutcome> {
  const nu = deps.klok.now();
  const next: LopendeUitwisseling = {
    ...nextWriteOf(uitwisseling),
    status: 'loopt',
    runIds: runs.map(({ runId }) => runId),
    runs: runs.map(({ runId, gedraaidOp }) => (gedraaidOp === undefined ? { runId } : { runId, gedraaidOp })),
    gestartOp: nu,
    delen: 0,
    resterend: 0,
  };
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.gestart', waarom: next.uitwisselingId };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  return { uitkomst: 'run-vergrendeld' };
}

async function wait(deps: CheckRunDeps, uitwisseling: Gated, koppeling: Koppeling): Promise<CheckRunOutcome> {
  const nu = deps.klok.now();
  const volgendeBlik = nextWerkdag(dateInAmsterdam(nu));
  const next: WachtendeUitwisseling = { ...nextWriteOf(uitwisseling), status: 'wacht-op-run', volgendeBlik };
  const { aanmeldingId, koppelingId } = koppeling;
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.wacht-op-run', waarom: next.uitwisselingId };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  await warn(deps, next, koppeling);
  return { uitkomst: 'wacht', tot: momentInAmsterdam(volgendeBlik, startTimeOf(koppelingId)) };
}

async function warn(
  deps: CheckRunDeps,
  { uitwisselingId, tijdvakId, deadline, volgendeBlik }: WachtendeUitwisseling,
  koppeling: Koppeling,
): Promise<void> {
  const sleutel = { onderwerp: koppeling.aanmeldingId, gelegenheid: uitwisselingId };
  const office = runNietVergrendeld(koppeling, tijdvakId, volgendeBlik);
  await sendBericht(deps, { ...sleutel, soort: 'run-niet-vergrendeld' }, office);
  if (volgendeBlik <= deadline) return;
  const asr = runOverDeadline(koppeling, tijdvakId, deadline, deps.assessors);
  await sendBericht(deps, { ...sleutel, soort: 'run-over-deadline' }, asr);
}

async function lapse(
  deps: CheckRunDeps,
  uitwisseling: Gated,
  { aanmeldingId }: Koppeling | GewisteKoppeling,
  code: string,
): Promise<CheckRunOutcome> {
  const next = { ...nextWriteOf(uitwisseling), status: 'vervallen', code } as const;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.vervallen', waarom: code };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  return { uitkomst: 'vervallen' };
}
