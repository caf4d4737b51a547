import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { gebrekVan } from '../../../core/nmbrs/bsn.ts';
import { RECHTEN_PER_SERVICE } from '../../../core/nmbrs/rechten.ts';
import { generateEmployees } from '../../../local/nmbrs-simulator/employees-generator.ts';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { fantasyIban, impossibleBsn } from '../../../local/nmbrs-simulator/fantasy.ts';
import { companyIn, employeesInService } from '../../../local/nmbrs-simulator/in-service.ts';
import { Scenario } from '../../../local/nmbrs-simulator/scenario.ts';
import { operationNames } from '../../../local/nmbrs-simulator/soap.ts';
import { TODAY } from './asking.ts';

const scenario = exampleScenario({ today: TODAY });
const companies = scenario.environments.flatMap(({ debtors }) => debtors).flatMap((debtor) => debtor.companies);
const employees = companies.flatMap((company) => company.employees);

describe('the example scenario', () => {
  test('is the same each time, and survives JSON', () => {
    expect(exampleScenario({ today: TODAY })).toEqual(scenario);
    expect(Scenario.parse(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
  });

  test('never gives an employee id or a BSN twice', () => {
    const ids = employees.map(({ id }) => id);
    const bsns = employees.flatMap(({ personal }) => personal.bsn ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(bsns).size).toBe(bsns.length);
    expect(bsns.length).toBeGreaterThan(60);
  });

  test('repeats employee numbers over companies, as Nmbrs does', () => {
    expect(employees.filter(({ number }) => number === 1).length).toBeGreaterThan(3);
  });

  test('has the number of employees that is asked for in service now', () => {
    for (const werknemers of [0, 1, 25, 300]) {
      const company = companyIn(exampleScenario({ today: TODAY, werknemers }), 41_001);
      if (company === undefined) throw new Error('the example has no company 41001');
      expect(employeesInService(company, '2026-11-01', '2026-11-30')).toHaveLength(werknemers);
    }
  });

  test('uses BSNs that are nobody’s', () => {
    for (const { personal } of employees) expect(personal.bsn ?? '999999990').toMatch(/^9999/);
  });

  test.each(['2026-01-01', '2026-02-28', '2026-12-31', '2028-02-29'])('can start on %s', (today) => {
    expect(() => exampleScenario({ today })).not.toThrow();
  });
});

describe('the generator', () => {
  const input = { seed: 7, kind: 'month', today: TODAY, firstId: 1, firstBsn: 0 } as const;

  test('makes other people from another seed', () => {
    const names = (seed: number) =>
      generateEmployees({ ...input, seed, count: 30 }).map(({ personal }) => personal.lastName);
    expect(names(7)).toEqual(names(7));
    expect(names(7)).not.toEqual(names(8));
  });

  test('gives no employee data from before the first day or after the last', () => {
    for (const employee of generateEmployees({ ...input, count: 40, former: 5, situations: true })) {
      const starts = employee.employments.map(({ startDate }) => startDate);
      const first = starts.toSorted()[0] ?? '';
      const last = employee.employments.at(-1)?.endDate ?? '9999';
      for (const { startDate } of [...employee.salaries, ...employee.contracts]) {
        expect(startDate >= first && startDate <= last).toBe(true);
      }
    }
  });

  test('numbers BSNs without repeating, for tens of thousands', () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => impossibleBsn(index));
    expect(new Set(numbers).size).toBe(30_000);
    expect(numbers.slice(0, 3)).toEqual(['999999990', '999999989', '999999977']);
    expect(numbers.slice(0, 9_000).filter((bsn) => !bsn.startsWith('9999'))).toEqual([]);
    expect(numbers.filter((bsn) => gebrekVan(bsn) !== undefined)).toEqual([]);
  });

  test('makes IBANs whose check digits are right', () => {
    const iban = fantasyIban(42);
    const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((sign) => String(Number.parseInt(sign, 36))).join('');
    expect(BigInt(digits) % 97n).toBe(1n);
  });
});

describe('the example sign-ups', () => {
  const all = Object.entries({ ...exampleAanmelding, ...exampleSituaties });

  test.each(all)('%s is accepted by the form as it stands', (_name, aanmelding) => {
    expect(Aanmeldformulier.safeParse(aanmelding).error?.issues).toBeUndefined();
  });

  test.each(Object.entries(exampleAanmelding))('%s names a company that its login sees', (accountSoort, aanmelding) => {
    const environment = scenario.environments.find(({ subdomain }) => subdomain === aanmelding.nmbrs.domein);
    const user = environment?.users.find(({ email }) => email === aanmelding.nmbrs.gebruikersnaam);
    expect(aanmelding.accountSoort).toBe(accountSoort);
    expect(user).toMatchObject({ kind: accountSoort, token: aanmelding.nmbrs.apiToken });
    expect(companies.map(({ name }) => name)).toContain(aanmelding.nmbrs.bedrijfsnaam);
  });

  test('differs by one dot from the name in Nmbrs where it says so', () => {
    const { bedrijfsnaam } = exampleSituaties.puntVerschil.nmbrs;
    const names = companies.map(({ name }) => name);
    expect(names).not.toContain(bedrijfsnaam);
    expect(names).toContain(bedrijfsnaam.slice(0, -1));
  });
});

test('every one of the 19 calls is there', () => {
  const wanted = Object.entries(RECHTEN_PER_SERVICE).flatMap(([service, calls]) =>
    calls.map((call) => `${service}.${call}`),
  );
  expect(wanted).toHaveLength(19);
  expect(operationNames()).toEqual(expect.arrayContaining(wanted));
});

test('the simulator is a reading of its own: it imports nothing of the client, nor of the core', () => {
  const folder = new URL('../../../local/nmbrs-simulator/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imports = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path ?? ''),
  );
  expect(imports.length).toBeGreaterThan(50);
  expect(imports.filter((path) => /adapters|core|functions/.test(path))).toEqual([]);
});
