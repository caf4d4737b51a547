import * as z from 'zod';
import { Employee, IsoDate } from './employee.ts';
import { Company, CurrentPeriod, type Debtor, Environment, ExtraRun, type Scenario, type User } from './scenario.ts';
import { InjectedFault, Latency, RateLimit, ReportBehaviour, Switches } from './switches.ts';

/** Some settings of a group; the group's own schema checks them once they are merged into the present ones. */
const Settings = z.record(z.string(), z.unknown());
const UserKey = z.strictObject({ subdomain: z.string(), email: z.string() });

/**
 * A change while the simulator runs. Each part may be given alone; lists are carried out in order. `employees` and
 * `companies` replace the fields that they name.
 */
export const Change = z.strictObject({
  /** A reset token: the old one answers 1001 from now on. */
  tokens: z.array(UserKey.extend({ token: z.string() })).optional(),
  /** A right in the user's template, on or off. */
  rights: z.array(UserKey.extend({ call: z.string(), active: z.boolean() })).optional(),
  /** A user deleted or restored. */
  users: z.array(UserKey.extend({ disabled: z.boolean() })).optional(),
  /** The tags that are ticked in an office login's filter. */
  tagFilters: z.array(UserKey.extend({ tagFilter: z.union([z.literal('all'), z.array(z.string())]) })).optional(),
  subscriptions: z.array(z.strictObject({ subdomain: z.string(), subscription: z.boolean() })).optional(),
  debtorTags: z.array(z.strictObject({ debtorId: z.int(), tags: z.array(z.string()) })).optional(),
  /** From which date the run of a period is locked; null: never. */
  runLocks: z
    .array(
      z.strictObject({
        companyId: z.int(),
        year: z.int(),
        period: z.int().min(1).max(13),
        lockedFrom: IsoDate.nullable(),
      }),
    )
    .optional(),
  /** A run besides the regular ones: a correction, a second run of a period. */
  extraRuns: z.array(z.strictObject({ companyId: z.int(), run: ExtraRun })).optional(),
  companies: z
    .array(
      z.strictObject({
        companyId: z.int(),
        name: z.string().optional(),
        loonaangifteTijdvak: Company.shape.loonaangifteTijdvak.optional(),
        currentPeriod: CurrentPeriod.optional(),
      }),
    )
    .optional(),
  employees: z.array(z.strictObject({ employeeId: z.int(), set: Employee.omit({ id: true }).partial() })).optional(),
  addEmployees: z.array(z.strictObject({ companyId: z.int(), employee: Employee })).optional(),
  removeEmployees: z.array(z.int()).optional(),
  addEnvironments: z.array(Environment).optional(),
  switches: Settings.optional(),
  report: Settings.optional(),
  latency: Settings.optional(),
  rateLimit: Settings.optional(),
  /** Faults to add to those that wait. */
  faults: z.array(InjectedFault).optional(),
  /** Drops the faults that wait, before `faults` are added. */
  clearFaults: z.literal(true).optional(),
});
export type Change = Omit<z.input<typeof Change>, 'switches' | 'report' | 'latency' | 'rateLimit'> & {
  readonly switches?: Partial<Switches>;
  readonly report?: Partial<ReportBehaviour>;
  readonly latency?: Partial<Latency>;
  readonly rateLimit?: Partial<RateLimit>;
};

/** A change names something that the scenario does not have. */
export class UnknownTarget extends Error {
  override readonly name = 'UnknownTarget';
}

/** The scenario after the change; the given one is left as it is. `input` is a {@link Change}, unchecked. Throws {@link UnknownTarget} or a zod error. */
export function applyChange(scenario: Scenario, input: unknown): Scenario {
  const change = Change.parse(input);
  const next = structuredClone(scenario);
  changeUsers(next, change);
  changeCompanies(next, change);
  changeEmployees(next, change);
  for (const { subdomain, subscription } of change.subscriptions ?? []) {
    environmentOf(next, subdomain).subscription = subscription;
  }
  next.environments.push(...(change.addEnvironments ?? []));
  const kept = change.clearFaults === true ? [] : next.faults;
  return {
    ...next,
    switches: Switches.parse({ ...next.switches, ...change.switches }),
    report: ReportBehaviour.parse({ ...next.report, ...change.report }),
    latency: Latency.parse({ ...next.latency, ...change.latency }),
    rateLimit: RateLimit.parse({ ...next.rateLimit, ...change.rateLimit }),
    faults: [...kept, ...(change.faults ?? [])],
  };
}

