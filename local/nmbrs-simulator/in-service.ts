import { overlaps } from './calendar.ts';
import type { Employee } from './employee.ts';
import type { Company } from './environment.ts';
import type { Scenario } from './scenario.ts';

/** The company with this Nmbrs id, wherever it is in the scenario. */
export const companyIn = (scenario: Scenario, companyId: number): Company | undefined =>
  scenario.environments
    .flatMap(({ debtors }) => debtors)
    .flatMap(({ companies }) => companies)
    .find(({ id }) => id === companyId);

/** Who is employed on at least one day from `begin` to `end`: what an exchange of that period has to deliver. */
export const employeesInService = (company: Company, begin: string, end: string): readonly Employee[] =>
  company.employees.filter(({ employments }) =>
    employments.some(({ startDate, endDate }) => overlaps({ begin, end }, startDate, endDate)),
  );
