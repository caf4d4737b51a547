import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { periodOf, weeksPaidIn } from '../../../local/nmbrs-simulator/calendar.ts';
import type { Employee } from '../../../local/nmbrs-simulator/employee.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, startExample, texts } from './asking.ts';

/** The first employee of the monthly company and of the four-weekly one, with the run of period 1 of 2026 of each. */
const MONTHLY = { companyId: 41_001, employeeId: 150_000, firstRun: 881_002 };
const FOUR_WEEKLY = { companyId: 41_002, employeeId: 200_000, firstRun: 882_002 };
const START = 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';

let simulator: Simulator;
beforeEach(async () => {
  let setDate: (date: string) => void;
  ({ simulator, setDate } = await startExample());
  setDate('2026-12-28');
  simulator.change({ report: { polls: 0 } });
});
afterEach(() => simulator.stop());

/** What the report says that the employee gets on this code; `periods` counts from period 1 of 2026. */
async function paid(
  { companyId, employeeId, firstRun }: typeof MONTHLY,
  { periods, wageCode = 1000, year = 2026 }: { periods: number; wageCode?: number; year?: number },
): Promise<string[]> {
  const params = { companyId, runId: firstRun + periods - 1, year, wageCode };
  const [TaskId = ''] = texts((await ask(simulator, `ReportService.${START}`, params)).xml, `${START}Result`);
  const { xml } = await ask(simulator, 'ReportService.Reports_BackgroundTask_Result', { TaskId });
  const content = xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const report = content.split('<report>').find((part) => part.includes(`<employeeid>${employeeId}<`)) ?? '';
  return texts(report, 'value');
}

const START_DATE = '2020-01-01';
const earns = (value: string, type: number, weekHours: readonly string[], more: Partial<Employee> = {}) => ({
  employments: [{ id: 1, startDate: START_DATE }],
  salaries: [{ id: 1, value, type, startDate: START_DATE, creationDate: START_DATE }],
  schedules: [
    {
      id: 1,
      hours: [...weekHours, ...Array.from({ length: 14 - weekHours.length }, () => '0')],
      parttimeFactor: weekHours.length === 0 ? '0' : '0.8',
      startDate: START_DATE,
      creationDate: START_DATE,
    },
  ],
  fixedHours: [],
  variableHours: [],
  ...more,
});
const setUp = ({ employeeId }: typeof MONTHLY, set: Partial<Employee>): void =>
  simulator.change({ employees: [{ employeeId, set }] });

describe('the thirteenth period of a year of 53 weeks', () => {
  test.each([
    [2020, 5],
    [2024, 4],
    [2025, 4],
    [2026, 5],
    [2027, 4],
    [2032, 5],
  ])('of %i pays %i weeks', (year, weeks) => {
    expect(weeksPaidIn(periodOf('week4', year, 13))).toBe(weeks);
    expect(weeksPaidIn(periodOf('week4', year, 1))).toBe(4);
    expect(weeksPaidIn(periodOf('week4', year, 12))).toBe(4);
  });

  test('has five quarters of a full-time salary, and of what is a share of it', async () => {
    setUp(FOUR_WEEKLY, earns('2600.00', 1, ['8', '8', '8', '8']));
    expect(await paid(FOUR_WEEKLY, { periods: 12 })).toEqual(['2080.00']);
    expect(await paid(FOUR_WEEKLY, { periods: 13 })).toEqual(['2600.00']);
    expect(await paid(FOUR_WEEKLY, { periods: 12, wageCode: 2200 })).toEqual(['166.40']);
    expect(await paid(FOUR_WEEKLY, { periods: 13, wageCode: 2200 })).toEqual(['208.00']);
  });

  test('has five quarters of a part-time salary', async () => {
    setUp(FOUR_WEEKLY, earns('1000.01', 2, ['8', '8']));
    expect(await paid(FOUR_WEEKLY, { periods: 12 })).toEqual(['1000.01']);
    expect(await paid(FOUR_WEEKLY, { periods: 13 })).toEqual(['1250.01']);
  });

  test('has five weeks of an hourly wage', async () => {
    setUp(FOUR_WEEKLY, earns('20.00', 3, ['8', '8']));
    expect(await paid(FOUR_WEEKLY, { periods: 12 })).toEqual(['1280.00']);
    expect(await paid(FOUR_WEEKLY, { periods: 13 })).toEqual(['1600.00']);
  });

  test('is as long as the others in a year of 52', async () => {
    setUp(FOUR_WEEKLY, earns('2600.00', 1, ['8', '8', '8', '8']));
    expect(await paid(FOUR_WEEKLY, { periods: 0, year: 2025 })).toEqual(['2080.00']);
  });
});

test('a month pays the same in December', async () => {
  setUp(MONTHLY, earns('2600.00', 1, ['8', '8', '8', '8']));
  expect(await paid(MONTHLY, { periods: 10 })).toEqual(['2080.00']);
  expect(await paid(MONTHLY, { periods: 12 })).toEqual(['2080.00']);
});

describe('the hours of hourly and on-call workers', () => {
  const variableHours = [
    { id: 1, hourCode: 2100, hours: '31.75', year: 2026, period: 10 },
    { id: 2, hourCode: 2100, hours: '4', year: 2026, period: 11 },
  ];

  test('are what somebody without a schedule gets, period by period', async () => {
    setUp(MONTHLY, earns('16.00', 3, [], { variableHours }));
    expect(await paid(MONTHLY, { periods: 9 })).toEqual(['0.00']);
    expect(await paid(MONTHLY, { periods: 10 })).toEqual(['508.00']);
    expect(await paid(MONTHLY, { periods: 11 })).toEqual(['64.00']);
  });

  test('come on top of the schedule, those that are the same each period too', async () => {
    const fixedHours = [{ id: 3, hourCode: 2100, hours: '2.5', from: '2026-11-01', to: '2026-11-30' }];
    setUp(MONTHLY, earns('30.00', 3, ['3'], { variableHours, fixedHours }));
    expect(await paid(MONTHLY, { periods: 10 })).toEqual(['1342.50']);
    expect(await paid(MONTHLY, { periods: 11 })).toEqual(['585.00']);
    expect(await paid(MONTHLY, { periods: 12 })).toEqual(['390.00']);
  });

  test('change nothing for somebody with a salary', async () => {
    setUp(MONTHLY, earns('2600.00', 1, ['8', '8', '8', '8'], { variableHours }));
    expect(await paid(MONTHLY, { periods: 10 })).toEqual(['2080.00']);
  });
});