type ParsedChange = z.output<typeof Change>;

function changeUsers(scenario: Scenario, change: ParsedChange): void {
  for (const { token, ...key } of change.tokens ?? []) userOf(scenario, key).token = token;
  for (const { disabled, ...key } of change.users ?? []) userOf(scenario, key).disabled = disabled;
  for (const { call, active, ...key } of change.rights ?? []) {
    const user = userOf(scenario, key);
    const others = user.inactiveCalls.filter((name) => name !== call);
    user.inactiveCalls = active ? others : [...others, call];
  }
  for (const { tagFilter, ...key } of change.tagFilters ?? []) {
    const user = userOf(scenario, key);
    if (user.kind === 'per-debiteur') throw new UnknownTarget('a per-debiteur login has no tag filter');
    user.tagFilter = tagFilter;
  }
}

function changeCompanies(scenario: Scenario, change: ParsedChange): void {
  for (const { debtorId, tags } of change.debtorTags ?? []) debtorOf(scenario, debtorId).tags = tags;
  for (const { companyId, ...lock } of change.runLocks ?? []) {
    const { runs } = companyOf(scenario, companyId);
    const others = runs.locks.filter(({ year, period }) => year !== lock.year || period !== lock.period);
    runs.locks = [...others, lock];
  }
  for (const { companyId, run } of change.extraRuns ?? []) companyOf(scenario, companyId).runs.extra.push(run);
  for (const { companyId, ...fields } of change.companies ?? []) Object.assign(companyOf(scenario, companyId), fields);
}

function changeEmployees(scenario: Scenario, change: ParsedChange): void {
  for (const { employeeId, set } of change.employees ?? []) {
    const { company, index } = employeeOf(scenario, employeeId);
    Object.assign(company.employees[index] ?? {}, set);
  }
  for (const { companyId, employee } of change.addEmployees ?? [])
    companyOf(scenario, companyId).employees.push(employee);
  for (const employeeId of change.removeEmployees ?? []) {
    const { company, index } = employeeOf(scenario, employeeId);
    company.employees.splice(index, 1);
  }
}

function found<T>(target: T | undefined, name: string): T {
  if (target === undefined) throw new UnknownTarget(`the scenario has no ${name}`);
  return target;
}

const environmentOf = (scenario: Scenario, subdomain: string): Environment =>
  found(
    scenario.environments.find((environment) => environment.subdomain === subdomain),
    `environment ${subdomain}`,
  );

const userOf = (scenario: Scenario, key: z.output<typeof UserKey>): User =>
  found(
    environmentOf(scenario, key.subdomain).users.find(({ email }) => email === key.email),
    `such user in ${key.subdomain}`,
  );

const debtorsOf = (scenario: Scenario): readonly Debtor[] => scenario.environments.flatMap(({ debtors }) => debtors);

const debtorOf = (scenario: Scenario, id: number): Debtor =>
  found(
    debtorsOf(scenario).find((debtor) => debtor.id === id),
    `debtor ${id}`,
  );

const companiesOf = (scenario: Scenario): readonly Company[] =>
  debtorsOf(scenario).flatMap(({ companies }) => companies);

const companyOf = (scenario: Scenario, id: number): Company =>
  found(
    companiesOf(scenario).find((company) => company.id === id),
    `company ${id}`,
  );

function employeeOf(scenario: Scenario, id: number): { company: Company; index: number } {
  const places = companiesOf(scenario).map((company) => ({
    company,
    index: company.employees.findIndex((employee) => employee.id === id),
  }));
  return found(
    places.find(({ index }) => index >= 0),
    `employee ${id}`,
  );
}
