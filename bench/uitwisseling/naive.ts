import * as z from 'zod';

/** One export by the naive client: what it asks once, and what it asks for every employee. */
export const NaiveRun = z.object({
  werknemers: z.number(),
  companyCalls: z.number(),
  companySeconds: z.number(),
  employeeCalls: z.number(),
  employeeSeconds: z.number(),
});
export type NaiveRun = z.infer<typeof NaiveRun>;

/**
 * What the naive client would take for so many employees: the calls about one employee scale linearly, for they are made one after
 * another; those for the company are taken to stay as they are, which favours it.
 */
export const naiveSecondsFor = ({ werknemers, companySeconds, employeeSeconds }: NaiveRun, count: number): number =>
  companySeconds + (employeeSeconds / werknemers) * count;
