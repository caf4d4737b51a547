import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { Deployment } from './deployment.ts';
import { MUTANTS } from './mutants.ts';
import { MUTANTEN } from './orakel/mutanten.ts';
import { NIETS, samen, Uitslag } from './orakel/uitslag.ts';
import { SCENES } from './scenes.ts';
import { sumOf } from './tally.ts';
import { Case, Hunted, Played, type Task } from './task.ts';

export interface SeedsOptions {
  readonly deployment: Deployment;
  readonly from: number;
  readonly seeds: number;
}

/** Plays seeds side by side, in as many threads as there are cores. */
export async function play({ deployment, ...range }: SeedsOptions): Promise<Played> {
  const tasks = shared(range).map((share) => ({ soort: 'seeds', deployment, ...share }) as const);
  const played = await inThreads(tasks, Played);
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0);
  return {
    seeds: sum((one) => one.seeds),
    delivered: sum((one) => one.delivered),
    faults: sum((one) => one.faults),
    voorvallen: played.map((one) => one.voorvallen).reduce(sumOf, {}),
    failures: played.flatMap(({ failures }) => failures),
  };
}

type Range = Pick<SeedsOptions, 'from' | 'seeds'>;

/** Cut into as many ranges as there are cores. */
function shared({ from, seeds }: Range): Range[] {
  const count = Math.max(1, Math.min(availableParallelism(), seeds));
  const share = Math.ceil(seeds / count);
  return Array.from({ length: count }, (_, index) => {
    const begin = from + index * share;
    return { from: begin, seeds: Math.max(0, Math.min(share, from + seeds - begin)) };
  });
}

/** Judges the sets of so many werkgevers by the oracle, side by side. */
export async function judgeWerkgevers(range: Range): Promise<Uitslag> {
  const tasks = shared(range).map((share) => ({ soort: 'orakel', ...share }) as const);
  return (await inThreads(tasks, Uitslag)).reduce(samen, NIETS);
}

/** Judges under each of the oracle's deliberate faults until it shows, at most so many werkgevers. */
export async function huntOrakel(range: Range): Promise<Hunted[]> {
  const names = MUTANTEN.map(({ name }) => name);
  const tasks = dealt(names).map((mutanten) => ({ soort: 'orakel-mutanten', ...range, mutanten }) as const);
  const hunted = (await inThreads(tasks, z.array(Hunted))).flat();
  return hunted.toSorted((a, b) => names.indexOf(a.mutant) - names.indexOf(b.mutant));
}

/** Plays under each of the deliberate faults until it shows, at most so many seeds. */
export async function hunt(options: SeedsOptions): Promise<Hunted[]> {
  const names = MUTANTS.map(({ name }) => name);
  const tasks = dealt(names).map((mutanten) => ({ soort: 'mutanten', ...options, mutanten }) as const);
  const hunted = (await inThreads(tasks, z.array(Hunted))).flat();
  return hunted.toSorted((a, b) => names.indexOf(a.mutant) - names.indexOf(b.mutant));
}

/** Plays every case of these scenes; of all when none are named. */
export async function playWholeMatrix(
  deployment: Deployment,
  scenes: readonly string[] = SCENES.map(({ name }) => name),
): Promise<Case[]> {
  const tasks = dealt(scenes).map((some) => ({ soort: 'matrix', deployment, scenes: some }) as const);
  return (await inThreads(tasks, z.array(Case))).flat();
}

/** Dealt out over the threads, one by one. */
function dealt(all: readonly string[]): string[][] {
  const count = Math.max(1, Math.min(availableParallelism(), all.length));
  return Array.from({ length: count }, (_, index) => all.filter((_one, place) => place % count === index));
}

/** Most of what a game makes lives as long as one call: a large young generation throws it away unlooked at. */
const YOUNG_GENERATION_MB = 64;

const inThreads = <T>(tasks: readonly Task[], answer: z.ZodType<T>): Promise<T[]> =>
  Promise.all(tasks.map((task) => inThread(task, answer)));

function inThread<T>(workerData: Task, answer: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits, execArgv: [] });
    worker.once('message', (message: unknown) => resolve(answer.parse(message)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread of the simulation ended without an answer')));
  });
}
