import * as z from 'zod';
import { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';

/** The Tuesday on which each run begins, on the virtual clock. */
export const BEGIN = '2026-11-24T09:00:00Z';
/** What the simulator takes before each answer, and how many calls a second it lets pass undelayed: Nmbrs' own limit. */
export const LATENCY_MS = 50;
export const NMBRS_CALLS_PER_SECOND = 150;

/** What is exchanged: one employer, and which of the calls that the handleiding does not name its login may make. */
export const Geval = z.object({
  profiel: Dekkingsprofiel,
  werknemers: z.int().positive(),
  /** The company-wide ones, none, or those for a given period as well. */
  pad: z.enum(['bedrijfsbreed', 'per-werknemer', 'alles']),
  /** Exchanges that are measured, after a first one by which everything is warm. */
  rondes: z.int().positive(),
});
export type Geval = z.infer<typeof Geval>;

export const nameOf = ({ profiel, werknemers, pad }: Geval): string => `${profiel} ${werknemers} ${pad}`;
