import { overlaps, type Period, periodOf, weeksPaidIn } from '../calendar.ts';
import type { Employee } from '../employee.ts';
import type { Company, WageCode } from '../environment.ts';
import { NmbrsFault } from '../faults.ts';
import { periodKindOf, type Run, runsOn } from '../runs.ts';
import type { ReportBehaviour } from '../switches.ts';
import { element, escapeXml } from '../writer.ts';
import { type Call, intParam, type Operation, stringParam } from './call.ts';
import { during, isOfPeriod, latest } from './rows.ts';

/** Amounts as whole cents, so that no binary fraction gets into a payslip. */
const centsOf = (decimal: string): number => Math.round(Number(decimal) * 100);
const decimalOf = (cents: number): string => (cents / 100).toFixed(2);

interface Line {
  readonly code: number;
  readonly description: string;
  readonly value: string;
}

const FULL_TIME = 1;
const HOURLY = 3;

/**
 * What the employee earned in the period, in cents: the salary in force, times the part-time factor when full-time, and a
 * quarter more in a period of five weeks; the hourly wage for the hours of the schedule and of the hour components.
 */
function salaryCents(employee: Employee, period: Period): number | undefined {
  const salary = latest(employee.salaries, period.end, ({ startDate, creationDate }) => [startDate, creationDate]);
  const schedule = latest(employee.schedules, period.end, ({ startDate, creationDate }) => [startDate, creationDate]);
  if (salary === undefined) return undefined;
  const cents = centsOf(salary.value);
  const weeks = weeksPaidIn(period);
  if (salary.type === HOURLY) {
    const weekly = hoursIn((schedule?.hours ?? []).slice(0, 7));
    return Math.round(cents * (weekly * weeks + componentHours(employee, period)));
  }
  const share = salary.type === FULL_TIME ? Number(schedule?.parttimeFactor ?? '1') : 1;
  return Math.round(cents * share * (period.kind === 'week4' ? weeks / 4 : 1));
}

const hoursIn = (hours: readonly string[]): number => hours.reduce((sum, each) => sum + Number(each), 0);

/** Hours on top of the schedule, whatever their code; all hours of somebody who is on call. */
function componentHours({ fixedHours, variableHours }: Employee, period: Period): number {
  const rows = [...during(fixedHours, period), ...variableHours.filter((row) => isOfPeriod(row, period))];
  return hoursIn(rows.map(({ hours }) => hours));
}

function componentCents(employee: Employee, code: number, period: Period): number | undefined {
  const fixed = during(employee.fixedComponents, period);
  const variable = employee.variableComponents.filter((row) => isOfPeriod(row, period));
  const values = [...fixed, ...variable].filter((row) => row.code === code).map((row) => centsOf(row.value));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

function lineOf(employee: Employee, wageCode: WageCode, period: Period): readonly Line[] {
  const { code, description } = wageCode;
  const salary = salaryCents(employee, period);
  const share = wageCode.source === 'percentage' ? wageCode.percentage / 100 : 1;
  const cents =
    wageCode.source === 'component' ? componentCents(employee, code, period) : salary && Math.round(salary * share);
  return cents === undefined ? [] : [{ code, description, value: decimalOf(cents) }];
}

const isEmployedIn = (employee: Employee, period: Period): boolean =>
  employee.employments.some(({ startDate, endDate }) => overlaps(period, startDate, endDate));

function reportOf(run: Run, employee: Employee, lines: readonly Line[], behaviour: ReportBehaviour): string {
  const number = (value: string): string => (behaviour.commaDecimals ? value.replace('.', ',') : value);
  const written = lines.map(({ code, description, value }) =>
    element(
      'line',
      element('code', String(code)) + element('description', escapeXml(description)) + element('value', number(value)),
    ),
  );
  return element(
    'report',
    [
      element('employeeid', String(employee.id)),
      element('period', String(run.periodStart)),
      element('year', String(run.year)),
      behaviour.runNumber ? element('runnumber', String(run.number)) : '',
      element('lines', written.join('')),
    ].join(''),
  );
}

/** The report as the document that Nmbrs puts, as text, into Content. Employees without lines are left out. */
export function wageCodeReport(
  company: Company,
  run: Run | undefined,
  input: { readonly wageCode: number | undefined; readonly behaviour: ReportBehaviour },
): string {
  const { behaviour } = input;
  if (behaviour.emptyContent) return '';
  const codes = company.wageCodes.filter(({ code }) => input.wageCode === undefined || code === input.wageCode);
  const reports =
    run === undefined
      ? []
      : employeesIn(company, run).flatMap(({ employee, period }) => {
          const lines = codes.flatMap((wageCode) => lineOf(employee, wageCode, period));
          return lines.length === 0 ? [] : [reportOf(run, employee, lines, behaviour)];
        });
  const declaration = behaviour.utf16Declaration ? '<?xml version="1.0" encoding="utf-16"?>' : '';
  const content = `${declaration}${element('reports', reports.join(''))}`;
  return `${behaviour.bom ? '\uFEFF' : ''}${behaviour.doubleEscaped ? escapeXml(content) : content}`;
}

function employeesIn(company: Company, run: Run): readonly { employee: Employee; period: Period }[] {
  const period = periodOf(periodKindOf(company), run.year, run.periodEnd);
  return company.employees
    .filter((employee) => isEmployedIn(employee, period))
    .map((employee) => ({ employee, period }));
}

const startReport =
  (operation: string, wageCodeOf: (call: Call) => number | undefined): Operation =>
  (call) => {
    const { world, login, params, write, nowMs, today, tasks } = call;
    const company = world.company(login, intParam(params, 'companyId'));
    const runId = intParam(params, 'runId');
    const year = intParam(params, 'year');
    const behaviour = world.scenario.report;
    const run = runsOn(company, today).find((candidate) => candidate.id === runId && candidate.year === year);
    const content = wageCodeReport(company, run, { wageCode: wageCodeOf(call), behaviour });
    return write.word(`${operation}Result`, tasks.start({ owner: login.user, behaviour, nowMs, content }));
  };

const taskResult: Operation = ({ login, params, write: w, tasks, nowMs }) => {
  const taskId = stringParam(params, 'TaskId');
  const task = tasks.poll(taskId, login.user, nowMs);
  if (task === undefined) throw new NmbrsFault('2019');
  return w.object(
    'Reports_BackgroundTask_ResultResult',
    [w.word('TaskId', taskId), w.word('Status', task.status), w.string('Content', task.content)].join(''),
  );
};

const BY_CODE = 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';
const ALL_CODES = 'Reports_GetWageCodesByRunCompany_v2_Background';

export const REPORT_OPERATIONS: Readonly<Record<string, Operation>> = {
  [BY_CODE]: startReport(BY_CODE, ({ params }) => intParam(params, 'wageCode')),
  [ALL_CODES]: startReport(ALL_CODES, () => undefined),
  Reports_BackgroundTask_Result: taskResult,
};
