import * as z from 'zod';
import { LaterChange } from './change.ts';
import { Environment } from './environment.ts';
import { InjectedFault, Latency, RateLimit, ReportBehaviour, Switches, Time } from './switches.ts';

/** Everything that the simulator holds. Plain JSON, so it can live in a file. */
export const Scenario = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds `scenario.schema.json`.'),
    name: z.string(),
    seed: z.int().nonnegative().default(1).describe('Feeds the spread of the latency and the faults by chance.'),
    time: Time.optional().describe('What time it is; absent: the real time.'),
    environments: z.array(Environment),
    switches: Switches.prefault({}),
    report: ReportBehaviour.prefault({}),
    latency: Latency.prefault({}),
    rateLimit: RateLimit.prefault({}),
    faults: z.array(InjectedFault).default([]),
    later: z
      .array(LaterChange)
      .default([])
      .describe('Changes that come about by themselves, once so many calls have been made.'),
  })
  .superRefine(({ environments }, context) => {
    for (const { path, what, id } of repeatedIds(environments)) {
      context.addIssue({ code: 'custom', path, message: `${what} ${id} komt al eerder voor; geef een andere` });
    }
  });
export type Scenario = z.infer<typeof Scenario>;

interface Repeated {
  readonly what: string;
  readonly id: string | number;
  readonly path: (string | number)[];
}

/** An id stands for one thing in all of Nmbrs; with two of them the simulator would show only the last. */
function repeatedIds(environments: readonly Environment[]): readonly Repeated[] {
  const seen = new Set<string>();
  const all = environments.flatMap(({ subdomain, debtors }, environment) => [
    { what: 'subdomain', id: subdomain, path: ['environments', environment, 'subdomain'] },
    ...debtors.flatMap(({ id: debtorId, companies }, debtor) => {
      const path = ['environments', environment, 'debtors', debtor];
      return [
        { what: 'debtor', id: debtorId, path: [...path, 'id'] },
        ...companies.flatMap(({ id: companyId, employees }, company) => [
          { what: 'company', id: companyId, path: [...path, 'companies', company, 'id'] },
          ...employees.map(({ id }, employee) => ({
            what: 'employee',
            id,
            path: [...path, 'companies', company, 'employees', employee, 'id'],
          })),
        ]),
      ];
    }),
  ]);
  return all.filter(({ what, id }) => {
    const key = `${what} ${id}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
}
