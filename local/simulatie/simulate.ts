import type { Deployment } from './deployment.ts';
import { createDice, type Dice } from './dice.ts';
import { judgeEnd } from './judge-end.ts';
import type { Mutant } from './mutant.ts';
import { drawPlot, type Plot } from './plot.ts';
import type { PortCall } from './ports.ts';
import { stage } from './stage.ts';
import { createTally } from './tally.ts';
import { createUitrol } from './uitrol.ts';
import { createFate } from './weather.ts';
import { buildWorld, type Violation, type World, type WorldParts } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly delivered: number;
  readonly faults: number;
  /** How often each of the things happened that can. */
  readonly voorvallen: Readonly<Record<string, number>>;
  /** What happened, line by line; only when it was asked for. No line holds personal data. */
  readonly trace: readonly string[];
}

export interface SimulationOptions {
  readonly seed: number;
  readonly deployment: Deployment;
  /** A deliberate fault in the protocol. */
  readonly mutant?: Mutant | undefined;
  readonly trace?: boolean;
  /** Sees every call that a function makes, before it takes effect. */
  readonly witness?: (call: PortCall, work: string) => void;
}

/** Plays one seed to its end: the deployed machine and handlers on the memory twins, in virtual time. */
export async function simulate(options: SimulationOptions): Promise<Outcome & { readonly world: World }> {
  const dice = createDice(options.seed);
  return playPlot(options, drawPlot(dice), dice);
}

async function playPlot(
  options: SimulationOptions,
  drawn: Plot,
  dice: Dice,
): Promise<Outcome & { readonly world: World }> {
  const plot = options.mutant?.withoutNaloop === true ? { ...drawn, naloop: [] } : drawn;
  const tally = createTally();
  const fate = createFate(plot.weather, dice, tally);
  const { uitrolNa } = plot;
  const uitrol = uitrolNa === undefined ? undefined : createUitrol(uitrolNa, () => tally.add('uitrol'));
  const world = await playOut({ ...options, plot, dice, fate, tally, uitrol });
  const { violations, lines: trace } = world.notebook;
  const delivered = (await exchangesOf(world)).filter(({ status }) => status === 'voltooid').length;
  return { seed: options.seed, violations, delivered, faults: fate.count(), voorvallen: tally.counts(), trace, world };
}

/** Builds a world, lets everything in it happen, and judges what it came to. */
export async function playOut(parts: WorldParts): Promise<World> {
  const world = await buildWorld(parts);
  stage(world);
  await world.loop.run(world.plot.end);
  await judgeEnd(world);
  return world;
}

export async function exchangesOf({ koppelingen, plain }: World) {
  const lists = koppelingen.map(({ koppelingId }) => plain.registratie.listUitwisselingen(koppelingId));
  return (await Promise.all(lists)).flat();
}
