import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import type { Simulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, faultCode, startExample, texts } from './asking.ts';

const START = 'ReportService.Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';
const POLL = 'ReportService.Reports_BackgroundTask_Result';
const COMPANY = 41_001;
/** The run of October 2026. */
const RUN = 881_011;

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
});
afterEach(() => simulator.stop());

const startReport = async (wageCode = 1000, runId = RUN): Promise<string> => {
  const { xml } = await ask(simulator, START, { companyId: COMPANY, runId, year: 2026, wageCode });
  return texts(xml, `${START.split('.')[1]}Result`)[0] ?? '';
};
const poll = async (TaskId: string): Promise<{ status: string | undefined; content: string | undefined }> => {
  const { xml } = await ask(simulator, POLL, { TaskId });
  return { status: texts(xml, 'Status')[0], content: texts(xml, 'Content')[0] };
};
const unescaped = (text = ''): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const contentOf = async (wageCode?: number, runId?: number): Promise<string> => {
  simulator.change({ report: { polls: 0 } });
  return unescaped((await poll(await startReport(wageCode, runId))).content);
};

describe('a background report', () => {
  test('goes from Enqueued over Executing to Success, and gives content only then', async () => {
    simulator.change({ report: { polls: 2 } });
    const task = await startReport();
    expect(task).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await poll(task)).toEqual({ status: 'Enqueued', content: undefined });
    expect(await poll(task)).toEqual({ status: 'Executing', content: undefined });
    const done = await poll(task);
    expect(done.status).toBe('Success');
    expect(done.content).toContain('&lt;reports&gt;');
    expect(await poll(task)).toEqual(done);
  });

  test('can take time on the clock', async () => {
    const { simulator: slow, setDate } = await startExample();
    slow.change({ report: { polls: 0, durationMs: 60_000 } });
    const started = await ask(slow, START, { companyId: COMPANY, runId: RUN, year: 2026, wageCode: 1000 });
    const TaskId = texts(started.xml, `${START.split('.')[1]}Result`)[0] ?? '';
    expect(texts((await ask(slow, POLL, { TaskId })).xml, 'Status')).toEqual(['Enqueued']);
    setDate('2026-11-23');
    expect(texts((await ask(slow, POLL, { TaskId })).xml, 'Status')).toEqual(['Success']);
    await slow.stop();
  });

  test.each(['Error', 'Failed', 'Unknown'] as const)('can end in %s, the first time only', async (outcome) => {
    simulator.change({ report: { polls: 0, outcome, first: 1 } });
    expect(await poll(await startReport())).toEqual({ status: outcome, content: undefined });
    expect((await poll(await startReport())).status).toBe('Success');
  });

  test('that nobody started, or somebody else, answers 2019', async () => {
    expect(faultCode(await ask(simulator, POLL, { TaskId: 'ef0ebf03-1be7-4036-8a12-bf75e73bf38f' }))).toBe('2019');
    const TaskId = await startReport();
    const other = exampleAanmelding['per-debiteur'].nmbrs;
    expect(faultCode(await ask(simulator, POLL, { TaskId }, other))).toBe('2019');
  });

  test('takes its parameters in camel case only', async () => {
    const params = { CompanyId: COMPANY, RunId: RUN, Year: 2026, WageCode: 1000 };
    expect(faultCode(await ask(simulator, START, params))).toBe('2004');
  });

  test('of a company that the login does not see is refused', async () => {
    const params = { companyId: COMPANY, runId: RUN, year: 2026, wageCode: 1000 };
    expect(faultCode(await ask(simulator, START, params, exampleSituaties.tweeRechtenUit.nmbrs))).toBe('2004');
  });
});

describe('the content', () => {
  test('has one line for each employee who was in service and has the code', async () => {
    const content = await contentOf(1000);
    expect(
      content.startsWith('<?xml version="1.0" encoding="utf-16"?><reports><report><employeeid>150000</employeeid>'),
    ).toBe(true);
    const bareEmployee = '150006';
    const startsInNovember = '150013';
    const leftInOctober = '150025';
    const ids = texts(content, 'employeeid');
    expect(ids).toContain(leftInOctober);
    expect(ids).not.toContain(bareEmployee);
    expect(ids).not.toContain(startsInNovember);
    expect(new Set(texts(content, 'code'))).toEqual(new Set(['1000']));
    expect(new Set(texts(content, 'period'))).toEqual(new Set(['10']));
  });

  test('multiplies the salary by the part-time factor', async () => {
    const salary = { id: 1, value: '3000.01', type: 1, startDate: '2026-01-01', creationDate: '2026-01-01' };
    const hours = Array.from({ length: 14 }, () => '0');
    const schedule = { id: 1, hours, parttimeFactor: '0.8', startDate: '2026-01-01', creationDate: '2026-01-01' };
    const set = { salaries: [salary], schedules: [schedule] };
    simulator.change({ employees: [{ employeeId: 150_000, set }] });
    expect(texts(await contentOf(1000), 'value')[0]).toBe('2400.01');
    expect(texts(await contentOf(2200), 'value')[0]).toBe('192.00');
  });

  test('is an empty list for a code, a run or a year that does not exist', async () => {
    expect(await contentOf(9876)).toContain('<reports />');
    expect(await contentOf(1000, 1)).toContain('<reports />');
  });

  test.each([
    [{ utf16Declaration: false }, /^&lt;reports&gt;/],
    [{ bom: true }, /^\uFEFF&lt;\?xml/],
    [{ doubleEscaped: true }, /^&amp;lt;\?xml/],
    [{ commaDecimals: true }, /&lt;value&gt;\d+,\d\d&lt;\/value&gt;/],
  ])('follows the switch %j', async (report, expected) => {
    simulator.change({ report: { ...report, polls: 0 } });
    expect((await poll(await startReport())).content).toMatch(expected);
  });

  test('can be empty, or without run numbers', async () => {
    simulator.change({ report: { runNumber: false } });
    expect(await contentOf()).not.toContain('runnumber');
    simulator.change({ report: { emptyContent: true } });
    expect(await poll(await startReport())).toEqual({ status: 'Success', content: undefined });
  });

  test('has all codes when none is asked for', async () => {
    simulator.change({ report: { polls: 0 } });
    const call = 'ReportService.Reports_GetWageCodesByRunCompany_v2_Background';
    const { xml } = await ask(simulator, call, { companyId: COMPANY, runId: RUN, year: 2026 });
    const { content } = await poll(texts(xml, `${call.split('.')[1]}Result`)[0] ?? '');
    expect(new Set(texts(unescaped(content), 'code'))).toEqual(new Set(['1000', '1400', '2100', '2200', '8100']));
  });
});
