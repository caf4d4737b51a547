import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { Deployment } from './deployment.ts';

const Violation = z.object({ code: z.string(), what: z.string(), at: z.string() });

/** What a worker tells of the seeds that it played. */
export const Played = z.object({
  seeds: z.number(),
  delivered: z.number(),
  faults: z.number(),
  /** The seeds in which something was found, in the order in which they were played. */
  failures: z.array(z.object({ seed: z.number(), violations: z.array(Violation) })),
});
export type Played = z.infer<typeof Played>;

export interface CampaignOptions {
  readonly deployment: Deployment;
  readonly from: number;
  readonly seeds: number;
  /** The deliberate fault under which all is played. */
  readonly mutant?: string;
  /** Stops at the first seed in which something is found. */
  readonly untilFound?: boolean;
  readonly workers?: number;
}

/** Plays seeds side by side, in as many threads as there are cores. */
export async function play(options: CampaignOptions): Promise<Played> {
  const count = Math.max(1, Math.min(options.workers ?? availableParallelism(), options.seeds));
  const share = Math.ceil(options.seeds / count);
  const parts = Array.from({ length: count }, (_, index) => {
    const from = options.from + index * share;
    return { ...options, from, seeds: Math.max(0, Math.min(share, options.from + options.seeds - from)) };
  });
  const played = await Promise.all(parts.map(playInThread));
  return {
    seeds: sum(played, ({ seeds }) => seeds),
    delivered: sum(played, ({ delivered }) => delivered),
    faults: sum(played, ({ faults }) => faults),
    failures: played.flatMap(({ failures }) => failures),
  };
}

const sum = (all: readonly Played[], of: (one: Played) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

function playInThread(workerData: CampaignOptions): Promise<Played> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
    worker.once('message', (message: unknown) => resolve(Played.parse(message)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread of the simulation ended without an answer')));
  });
}
