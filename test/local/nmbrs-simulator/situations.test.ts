import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, periodAt, shiftPeriod } from '../../../local/nmbrs-simulator/calendar.ts';
import { generateEmployees } from '../../../local/nmbrs-simulator/employees-generator.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { SITUATIONS } from '../../../local/nmbrs-simulator/situations.ts';
import { ask, startExample, TODAY, texts } from './asking.ts';

const COMPANY = 41_001;
const FIRST = 150_000;
const ON_CALL = FIRST + 15;
const CHANGES_AFTER = FIRST + 16;
const ENTERED_LATE = FIRST + 17;
const CHANGES_AT_END = FIRST + 18;
const STEADY_HOURS = FIRST + 19;

let simulator: Simulator;
let setDate: (date: string) => void;
const start = async () => {
  ({ simulator, setDate } = await startExample());
};
const about = async (operation: string, EmployeeId: number, more: Record<string, number> = {}): Promise<string> =>
  (await ask(simulator, `EmployeeService.${operation}`, { EmployeeId, ...more })).xml;
const inPeriod = (Period: number, Year = 2026) => ({ Period, Year });

/** The lines of one employee in the report of the run of this month of 2026, as `code value`. */
async function payslip(employeeId: number, month: number): Promise<string[]> {
  simulator.change({ report: { polls: 0 } });
  const call = 'Reports_GetWageCodesByRunCompany_v2_Background';
  const params = { companyId: COMPANY, runId: 881_001 + month, year: 2026 };
  const [TaskId = ''] = texts((await ask(simulator, `ReportService.${call}`, params)).xml, `${call}Result`);
  const { xml } = await ask(simulator, 'ReportService.Reports_BackgroundTask_Result', { TaskId });
  const content = xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const report = content.split('<report>').find((part) => part.includes(`<employeeid>${employeeId}<`)) ?? '';
  const values = texts(report, 'value');
  return texts(report, 'code').map((code, at) => `${code} ${values[at]}`);
}

describe('an employee on call', () => {
  beforeAll(start);
  afterAll(() => simulator.stop());

  test('has a schedule of nothing, and no contract hours', async () => {
    const schedule = await about('Schedule_GetCurrent', ON_CALL);
    const hours = [...schedule.matchAll(/<Hours\w+>([^<]*)</g)].map(([, value]) => value);
    expect(hours).toEqual(Array.from({ length: 14 }, () => '0'));
    expect(texts(schedule, 'ParttimePercentage')).toEqual(['0']);
    expect(texts(await about('Contract_GetCurrentPeriod', ON_CALL), 'HoursPerWeek')).toEqual(['0']);
  });

  test('has other hours each period, and in some none', async () => {
    const hours = async (period: number, year = 2026): Promise<string[]> => {
      const xml = await about('HourComponentVar_Get', ON_CALL, inPeriod(period, year));
      expect(new Set(['2100', ...texts(xml, 'HourCode')])).toEqual(new Set(['2100']));
      return texts(xml, 'Hours');
    };
    expect(await hours(11)).toEqual(['18']);
    expect(await hours(12)).toEqual(['44.5']);
    expect(await hours(1, 2027)).toEqual(['18']);
    expect(await hours(3, 2027)).toEqual([]);
  });

  test('is paid them by the hour', async () => {
    setDate('2026-12-28');
    expect(await payslip(ON_CALL, 11)).toContain('1000 295.20');
    expect(await payslip(ON_CALL, 12)).toContain('1000 729.80');
  });
});

test('somebody without a schedule can have the same hours each period', async () => {
  await start();
  const hours = async (period: number): Promise<string[]> =>
    texts(await about('HourComponentFixed_Get', STEADY_HOURS, inPeriod(period)), 'Hours');
  expect(await hours(2)).toEqual(['86.5']);
  expect(await hours(11)).toEqual(['86.5']);
  expect(await hours(12)).toEqual(['65']);
  setDate('2026-11-28');
  expect(await payslip(STEADY_HOURS, 11)).toContain('1000 1660.80');
  await simulator.stop();
});

/** What each group of fields tells about the employee, by the calls of now. */
async function toldNow(id: number): Promise<Record<string, string[]>> {
  return {
    contract: texts(await about('Contract_GetCurrentPeriod', id), 'StartDate').map((date) => date.slice(0, 10)),
    rooster: texts(await about('Schedule_GetCurrent', id), 'ParttimePercentage'),
    wia: texts(await about('SVW_GetCurrent', id), 'Wao_Wia'),
    straat: texts(await about('Address_GetListCurrent', id), 'Street').map((street) =>
      String(street === 'Overstappad'),
    ),
    rekening: texts(await about('BankAccount_GetListCurrent', id), 'IBAN').map((iban) => iban.slice(-10, -6)),
    reiskosten: texts(await about('WageComponentFixed_GetCurrent', id), 'Value'),
    overwerk: texts(await about('WageComponentVar_GetCurrent', id), 'Value').filter((value) => value !== '1500.00'),
  };
}

