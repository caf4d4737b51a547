import { parentPort, workerData } from 'node:worker_threads';
import type { Deployment } from './deployment.ts';
import { playMatrix } from './matrix.ts';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { MUTANTEN } from './orakel/mutanten.ts';
import { judgeAll } from './orakel/orakel.ts';
import type { Uitslag } from './orakel/uitslag.ts';
import { SCENES } from './scenes.ts';
import { simulate } from './simulate.ts';
import { sumOf } from './tally.ts';
import { type Case, type Hunted, type Played, Task } from './task.ts';

// A stack costs more than the error that it belongs to, and the errors here are part of the play.
Error.stackTraceLimit = 0;
parentPort?.postMessage(await work(Task.parse(workerData)));

async function work(task: Task): Promise<Played | Hunted[] | Case[] | Uitslag> {
  switch (task.soort) {
    case 'seeds':
      return playAll(task.deployment, task, undefined);
    case 'mutanten':
      return huntAll(task.deployment, task, task.mutanten);
    case 'matrix':
      return playMatrix({
        deployment: task.deployment,
        scenes: SCENES.filter(({ name }) => task.scenes.includes(name)),
      });
    case 'orakel':
      return judgeAll(task);
    case 'orakel-mutanten':
      return huntOrakel(task, task.mutanten);
    default:
      return task satisfies never;
  }
}

interface Seeds {
  readonly from: number;
  readonly seeds: number;
}

/** All of them, or with a mutant until something is found. */
async function playAll(deployment: Deployment, { from, seeds }: Seeds, mutant: Mutant | undefined): Promise<Played> {
  const failures: Played['failures'] = [];
  const totals = { seeds: 0, delivered: 0, faults: 0 };
  let voorvallen: Played['voorvallen'] = {};
  for (let seed = from; seed < from + seeds; seed += 1) {
    const outcome = await simulate({ seed, deployment, mutant });
    totals.seeds += 1;
    totals.delivered += outcome.delivered;
    totals.faults += outcome.faults;
    voorvallen = sumOf(voorvallen, outcome.voorvallen);
    if (outcome.violations.length === 0) continue;
    failures.push({ seed, violations: [...outcome.violations] });
    if (mutant !== undefined) break;
  }
  return { ...totals, voorvallen, failures };
}

async function huntAll(deployment: Deployment, range: Seeds, names: readonly string[]): Promise<Hunted[]> {
  const hunted: Hunted[] = [];
  for (const mutant of MUTANTS.filter(({ name }) => names.includes(name))) {
    const { first, seeds } = await huntOne(deployment, range, mutant);
    const codes = [...new Set(first?.violations.map(({ code }) => code))];
    const found = first === undefined ? {} : { found: { seed: first.seed, codes } };
    hunted.push({ mutant: mutant.name, fout: mutant.fout, seeds, ...found });
  }
  return hunted;
}

/** First where it was last seen: most who play on after a change see the same there. */
async function huntOne(
  deployment: Deployment,
  range: Seeds,
  mutant: Mutant,
): Promise<{ readonly first: Played['failures'][number] | undefined; readonly seeds: number }> {
  const { laatstGezien } = mutant;
  const again = laatstGezien === undefined ? [] : [{ from: laatstGezien, seeds: 1 }];
  let seeds = 0;
  for (const part of [...again, range]) {
    const played = await playAll(deployment, part, mutant);
    seeds += played.seeds;
    const [first] = played.failures;
    if (first !== undefined) return { first, seeds };
  }
  return { first: undefined, seeds };
}

async function huntOrakel(range: Seeds, names: readonly string[]): Promise<Hunted[]> {
  const hunted: Hunted[] = [];
  for (const mutant of MUTANTEN.filter(({ name }) => names.includes(name))) {
    const { mislukt, werkgevers } = await judgeAll(range, mutant);
    const [first] = mislukt;
    const codes = [...new Set(first?.verschillen.map(({ soort }) => soort))].slice(0, 3);
    const found = first === undefined ? {} : { found: { seed: first.seed, codes } };
    hunted.push({ mutant: mutant.name, fout: mutant.fout, seeds: werkgevers, ...found });
  }
  return hunted;
}
