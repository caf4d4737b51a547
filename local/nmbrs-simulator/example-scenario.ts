import { dateAt, type PeriodKind, periodAt, periodsPerYear, shiftPeriod } from './calendar.ts';
import type { Employee } from './employee.ts';
import { type GeneratorInput, generateEmployees } from './employees-generator.ts';
import type { Company } from './environment.ts';
import { EXAMPLE_COMPANIES, EXAMPLE_DGA, EXAMPLE_LOGINS, EXAMPLE_TAG } from './example-names.ts';
import { Scenario } from './scenario.ts';
import { asDga } from './situations.ts';
import { WAGE_CODES } from './wage-codes.ts';

export interface ExampleOptions {
  /** Employees of the example werkgever who are in service in the period of `today`: 25 when absent. */
  readonly werknemers?: number;
  /** Milliseconds before each answer: 0 when absent. */
  readonly latencyMs?: number;
  /** The Dutch date on which the story starts; absent: the real one. */
  readonly today?: string;
  /** Moves the locking of single runs of the monthly example companies; null: never locked. */
  readonly runLocks?: readonly { readonly year: number; readonly period: number; readonly lockedFrom: string | null }[];
}

/** Employees who left earlier, on top of the others, in each company with situations. */
const FORMER = 2;

/**
 * The example: one office with a login for all its employers, one employer with a login of its own, an office whose login
 * lacks two rights, and one without a subscription. Everybody in it is invented; there are no canaries in it.
 */
export function exampleScenario(options: ExampleOptions = {}): Scenario {
  const today = options.today ?? dateAt(Date.now());
  const werknemers = options.werknemers ?? 25;
  const build = companyBuilder(today, options.runLocks ?? []);
  const { overkoepelend, perDebiteur, rechtenUit, zonderAbonnement } = EXAMPLE_LOGINS;
  const main = build('toverdrank', { count: werknemers, situations: true, former: FORMER });
  const debtor = (id: number, company: Company, tags: readonly string[] = [EXAMPLE_TAG]) => ({
    id,
    number: String(id).slice(1).padStart(5, '0'),
    name: company.name,
    tags: [...tags],
    companies: [company],
  });
  const office = { kind: 'overkoepelend', tagFilter: [EXAMPLE_TAG] } as const;
  return Scenario.parse({
    name: 'voorbeeld',
    latency: { ms: options.latencyMs ?? 0 },
    environments: [
      {
        subdomain: overkoepelend.domain,
        name: 'Salariskantoor De Fantasie',
        users: [{ ...office, email: overkoepelend.email, token: overkoepelend.token }],
        debtors: [
          debtor(3101, main, ['Maandklanten', EXAMPLE_TAG]),
          debtor(3102, build('drakenzorg', { count: 12, kind: 'week4', situations: true, former: FORMER })),
          debtor(3103, build('wolkenbouw', { count: 4 }), ['Maandklanten']),
          debtor(3104, build('elfenbank', { count: 4 })),
          debtor(3105, build('leegKasteel', { count: 0 })),
          debtor(3106, withDga(build('drakenei', { count: 3 }))),
        ],
      },
      {
        subdomain: perDebiteur.domain,
        name: 'Klein Kantoor',
        users: [{ kind: 'per-debiteur', debtorId: 3201, email: perDebiteur.email, token: perDebiteur.token }],
        debtors: [
          debtor(3201, build('eenhoorn', { count: werknemers, situations: true, former: FORMER }), []),
          debtor(3202, build('andereKlant', { count: 2 }), []),
        ],
      },
      {
        subdomain: rechtenUit.domain,
        name: 'Half Kantoor',
        users: [
          {
            ...office,
            email: rechtenUit.email,
            token: rechtenUit.token,
            inactiveCalls: ['EmployeeService.Partner_Get', 'EmployeeService.WageComponentVar_GetCurrent'],
          },
        ],
        debtors: [debtor(3301, build('halveDeur', { count: 5 }))],
      },
      {
        subdomain: zonderAbonnement.domain,
        name: 'Slapend Kantoor',
        subscription: false,
        users: [{ ...office, email: zonderAbonnement.email, token: zonderAbonnement.token }],
        debtors: [debtor(3401, build('slaapwandel', { count: 2 }))],
      },
    ],
  });
}

type CompanyKey = keyof typeof EXAMPLE_COMPANIES;
type BuildInput = Pick<GeneratorInput, 'count'> &
  Partial<Pick<GeneratorInput, 'situations' | 'former'>> & { readonly kind?: PeriodKind };

/** Builds companies that share nobody: ids and BSNs count on from one to the next. */
function companyBuilder(today: string, locks: NonNullable<ExampleOptions['runLocks']>) {
  let firstBsn = 0;
  return (key: CompanyKey, { count, kind = 'month', situations = false, former = 0 }: BuildInput): Company => {
    const { id, name } = EXAMPLE_COMPANIES[key];
    const firstId = (id - 41_000) * 50_000 + 100_000;
    const employees = generateEmployees({ seed: id, count, former, kind, today, firstId, firstBsn, situations });
    firstBsn += count + former;
    const { year, number } = shiftPeriod(periodAt(kind, today), -periodsPerYear(kind));
    return {
      id,
      number: id - 41_000,
      name,
      loonaangifteTijdvak: kind === 'month' ? 'Month' : 'Week4',
      currentPeriod: 'after-drawn',
      runs: {
        firstId: 880_000 + (id - 41_000) * 1000,
        from: { year, period: number },
        daysBeforeEnd: 7,
        lockWeekdays: 5,
        locks: kind === 'month' ? [...locks] : [],
        extra: [],
      },
      wageCodes: [...WAGE_CODES],
      employees,
    };
  };
}

/** Makes the first employee the director-major shareholder. */
function withDga(company: Company): Company {
  const employees = company.employees.map((employee: Employee, index) =>
    index === 0 ? asDga(employee, EXAMPLE_DGA) : employee,
  );
  return { ...company, employees };
}