describe('somebody of whom much changes', () => {
  beforeEach(start);
  afterEach(() => simulator.stop());

  test('on the first day of the next period is told of as before, until that one is current', async () => {
    const before = await toldNow(CHANGES_AFTER);
    const [begin = ''] = before.contract ?? [];
    const [factor = ''] = before.rooster ?? [];
    const now = { contract: [begin], rooster: [factor], wia: ['true'], straat: ['false'], rekening: ['0000'] };
    expect(before).toEqual({ ...now, reiskosten: ['72.50'], overwerk: ['25.00'] });
    // The run of November is drawn: December is current, a week before it begins.
    setDate('2026-11-23');
    expect(await toldNow(CHANGES_AFTER)).toEqual({
      contract: ['2026-12-01'],
      rooster: ['0.7'],
      wia: ['false'],
      straat: ['true'],
      rekening: ['9000'],
      reiskosten: ['91.25'],
      overwerk: ['40.00'],
    });
  });

  test('is told of as it was in the period by the calls by period', async () => {
    setDate('2026-12-10');
    const fixed = await about('WageComponentFixed_Get', CHANGES_AFTER, inPeriod(11));
    const variable = await about('WageComponentVar_Get', CHANGES_AFTER, inPeriod(11));
    const accounts = await about('BankAccount_GetList', CHANGES_AFTER, inPeriod(11));
    expect(texts(fixed, 'Value')).toEqual(['72.50']);
    expect(texts(variable, 'Value')).toEqual(['25.00']);
    expect(texts(accounts, 'IBAN').map((iban) => iban.slice(-10, -6))).toEqual(['0000']);
    const factors = async (period: number): Promise<string[]> =>
      texts(await about('Schedule_GetList', CHANGES_AFTER, inPeriod(period)), 'ParttimePercentage');
    expect(await factors(11)).not.toContain('0.7');
    expect(await factors(12)).toContain('0.7');
  });

  test('on the last day of the period is told of with both sides of that day', async () => {
    expect(await toldNow(CHANGES_AT_END)).toMatchObject({
      contract: [expect.stringMatching(/-01$/), '2026-11-30'],
      rooster: ['0.7'],
      wia: ['false'],
      straat: ['false', 'true'],
      rekening: ['0000', '9000'],
      reiskosten: ['72.50', '91.25'],
    });
  });

  test('has travelling costs and the overtime of the period in the wage report', async () => {
    setDate('2026-12-28');
    expect(await payslip(CHANGES_AFTER, 11)).toEqual(expect.arrayContaining(['1400 72.50', '2100 25.00']));
    expect(await payslip(CHANGES_AFTER, 12)).toEqual(expect.arrayContaining(['1400 91.25', '2100 40.00']));
  });
});

describe('when employments were entered', () => {
  test.each(['month', 'week4'] as const)('is before they begin, but for the one that came late (%s)', (kind) => {
    const input = { seed: 3, count: 30, former: 4, kind, today: TODAY, firstId: 1, firstBsn: 0, situations: true };
    const people = generateEmployees(input);
    const late = people.filter(({ employments }) =>
      employments.some(({ creationDate = '', startDate }) => creationDate > startDate),
    );
    expect(late.map(({ id }) => id)).toEqual([1 + SITUATIONS.findIndex(({ name }) => name.startsWith('entered'))]);
    const [row] = late[0]?.employments ?? [];
    const begin = shiftPeriod(periodAt(kind, TODAY), -2).begin;
    expect(row).toMatchObject({ startDate: begin, creationDate: addDays(begin, 45) });
    expect(
      people.every(({ employments }) => employments.every(({ creationDate = '9999' }) => creationDate <= TODAY)),
    ).toBe(true);
  });

  test('shows in the answer about all employments', async () => {
    await start();
    const params = { CompanyID: COMPANY };
    const { xml } = await ask(simulator, 'EmployeeService.Employment_GetAll_AllEmployeesByCompany', params);
    const item =
      xml.split('<EmployeeEmploymentItem>').find((part) => part.includes(`<EmployeeId>${ENTERED_LATE}<`)) ?? '';
    expect(texts(item, 'StartDate')).toEqual(['2026-09-01T00:00:00']);
    expect(texts(item, 'CreationDate')).toEqual(['2026-10-16T09:30:15']);
    await simulator.stop();
  });
});
