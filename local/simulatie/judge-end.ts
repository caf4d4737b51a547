import { AanmeldingId } from '../../core/ids.ts';
import { planFor, type UitwisselPlan } from '../../core/kalender/planning.ts';
import {
  type Datum,
  dateInAmsterdam,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  tijdstipAt,
} from '../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../core/kalender/tijdvak.ts';
import { nextWerkdag } from '../../core/kalender/werkdag.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { manifestKey } from '../../core/uitwisseling/levering.ts';
import { isOpen, type Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { werkPrefix } from '../../core/uitwisseling/werkplan.ts';
import type { Execution } from './executions.ts';
import { judgeAanmeldingen, wasOvertaken } from './judge-aanmeldingen.ts';
import { judgeBeeindigingen } from './judge-beeindigingen.ts';
import { judgeDossiers } from './judge-dossiers.ts';
import { judgeErbij } from './judge-erbij.ts';
import { judgeToegangen } from './judge-toegangen.ts';
import { DAY_MS, type Lot } from './lots.ts';
import type { Plot } from './plot.ts';
import type { World } from './world.ts';

/**
 * What gets lost by nobody's fault: a round that was cut off in what it began itself leaves it to the next, and who signs off at once
 * per a later day leaves a schedule behind.
 */
const BY_DESIGN = /^(verloop-gestart|gevraagd-gestart|afspraak-geschrapt) /;

/** What must hold once all has come to rest: nothing lost, nothing double, nothing left standing that nobody knows of. */
export async function judgeEnd(parts: World): Promise<void> {
  const {
    plot,
    plain,
    koppelingen,
    queue,
    lambda,
    people,
    notebook: { violate },
  } = parts;
  for (const realised of koppelingen) {
    const { koppelingId } = realised;
    const lot = parts.lotOf(realised);
    const koppeling = await plain.registratie.findKoppeling(koppelingId);
    const exchanges = await plain.registratie.listUitwisselingen(koppelingId);
    if (lot === undefined || koppeling === undefined) continue;
    if (koppeling.status === 'gewist') {
      for (const exchange of exchanges) await judgeExchange(parts, exchange);
      continue;
    }
    for (const [place, plan] of lot.plans.entries()) judgePeriod(parts, { lot, koppeling, exchanges, place, plan });
    for (const exchange of exchanges) await judgeExchange(parts, exchange);
    judgeSchedule(parts, koppeling, exchanges);
  }
  await judgeAanmeldingen(parts);
  await judgeBeeindigingen(parts);
  await judgeToegangen(parts);
  await judgeDossiers(parts);
  await judgeErbij(parts);
  if (queue.open().length > 0) violate('message-left', `${queue.open().length} messages`);
  if (lambda.alive() > 0) violate('process-left', `${lambda.alive()} invocations`);
  if (plot.weather.kind === 'storm') return;
  for (const alarm of people.alarms) violate('calm-alarm', alarm);
  for (const repair of people.repairs)
    if (!BY_DESIGN.test(repair) && !(await isOfOvertaken(parts, repair))) violate('calm-repair', repair);
}

/** Who overtook another one was cut off before it told that one's machine: it hears of it at its next reminder, or from the round. */
const OVERTAKEN = /^besluit-doorgegeven of (.+)$/;

async function isOfOvertaken(world: World, repair: string): Promise<boolean> {
  const aanmeldingId = OVERTAKEN.exec(repair)?.[1];
  return aanmeldingId !== undefined && (await wasOvertaken(world, AanmeldingId.parse(aanmeldingId)));
}

interface Period {
  readonly lot: Lot;
  readonly koppeling: Koppeling;
  readonly exchanges: readonly Uitwisseling[];
  readonly place: number;
  readonly plan: UitwisselPlan;
}

function judgePeriod(parts: World, period: Period): void {
  const {
    plot,
    notebook: { violate },
  } = parts;
  const { exchanges, plan, koppeling, lot, place } = period;
  const own = exchanges.filter(({ tijdvakId }) => tijdvakId === plan.tijdvak.tijdvakId);
  const done = own.filter((one) => one.status === 'voltooid');
  const about = `${koppeling.koppelingId} ${plan.tijdvak.tijdvakId}`;
  const unasked = done.filter(({ aanleiding }) => aanleiding === undefined);
  if (unasked.length > 1) violate('delivered-twice', about);
  if (done.some((one) => !isAllowed(plot, one))) violate('delivered-unasked', about);
  if (done.length === 0 && excuseOf(parts, period) === undefined) violate('period-lost', about);
  if (plot.weather.kind === 'storm') return;
  if (own.filter(({ aanleiding }) => aanleiding === undefined).length > 1) violate('calm-again', about);
  const expected = Math.max(expectedBy(plan, lot, place), caughtUpBy(parts, koppeling));
  for (const { voltooidOp } of unasked)
    if (epochMs(voltooidOp) > expected) violate('late', `${about} at ${voltooidOp}`);
}

/** A second version has its reason: somebody asked for it, or the run changed. */
function isAllowed({ againAt, relock }: Plot, { aanleiding }: Uitwisseling): boolean {
  if (aanleiding === 'gevraagd') return againAt !== undefined;
  return aanleiding === undefined || relock !== undefined;
}

const later = (a: Datum, b: Datum): Datum => (a > b ? a : b);

/** On its planned day, or on the first working day after its run was locked; of another verloning when a.s.r. heard of it. */
function expectedBy({ datum, tijdvak }: UitwisselPlan, { locks, jaarwissel, verloning }: Lot, place: number): number {
  const lock = locks[place];
  const isHeardLate = jaarwissel?.jaar === tijdvak.jaar && tijdvak.nummer === 1 && jaarwissel.bekendAt === undefined;
  const heard = isHeardLate ? planFor(tijdvakOf(verloning, tijdvak.jaar, 1)).datum : datum;
  const planned = later(heard, datum);
  const locked = lock === undefined ? planned : nextWerkdag(dateInAmsterdam(tijdstipAt(lock)));
  return endOfMorning(later(locked, planned));
}

const endOfMorning = (datum: Datum): number => epochMs(momentInAmsterdam(datum, Kloktijd.parse('07:00'))) + DAY_MS / 2;

/** What was not exchanged while the koppeling was to end follows on the next working day. */
function caughtUpBy({ staff }: World, { koppelingId }: Koppeling): number {
  const { ingetrokkenOp } = staff.beeindigingen.afloop.get(koppelingId) ?? {};
  return ingetrokkenOp === undefined ? 0 : endOfMorning(nextWerkdag(dateInAmsterdam(tijdstipAt(ingetrokkenOp))));
}

/** Why a period is not delivered, when it is for a person to act and that person was told. */
function excuseOf({ plot, people }: World, { lot, place, koppeling, exchanges }: Period): string | undefined {
  const { tokenReset, rightLost, pause, decision } = plot;
  const isPassedOver = (tijdvakId: string | undefined) =>
    koppeling.overgeslagen?.some((one) => one.tijdvakId === tijdvakId) === true;
  if (place === lot.gemist && isPassedOver(lot.plans[place]?.tijdvak.tijdvakId)) return 'passed-over';
  if (koppeling.status === 'gepauzeerd' && pause?.resumeAt === undefined) return 'paused';
  if (decision === undefined && people.wasTold('levering-vastgehouden', '')) return 'held';
  // Periods go in order: one that waits holds up those after it.
  const earlier = lot.plans.slice(0, place + 1).map(({ tijdvak }) => tijdvak.tijdvakId);
  const told = (soort: string) => earlier.some((one) => people.wasTold(soort, one));
  const isOpen = earlier.some((tijdvakId, index) => lot.locks[index] === undefined && !isPassedOver(tijdvakId));
  if (isOpen && plot.weather.kind === 'storm' && told('run-niet-vergrendeld')) return 'run-not-locked';
  if (isUnnoted(plot, lot, place) && people.wasTold('verloning-gewijzigd-asr', koppeling.koppelingId))
    return 'verloning';
  if (tokenReset !== undefined && tokenReset.repairMs === undefined && people.wasTold('token-werkt-niet-meer', ''))
    return 'token';
  const isRefused = exchanges.some((one) => earlier.includes(one.tijdvakId) && one.status === 'mislukt');
  if (rightLost !== undefined && rightLost.repairMs === undefined && isRefused && told('uitwisseling-mislukt'))
    return 'right';
  return undefined;
}

/** Nobody noted that payroll is run otherwise since that year. */
const isUnnoted = ({ ingreepMs }: Plot, { jaarwissel, plans }: Lot, place: number): boolean =>
  ingreepMs === undefined && jaarwissel !== undefined && plans[place]?.tijdvak.jaar === jaarwissel.jaar;

/** Who leaves at once does not wait for the last set; a period without a run is none; of another verloning it is another one. */
const LAPSED_BY_PEOPLE: readonly string[] = [
  ...['koppeling-gestopt', 'overgeslagen', 'verloning-gewijzigd', 'verloning-wijkt-af'],
];

const KEPT_MS = 400 * DAY_MS;

async function judgeExchange(
  { plain, executions, gebeurtenissen, notebook: { violate }, plot, late, loop }: World,
  exchange: Uitwisseling,
): Promise<void> {
  const { uitwisselingId, status } = exchange;
  const delivered = (await plain.opslag.get(manifestKey(exchange))) !== undefined;
  const execution = executions.find(uitwisselingId);
  const isLate = late.has(uitwisselingId);
  const isCalm = plot.weather.kind === 'calm';
  // Its set is kept for so long.
  const isGone = status === 'voltooid' && epochMs(exchange.voltooidOp) + KEPT_MS < loop.now();
  if (delivered !== (status === 'voltooid') && !isLate && !isGone)
    violate('delivery-and-record-differ', `${uitwisselingId} is ${status}`);
  if (status === 'voltooid' && !gebeurtenissen.includes(uitwisselingId)) violate('not-told', uitwisselingId);
  if (status === 'voltooid' && isCalm && !isLate && (await plain.opslag.list(werkPrefix(uitwisselingId))).length > 0)
    violate('work-left', uitwisselingId);
  // What a person asked for may come at a bad moment.
  const isEnded = status === 'vervallen' && LAPSED_BY_PEOPLE.includes(exchange.code);
  if (isCalm && !isEnded && exchange.aanleiding === undefined && (status === 'mislukt' || status === 'vervallen'))
    violate('calm-failure', `${uitwisselingId}: ${exchange.code}`);
  judgeExecution({ violate, plot }, exchange, execution);
  const open = (await plain.registratie.listDelen(uitwisselingId)).filter(({ gedaan }) => !gedaan).length;
  if (status === 'loopt' && exchange.resterend !== open) violate('miscounted', `${uitwisselingId}: ${open} open`);
}

/** Nothing is left standing that nobody waits for. */
function judgeExecution(
  { violate, plot }: { violate: World['notebook']['violate']; plot: Plot },
  exchange: Uitwisseling,
  execution: Execution | undefined,
): void {
  const { uitwisselingId, status } = exchange;
  if (execution === undefined) {
    // One that gave way to another before its machine was started.
    if (status !== 'vervallen') violate('never-started', uitwisselingId);
    return;
  }
  const { state, end } = execution;
  const waitsForRun = status === 'wacht-op-run' && state === 'WachtOpRun';
  const waitsForPerson = status === 'vastgehouden' && state === 'AskVrijgave' && plot.decision === undefined;
  if (waitsForRun || waitsForPerson) return;
  if (end === undefined || isOpen(exchange))
    violate('stuck', `${uitwisselingId} is ${status}, its execution is at ${state}`);
}

/** An active koppeling has one schedule, for the period that it is at, or that period is being exchanged. */
function judgeSchedule(
  { scheduler, notebook: { violate } }: World,
  koppeling: Koppeling,
  exchanges: readonly Uitwisseling[],
): void {
  const { koppelingId, status, volgende } = koppeling;
  const schedule = scheduler.of(koppelingId);
  const isOpen = exchanges.some(
    (one) => one.tijdvakId === volgende.tijdvakId && (one.status === 'wacht-op-run' || one.status === 'vastgehouden'),
  );
  if (status !== 'actief') {
    if (schedule?.fired === false) violate('schedule-left', koppelingId);
    return;
  }
  if (isOpen) return;
  if (schedule === undefined || schedule.fired) {
    violate('schedule-missing', `${koppelingId} ${volgende.tijdvakId}`);
    return;
  }
  const { tijdvakId, datum } = schedule.afspraak;
  // A date that passed has become a later one.
  if (tijdvakId !== volgende.tijdvakId || datum < volgende.datum)
    violate('schedule-differs', `${koppelingId}: ${tijdvakId} ${datum}, not ${volgende.tijdvakId} ${volgende.datum}`);
}
