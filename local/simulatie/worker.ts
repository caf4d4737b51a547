import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import type { Played } from './campaign.ts';
import { Deployment } from './deployment.ts';
import { MUTANTS } from './mutants.ts';
import { simulate } from './simulate.ts';

const Task = z.object({
  deployment: Deployment,
  from: z.number(),
  seeds: z.number(),
  mutant: z.string().optional(),
  untilFound: z.boolean().default(false),
});

// A stack costs more than the error that it belongs to, and the errors here are part of the play.
Error.stackTraceLimit = 0;
parentPort?.postMessage(await playAll(Task.parse(workerData)));

async function playAll({ deployment, from, seeds, mutant, untilFound }: z.infer<typeof Task>): Promise<Played> {
  const found = MUTANTS.find(({ name }) => name === mutant);
  if (mutant !== undefined && found === undefined) throw new Error(`there is no mutant ${mutant}`);
  const failures: Played['failures'] = [];
  const totals = { seeds: 0, delivered: 0, faults: 0 };
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await simulate({ seed, deployment, mutant: found });
    totals.seeds += 1;
    totals.delivered += outcome.delivered;
    totals.faults += outcome.faults;
    if (outcome.violations.length === 0) continue;
    failures.push({ seed, violations: [...outcome.violations] });
    if (untilFound) break;
  }
  return { ...totals, failures };
}
