import type * as z from 'zod';
import { Change, type UserKey } from './change.ts';
import type { Company, Debtor, Environment, User } from './environment.ts';
import type { Scenario } from './scenario.ts';
import { Latency, RateLimit, ReportBehaviour, Switches } from './switches.ts';

/** A change names something that the scenario does not have. */
export class UnknownTarget extends Error {
  override readonly name = 'UnknownTarget';
}

/** The scenario after the change; the given one is left as it is. `input` is a {@link Change}, unchecked. Throws {@link UnknownTarget} or a zod error. */
export function applyChange(scenario: Scenario, input: unknown): Scenario {
  const change = Change.parse(input);
  const next = { ...scenario, environments: scenario.environments.map(copyOf) };
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
    later: [...next.later, ...(change.later ?? [])],
    // The same object when the change does not speak of time: the clock goes on.
    time: change.time === undefined ? scenario.time : (change.time ?? undefined),
  };
}

/** A copy of everything that a change may touch. The employees are shared: there may be many, and a change replaces them whole. */
const copyOf = (environment: Environment): Environment => ({
  ...environment,
  users: structuredClone(environment.users),
  debtors: environment.debtors.map((debtor) => ({
    ...debtor,
    companies: debtor.companies.map((company) => ({
      ...company,
      runs: structuredClone(company.runs),
      employees: [...company.employees],
    })),
  })),
});

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
    company.employees = company.employees.map((employee, at) =>
      at === index ? Object.assign({}, employee, set) : employee,
    );
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
