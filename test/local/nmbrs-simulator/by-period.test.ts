import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Employee } from '../../../local/nmbrs-simulator/employee.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, faultCode, startExample, texts } from './asking.ts';

const COMPANY = 41_001;
/** An ordinary employee of the monthly company, and one of the four-weekly company. */
const MONTHLY = 150_000;
const FOUR_WEEKLY = 200_000;

const CALLS = [
  'WageComponentVar_Get',
  'WageComponentFixed_Get',
  'BankAccount_GetList',
  'HourComponentVar_Get',
  'HourComponentFixed_Get',
  'Schedule_GetList',
] as const;

/** In service since 2020. What has a history changes on 1 December 2026, the day after a period's end. */
const HISTORY: Partial<Employee> = {
  employments: [{ id: 1, startDate: '2020-02-10' }],
  fixedComponents: [
    { id: 1, code: 1400, value: '72.50', from: '2020-02-10', to: '2026-11-30' },
    { id: 2, code: 1400, value: '91.25', from: '2026-12-01' },
  ],
  variableComponents: [
    { id: 3, code: 2100, value: '80.00', year: 2026, period: 11 },
    { id: 4, code: 2100, value: '40.00', year: 2026, period: 12 },
    { id: 5, code: 2300, value: '10.00', period: 12 },
    { id: 6, code: 2400, value: '1.00' },
  ],
  bankAccounts: [
    { id: 7, from: '2020-02-10', to: '2026-11-30', iban: 'NL00FAKE0000000001', type: 'Bankrekening1' },
    { id: 8, from: '2026-12-01', iban: 'NL00FAKE0000000002', type: 'Bankrekening1' },
  ],
  fixedHours: [
    { id: 9, hourCode: 2100, hours: '8', from: '2020-02-10', to: '2026-11-30' },
    { id: 10, hourCode: 2100, hours: '12.5', from: '2026-12-01' },
  ],
  variableHours: [
    { id: 11, hourCode: 2100, hours: '31.75', year: 2026, period: 11 },
    { id: 12, hourCode: 2100, hours: '4', year: 2026, period: 12 },
    { id: 13, hourCode: 2110, hours: '1', period: 12 },
  ],
};

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
  const set = [MONTHLY, FOUR_WEEKLY].map((employeeId) => ({ employeeId, set: HISTORY }));
  simulator.change({ employees: set });
});
afterEach(() => simulator.stop());

const asked = (operation: string, Period: number, Year = 2026, EmployeeId = MONTHLY) =>
  ask(simulator, `EmployeeService.${operation}`, { EmployeeId, Period, Year });
const idsOf = async (operation: string, period: number, year?: number): Promise<string[]> =>
  texts((await asked(operation, period, year)).xml, 'Id');

describe('a call by period', () => {
  test.each([
    ['WageComponentFixed_Get', ['1'], ['2']],
    ['WageComponentVar_Get', ['3', '6'], ['4', '5', '6']],
    ['BankAccount_GetList', ['7'], ['8']],
    ['HourComponentFixed_Get', ['9'], ['10']],
    ['HourComponentVar_Get', ['11'], ['12', '13']],
  ])(
    '%s tells what held in the period that is asked for, whichever is current',
    async (operation, november, december) => {
      expect(await idsOf(operation, 11)).toEqual(november);
      expect(await idsOf(operation, 12)).toEqual(december);
    },
  );

  test('tells both when the change is inside the period', async () => {
    const [old, fresh] = HISTORY.fixedComponents ?? [];
    if (old === undefined || fresh === undefined) throw new Error('the history has no components');
    const fixedComponents = [
      { ...old, to: '2026-11-29' },
      { ...fresh, from: '2026-11-30' },
    ];
    simulator.change({ employees: [{ employeeId: MONTHLY, set: { fixedComponents } }] });
    expect(await idsOf('WageComponentFixed_Get', 11)).toEqual(['1', '2']);
  });

  test('writes the hours with their code', async () => {
    const { xml } = await asked('HourComponentVar_Get', 11);
    expect(xml).toContain(
      '<HourComponentVar_GetResult><HourComponent><Id>11</Id><HourCode>2100</HourCode><Hours>31.75</Hours></HourComponent></HourComponentVar_GetResult>',
    );
  });

  test('writes the components and the accounts as the current calls do', async () => {
    expect((await asked('WageComponentFixed_Get', 12)).xml).toContain(
      '<WageComponentFixed_GetResult><WageComponent><Id>2</Id><Code>1400</Code><Value>91.25</Value></WageComponent></WageComponentFixed_GetResult>',
    );
    expect((await asked('BankAccount_GetList', 11)).xml).toContain(
      '<BankAccount_GetListResult><BankAccount><Id>7</Id><IBAN>NL00FAKE0000000001</IBAN><Type>Bankrekening1</Type></BankAccount></BankAccount_GetListResult>',
    );
  });

  test('counts by the calendar of the company: a thirteenth period is only there for four-weekly ones', async () => {
    for (const call of CALLS) {
      expect(faultCode(await asked(call, 13))).toBe('2006');
      expect(faultCode(await asked(call, 13, 2026, FOUR_WEEKLY))).toBeUndefined();
      expect(faultCode(await asked(call, 14, 2026, FOUR_WEEKLY))).toBe('2006');
    }
    const { xml } = await asked('BankAccount_GetList', 12, 2026, FOUR_WEEKLY);
    expect(texts(xml, 'Id')).toEqual(['7']);
  });

  test('refuses a period 0, which is what a misspelt parameter comes to', async () => {
    for (const call of CALLS) {
      expect(faultCode(await asked(call, 0))).toBe('2006');
      const misspelt = { EmployeeId: MONTHLY, period: 11, Year: 2026 };
      expect(faultCode(await ask(simulator, `EmployeeService.${call}`, misspelt))).toBe('2006');
    }
  });

  test('is a right of its own', async () => {
    const login = simulator.scenario().environments[0];
    const key = { subdomain: login?.subdomain ?? '', email: login?.users[0]?.email ?? '' };
    const rights = CALLS.map((call) => ({ ...key, call: `EmployeeService.${call}`, active: false }));
    simulator.change({ rights });
    for (const call of CALLS) expect(faultCode(await asked(call, 11))).toBe('1002');
  });
});

