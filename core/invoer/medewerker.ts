import * as z from 'zod';

/**
 * How a member of staff is called, as the token says it beside the subject: for colleagues to read. Who somebody is goes by the subject
 * alone, and a name is in no audit line: it could never be taken out of one.
 */
export const Medewerkernaam = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u);
