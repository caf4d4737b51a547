import type { Employee } from './employee.ts';
import type { Company, Debtor, Environment, User } from './environment.ts';
import { NmbrsFault } from './faults.ts';
import type { Scenario } from './scenario.ts';

/** Who calls, once the header is accepted. */
export interface Login {
  readonly environment: Environment;
  readonly user: User;
}

interface Place {
  readonly environment: Environment;
  readonly debtor: Debtor;
  readonly company: Company;
}

/** A scenario, made searchable. Lookups by id refuse what the login may not see, as Nmbrs does. */
export interface World {
  readonly scenario: Scenario;
  authenticate(header: Credentials | undefined): Login;
  debtorsFor(login: Login): readonly Debtor[];
  companiesFor(login: Login): readonly Company[];
  debtor(login: Login, id: number): Debtor;
  company(login: Login, id: number): Company;
  employee(login: Login, id: number): { readonly company: Company; readonly employee: Employee };
}

export interface Credentials {
  readonly username: string;
  readonly token: string;
  readonly domain: string | undefined;
  /** The header AuthHeader has no domain: every environment is searched. */
  readonly anywhere: boolean;
}

export function createWorld(scenario: Scenario): World {
  const companies = new Map<number, Place>();
  const employees = new Map<number, Place & { readonly employee: Employee }>();
  for (const place of placesOf(scenario)) {
    companies.set(place.company.id, place);
    for (const employee of place.company.employees) employees.set(employee.id, { ...place, employee });
  }
  const refuse = (code: string): never => {
    throw new NmbrsFault(scenario.switches.dataFault === '1003' ? '1003' : code);
  };
  const visible = (login: Login, place: Pick<Place, 'environment' | 'debtor'> | undefined): boolean =>
    place !== undefined && place.environment === login.environment && maySee(login.user, place.debtor);
  return {
    scenario,
    authenticate: (header) => authenticate(scenario, header),
    debtorsFor: ({ environment, user }) => environment.debtors.filter((debtor) => maySee(user, debtor)),
    companiesFor: ({ environment, user }) =>
      environment.debtors.filter((debtor) => maySee(user, debtor)).flatMap((debtor) => debtor.companies),
    debtor: (login, id) =>
      login.environment.debtors.find((debtor) => debtor.id === id && maySee(login.user, debtor)) ?? refuse('2009'),
    company: (login, id) => {
      const place = companies.get(id);
      return place !== undefined && visible(login, place) ? place.company : refuse('2004');
    },
    employee: (login, id) => {
      const place = employees.get(id);
      return place !== undefined && visible(login, place) ? place : refuse('2003');
    },
  };
}

function placesOf(scenario: Scenario): readonly Place[] {
  return scenario.environments.flatMap((environment) =>
    environment.debtors.flatMap((debtor) => debtor.companies.map((company) => ({ environment, debtor, company }))),
  );
}

/** A per-debiteur login sees its debtor; an office login sees the debtors with a tag that is ticked in its filter. */
export function maySee(user: User, debtor: Debtor): boolean {
  if (user.kind === 'per-debiteur') return user.debtorId === debtor.id;
  const { tagFilter } = user;
  return tagFilter === 'all' || debtor.tags.some((tag) => tagFilter.includes(tag));
}

/** E-mail and domain in any case, the token exactly. A wrong one of the three is the same 1001. */
function authenticate(scenario: Scenario, header: Credentials | undefined): Login {
  if (header === undefined) throw new NmbrsFault('1001');
  for (const environment of environmentsIn(scenario, header)) {
    const user = environment.users.find(({ email }) => email.toLowerCase() === header.username.toLowerCase());
    if (user === undefined || user.disabled || user.token !== header.token) continue;
    if (!environment.subscription) throw new NmbrsFault('1004');
    return { environment, user };
  }
  throw new NmbrsFault('1001');
}

function environmentsIn({ environments, switches }: Scenario, header: Credentials): readonly Environment[] {
  const { domain, anywhere } = header;
  if (anywhere) return environments;
  if (domain === undefined || domain === '') return switches.missingDomain === 'search' ? environments : [];
  const found = environments.filter(({ subdomain }) => subdomain === domain.toLowerCase());
  if (found.length === 0 && switches.unknownDomain === '2043') throw new NmbrsFault('2043');
  return found;
}

/** Whether the user's API template has this call switched on. */
export const isActive = (user: User, service: string, operation: string): boolean =>
  !user.inactiveCalls.includes(operation) && !user.inactiveCalls.includes(`${service}.${operation}`);
