import { rechtenFor } from '../../adapters/memory/payroll-groepen.ts';
import { Transient } from '../../core/errors.ts';
import { WerknemerId } from '../../core/ids.ts';
import { Datum, epochMs, momentInAmsterdam } from '../../core/kalender/tijd.ts';
import { startTimeOf } from '../../core/koppeling/starttijd.ts';
import { bulkAanroepenFor } from '../../core/nmbrs/bulk-aanroep.ts';
import { groepenFor } from '../../core/nmbrs/dekkingsprofiel.ts';
import { NmbrsTijdvak } from '../../core/nmbrs/peil.ts';
import { tijdvakAanroepenFor } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { looncodesFor, STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import type { Deel } from '../../core/uitwisseling/uitwisseling.ts';
import { delenOf, groepenVan } from '../../core/uitwisseling/werkplan.ts';
import { seededRandom } from '../../local/nmbrs-simulator/random.ts';
import type { Deployment } from './deployment.ts';
import { createNmbrs, MOST_AT_ONCE, type Nmbrs } from './nmbrs.ts';
import { createPartsQueue, type PartsQueue } from './queue.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import type { Werkgever } from './werkgevers.ts';

/** All exchanges of one morning: every one of these employers has the same planned date. */
export interface RoundOptions {
  readonly werkgevers: readonly Werkgever[];
  readonly deployment: Deployment;
  readonly callsPerSecond: number;
  /** Of every call to Nmbrs. */
  readonly latencyMs: number;
}

/** What became of it; times in ms. */
export interface RoundFigures {
  readonly exchanges: number;
  readonly delivered: number;
  /** Why the others were not, by code. */
  readonly failed: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly highestPerSecond: number;
  /** From the first start until the last delivery, and until half of them and 95 % were delivered. */
  readonly lastMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly parts: number;
  /** Messages that told of a part that was done by then: DistributeDelen had sent them again. */
  readonly duplicates: number;
  readonly longestWaitMs: number;
  readonly mostWaiting: number;
  readonly setAside: number;
  /** Times that a step found no place of its function free. */
  readonly noPlace: number;
  /** Lambdas at the same moment, at most. */
  readonly mostAtOnce: number;
}

/**
 * What a function takes besides its calls to Nmbrs: a start, some reads and writes. Longer than the local system takes, for on AWS
 * each request costs 5 to 10 ms.
 */
const STEP_MS = 200;
const PART_MS = 120;
const DONE_ALREADY_MS = 40;
/** The report of a run takes Nmbrs this long. */
const REPORT_MS = 5_000;
const LISTS = 3;
/** In which period Nmbrs is: asked for by the plan, and after each part that gives anything as of now. */
const PERIOD = 1;
/** The first wait of the machine after a hold-up at Nmbrs. */
const HOLD_UP_MS = 30_000;

/** Scheduler starts each within its flexible window (`adapters/aws/agenda.ts`), wherever it likes. */
const FLEXIBLE_MS = 15 * 60_000;

const DAY = Datum.parse('2026-12-10');

interface Part {
  readonly deel: Deel;
  readonly exchange: Running;
  done: boolean;
}

interface Running {
  readonly werkgever: Werkgever;
  readonly parts: readonly Part[];
  left: number;
  report: () => void;
}

interface World extends RoundOptions {
  readonly time: VirtualTime;
  readonly nmbrs: Nmbrs;
  readonly queue: PartsQueue<Part>;
  readonly random: () => number;
  readonly running: Map<string, number>;
  readonly tally: {
    duplicates: number;
    setAside: number;
    noPlace: number;
    atOnce: number;
    mostAtOnce: number;
    parts: number;
  };
}

/** Plays the morning of 10 December 2026 in virtual time, with the deployment's places, queue and retries. */
export async function playRound(options: RoundOptions): Promise<RoundFigures> {
  const starts = options.werkgevers.map(({ koppelingId }) => epochMs(momentInAmsterdam(DAY, startTimeOf(koppelingId))));
  const firstMs = starts.reduce((first, start) => Math.min(first, start), Number.POSITIVE_INFINITY);
  const time = createVirtualTime(firstMs);
  const tally = { duplicates: 0, setAside: 0, noPlace: 0, atOnce: 0, mostAtOnce: 0, parts: 0 };
  const world: World = {
    ...{ ...options, time, tally, running: new Map(), random: seededRandom(10) },
    nmbrs: createNmbrs(time, options),
    queue: createPartsQueue<Part>(time),
  };
  for (let worker = 0; worker < options.deployment.workers; worker += 1) void work(world);
  const deliveredMs: number[] = [];
  const failed: Record<string, number> = {};
  options.werkgevers.forEach((werkgever, index) => {
    void exchange(world, werkgever, starts[index] ?? firstMs).then((code) => {
      if (code === 'geleverd') deliveredMs.push(time.now() - firstMs);
      else failed[code] = (failed[code] ?? 0) + 1;
    });
  });
  await time.run();
  const at = (share: number) => deliveredMs[Math.ceil(share * deliveredMs.length) - 1] ?? Number.NaN;
  const { nmbrs, queue } = world;
  return {
    exchanges: options.werkgevers.length,
    delivered: deliveredMs.length,
    failed,
    calls: nmbrs.calls,
    highestPerSecond: nmbrs.highestPerSecond(),
    ...{ lastMs: at(1), medianMs: at(0.5), p95Ms: at(0.95) },
    ...{ parts: tally.parts, duplicates: tally.duplicates, setAside: tally.setAside },
    ...{ longestWaitMs: queue.longestWaitMs, mostWaiting: queue.mostWaiting },
    ...{ noPlace: tally.noPlace, mostAtOnce: tally.mostAtOnce },
  };
}

/** The states of the machine, one after another. */
async function exchange(world: World, werkgever: Werkgever, startMs: number): Promise<string> {
  const { time } = world;
  const { profiel, bedrijfsbreed } = werkgever;
  await time.until(startMs + world.random() * FLEXIBLE_MS);
  await invoke(world, 'start-uitwisseling', () => time.sleep(STEP_MS));
  if (!(await invoke(world, 'check-run', () => calling(world, 1)))) return 'geen-plaats-check-run';
  const probes = bulkAanroepenFor(groepenFor(profiel)).length + tijdvakAanroepenFor(profiel).length;
  const codes = looncodesFor(profiel, STANDAARD_LOONCODES).length;
  const asked = PERIOD + LISTS + probes + codes;
  if (!(await invoke(world, 'plan-uitwisseling', () => calling(world, asked)))) return 'geen-plaats-plan';
  const running = runningOf(werkgever, bedrijfsbreed);
  const reportMs = time.now() + REPORT_MS;
  if (!(await distribute(world, running))) return 'delen-blijven-uit';
  if (codes > 0) {
    await time.until(reportMs);
    if (!(await invoke(world, 'poll-rapport', () => calling(world, codes)))) return 'geen-plaats-poll-rapport';
  }
  await invoke(world, 'assemble-gegevensset', () => time.sleep(STEP_MS));
  await invoke(world, 'complete-uitwisseling', () => time.sleep(STEP_MS));
  return 'geleverd';
}

function runningOf(werkgever: Werkgever, bedrijfsbreed: boolean): Running {
  const werknemers = Array.from({ length: werkgever.werknemers }, (_, index) => ({
    werknemerId: WerknemerId.parse(index + 1),
    ...{ dga: false, dienstverbanden: [] },
  }));
  const plan = {
    ...{ werknemers, later: [], vragen: [], perTijdvak: [], nmbrsIn: NmbrsTijdvak.parse('2026-M12') },
    bedrijfsbreed: bedrijfsbreed ? bulkAanroepenFor(groepenFor(werkgever.profiel)) : [],
  };
  const groepen = groepenVan(werkgever.profiel, plan);
  const parts: Part[] = [];
  const running: Running = { werkgever, parts, left: 0, report: () => undefined };
  for (const deel of delenOf(plan, groepen)) parts.push({ deel, exchange: running, done: false });
  running.left = parts.length;
  return running;
}

/** Sends what is not done, waits for the report, and sends again what is missing when it does not come in time. */
async function distribute(world: World, running: Running): Promise<boolean> {
  const { time, queue, deployment, tally } = world;
  tally.parts += running.parts.length;
  for (let attempt = 0; attempt <= deployment.partsRetries; attempt += 1) {
    await invoke(world, 'distribute-delen', () => time.sleep(STEP_MS));
    if (running.left === 0) return true;
    const reported = new Promise<void>((resolve) => {
      running.report = resolve;
    });
    for (const part of running.parts) if (!part.done) queue.send(part, running.werkgever.domein);
    await Promise.race([reported, time.sleep(deployment.partsPatienceMs)]);
    if (running.left === 0) return true;
  }
  return false;
}

/** One worker: a message at a time, for as long as there are any. */
async function work(world: World): Promise<never> {
  const { queue, time, deployment, tally } = world;
  for (;;) {
    const message = queue.take();
    if (message === undefined) {
      await queue.untilSent();
      continue;
    }
    const part = message.body;
    if (part.done) {
      tally.duplicates += 1;
      await time.sleep(DONE_ALREADY_MS);
    } else if (await fetchPart(world, part)) finish(part);
    else if (message.receives < deployment.maxReceives) queue.giveBack(message, deployment.visibilityMs);
    else tally.setAside += 1;
  }
}

/** False when the rate was too far ahead, so that the message comes again. */
async function fetchPart(world: World, { deel, exchange: { werkgever } }: Part): Promise<boolean> {
  const { time, nmbrs, tally } = world;
  begin(tally);
  try {
    await time.sleep(PART_MS);
    const rounds = deel.soort === 'werknemers' ? deel.werknemerIds.length : 1;
    const groepen = deel.soort === 'werknemers' ? (deel.groepen ?? groepenFor(werkgever.profiel)) : [];
    const calls = Math.max(1, rechtenFor(groepen).length);
    for (let round = 0; round < rounds; round += 1) await nmbrs.call(calls);
    if (isAsOfNow(deel)) await nmbrs.call(PERIOD);
    return true;
  } catch (error) {
    if (error instanceof Transient) return false;
    throw error;
  } finally {
    tally.atOnce -= 1;
  }
}

/** Employees have groups as of now always here: no call by period is active; of the whole company what has no history. */
const isAsOfNow = (deel: Deel): boolean =>
  deel.soort === 'werknemers' ||
  (deel.soort === 'bedrijfsbreed' && (deel.groepen.includes('partner') || deel.groepen.includes('kinderen')));

function finish(part: Part): void {
  part.done = true;
  part.exchange.left -= 1;
  if (part.exchange.left === 0) part.exchange.report();
}

const begin = (tally: World['tally']): void => {
  tally.atOnce += 1;
  tally.mostAtOnce = Math.max(tally.mostAtOnce, tally.atOnce);
};

/** So many calls in one function, one reservation after another. */
async function calling({ time, nmbrs }: World, calls: number): Promise<void> {
  await time.sleep(STEP_MS);
  for (let left = calls; left > 0; left -= MOST_AT_ONCE) await nmbrs.call(Math.min(left, MOST_AT_ONCE));
}

/**
 * Runs the function when a place is free, and waits for one as the machine does; false when none came in all that time. A rate that
 * is too far ahead lets go of the place, and is tried again.
 */
async function invoke(world: World, name: string, run: () => Promise<void>): Promise<boolean> {
  const { time, deployment, random, tally } = world;
  const { firstMs, longestMs, retries } = deployment.noPlace;
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    const outcome = await tryOnce(world, name, run);
    if (outcome === 'done') return true;
    if (outcome === 'no-place') tally.noPlace += 1;
    await time.sleep(outcome === 'held-up' ? HOLD_UP_MS : random() * Math.min(longestMs, firstMs * 2 ** attempt));
  }
  return false;
}

async function tryOnce(
  { deployment, running, tally }: World,
  name: string,
  run: () => Promise<void>,
): Promise<'done' | 'no-place' | 'held-up'> {
  const busy = running.get(name) ?? 0;
  if (busy >= (deployment.places.get(name) ?? Number.POSITIVE_INFINITY)) return 'no-place';
  running.set(name, busy + 1);
  begin(tally);
  try {
    await run();
    return 'done';
  } catch (error) {
    if (error instanceof Transient) return 'held-up';
    throw error;
  } finally {
    running.set(name, (running.get(name) ?? 0) - 1);
    tally.atOnce -= 1;
  }
}
