import * as z from 'zod';
import { Employee, FixedHours, IsoDate, VariableHours } from './employee.ts';
import { Company, CurrentPeriod, Environment, ExtraRun } from './environment.ts';
import { InjectedFault, type Latency, type RateLimit, type ReportBehaviour, type Switches, Time } from './switches.ts';

/** Some settings of a group; the group's own schema checks them once they are merged into the present ones. */
const Settings = z.record(z.string(), z.unknown());
export const UserKey = z.strictObject({ subdomain: z.string(), email: z.string() });

/** Without the defaults of {@link Employee}: they would empty what the change does not name. */
const EmployeeFields = Employee.omit({ id: true })
  .extend({ fixedHours: z.array(FixedHours), variableHours: z.array(VariableHours) })
  .partial();

/** Everything that can change at once; see {@link Change}. */
const ImmediateChange = z
  .strictObject({
    tokens: z
      .array(UserKey.extend({ token: z.string() }))
      .optional()
      .describe('A reset token: the old one answers 1001 from now on.'),
    rights: z
      .array(UserKey.extend({ call: z.string(), active: z.boolean() }))
      .optional()
      .describe("A right in the user's template, on or off."),
    users: z
      .array(UserKey.extend({ disabled: z.boolean() }))
      .optional()
      .describe('A user deleted or restored.'),
    tagFilters: z
      .array(UserKey.extend({ tagFilter: z.union([z.literal('all'), z.array(z.string())]) }))
      .optional()
      .describe("The tags that are ticked in an office login's filter."),
    subscriptions: z.array(z.strictObject({ subdomain: z.string(), subscription: z.boolean() })).optional(),
    debtorTags: z.array(z.strictObject({ debtorId: z.int(), tags: z.array(z.string()) })).optional(),
    runLocks: z
      .array(
        z.strictObject({
          companyId: z.int(),
          year: z.int(),
          period: z.int().min(1).max(13),
          lockedFrom: IsoDate.nullable(),
        }),
      )
      .optional()
      .describe('From which date the run of a period is locked; null: never.'),
    extraRuns: z
      .array(z.strictObject({ companyId: z.int(), run: ExtraRun }))
      .optional()
      .describe('A run besides the regular ones: a correction, a second run of a period.'),
    companies: z
      .array(
        z.strictObject({
          companyId: z.int(),
          name: z.string().optional(),
          loonaangifteTijdvak: Company.shape.loonaangifteTijdvak.optional(),
          currentPeriod: CurrentPeriod.optional(),
          yearTransitions: Company.shape.yearTransitions,
        }),
      )
      .optional(),
    employees: z.array(z.strictObject({ employeeId: z.int(), set: EmployeeFields })).optional(),
    addEmployees: z.array(z.strictObject({ companyId: z.int(), employee: Employee })).optional(),
    removeEmployees: z.array(z.int()).optional(),
    addEnvironments: z.array(Environment).optional(),
    switches: Settings.optional(),
    report: Settings.optional(),
    latency: Settings.optional(),
    rateLimit: Settings.optional(),
    faults: z.array(InjectedFault).optional().describe('Faults to add to those that wait.'),
    clearFaults: z.literal(true).optional().describe('Drops the faults that wait, before `faults` are added.'),
    time: Time.nullable().optional().describe('Another date and time, another pace; null: back to the real time.'),
  })
  .meta({ id: 'ImmediateChange' });

/** A change that comes about by itself in the middle of somebody's work: a right that is switched off, a token that is reset. */
export const LaterChange = z.strictObject({
  afterCalls: z
    .int()
    .nonnegative()
    .describe('The number of calls that still go the old way, counted from when this is announced.'),
  operation: z
    .string()
    .optional()
    .describe('Only these calls count: `Service.Operation` or the operation alone; absent: all.'),
  change: ImmediateChange,
});
export type LaterChange = z.output<typeof LaterChange>;

/**
 * A change while the simulator runs. Each part may be given alone; lists are carried out in order. `employees` and
 * `companies` replace the fields that they name. `later` comes on top of what is waiting.
 */
export const Change = ImmediateChange.extend({ later: z.array(LaterChange).optional() });
export type Change = Omit<z.input<typeof Change>, 'switches' | 'report' | 'latency' | 'rateLimit'> & {
  readonly switches?: Partial<Switches>;
  readonly report?: Partial<ReportBehaviour>;
  readonly latency?: Partial<Latency>;
  readonly rateLimit?: Partial<RateLimit>;
};
