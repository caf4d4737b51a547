import type { Anchor } from './anchor.ts';
import { addDays, addYears, shiftPeriod } from './calendar.ts';
import type { Employee } from './employee.ts';
import { changesOn, onCall, steadyHours } from './situations-over-periods.ts';

/** Something that happens to real payroll data, done to an ordinary employee. */
export interface Situation {
  readonly name: string;
  readonly apply: (employee: Employee, anchor: Anchor) => Employee;
}

/** Employment and contracts end on this date. */
export const leavesOn = (employee: Employee, endDate: string): Employee => ({
  ...employee,
  employments: employee.employments.map((row) => ({ ...row, endDate })),
  contracts: employee.contracts.map((row) => ({ ...row, endDate, indefinite: false })),
});

/** Left two years ago, came back half a year later under the same employee id. */
function rehired(employee: Employee, { today }: Anchor): Employee {
  const start = addYears(today, -6);
  const end = addYears(today, -2);
  const again = addDays(end, 180);
  const early = startsOn(employee, start);
  const first = early.employments[0];
  if (first === undefined) return employee;
  const old = { ...first, creationDate: start, endDate: end };
  return {
    ...early,
    employments: [old, { ...first, id: first.id + 1, startDate: again, creationDate: again, initialStartDate: start }],
    contracts: employee.contracts.flatMap((row) => [
      { ...row, startDate: start, creationDate: start, endDate: end, indefinite: false },
      { ...row, id: row.id + 1, startDate: again, creationDate: again },
    ]),
    salaries: early.salaries.flatMap((row) => [row, { ...row, id: row.id + 1, startDate: again, creationDate: again }]),
    schedules: early.schedules.flatMap((row) => [
      row,
      { ...row, id: row.id + 1, startDate: again, creationDate: again },
    ]),
  };
}

/** Two rows from one day: the second was entered later, so it holds. */
function salaryCorrectedSameDay(employee: Employee): Employee {
  const last = employee.salaries.at(-1);
  if (last === undefined) return employee;
  const corrected = { ...last, id: last.id + 5, value: '3210.98', creationDate: addDays(last.creationDate, 3) };
  return { ...employee, salaries: [corrected, ...employee.salaries] };
}

/** A rise that was entered today and holds from two periods back. */
function salaryRaisedInRetrospect(employee: Employee, { period, today }: Anchor): Employee {
  const last = employee.salaries.at(-1);
  if (last === undefined) return employee;
  const startDate = shiftPeriod(period, -2).begin;
  const raised = { ...last, id: last.id + 5, value: '4321.09', startDate, creationDate: today };
  return { ...employee, salaries: [...employee.salaries, raised] };
}

/** Only what Nmbrs insists on. */
function bare(employee: Employee): Employee {
  const { partner: _partner, ...rest } = employee;
  return {
    ...rest,
    personal: { lastName: employee.personal.lastName },
    contracts: [],
    salaries: [],
    schedules: [],
    svw: [],
    addresses: [],
    children: [],
    bankAccounts: [],
    fixedComponents: [],
    variableComponents: [],
    fixedHours: [],
    variableHours: [],
  };
}

/** Monday to Thursday in odd weeks, Monday and Tuesday in even ones: 32 and 16 hours, 24 on average. */
const alternatingWeeks = (employee: Employee): Employee => ({
  ...employee,
  schedules: employee.schedules.map((row) => ({
    ...row,
    hours: ['8', '8', '8', '8', '0', '0', '0', '8', '8', '0', '0', '0', '0', '0'],
    parttimeFactor: '0.6',
  })),
});

const withoutBsn = (employee: Employee): Employee => {
  const { bsn: _bsn, ...personal } = employee.personal;
  return { ...employee, personal };
};

/** Everything starts on this date, and was entered three weeks before; of the salaries the first is kept. */
export const startsOn = (employee: Employee, date: string): Employee => ({
  ...employee,
  employments: employee.employments.map((row) => ({
    ...row,
    creationDate: addDays(date, -21),
    startDate: date,
    initialStartDate: date,
  })),
  contracts: employee.contracts.map((row) => ({
    ...row,
    startDate: date,
    creationDate: date,
    trialPeriod: addDays(date, 30),
  })),
  salaries: employee.salaries.slice(0, 1).map((row) => ({ ...row, startDate: date, creationDate: addDays(date, -3) })),
  schedules: employee.schedules.map((row) => ({ ...row, startDate: date, creationDate: date })),
  svw: employee.svw.map((row) => ({ ...row, from: date })),
});

