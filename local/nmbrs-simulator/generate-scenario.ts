import { periodAt, periodsPerYear, shiftPeriod } from './calendar.ts';
import { generateEmployees } from './employees-generator.ts';
import type { Company } from './environment.ts';
import { EXAMPLE_DGA, EXAMPLE_TAG, GENERATED_LOGIN } from './example-names.ts';
import { Scenario } from './scenario.ts';
import { asDga } from './situations.ts';
import { WAGE_CODES } from './wage-codes.ts';

export interface GeneratedSize {
  readonly seed: number;
  readonly companies: number;
  /** Employees per company who are in service in the period of `today`; former ones come on top. */
  readonly employees: number;
  /** The Dutch date that histories, leavers and starters are relative to. */
  readonly today: string;
}

/** The most employees that fit: invented BSNs run out beyond it. */
export const MAX_GENERATED = 190_000;
const FORMER = 2;

/**
 * One office with a login that sees all its companies, each the company of a debtor of its own. Every fifth company is
 * four-weekly, every third has a DGA, every fourth a correction run; the first employees of each get the situations of
 * `situations.ts`. The same input gives the same scenario.
 */
export function generateScenario(size: GeneratedSize): Scenario {
  const companies = Array.from({ length: size.companies }, (_, index) => companyOf(size, index));
  const { domain, email, token } = GENERATED_LOGIN;
  return Scenario.parse({
    name: `${size.companies} bedrijven met ${size.employees} werknemers, zaad ${size.seed}`,
    seed: size.seed,
    environments: [
      {
        subdomain: domain,
        name: 'Salariskantoor De Generator',
        users: [{ kind: 'overkoepelend', email, token, tagFilter: [EXAMPLE_TAG] }],
        debtors: companies.map((company, index) => ({
          id: 5001 + index,
          number: String(index + 1).padStart(5, '0'),
          name: company.name,
          tags: [EXAMPLE_TAG],
          companies: [company],
        })),
      },
    ],
  });
}

function companyOf({ seed, employees: count, today }: GeneratedSize, index: number): Company {
  const kind = index % 5 === 4 ? 'week4' : 'month';
  const first = index * (count + FORMER);
  const people = generateEmployees({
    seed: seed * 100_003 + index,
    count,
    former: FORMER,
    kind,
    today,
    firstId: 1_000_000 + first,
    firstBsn: first,
    situations: true,
  });
  const employees = index % 3 === 2 ? people.map((one, at) => (at === 0 ? asDga(one, EXAMPLE_DGA) : one)) : people;
  const { year, number } = shiftPeriod(periodAt(kind, today), -periodsPerYear(kind));
  const firstId = 2_000_000 + index * 1000;
  return {
    id: 50_001 + index,
    number: index + 1,
    name: `Toverwerkplaats ${index + 1} B.V.`,
    loonaangifteTijdvak: kind === 'month' ? 'Month' : 'Week4',
    currentPeriod: 'after-drawn',
    runs: {
      firstId,
      from: { year, period: number },
      daysBeforeEnd: 7,
      lockWeekdays: 5,
      locks: [],
      extra: index % 4 === 1 ? [correctionRun(firstId, kind, today)] : [],
    },
    wageCodes: [...WAGE_CODES],
    employees,
  };
}

/** A second run of the period before this one, made today and locked at once. */
function correctionRun(firstId: number, kind: 'month' | 'week4', today: string): Company['runs']['extra'][number] {
  const { year, number } = shiftPeriod(periodAt(kind, today), -1);
  return {
    id: firstId + 900,
    number: 900,
    year,
    periodStart: number,
    periodEnd: number,
    description: `Correctie ${year}-${number}`,
    runAt: today,
    lockedFrom: today,
  };
}
