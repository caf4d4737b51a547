import type { UitwisselPlan } from '../../core/domain/eerste-uitwisseling.ts';
import type { Koppeling } from '../../core/domain/koppeling.ts';
import { manifestKey } from '../../core/domain/levering.ts';
import { dateInAmsterdam, epochMs, Kloktijd, momentInAmsterdam, tijdstipAt } from '../../core/domain/tijd.ts';
import type { Uitwisseling } from '../../core/domain/uitwisseling.ts';
import { nextWerkdag } from '../../core/domain/werkdag.ts';
import { werkPrefix } from '../../core/domain/werkplan.ts';
import { DAY_MS, type Lot } from './plot.ts';
import type { World } from './world.ts';

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
  for (const [index, { koppelingId }] of koppelingen.entries()) {
    const lot = plot.lots[index];
    const koppeling = await plain.registratie.findKoppeling(koppelingId);
    if (lot === undefined || koppeling === undefined || koppeling.status === 'gewist') continue;
    const exchanges = await plain.registratie.listUitwisselingen(koppelingId);
    const unclosed = await findUnclosed(parts, exchanges);
    for (const [place, plan] of lot.plans.entries())
      judgePeriod(parts, { lot, koppeling, exchanges, place, plan, unclosed });
    for (const exchange of exchanges) await judgeExchange(parts, exchange);
    if (unclosed === undefined) judgeSchedule(parts, koppeling, exchanges);
  }
  if (queue.open().length > 0) violate('message-left', `${queue.open().length} messages`);
  if (lambda.alive() > 0) violate('process-left', `${lambda.alive()} invocations`);
  if (plot.weather.kind === 'calm') for (const alarm of people.alarms) violate('calm-alarm', alarm);
}

interface Period {
  readonly lot: Lot;
  readonly koppeling: Koppeling;
  readonly exchanges: readonly Uitwisseling[];
  readonly place: number;
  readonly plan: UitwisselPlan;
  readonly unclosed: Uitwisseling | undefined;
}

/** Delivered by a last try, and not closed: the alarm of the machine went, and until somebody closes it nothing goes on. */
async function findUnclosed(
  { plot, plain, executions }: World,
  exchanges: readonly Uitwisseling[],
): Promise<Uitwisseling | undefined> {
  if (plot.weather.kind === 'calm') return undefined;
  for (const exchange of exchanges) {
    const isDelivered = (await plain.opslag.get(manifestKey(exchange))) !== undefined;
    const hasFailed = executions.find(exchange.uitwisselingId)?.end?.error !== undefined;
    if (exchange.status === 'loopt' && isDelivered && hasFailed) return exchange;
  }
  return undefined;
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
  if (done.length > 1) violate('delivered-twice', about);
  if (done.length === 0 && excuseOf(parts, period) === undefined) violate('period-lost', about);
  if (plot.weather.kind === 'storm') return;
  if (own.length > 1) violate('calm-again', about);
  const expected = expectedBy(plan, lot.locks[place]);
  for (const { voltooidOp } of done) if (epochMs(voltooidOp) > expected) violate('late', `${about} at ${voltooidOp}`);
}

/** On its planned day, or on the first working day after its run was locked. */
function expectedBy({ datum }: UitwisselPlan, lock: number | undefined): number {
  const locked = lock === undefined ? datum : nextWerkdag(dateInAmsterdam(tijdstipAt(lock)));
  return epochMs(momentInAmsterdam(locked > datum ? locked : datum, Kloktijd.parse('07:00'))) + DAY_MS / 2;
}

/** Why a period is not delivered, when it is for a person to act and that person was told. */
function excuseOf({ plot, people }: World, { lot, place, exchanges, unclosed }: Period): string | undefined {
  const { tokenReset, rightLost } = plot;
  if (unclosed !== undefined) return 'unclosed';
  // Periods go in order: one that waits holds up those after it.
  const earlier = lot.plans.slice(0, place + 1).map(({ tijdvak }) => tijdvak.tijdvakId);
  const told = (soort: string) => earlier.some((one) => people.wasTold(soort, one));
  if (lot.locks.slice(0, place + 1).includes(undefined) && told('run-niet-vergrendeld')) return 'run-not-locked';
  if (tokenReset !== undefined && tokenReset.repairMs === undefined && told('token-werkt-niet-meer')) return 'token';
  const isRefused = exchanges.some((one) => earlier.includes(one.tijdvakId) && one.status === 'mislukt');
  if (rightLost !== undefined && rightLost.repairMs === undefined && isRefused && told('uitwisseling-mislukt'))
    return 'right';
  return undefined;
}

async function judgeExchange(
  { plain, executions, notebook: { violate }, plot, late }: World,
  exchange: Uitwisseling,
): Promise<void> {
  const { uitwisselingId, status } = exchange;
  const delivered = (await plain.opslag.get(manifestKey(exchange))) !== undefined;
  const execution = executions.find(uitwisselingId);
  // Delivered by a last try, and not closed: the alarm of the machine went.
  const isTold =
    plot.weather.kind === 'storm' && status === 'loopt' && delivered && execution?.end?.error !== undefined;
  if (isTold) return;
  const isLate = late.has(uitwisselingId);
  if (delivered !== (status === 'voltooid') && !isLate)
    violate('delivery-and-record-differ', `${uitwisselingId} is ${status}`);
  if (status === 'voltooid' && !isLate && (await plain.opslag.list(werkPrefix(uitwisselingId))).length > 0)
    violate('work-left', uitwisselingId);
  if (plot.weather.kind === 'calm' && (status === 'mislukt' || status === 'vervallen'))
    violate('calm-failure', `${uitwisselingId}: ${exchange.code}`);
  if (execution === undefined) violate('never-started', uitwisselingId);
  else if (status === 'gepland' || status === 'loopt')
    violate('stuck', `${uitwisselingId} is ${status}, its execution is at ${execution.state}`);
  else if (execution.end === undefined && !(status === 'wacht-op-run' && execution.state === 'WachtOpRun'))
    violate('stuck', `${uitwisselingId} is ${status}, its execution is at ${execution.state}`);
  const open = (await plain.registratie.listDelen(uitwisselingId)).filter(({ gedaan }) => !gedaan).length;
  if (status === 'loopt' && exchange.resterend !== open) violate('miscounted', `${uitwisselingId}: ${open} open`);
}

/** An active koppeling has one schedule, for the period that it is at, or that period is being exchanged. */
function judgeSchedule(
  { scheduler, notebook: { violate } }: World,
  koppeling: Koppeling,
  exchanges: readonly Uitwisseling[],
): void {
  const { koppelingId, status, volgende } = koppeling;
  const schedule = scheduler.of(koppelingId);
  const isOpen = exchanges.some((one) => one.tijdvakId === volgende.tijdvakId && one.status === 'wacht-op-run');
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
