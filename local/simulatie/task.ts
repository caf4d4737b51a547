import * as z from 'zod';
import { Deployment } from './deployment.ts';
import { FAULTS } from './faults.ts';

// What a thread is asked, and what it answers.

const seeds = { deployment: Deployment, from: z.number(), seeds: z.number() };

export const Task = z.discriminatedUnion('soort', [
  z.object({ soort: z.literal('seeds'), ...seeds }),
  /** Each of these mutants until something is found. */
  z.object({ soort: z.literal('mutanten'), ...seeds, mutanten: z.array(z.string()) }),
  z.object({ soort: z.literal('matrix'), deployment: Deployment, scenes: z.array(z.string()) }),
  /** The oracle: whether the sets of these werkgevers say what they must. */
  z.object({ soort: z.literal('orakel'), from: z.number(), seeds: z.number() }),
  z.object({ soort: z.literal('orakel-mutanten'), from: z.number(), seeds: z.number(), mutanten: z.array(z.string()) }),
]);
export type Task = z.infer<typeof Task>;

const Violation = z.object({ code: z.string(), what: z.string(), at: z.string() });

export const Played = z.object({
  seeds: z.number(),
  delivered: z.number(),
  faults: z.number(),
  /** How often each of the things happened that can. */
  voorvallen: z.record(z.string(), z.number()),
  /** The seeds in which something was found. */
  failures: z.array(z.object({ seed: z.number(), violations: z.array(Violation) })),
});
export type Played = z.infer<typeof Played>;

export const Hunted = z.object({
  mutant: z.string(),
  fout: z.string(),
  /** The first seed in which it showed, and as what; absent: it survived. */
  found: z.object({ seed: z.number(), codes: z.array(z.string()) }).optional(),
  seeds: z.number(),
});
export type Hunted = z.infer<typeof Hunted>;

export const Case = z.object({
  scene: z.string(),
  /** The number of the call within the scene, from 1, and which it is: `fetch-deel opslag.putOnce`. */
  call: z.number(),
  name: z.string(),
  fault: z.enum(FAULTS),
  violations: z.array(Violation.omit({ at: true })),
});
export type Case = z.infer<typeof Case>;
