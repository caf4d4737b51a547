import { type Period, periodOf, periodsPerYear } from '../calendar.ts';
import type { Employee } from '../employee.ts';
import type { Company } from '../environment.ts';
import { NmbrsFault } from '../faults.ts';
import { currentPeriodOn, periodKindOf } from '../runs.ts';
import type { Switches } from '../switches.ts';
import { element, type Writer } from '../writer.ts';
import { type Call, intParam, type Operation } from './call.ts';
import * as fields from './employee-fields.ts';
import { during, isOfPeriod, latest } from './rows.ts';

/** One employee in the period that was asked for, which need not be the company's current one. */
interface Asked {
  readonly employee: Employee;
  readonly period: Period;
  readonly write: Writer;
  readonly switches: Switches;
}

/** An operation that lists what one employee (`EmployeeId`) has in the period of `Period` and `Year`. */
const byPeriod =
  (operation: string, itemsOf: (asked: Asked) => readonly string[]): Operation =>
  (call) => {
    const { world, login, params, write } = call;
    const { employee, company } = world.employee(login, intParam(params, 'EmployeeId'));
    const { switches } = world.scenario;
    const period = askedPeriod(call, company);
    const isOutside = isBefore(period, employee) || period.begin > currentPeriodOn(company, call.today).begin;
    if (isOutside && switches.byPeriodOutside !== 'rows') return nothing(operation, switches.byPeriodOutside);
    return write.list(`${operation}Result`, itemsOf({ employee, period, write, switches }));
  };

/** Whether the period ended before the first employment began. */
const isBefore = ({ end }: Period, { employments }: Employee): boolean =>
  employments.length > 0 && employments.every(({ startDate }) => startDate > end);

/** What a period outside the employee's and the company's time gives when it gives no rows. */
function nothing(operation: string, how: Exclude<Switches['byPeriodOutside'], 'rows'>): string {
  if (how === 'fault') throw new NmbrsFault('2006');
  return how === 'absent' ? '' : element(`${operation}Result`, '');
}

/** The period by its number in the company's own calendar. Throws 2006 for one that the calendar does not have. */
function askedPeriod({ params }: Call, company: Company): Period {
  const kind = periodKindOf(company);
  const number = intParam(params, 'Period');
  const year = intParam(params, 'Year');
  if (number < 1 || number > periodsPerYear(kind) || year < 1900 || year > 9000) throw new NmbrsFault('2006');
  return periodOf(kind, year, number);
}

type Schedules = Employee['schedules'];

/** All schedules that started by the end of the period, or those of them that are in force on a day of it. */
function schedules({ employee, period, write: w, switches }: Asked): readonly string[] {
  const started = employee.schedules.filter(({ startDate }) => startDate <= period.end);
  const rows = switches.scheduleList === 'in-period' ? inForce(started, period) : started;
  return rows.map((row) => w.object('Schedule', fields.schedule(w, row, switches)));
}

/** The one that holds on the first day, and those that start later in the period. */
function inForce(started: Schedules, { begin }: Period): Schedules {
  const holding = latest(started, begin, ({ startDate, creationDate }) => [startDate, creationDate]);
  return started.filter((row) => row === holding || row.startDate > begin);
}

const bankAccounts = ({ employee, period, write: w }: Asked): readonly string[] =>
  during(employee.bankAccounts, period).map((row) => w.object('BankAccount', fields.bankAccount(w, row)));

const fixedComponents = ({ employee, period, write: w }: Asked): readonly string[] =>
  during(employee.fixedComponents, period).map((row) => w.object('WageComponent', fields.wageComponent(w, row)));

const variableComponents = ({ employee, period, write: w }: Asked): readonly string[] =>
  employee.variableComponents
    .filter((row) => isOfPeriod(row, period))
    .map((row) => w.object('WageComponent', fields.wageComponent(w, row)));

const fixedHours = ({ employee, period, write: w }: Asked): readonly string[] =>
  during(employee.fixedHours, period).map((row) => w.object('HourComponent', fields.hourComponent(w, row)));

const variableHours = ({ employee, period, write: w }: Asked): readonly string[] =>
  employee.variableHours
    .filter((row) => isOfPeriod(row, period))
    .map((row) => w.object('HourComponent', fields.hourComponent(w, row)));

export const BY_PERIOD_OPERATIONS: Readonly<Record<string, Operation>> = {
  BankAccount_GetList: byPeriod('BankAccount_GetList', bankAccounts),
  HourComponentFixed_Get: byPeriod('HourComponentFixed_Get', fixedHours),
  HourComponentVar_Get: byPeriod('HourComponentVar_Get', variableHours),
  Schedule_GetList: byPeriod('Schedule_GetList', schedules),
  WageComponentFixed_Get: byPeriod('WageComponentFixed_Get', fixedComponents),
  WageComponentVar_Get: byPeriod('WageComponentVar_Get', variableComponents),
};
