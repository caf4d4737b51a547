import { afmeldingOf } from '../aanmelding/aanmelding.ts';
import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import { type OpenDeps, openPayroll, required } from '../controle/open-payroll.ts';
import type { UitwisselingId } from '../ids.ts';
import { addMs, dateInAmsterdam, momentInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { periodsIn, type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import { nextWerkdag } from '../kalender/werkdag.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { type PlanVolgendeDeps, planVolgende } from '../koppeling/plan-volgende.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { startTimeOf } from '../koppeling/starttijd.ts';
import { verloningIn } from '../koppeling/verloningen.ts';
import type { PayrollTijdvak, Run } from '../nmbrs/payroll.ts';
import type { PayrollRuns } from '../nmbrs/ports/payroll.ts';
import {
  isLaterVergrendeld,
  langereRunOver,
  lockedRunsOf,
  runsZonderTijdvak,
  tijdvakVan,
} from '../nmbrs/tijdvak-runs.ts';
import type { Verzoeken } from '../verzoek/ports/verzoeken.ts';
import { runHerinnering } from './berichten/run.ts';
import { runNietVergrendeld, verloningGewijzigd } from './berichten/uitwisseling.ts';
import { laterTijdvakVergrendeld, runOverDeadline, verloningGewijzigdBijAsr } from './berichten/uitwisseling-asr.ts';
import { runHerinneringOp, wachtSinds } from './herinnering.ts';
import { lapseUitwisseling } from './lapse-uitwisseling.ts';
import { type Loaded, loadWhateverIsLeft } from './load-uitwisseling.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import { moveOn } from './skip-tijdvak.ts';
import type { StartDeps } from './start-uitwisseling.ts';
import { startWhenDue } from './start-when-due.ts';
import {
  type GebruikteRun,
  type GeplandeUitwisseling,
  type LopendeUitwisseling,
  nextWriteOf,
  type WachtendeUitwisseling,
} from './uitwisseling.ts';

export interface CheckRunDeps extends OpenDeps, PostDeps, StartDeps, PlanVolgendeDeps {
  /** The a.s.r. mailbox that is warned. */
  readonly assessors: string;
  readonly registratie: Postregister &
    Aanmeldregister &
    Koppelregister &
    Uitwisselregister &
    Pick<Verzoeken, 'findHold'>;
}

export type CheckRunOutcome =
  | { readonly uitkomst: 'run-vergrendeld' }
  | { readonly uitkomst: 'wacht'; readonly tot: Tijdstip }
  | { readonly uitkomst: 'vervallen' };

/**
 * The gate of an exchange. It goes on when the period has a locked run, and the company still runs payroll as the koppeling says. Else:
 *
 * - It waits until the next working day. The office is told on the planned date and reminded from then on; a.s.r. at the last look before
 *   the deadline (of one in a weekend on the Friday), and as soon as a later period has a locked run.
 * - When a longer run, which counts in a later period, has its wages, it is passed over.
 * - When it is not the koppeling's next period, it does not wait, since it would hold that one up: it lapses. Of the last period that was
 *   delivered the daily round sees when its runs are locked.
 *
 * When it lapses, the exchange that waited for its end is started.
 */
export async function checkRun(deps: CheckRunDeps, id: UitwisselingId): Promise<CheckRunOutcome> {
  const loaded = await loadWhateverIsLeft(deps.registratie, id);
  const outcome = await passOrStop(deps, loaded);
  if (outcome.uitkomst === 'vervallen') await startWhenDue(deps, loaded.koppeling.koppelingId);
  return outcome;
}

/** An erasure takes minutes; the gate is asked again after it. */
const NA_WISSING_MS = 5 * 60_000;

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
  const nu = deps.klok.now();
  if ((await deps.registratie.findHold(koppeling.koppelingId, nu)) !== undefined) {
    return { uitkomst: 'wacht', tot: addMs(nu, NA_WISSING_MS) };
  }
  if (koppeling.status !== 'actief') return lapse(deps, uitwisseling, `koppeling-${koppeling.status}`);
  const gated = { uitwisseling, koppeling };
  const payroll = await openPayroll(deps, koppeling.nmbrs.inloggegevensRef);
  const { bedrijfId } = koppeling.nmbrs;
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const isNext = uitwisseling.tijdvakId === koppeling.volgende.tijdvakId;
  const nmbrs = required(await payroll.fetchTijdvak(bedrijfId));
  if (nmbrs.jaar === tijdvak.jaar && nmbrs.verloning !== tijdvak.verloning) {
    return isNext ? waitForVerloning(deps, gated, nmbrs) : lapse(deps, uitwisseling, 'verloning-wijkt-af');
  }
  const runs = await listRuns(payroll, koppeling, tijdvak);
  const locked = lockedRunsOf(tijdvak, runs.own);
  if (locked.length > 0) return begin(deps, gated, { locked, zonderTijdvak: runs.zonderTijdvak });
  if (!isNext) return lapse(deps, uitwisseling, 'geen-vergrendelde-run');
  const longer = langereRunOver(tijdvak, runs.own);
  if (longer !== undefined) {
    // After an afmelding there may be no such later period: then the run is told of here.
    return (await isStillToCome(deps, koppeling, tijdvakVan(tijdvak, longer)))
      ? passOver(deps, gated, longer)
      : begin(deps, gated, { locked: [longer], zonderTijdvak: runs.zonderTijdvak });
  }
  return waitForRun(deps, gated, { isLater: isLaterVergrendeld(tijdvak, await runs.andLater()) });
}

/** The runs of the year of a period, and what can be told of the years beside it where it is the first or the last of its own. */
async function listRuns(payroll: PayrollRuns, koppeling: Koppeling, { jaar, nummer, verloning }: Tijdvak) {
  const ofYear = async (year: number) => required(await payroll.listRuns(koppeling.nmbrs.bedrijfId, year));
  const own = await ofYear(jaar);
  const before = nummer === 1 ? runsZonderTijdvak(verloningIn(koppeling, jaar - 1), await ofYear(jaar - 1)) : [];
  return {
    own,
    zonderTijdvak: [...before, ...runsZonderTijdvak(verloning, own)],
    andLater: async () => (nummer === periodsIn(verloning) ? [...own, ...(await ofYear(jaar + 1))] : own),
  };
}

async function isStillToCome(
  { registratie, klok }: CheckRunDeps,
  { aanmeldingId }: Koppeling,
  { tijdvakId }: Tijdvak,
): Promise<boolean> {
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  return vindtNogPlaats(afmeldingOf(aanmelding), { tijdvakId, datum: dateInAmsterdam(klok.now()) });
}

type Gated = Loaded<GeplandeUitwisseling | WachtendeUitwisseling>;

async function begin(
  deps: CheckRunDeps,
  { uitwisseling, koppeling: { aanmeldingId } }: Gated,
  { locked, zonderTijdvak }: { readonly locked: readonly Run[]; readonly zonderTijdvak: readonly Run[] },
): Promise<CheckRunOutcome> {
  const nu = deps.klok.now();
  const next: LopendeUitwisseling = {
    ...nextWriteOf(uitwisseling),
    status: 'loopt',
    runIds: locked.map(({ runId }) => runId),
    runs: locked.map(gebruikt),
    ...(zonderTijdvak.length === 0
      ? {}
      : {
          runsZonderTijdvak: zonderTijdvak.map(({ runId, jaar, tijdvakVan }) => ({ runId, jaar, tijdvak: tijdvakVan })),
        }),
    gestartOp: nu,
    delen: 0,
    resterend: 0,
  };
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.gestart', waarom: next.uitwisselingId };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  return { uitkomst: 'run-vergrendeld' };
}

const gebruikt = ({ runId, gedraaidOp, tijdvakVan, tijdvakTot }: Run): GebruikteRun => ({
  runId,
  ...(gedraaidOp === undefined ? {} : { gedraaidOp }),
  ...(tijdvakVan === tijdvakTot ? {} : { tijdvakVan, tijdvakTot }),
});

/** No data set comes of this period: the one of the period in which the run counts says so. */
async function passOver(
  deps: CheckRunDeps,
  { uitwisseling, koppeling }: Gated,
  { nummer, tijdvakVan, tijdvakTot }: Run,
): Promise<CheckRunOutcome> {
  const reden = `Run ${nummer} in Nmbrs gaat over de tijdvakken ${tijdvakVan} t/m ${tijdvakTot}.`;
  const { tijdvakId } = uitwisseling;
  const overgeslagen = { tijdvakId, oorzaak: 'run-over-meer-tijdvakken', reden } as const;
  assertStored(await moveOn(deps, koppeling, { ...overgeslagen, wie: 'systeem' }));
  const outcome = await lapse(deps, uitwisseling, 'overgeslagen');
  await planVolgende(deps, koppeling.koppelingId);
  return outcome;
}

async function waitForRun(
  deps: CheckRunDeps,
  gated: Gated,
  { isLater }: { readonly isLater: boolean },
): Promise<CheckRunOutcome> {
  const { koppeling } = gated;
  const next = await wait(deps, gated, isLater ? { laterVergrendeld: true } : {});
  await warn(deps, next, koppeling);
  return lookAgain(next);
}

/** What Nmbrs tells by now cannot be fetched as what was agreed; the office and a.s.r. are told once. */
async function waitForVerloning(deps: CheckRunDeps, gated: Gated, nmbrs: PayrollTijdvak): Promise<CheckRunOutcome> {
  const { koppeling } = gated;
  const next = await wait(deps, gated, { waarop: 'verloning' });
  const { tijdvakId, uitwisselingId } = next;
  const sleutel = { onderwerp: koppeling.aanmeldingId, gelegenheid: uitwisselingId };
  const office = verloningGewijzigd(koppeling, tijdvakId, nmbrs);
  await sendBericht(deps, { ...sleutel, soort: 'verloning-gewijzigd' }, office);
  const asr = verloningGewijzigdBijAsr(koppeling, { tijdvakId, nmbrs }, deps.assessors);
  await sendBericht(deps, { ...sleutel, soort: 'verloning-gewijzigd-asr' }, asr);
  return lookAgain(next);
}

const lookAgain = ({ koppelingId, volgendeBlik }: WachtendeUitwisseling): CheckRunOutcome => ({
  uitkomst: 'wacht',
  tot: momentInAmsterdam(volgendeBlik, startTimeOf(koppelingId)),
});

async function wait(
  deps: CheckRunDeps,
  { uitwisseling, koppeling: { aanmeldingId } }: Gated,
  how: Pick<WachtendeUitwisseling, 'waarop' | 'laterVergrendeld'>,
): Promise<WachtendeUitwisseling> {
  const nu = deps.klok.now();
  const vandaag = dateInAmsterdam(nu);
  const sinds = uitwisseling.status === 'wacht-op-run' ? wachtSinds(uitwisseling) : vandaag;
  const next: WachtendeUitwisseling = {
    ...nextWriteOf(uitwisseling),
    ...{ status: 'wacht-op-run', volgendeBlik: nextWerkdag(vandaag), wachtSinds: sinds },
    ...how,
  };
  const wat = how.waarop === undefined ? 'uitwisseling.wacht-op-run' : 'uitwisseling.wacht-op-verloning';
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat, waarom: next.uitwisselingId };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  return next;
}