test('a change of something else leaves the hours as they are', async () => {
  simulator.change({ employees: [{ employeeId: MONTHLY, set: { bankAccounts: [] } }] });
  expect(await idsOf('HourComponentVar_Get', 11)).toEqual(['11']);
  expect(await idsOf('HourComponentFixed_Get', 11)).toEqual(['9']);
});

describe('a period outside the time of the employee and the company', () => {
  /** The last one before the first employment, and the first one after the current period. */
  const OUTSIDE = [
    [1, 2020],
    [12, 2026],
  ] as const;
  const bodyOf = async (call: string, period: number, year: number): Promise<string> =>
    (await asked(call, period, year)).xml.replace(/^.*<soap:Body>|<\/soap:Body>.*$/g, '');

  test('gives its rows as any other does', async () => {
    expect(await idsOf('WageComponentVar_Get', 1, 2020)).toEqual(['6']);
    expect(await idsOf('WageComponentFixed_Get', 12)).toEqual(['2']);
  });

  test('can give an empty list, or no element', async () => {
    simulator.change({ switches: { emptyList: 'absent', byPeriodOutside: 'empty' } });
    for (const call of CALLS) {
      for (const [period, year] of OUTSIDE)
        expect(await bodyOf(call, period, year)).toContain(`Service"><${call}Result /></${call}Response>`);
    }
    simulator.change({ switches: { emptyList: 'empty', byPeriodOutside: 'absent' } });
    for (const call of CALLS) {
      for (const [period, year] of OUTSIDE)
        expect(await bodyOf(call, period, year)).toMatch(new RegExp(`^<${call}Response xmlns="[^"]*" />$`));
    }
  });

  test('can be a fault', async () => {
    simulator.change({ switches: { byPeriodOutside: 'fault' } });
    for (const call of CALLS) {
      for (const [period, year] of OUTSIDE) expect(faultCode(await asked(call, period, year))).toBe('2006');
    }
  });

  test('is none of those in between: the first of the employment up to the current one', async () => {
    const rows = async (): Promise<string[]> => [
      await bodyOf('WageComponentFixed_Get', 2, 2020),
      await bodyOf('WageComponentFixed_Get', 11, 2026),
    ];
    const before = await rows();
    for (const byPeriodOutside of ['empty', 'absent', 'fault'] as const) {
      simulator.change({ switches: { byPeriodOutside } });
      expect(await rows()).toEqual(before);
    }
  });

  test('moves on with the current period', async () => {
    const currentPeriod = { year: 2026, period: 10 };
    simulator.change({
      switches: { byPeriodOutside: 'fault' },
      companies: [{ companyId: COMPANY, currentPeriod }],
    });
    expect(faultCode(await asked('BankAccount_GetList', 11))).toBe('2006');
    expect(faultCode(await asked('BankAccount_GetList', 10))).toBeUndefined();
  });
});

describe('Schedule_GetList', () => {
  const row = (id: number, startDate: string, parttimeFactor: string, creationDate = startDate) => ({
    id,
    hours: Array.from({ length: 14 }, () => '0'),
    parttimeFactor,
    startDate,
    creationDate,
  });
  const factors = async (period: number): Promise<string[]> =>
    texts((await asked('Schedule_GetList', period)).xml, 'ParttimePercentage');
  beforeEach(() => {
    const schedules = [
      row(1, '2020-02-10', '1'),
      row(2, '2026-03-01', '0.9', '2026-03-05'),
      row(3, '2026-03-01', '0.8', '2026-03-04'),
      row(4, '2026-11-16', '0.7'),
      row(5, '2026-12-01', '0.6'),
    ];
    simulator.change({ employees: [{ employeeId: MONTHLY, set: { schedules } }] });
  });

  test('has every schedule that started by the end of the period', async () => {
    expect(await factors(2)).toEqual(['1']);
    expect(await factors(11)).toEqual(['1', '0.9', '0.8', '0.7']);
  });

  test('can have only those in force on a day of the period; of two from one day the one entered last', async () => {
    simulator.change({ switches: { scheduleList: 'in-period' } });
    expect(await factors(2)).toEqual(['1']);
    expect(await factors(3)).toEqual(['0.9']);
    expect(await factors(11)).toEqual(['0.9', '0.7']);
    expect(await factors(12)).toEqual(['0.6']);
  });
});
