import * as fc from 'fast-check';
import { addDays, type Datum } from '../../../core/kalender/tijd.ts';
import type { Tijdvak } from '../../../core/kalender/tijdvak.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';

// People of the simulator with any history, for properties over what is told of a period.

const word = fc.constantFrom('Zilvermaan', 'Ölåf & Zn', "d'Été", '<Steen>', 'X');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const decimal = fc.integer({ min: 0, max: 4000 }).map((n) => String(n / 100));
const gender = fc.constantFrom('undefined', 'male', 'female');
const code = fc.nat(9999);
const some = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 4 });

/** The days on which something may change: the edges of the period and the days beside them, its middle, any day around it. */
const dagen = ({ begin, eind }: Tijdvak): fc.Arbitrary<Datum> =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        addDays(begin, -1),
        begin,
        addDays(begin, 13),
        addDays(eind, -1),
        eind,
        addDays(eind, 1),
      ),
    },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: 120 }).map((offset) => addDays(begin, offset)) },
  );

/** Somebody in service in the period, of whom anything changes on any of those days; without id and number. */
export function anybodyIn(tijdvak: Tijdvak) {
  const date = dagen(tijdvak);
  const relative = { id: fc.nat(), name: maybe(word), firstName: maybe(word), gender, birthday: maybe(date) };
  const lasting = { id: fc.nat(), from: date, to: maybe(date) };
  const ofPeriod = { year: maybe(fc.constantFrom(2026, 2027)), period: maybe(fc.integer({ min: 1, max: 13 })) };
  return fc.record({
    employments: fc.constantFrom('2020-01-01', tijdvak.begin, tijdvak.eind).map((startDate) => [{ id: 1, startDate }]),
    salaries: fc.constant([]),
    personal: fc.record({
      bsn: maybe(fc.constant('999999990')),
      lastName: word,
      gender: maybe(gender),
      birthday: maybe(date),
    }),
    contracts: some(
      fc.record({
        id: fc.integer({ min: 1, max: 3 }),
        startDate: date,
        endDate: maybe(date),
        sequenceTaxId: fc.nat(2),
        indefinite: maybe(fc.boolean()),
        hoursPerWeek: maybe(decimal),
      }),
    ),
    schedules: some(
      fc.record({
        id: fc.nat(),
        hours: fc.array(fc.constantFrom('0', '8', '7.6', '3.75'), { minLength: 14, maxLength: 14 }),
        parttimeFactor: fc.constantFrom('0.8', '1', '0.5278', '1.1'),
        startDate: date,
        creationDate: date,
      }),
    ),
    svw: some(
      fc.record({
        id: fc.nat(),
        from: date,
        wia: fc.boolean(),
        ww: fc.boolean(),
        zw: fc.boolean(),
        sector: fc.nat(60),
      }),
    ),
    addresses: some(
      fc.record({
        ...lasting,
        default: fc.boolean(),
        street: maybe(word),
        city: maybe(word),
        type: fc.constantFrom('HomeAddress', 'PostAddress', 'WeekendAddress'),
      }),
    ),
    partner: maybe(fc.record({ ...relative, startDate: maybe(date) })),
    children: some(fc.record(relative)),
    bankAccounts: some(
      fc.record({ ...lasting, iban: maybe(word), type: fc.constantFrom('Standaard', 'Bankrekening1') }),
    ),
    fixedComponents: some(fc.record({ ...lasting, code, value: decimal })),
    variableComponents: some(fc.record({ id: fc.nat(), code, value: decimal, ...ofPeriod })),
    fixedHours: some(fc.record({ ...lasting, hourCode: code, hours: decimal })),
    variableHours: some(fc.record({ id: fc.nat(), hourCode: code, hours: decimal, ...ofPeriod })),
  });
}

/** Everything on which the company-wide and the single calls, or those of now and those of a period, could come apart. */
export const anySwitches: fc.Arbitrary<NonNullable<Change['switches']>> = fc.record({
  contractElement: fc.constantFrom('EmployeeContractItem', 'Contract_GetCurrentPeriodResult'),
  nullDate: fc.constantFrom('nil', 'min-date', 'absent'),
  emptyList: fc.constantFrom('empty', 'absent'),
  nullObject: fc.constantFrom('absent', 'nil'),
  noPartner: fc.constantFrom('null-object', 'default-object'),
  emptyString: fc.constantFrom('omitted', 'empty'),
  parttime: fc.constantFrom('factor', 'percent'),
  svwFields: fc.constantFrom('v3', 'v2.1'),
  periodNumber: fc.constantFrom('plain', 'padded'),
  periodWeek4: fc.constantFrom('W4', '4W'),
  creationDate: fc.constantFrom('seconds', 'fraction', 'offset'),
  byPeriodOutside: fc.constantFrom('rows', 'empty', 'absent', 'fault'),
  scheduleList: fc.constantFrom('until-period', 'in-period'),
});
