import type { Deployment } from './deployment.ts';
import { createDice, type Dice } from './dice.ts';
import { withIngrepen } from './ingrepen.ts';
import { judgeEnd } from './judge-end.ts';
import { DAARNA_MS, drawLeven } from './leven.ts';
import type { Mutant } from './mutant.ts';
import { drawPlot, type Plot } from './plot.ts';
import type { PortCall } from './ports.ts';
import { stage } from './stage.ts';
import { createTally } from './tally.ts';
import { createUitrol } from './uitrol.ts';
import { verschillen } from './wat-blijft.ts';
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

/** A life, and what was found to be otherwise than it must be when it was over. */
export interface Leven extends Outcome {
  readonly world: World;
  /** Once the afmelding was carried out. */
  readonly bijAfmelden: readonly string[];
  /** More than 400 days later. */
  readonly daarna: readonly string[];
}

/** Plays the whole life of a koppeling, so many years, with every trouble. */
export async function simulateLeven(options: SimulationOptions & { readonly jaren: number }): Promise<Leven> {
  const dice = createDice(options.seed);
  const outcome = await playPlot(options, drawLeven(dice, options.jaren), dice);
  const { world } = outcome;
  const bijAfmelden = await verschillen(world, await exchangesOf(world));
  await world.loop.run(world.plot.end + DAARNA_MS);
  return { ...outcome, bijAfmelden, daarna: await verschillen(world, await exchangesOf(world)) };
}

/** Plays one seed to its end: the deployed machine and handlers on the memory twins, in virtual time. */
export async function simulate(options: SimulationOptions): Promise<Outcome & { readonly world: World }> {
  const dice = createDice(options.seed);
  return playPlot(options, withIngrepen(drawPlot(dice), options.seed), dice);
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
  // The rules of the bucket take what grew too old; a play that is over sooner shows that nobody leaves it to them.
  if (world.plot.isLang)
    for (const moment of world.plot.naloop)
      world.loop.at(moment, () => world.opslag.laatVerlopen(parts.deployment.bewaardagen));
  await world.loop.run(world.plot.end);
  await judgeEnd(world);
  return world;
}

export async function exchangesOf({ koppelingen, plain }: World) {
  const lists = koppelingen.map(({ koppelingId }) => plain.registratie.listUitwisselingen(koppelingId));
  return (await Promise.all(lists)).flat();
}
