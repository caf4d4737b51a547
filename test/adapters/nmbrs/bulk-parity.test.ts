import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNmbrsGateway } from '../../../adapters/nmbrs/payroll.ts';
import { BulkAanroep } from '../../../core/domain/bulk-aanroep.ts';
import { BedrijfId } from '../../../core/domain/controle.ts';
import { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import type { WerknemerGegevens } from '../../../core/domain/gegevensset.ts';
import { Inloggegevens } from '../../../core/domain/inloggegevens.ts';
import { tijdvakOf } from '../../../core/domain/tijdvak.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import type { Payroll, PayrollAnswer } from '../../../core/ports/payroll.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { Employee } from '../../../local/nmbrs-simulator/employee.ts';
import { exampleAanmelding } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES } from '../../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';

const TODAY = '2026-11-24';
const { domein, gebruikersnaam, apiToken } = exampleAanmelding.overkoepelend.nmbrs;
const OFFICE = Inloggegevens.parse({ domein, gebruikersnaam, apiToken });

/** Days around the current period, so that edges meet; as often the same day. */
const day = fc
  .integer({ min: -400, max: 60 })
  .map((offset) => new Date(Date.parse(`${TODAY}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10));
const soon = fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-24', '2026-11-30', '2026-12-01', '2026-11-29');
const date = fc.oneof(day, soon);
const word = fc.constantFrom('Zilvermaan', 'Ölåf & Zn', "d'Été", '<Steen>', 'X');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const decimal = fc.integer({ min: 0, max: 4000 }).map((n) => String(n / 100));
const gender = fc.constantFrom('undefined', 'male', 'female');
const few = { maxLength: 4 };

const contract = fc.record({
  id: fc.integer({ min: 1, max: 3 }),
  startDate: date,
  endDate: maybe(date),
  indefinite: maybe(fc.boolean()),
  hoursPerWeek: maybe(decimal),
});
const schedule = fc.record({
  id: fc.nat(),
  hours: fc.array(fc.constantFrom('0', '8', '7.6', '3.75'), { minLength: 14, maxLength: 14 }),
  parttimeFactor: fc.constantFrom('0.8', '1', '0.5278', '1.1'),
  startDate: date,
  creationDate: date,
});
const svw = fc.record({
  id: fc.nat(),
  from: date,
  wia: fc.boolean(),
  ww: fc.boolean(),
  zw: fc.boolean(),
  sector: fc.nat(60),
});
const address = fc.record({
  id: fc.nat(),
  from: date,
  to: maybe(date),
  default: fc.boolean(),
  street: maybe(word),
  city: maybe(word),
  type: fc.constantFrom('HomeAddress', 'PostAddress', 'WeekendAddress'),
});
const relative = { id: fc.nat(), name: maybe(word), firstName: maybe(word), gender, birthday: maybe(date) };
const component = fc.record({ id: fc.nat(), code: fc.nat(9999), value: decimal, from: date, to: maybe(date) });

const employee = fc.record({
  personal: fc.record({
    bsn: maybe(fc.constant('999999990')),
    lastName: word,
    gender: maybe(gender),
    birthday: maybe(date),
  }),
  contracts: fc.array(contract, few),
  schedules: fc.array(schedule, few),
  svw: fc.array(svw, few),
  addresses: fc.array(address, few),
  partner: maybe(fc.record({ ...relative, startDate: maybe(date) })),
  children: fc.array(fc.record(relative), few),
  fixedComponents: fc.array(component, few),
});

/** Everything on which the company-wide and the single calls could come apart. */
const switches: fc.Arbitrary<NonNullable<Change['switches']>> = fc.record({
  contractElement: fc.constantFrom('EmployeeContractItem', 'Contract_GetCurrentPeriodResult'),
  nullDate: fc.constantFrom('nil', 'min-date', 'absent'),
  emptyList: fc.constantFrom('empty', 'absent'),
  nullObject: fc.constantFrom('absent', 'nil'),
  noPartner: fc.constantFrom('null-object', 'default-object'),
  emptyString: fc.constantFrom('omitted', 'empty'),
  parttime: fc.constantFrom('factor', 'percent'),
  svwFields: fc.constantFrom('v3', 'v2.1'),
  creationDate: fc.constantFrom('seconds', 'fraction', 'offset'),
});

const COMPANIES = {
  maandelijks: EXAMPLE_COMPANIES.toverdrank.id,
  vierwekelijks: EXAMPLE_COMPANIES.drakenzorg.id,
} as const;

test('the company-wide calls give each employee field for field what the calls per employee give', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('maandelijks', 'vierwekelijks'),
      fc.array(employee, { minLength: 1, maxLength: 3 }),
      switches,
      async (verloning, people, chosen) => {
        const simulator = await simulatorWith(COMPANIES[verloning], people);
        try {
          simulator.change({ switches: chosen, rateLimit: { callsPerSecond: 100_000 } });
          await expectSame(simulator, verloning);
        } finally {
          await simulator.stop();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

function simulatorWith(companyId: number, people: readonly unknown[]): Promise<Simulator> {
  const scenario = exampleScenario({ werknemers: 1, today: TODAY });
  const employees = people.map((one, index) => {
    const rest = {
      employments: [{ id: 1, startDate: '2020-01-01' }],
      salaries: [],
      bankAccounts: [],
      variableComponents: [],
    };
    return Employee.parse(JSON.parse(JSON.stringify({ ...rest, ...Object(one), id: 70_001 + index, number: index })));
  });
  for (const { debtors } of scenario.environments) {
    for (const company of debtors.flatMap(({ companies }) => companies)) {
      if (company.id === companyId) company.employees = employees;
    }
  }
  return startSimulator({ scenario, clock: () => Date.parse(`${TODAY}T12:00:00Z`) });
}

async function expectSame(simulator: Simulator, verloning: keyof typeof COMPANIES): Promise<void> {
  const payroll = open(simulator);
  const bedrijfId = BedrijfId.parse(COMPANIES[verloning]);
  const { jaar, nummer } = await answered(payroll.fetchTijdvak(bedrijfId));
  const listed = await answered(payroll.listWerknemers(bedrijfId, 'in-dienst'));
  const werknemerIds = listed.map(({ werknemerId }) => WerknemerId.parse(werknemerId));
  const groepen = Gegevensgroep.options;
  const one = await Promise.all(werknemerIds.map((id) => answered(payroll.fetchWerknemer(id, groepen))));
  const tijdvak = tijdvakOf(verloning, jaar, nummer);
  const pieces: ReadonlyMap<WerknemerId, WerknemerGegevens>[] = [];
  for (const aanroep of BulkAanroep.options) {
    pieces.push(await answered(payroll.fetchBedrijfsbreed({ bedrijfId, aanroep, werknemerIds, groepen, tijdvak })));
    expect([...(pieces.at(-1)?.keys() ?? [])]).toEqual(werknemerIds);
  }
  const single: Gegevensgroep[] = ['looncomponenten', 'bankrekening'];
  const rest = await Promise.all(werknemerIds.map((id) => answered(payroll.fetchWerknemer(id, single))));
  const all = werknemerIds.map((id, index) => Object.assign({}, ...pieces.map((piece) => piece.get(id)), rest[index]));
  expect(all).toStrictEqual(one);
  expect(JSON.stringify(all)).toBe(JSON.stringify(one));
}

const open = (simulator: Simulator): Payroll =>
  createNmbrsGateway({ baseUrl: simulator.baseUrl, callsPerSecond: 100_000, callsInFlight: 8 }).open(OFFICE);

async function answered<T>(answer: Promise<PayrollAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}