/** Began two periods ago, and was entered six weeks later, when the run of that period was locked. */
function enteredLate(employee: Employee, { period }: Anchor): Employee {
  const start = shiftPeriod(period, -2).begin;
  const creationDate = addDays(start, 45);
  const begun = startsOn(employee, start);
  return {
    ...begun,
    employments: begun.employments.map((row) => ({ ...row, creationDate })),
    contracts: begun.contracts.map((row) => ({ ...row, creationDate })),
    salaries: begun.salaries.map((row) => ({ ...row, creationDate })),
    schedules: begun.schedules.map((row) => ({ ...row, creationDate })),
  };
}

/** By place in the company: the employee with number 1 gets the first, and so on. */
export const SITUATIONS: readonly Situation[] = [
  { name: 'ordinary', apply: (employee) => employee },
  {
    name: 'leaves half-way this period',
    apply: (employee, { period }) => leavesOn(employee, addDays(period.begin, 14)),
  },
  { name: 'rehired', apply: rehired },
  { name: 'no BSN', apply: withoutBsn },
  {
    name: 'contract id twice',
    apply: (employee) => ({ ...employee, contracts: employee.contracts.flatMap((row) => [row, { ...row }]) }),
  },
  { name: 'two salary rows on one day', apply: salaryCorrectedSameDay },
  { name: 'bare', apply: bare },
  {
    name: 'hourly wage',
    apply: (employee) => ({
      ...employee,
      salaries: employee.salaries.map((row) => ({ ...row, value: '18.75', type: 3 })),
    }),
  },
  { name: 'schedule of two weeks', apply: alternatingWeeks },
  { name: 'leaves on the last day of this period', apply: (employee, { period }) => leavesOn(employee, period.end) },
  {
    name: 'two contracts at once',
    apply: (employee) => ({
      ...employee,
      contracts: employee.contracts.flatMap((row) => [
        { ...row, hoursPerWeek: '24' },
        { ...row, id: row.id + 1, sequenceTaxId: 2, hoursPerWeek: '8' },
      ]),
    }),
  },
  { name: 'salary raised in retrospect', apply: salaryRaisedInRetrospect },
  {
    name: 'lives abroad, post address at home, called by the name of a partner',
    apply: (employee) => ({
      ...employee,
      personal: {
        ...employee.personal,
        partnerPrefix: 'van den',
        partnerLastName: 'Regenboog',
        naamstelling: 'Naam partner - Naam',
      },
      addresses: employee.addresses.flatMap((row) => [
        { ...row, country: 'BE', postalCode: '00', city: 'Nergensgem', stateProvince: 'Wolkenland' },
        { ...row, id: row.id + 1, default: false, type: 'PostAddress' as const },
      ]),
    }),
  },
  {
    name: 'starts half-way this period',
    apply: (employee, { period }) => startsOn(employee, addDays(period.begin, 14)),
  },
  {
    name: 'salary from a table',
    apply: (employee) => ({
      ...employee,
      salaries: employee.salaries.map((row) => ({
        ...row,
        table: { code: 7, description: 'Loongebouw Toverstaf', scale: 'B', step: '3' },
      })),
    }),
  },
  { name: 'on call', apply: onCall },
  {
    name: 'much changes on the first day of the next period',
    apply: (employee, anchor) => changesOn(employee, addDays(anchor.period.end, 1), anchor),
  },
  { name: 'entered weeks after the begin', apply: enteredLate },
  {
    name: 'much changes on the last day of this period',
    apply: (employee, anchor) => changesOn(employee, anchor.period.end, anchor),
  },
  { name: 'the same hours each period, without a schedule', apply: steadyHours },
];

/** A director-major shareholder: on the payroll, without employee insurances. */
export const asDga = (employee: Employee, person: Employee['personal']): Employee => ({
  ...employee,
  personal: { ...employee.personal, ...person },
  svw: employee.svw.map((row) => ({ ...row, wia: false, ww: false, zw: false, codeZvw: '13', contributionZvw: 6 })),
});
