import type { Anchor } from './anchor.ts';
import { addDays, type Period, shiftPeriod } from './calendar.ts';
import type { Employee } from './employee.ts';
import { fantasyIban } from './fantasy.ts';

const OVERTIME = 2100;
const TRAVEL = 1400;
/** Extra hours, the hour code of on-call workers. */
const EXTRA_HOURS = 2100;

const NO_HOURS = Array.from({ length: 14 }, () => '0');

/** Paid by the hour, with a schedule of nothing: the hours are components. */
const withoutSchedule = (employee: Employee, hourlyWage: string): Employee => ({
  ...employee,
  salaries: employee.salaries.map((row) => ({ ...row, value: hourlyWage, type: 3 })),
  schedules: employee.schedules.map((row) => ({ ...row, hours: NO_HOURS, parttimeFactor: '0' })),
  variableComponents: employee.variableComponents.filter(({ code }) => code !== OVERTIME),
});

/** From three periods back to a year ahead: a year's exchanges find what is entered per period. */
const periodsAround = (period: Period): readonly Period[] =>
  Array.from({ length: 16 }, (_, index) => shiftPeriod(period, index - 3));

/** By period number, modulo five: no two periods in a row are alike, and in the fourth there was no work. */
const ON_CALL_HOURS = ['31.75', '18', '44.5', undefined, '7.25'];

/** A schedule of 0 hours, and other hours each period. */
export const onCall = (employee: Employee, { period }: Anchor): Employee => ({
  ...withoutSchedule(employee, '16.40'),
  contracts: employee.contracts.map((row) => ({ ...row, hoursPerWeek: '0' })),
  variableHours: periodsAround(period).flatMap(({ year, number }, index) => {
    const hours = ON_CALL_HOURS[number % ON_CALL_HOURS.length];
    return hours === undefined
      ? []
      : [{ id: employee.id * 20 + index, hourCode: EXTRA_HOURS, hours, year, period: number }];
  }),
});

/** The same hours each period, and fewer from the next one on. */
export const steadyHours = (employee: Employee, { period }: Anchor): Employee => ({
  ...withoutSchedule(employee, '19.20'),
  fixedHours: employee.employments.flatMap(({ id, startDate }) => [
    { id, hourCode: EXTRA_HOURS, hours: '86.5', from: startDate, to: period.end },
    { id: id + 1, hourCode: EXTRA_HOURS, hours: '65', from: addDays(period.end, 1) },
  ]),
});

/** What nobody ordinary has, so that it is a change for everybody. */
const NEW_FACTOR = '0.7';

/** All that has a history changes on this day, and was entered today; the overtime differs per period. */
export function changesOn(employee: Employee, day: string, { period, today }: Anchor): Employee {
  const eve = addDays(day, -1);
  const entered = { startDate: day, creationDate: today };
  return {
    ...employee,
    contracts: employee.contracts.flatMap((row) => [
      { ...row, endDate: eve, indefinite: false },
      { ...row, ...entered, id: row.id + 1, hoursPerWeek: '28' },
    ]),
    schedules: employee.schedules.flatMap((row) => [
      row,
      {
        ...row,
        ...entered,
        id: row.id + 1,
        hours: ['8', '8', '8', '4', ...NO_HOURS.slice(4)],
        parttimeFactor: NEW_FACTOR,
      },
    ]),
    svw: employee.svw.flatMap((row) => [row, { ...row, id: row.id + 1, from: day, wia: false }]),
    addresses: employee.addresses.flatMap((row) => [
      { ...row, to: eve },
      { ...row, id: row.id + 1, from: day, street: 'Overstappad', houseNumber: '1' },
    ]),
    bankAccounts: employee.bankAccounts.flatMap((row) => {
      const iban = fantasyIban(9_000_000_000 + employee.id);
      return [
        { ...row, to: eve },
        { ...row, id: row.id + 1, from: day, iban, number: iban.slice(8) },
      ];
    }),
    fixedComponents: employee.employments.flatMap(({ id, startDate }) => [
      { id, code: TRAVEL, value: '72.50', from: startDate, to: eve },
      { id: id + 1, code: TRAVEL, value: '91.25', from: day },
    ]),
    variableComponents: [
      ...employee.variableComponents.filter(({ code }) => code !== OVERTIME),
      ...periodsAround(period).map(({ year, number }, index) => ({
        id: employee.id * 20 + 2 + index,
        code: OVERTIME,
        value: `${10 + (number % 5) * 15}.00`,
        year,
        period: number,
      })),
    ],
  };
}
