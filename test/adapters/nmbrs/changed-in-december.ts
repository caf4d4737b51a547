import { Employee } from '../../../local/nmbrs-simulator/employee.ts';
import { EXAMPLE_COMPANIES } from '../../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { companyIn } from '../../../local/nmbrs-simulator/in-service.ts';
import type { Scenario } from '../../../local/nmbrs-simulator/scenario.ts';

/** What is told of the employee of {@link changedInDecember} in a month, where it depends on the month. */
export function componentsOf(month: '11' | '12') {
  return {
    vasteLooncomponenten: [{ code: 1400, waarde: `${month}.50` }],
    variabeleLooncomponenten: [{ code: 2100, waarde: `${month}.25` }],
    vasteUren: [{ code: 2100, uren: `${month}.75` }],
    variabeleUren: [{ code: 2110, uren: month }],
    bankrekeningen: [{ soort: 'Standaard', naam: month === '11' ? 'Oud' : 'Nieuw' }],
  };
}

/** One employee of the monthly company, of whom everything that can have a history changes on 1 December. */
export function changedInDecember(): Scenario {
  const scenario = exampleScenario({ werknemers: 1, today: '2026-11-24' });
  const company = companyIn(scenario, EXAMPLE_COMPANIES.toverdrank.id);
  const before = { id: 1, from: '2020-01-01', to: '2026-11-30' };
  const after = { id: 2, from: '2026-12-01' };
  const week = (hours: string) => Array.from({ length: 14 }, (_day, index) => (index < 5 ? hours : '0'));
  const months = [
    [11, before],
    [12, after],
  ] as const;
  const employee = {
    ...{ id: 70_001, number: 1, personal: { lastName: 'Zilvermaan', bsn: '999999990' } },
    ...{ employments: [{ id: 1, startDate: '2020-01-01' }], salaries: [], children: [] },
    contracts: [
      { id: 1, startDate: '2020-01-01', endDate: '2026-11-30', sequenceTaxId: 0, indefinite: false },
      { id: 2, startDate: '2026-12-01', sequenceTaxId: 0, indefinite: true },
    ],
    schedules: [
      { id: 1, hours: week('8'), parttimeFactor: '1', startDate: '2020-01-01', creationDate: '2020-01-01' },
      { id: 2, hours: week('6.4'), parttimeFactor: '0.8', startDate: '2026-12-01', creationDate: '2026-11-20' },
    ],
    svw: [
      { id: 1, from: '2020-01-01', wia: true, ww: true, zw: true, sector: 1 },
      { id: 2, from: '2026-12-01', wia: false, ww: false, zw: false, sector: 1 },
    ],
    addresses: [
      { ...before, default: true, street: 'Oud', city: 'A', type: 'HomeAddress' },
      { ...after, default: true, street: 'Nieuw', city: 'B', type: 'HomeAddress' },
    ],
    bankAccounts: [
      { ...before, name: 'Oud', type: 'Standaard' },
      { ...after, name: 'Nieuw', type: 'Standaard' },
    ],
    fixedComponents: months.map(([month, days]) => ({ ...days, code: 1400, value: `${month}.50` })),
    variableComponents: months.map(([period]) => ({
      id: period,
      code: 2100,
      value: `${period}.25`,
      year: 2026,
      period,
    })),
    fixedHours: months.map(([month, days]) => ({ ...days, hourCode: 2100, hours: `${month}.75` })),
    variableHours: months.map(([period]) => ({ id: period, hourCode: 2110, hours: `${period}`, year: 2026, period })),
  };
  if (company !== undefined) company.employees = [Employee.parse(employee)];
  return scenario;
}
