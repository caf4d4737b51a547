import * as z from 'zod';
import { isVeldcode, VELDCODES, type Veldfout } from '../../core/invoer/probleem.ts';

// Apart from problem.ts, which is in every function: only the description of the API needs these when it runs.

/** A faulty field as it goes out. */
export const Veldfoutmelding = z.strictObject({
  veld: z.string(),
  code: z.enum(Object.keys(VELDCODES).filter(isVeldcode)),
  tekst: z.string(),
}) satisfies z.ZodType<Veldfout>;

/** A problem as it goes out. */
export const Probleem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.string(),
  fouten: z.array(Veldfoutmelding).readonly().optional(),
});
export type Probleem = z.infer<typeof Probleem>;