/** Called at every look: the occasion of each mail is what makes it go once. */
async function warn(deps: CheckRunDeps, waiting: WachtendeUitwisseling, koppeling: Koppeling): Promise<void> {
  const { uitwisselingId, tijdvakId, deadline, volgendeBlik, laterVergrendeld } = waiting;
  const sleutel = { onderwerp: koppeling.aanmeldingId, gelegenheid: uitwisselingId };
  const office = runNietVergrendeld(koppeling, tijdvakId, volgendeBlik);
  await sendBericht(deps, { ...sleutel, soort: 'run-niet-vergrendeld' }, office);
  await remind(deps, waiting, koppeling);
  if (laterVergrendeld === true) {
    const later = laterTijdvakVergrendeld(koppeling, tijdvakId, deps.assessors);
    await sendBericht(deps, { ...sleutel, soort: 'later-tijdvak-vergrendeld' }, later);
  }
  if (volgendeBlik <= deadline) return;
  const asr = runOverDeadline(koppeling, { tijdvakId, deadline }, deps.assessors);
  await sendBericht(deps, { ...sleutel, soort: 'run-over-deadline' }, asr);
}

/** The occasion is the exchange and which reminder it is, so that each goes once, however often is looked. */
async function remind(deps: CheckRunDeps, waiting: WachtendeUitwisseling, koppeling: Koppeling): Promise<void> {
  const vandaag = dateInAmsterdam(deps.klok.now());
  const ronde = runHerinneringOp(waiting, vandaag);
  if (ronde === undefined) return;
  const gelegenheid = `${waiting.uitwisselingId}.${ronde}`;
  const sleutel = { onderwerp: koppeling.aanmeldingId, soort: 'run-herinnering', gelegenheid } as const;
  await sendBericht(deps, sleutel, runHerinnering(koppeling, waiting, vandaag));
}

async function lapse(deps: CheckRunDeps, uitwisseling: Gated['uitwisseling'], code: string): Promise<CheckRunOutcome> {
  await lapseUitwisseling(deps, uitwisseling, code);
  return { uitkomst: 'vervallen' };
}
