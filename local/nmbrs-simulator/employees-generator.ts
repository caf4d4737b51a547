import { addDays, addYears, dateOf, type Period, type PeriodKind, periodAt, shiftPeriod, yearOf } from './calendar.ts';
import type { Employee } from './employee.ts';
import {
  CITIES,
  FANTASY_BIC,
  FIRST_NAMES,
  fantasyIban,
  impossibleBsn,
  LAST_NAMES,
  PREFIXES,
  postalCode,
  STREETS,
} from './fantasy.ts';
import { seededRandom } from './random.ts';
import { leavesOn, SITUATIONS, startsOn } from './situations.ts';

export interface GeneratorInput {
  readonly seed: number;
  /** Employees who are in service on at least one day of the period in which `today` lies. */
  readonly count: number;
  /** Employees who left before that period; they come on top of `count`. */
  readonly former?: number;
  readonly kind: PeriodKind;
  /** The date that histories, leavers and starters are relative to. */
  readonly today: string;
  /** The first employee id; the others count on. */
  readonly firstId: number;
  /** The first index for {@link impossibleBsn}. */
  readonly firstBsn: number;
  /** Whether the first employees get the situations of `situations.ts`, one each. */
  readonly situations?: boolean;
}

type Random = () => number;

const pick = <T>(random: Random, list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

/** Invented employees of one company. The same input gives the same people. */
export function generateEmployees(input: GeneratorInput): Employee[] {
  const random = seededRandom(input.seed);
  const period = periodAt(input.kind, input.today);
  const total = input.count + (input.former ?? 0);
  return Array.from({ length: total }, (_, index) => {
    const employee = ordinaryEmployee(input, index, random);
    if (index >= input.count) return leftBefore(employee, period, index - input.count);
    const situation = input.situations ? SITUATIONS[index] : undefined;
    return situation === undefined ? employee : situation.apply(employee, { period, today: input.today });
  });
}

/** Somebody who has worked here for a while, full-time or part-time, with the data that a payroll office keeps. */
function ordinaryEmployee({ firstId, firstBsn, today }: GeneratorInput, index: number, random: Random): Employee {
  const id = firstId + index;
  const rowId = id * 20;
  const start = dateOf(yearOf(today) - between(random, 1, 15), between(random, 1, 12), 1);
  const person = personOf(random, firstBsn + index, yearOf(today));
  const factor = pick(random, ['1', '1', '1', '0.9', '0.8', '0.6', '0.5']);
  return {
    id,
    number: index + 1,
    personal: person,
    employments: [{ id: rowId, creationDate: addDays(start, -21), startDate: start, initialStartDate: start }],
    contracts: [contractOf(random, rowId, { start, today, factor })],
    salaries: salariesOf(random, rowId, { start, today }),
    schedules: [scheduleOf(rowId, start, factor)],
    svw: [insured(rowId, start)],
    addresses: [addressOf(random, rowId, start)],
    ...partnerOf(random, rowId, today),
    children: childrenOf(random, rowId, { today, name: person.lastName }),
    bankAccounts: [bankAccountOf(rowId, start, { bsnIndex: firstBsn + index, name: person.lastName })],
    fixedComponents: random() < 0.6 ? [{ id: rowId, code: 1400, value: '72.50', from: start }] : [],
    variableComponents: variableComponentsOf(random, rowId),
    fixedHours: [],
    variableHours: [],
  };
}

function personOf(random: Random, bsnIndex: number, year: number): Employee['personal'] {
  const gender = random() < 0.5 ? 'female' : 'male';
  const firstName = pick(random, FIRST_NAMES[gender]);
  const prefix = pick(random, PREFIXES);
  const lastName = pick(random, LAST_NAMES);
  return {
    bsn: impossibleBsn(bsnIndex),
    firstName,
    initials: `${firstName.slice(0, 1)}.${pick(random, ['', 'X.', 'Q.Z.'])}`,
    ...(prefix === '' ? {} : { prefix }),
    lastName,
    gender,
    birthday: dateOf(year - between(random, 21, 63), between(random, 1, 12), between(random, 1, 28)),
    nationalityCode: 1,
    placeOfBirth: pick(random, CITIES),
    countryOfBirth: 'NL',
    emailWork: `werknemer${bsnIndex}@werkgever.example`,
    burgerlijkeStaat: pick(random, ['Ongehuwd', 'Gehuwd', 'Onbekend']),
    naamstelling: 'Eigen naam',
  };
}

function contractOf(
  random: Random,
  id: number,
  { start, today, factor }: { readonly start: string; readonly today: string; readonly factor: string },
): Employee['contracts'][number] {
  const indefinite = random() < 0.7;
  return {
    id,
    creationDate: start,
    startDate: start,
    ...(indefinite ? {} : { endDate: addDays(addYears(today, 2), between(random, 0, 200)) }),
    employmentType: 1,
    sequenceTaxId: 1,
    indefinite,
    phaseClassification: 0,
    writtenContract: true,
    hoursPerWeek: weekHours(factor),
  };
}

const weekHours = (factor: string): string => String(Math.round(Number(factor) * 400) / 10);

/** One row at the start, and a rise on 1 January of each of the last two years. Full-time amounts: type 1. */
function salariesOf(
  random: Random,
  id: number,
  { start, today }: { readonly start: string; readonly today: string },
): Employee['salaries'] {
  const first = between(random, 2300, 5200);
  const rises = [dateOf(yearOf(today) - 1, 1, 1), dateOf(yearOf(today), 1, 1)].filter((date) => date > start);
  return [start, ...rises].map((startDate, index) => ({
    id: id + index,
    value: (first * 1.03 ** index).toFixed(2),
    type: 1,
    startDate,
    creationDate: addDays(startDate, -7),
  }));
}

/** Five equal days in one week; the second week is zeros, as in a one-week schedule. */
function scheduleOf(id: number, startDate: string, factor: string): Employee['schedules'][number] {
  const perDay = String(Math.round(Number(factor) * 80) / 10);
  const hours = [...Array.from({ length: 5 }, () => perDay), ...Array.from({ length: 9 }, () => '0')];
  return { id, hours, parttimeFactor: factor, startDate, creationDate: startDate };
}

function insured(id: number, from: string): Employee['svw'][number] {
  return {
    id,
    from,
    wia: true,
    ww: true,
    zw: true,
    influence: 0,
    wageCostBenefit: 1,
    codeCao: 9999,
    contributionZvw: 2,
    codeZvw: '11',
    riskGroup: 1,
    sector: 45,
    employmentType: 1,
  };
}

function addressOf(random: Random, id: number, from: string): Employee['addresses'][number] {
  const number = between(random, 1, 240);
  return {
    id,
    from,
    default: true,
    street: pick(random, STREETS),
    houseNumber: String(number),
    ...(number % 7 === 0 ? { houseNumberAddition: 'bis' } : {}),
    postalCode: postalCode(number * 3),
    city: pick(random, CITIES),
    country: 'NL',
    type: 'HomeAddress',
  };
}

function partnerOf(random: Random, id: number, today: string): Pick<Employee, 'partner'> {
  if (random() < 0.45) return {};
  const gender = random() < 0.5 ? 'female' : 'male';
  const firstName = pick(random, FIRST_NAMES[gender]);
  return {
    partner: {
      id,
      name: pick(random, LAST_NAMES),
      firstName,
      initials: `${firstName.slice(0, 1)}.`,
      gender,
      birthday: dateOf(yearOf(today) - between(random, 22, 60), between(random, 1, 12), 15),
      startDate: dateOf(yearOf(today) - between(random, 1, 12), 6, 1),
    },
  };
}

function childrenOf(
  random: Random,
  id: number,
  { today, name }: { readonly today: string; readonly name: string },
): Employee['children'] {
  return Array.from({ length: Math.max(0, between(random, -2, 3)) }, (_, index) => {
    const gender = random() < 0.5 ? 'female' : 'male';
    const firstName = pick(random, FIRST_NAMES[gender]);
    const birthday = dateOf(yearOf(today) - between(random, 1, 17), between(random, 1, 12), 9);
    return { id: id + index, name, firstName, initials: `${firstName.slice(0, 1)}.`, gender, birthday };
  });
}

function bankAccountOf(
  id: number,
  from: string,
  { bsnIndex, name }: { readonly bsnIndex: number; readonly name: string },
): Employee['bankAccounts'][number] {
  const iban = fantasyIban(bsnIndex + 1);
  return { id, from, number: iban.slice(8), iban, bic: FANTASY_BIC, name, type: 'Bankrekening1' };
}

/** Overtime for some; a thirteenth month for all, in the twelfth period of every year. */
function variableComponentsOf(random: Random, id: number): Employee['variableComponents'] {
  const overtime = random() < 0.3 ? [{ id, code: 2100, value: String(between(random, 1, 12)) }] : [];
  return [...overtime, { id: id + 1, code: 2300, value: '1500.00', period: 12 }];
}

/** The first former employee left on the last day of the period before; the next ones a year earlier each. */
function leftBefore(employee: Employee, period: Period, index: number): Employee {
  const endDate = addYears(shiftPeriod(period, -1).end, -index);
  return leavesOn(startsOn(employee, addYears(endDate, -3)), endDate);
}
