import type { Tijdvak } from '../../core/kalender/tijdvak.ts';
import type { Change } from '../nmbrs-simulator/change.ts';
import type { Employee } from '../nmbrs-simulator/employee.ts';
import { generateEmployees } from '../nmbrs-simulator/employees-generator.ts';
import type { Company } from '../nmbrs-simulator/environment.ts';

type Event = readonly [told: string, change: (employee: Employee, dates: Dates) => Partial<Employee>];

interface Dates {
  /** The period that was exchanged last. */
  readonly vorig: Tijdvak;
  /** The period in which things happen. */
  readonly nu: Tijdvak;
}

/** Ids of rows that only the demo adds: the generator stays far below them. */
const rowId = ({ id }: Employee): number => id * 20 + 9;

const lastOf = <T>(rows: readonly [T, ...T[]] | readonly T[]): T | undefined => rows.at(-1);

const raised = (employee: Employee, from: string, enteredOn: string, percent: number): Partial<Employee> => {
  const current = lastOf(employee.salaries);
  if (current === undefined) return {};
  const value = ((Number(current.value) * (100 + percent)) / 100).toFixed(2);
  return {
    salaries: [
      ...employee.salaries,
      { ...current, id: rowId(employee), value, startDate: from, creationDate: enteredOn },
    ],
  };
};

/** What happens to one employee each between two exchanges; everyone else stays as they were. */
const EVENTS: readonly Event[] = [
  ['verdient meer', (one, { nu }) => raised(one, nu.begin, nu.begin, 4)],
  ['verdient meer, en dat met terugwerkende kracht', (one, { vorig, nu }) => raised(one, vorig.begin, nu.eind, 6)],
  [
    'gaat uit dienst',
    ({ employments, contracts }, { nu }) => ({
      employments: employments.map((row, at) => (at === employments.length - 1 ? { ...row, endDate: nu.eind } : row)),
      contracts: contracts.map((row, at) => (at === contracts.length - 1 ? { ...row, endDate: nu.eind } : row)),
    }),
  ],
  [
    'gaat 24 uur werken',
    (one, { nu }) => ({
      schedules: [
        ...one.schedules,
        {
          id: rowId(one),
          hours: ['8', '8', '8', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'],
          parttimeFactor: '0.6',
          startDate: nu.begin,
          creationDate: nu.begin,
        },
      ],
    }),
  ],
  [
    'verhuist',
    (one, { vorig, nu }) => ({
      addresses: [
        ...one.addresses.map((row) => (row.to === undefined ? { ...row, to: vorig.eind } : row)),
        {
          id: rowId(one),
          from: nu.begin,
          default: true,
          street: 'Nieuwe Toverlaan',
          houseNumber: '12',
          postalCode: '0123 AB',
          city: 'Sterrenstad',
          country: 'NL',
          type: 'HomeAddress',
        },
      ],
    }),
  ],
  [
    'krijgt een partner',
    (one, { nu }) => ({
      partner: { id: rowId(one), name: 'Maanlicht', initials: 'M.', gender: 'undefined', startDate: nu.begin },
    }),
  ],
  [
    'krijgt een kind',
    (one, { nu }) => ({
      children: [
        ...one.children,
        { id: rowId(one), name: 'Sterrenkind', initials: 'S.', gender: 'undefined', birthday: nu.begin },
      ],
    }),
  ],
  [
    'is niet meer verzekerd voor de werknemersverzekeringen',
    (one, { nu }) => ({
      svw: one.svw.flatMap((row, at) =>
        at === one.svw.length - 1
          ? [row, { ...row, id: rowId(one), from: nu.begin, wia: false, ww: false, zw: false }]
          : [row],
      ),
    }),
  ],
  [
    'overlijdt',
    ({ personal, employments }, { nu }) => ({
      personal: { ...personal, deceasedDate: nu.eind },
      employments: employments.map((row, at) => (at === employments.length - 1 ? { ...row, endDate: nu.eind } : row)),
    }),
  ],
  [
    'krijgt een vaste toeslag',
    (one, { nu }) => ({
      fixedComponents: [...one.fixedComponents, { id: rowId(one), code: 1500, value: '55.00', from: nu.begin }],
    }),
  ],
];

export interface Happenings {
  readonly change: Change;
  /** What happened, as people say it. */
  readonly told: readonly string[];
}

/** A month in the life of a company: each event for one employee, from the last one back, and somebody new. */
export function happeningsIn(company: Company, dates: Dates): Happenings {
  const staying = company.employees
    .filter(({ employments }) => lastOf(employments)?.endDate === undefined)
    .toReversed();
  const pairs = EVENTS.flatMap(([told, change], at) => {
    const employee = staying[at];
    return employee === undefined ? [] : [{ told, employee, set: change(employee, dates) }];
  });
  return {
    change: {
      employees: pairs.map(({ employee, set }) => ({ employeeId: employee.id, set })),
      addEmployees: [{ companyId: company.id, employee: newcomer(company, dates) }],
    },
    told: [...pairs.map(({ told }) => `Een werknemer ${told}`), 'Iemand komt in dienst'],
  };
}

function newcomer(company: Company, { nu }: Dates): Employee {
  const ids = company.employees.map(({ id }) => id);
  const numbers = company.employees.map(({ number }) => number);
  const [made] = generateEmployees({
    seed: company.id,
    count: 1,
    kind: nu.verloning === 'maandelijks' ? 'month' : 'week4',
    today: nu.begin,
    firstId: Math.max(0, ...ids) + 1,
    firstBsn: company.employees.length + 500,
  });
  if (made === undefined) throw new Error('nobody was generated');
  const since = nu.begin;
  const from = <T extends { readonly startDate: string }>(rows: readonly T[]): T[] =>
    rows.slice(-1).map((row) => ({ ...row, startDate: since, creationDate: since }));
  return {
    ...made,
    number: Math.max(0, ...numbers) + 1,
    employments: from(made.employments),
    contracts: from(made.contracts),
    salaries: from(made.salaries),
    schedules: from(made.schedules),
  };
}
