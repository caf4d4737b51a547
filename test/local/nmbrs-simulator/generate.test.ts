import { describe, expect, test } from 'vitest';
import { GENERATED_LOGIN } from '../../../local/nmbrs-simulator/example-names.ts';
import { generateScenario } from '../../../local/nmbrs-simulator/generate-scenario.ts';
import { employeesInService } from '../../../local/nmbrs-simulator/in-service.ts';
import { startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, noonOn, TODAY, texts } from './asking.ts';

const SIZE = { seed: 7, companies: 6, employees: 20, today: TODAY };
const scenario = generateScenario(SIZE);
const companies = scenario.environments.flatMap(({ debtors }) => debtors.flatMap((debtor) => debtor.companies));
const people = companies.flatMap(({ employees }) => employees);

const distinct = (values: readonly unknown[]): number => new Set(values).size;

describe('a generated scenario', () => {
  test('is the same for the same seed and another for another', () => {
    expect(generateScenario(SIZE)).toEqual(scenario);
    expect(generateScenario({ ...SIZE, seed: 8 }).environments).not.toEqual(scenario.environments);
  });

  test('has as many companies and employees as asked, with former ones on top', () => {
    expect(companies).toHaveLength(6);
    const month = companies.filter(({ loonaangifteTijdvak }) => loonaangifteTijdvak === 'Month');
    for (const company of month) {
      expect(employeesInService(company, '2026-11-01', '2026-11-30')).toHaveLength(20);
      expect(company.employees).toHaveLength(22);
    }
  });

  test('has nobody twice: ids and BSNs are unique over all companies', () => {
    const bsns = people.flatMap(({ personal }) => personal.bsn ?? []);
    expect(distinct(people.map(({ id }) => id))).toBe(people.length);
    expect(distinct(bsns)).toBe(bsns.length);
    expect(bsns.every((bsn) => bsn.startsWith('999'))).toBe(true);
  });

  test('has the same employee number in every company', () => {
    for (const { employees } of companies) expect(employees[0]?.number).toBe(1);
  });

  test('has four-weekly companies, correction runs and a DGA', () => {
    expect(companies.filter(({ loonaangifteTijdvak }) => loonaangifteTijdvak === 'Week4')).toHaveLength(1);
    expect(companies.flatMap(({ runs }) => runs.extra).map(({ periodStart }) => periodStart)).toEqual([10, 10]);
    const dgas = people.filter(({ svw }) => svw.length > 0 && svw.every(({ wia, ww, zw }) => !wia && !ww && !zw));
    expect(dgas).toHaveLength(2);
  });

  test('has people who are hard to export: diacritics, rehires, leavers, corrections, missing data', () => {
    expect(people.some(({ personal }) => /[À-ž]/u.test(personal.lastName))).toBe(true);
    expect(people.some(({ employments }) => employments.length === 2)).toBe(true);
    expect(people.some(({ employments }) => employments.every(({ endDate }) => endDate !== undefined))).toBe(true);
    expect(people.some(({ salaries }) => salaries.some((row) => row.creationDate > row.startDate))).toBe(true);
    expect(people.some(({ personal }) => personal.bsn === undefined && personal.birthday === undefined)).toBe(true);
  });
});

test('the login of a generated scenario sees every company, also in the long last period of a 53-week year', async () => {
  // The run of period 13 is drawn the day after.
  const simulator = await startSimulator({ scenario, clock: () => noonOn('2026-12-23') });
  const { domain: domein, email: gebruikersnaam, token: apiToken } = GENERATED_LOGIN;
  const login = { domein, gebruikersnaam, apiToken };
  const list = await ask(simulator, 'CompanyService.List_GetAll', {}, login);
  expect(texts(list.xml, 'ID')).toHaveLength(6);
  const week4 = companies.find(({ loonaangifteTijdvak }) => loonaangifteTijdvak === 'Week4')?.id ?? 0;
  const period = await ask(simulator, 'CompanyService.Company_GetCurrentPeriod', { CompanyId: week4 }, login);
  expect(texts(period.xml, 'Company_GetCurrentPeriodResult')).toEqual(['2026-13-W4']);
  await simulator.stop();
});
