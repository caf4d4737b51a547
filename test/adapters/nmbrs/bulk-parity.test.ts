import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNmbrsGateway } from '../../../adapters/nmbrs/payroll.ts';
import { BedrijfId, WerknemerId } from '../../../core/ids.ts';
import { type Tijdvak, tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { composeWerknemer } from '../../../core/levering/samenstelling.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import {
  type Gegevensveld,
  type OpgehaaldeGegevens,
  type Peilen,
  type Werknemer,
  WerknemerGegevens,
} from '../../../core/nmbrs/gegevensset.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { type NmbrsTijdvak, nmbrsTijdvakOf, type PeilSoort } from '../../../core/nmbrs/peil.ts';
import type { Payroll, PayrollAnswer, WerknemerAntwoord } from '../../../core/nmbrs/ports/payroll.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { Employee } from '../../../local/nmbrs-simulator/employee.ts';
import { EXAMPLE_COMPANIES, EXAMPLE_LOGINS } from '../../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { anybodyIn, anySwitches } from './histories.ts';

const { domain, email, token } = EXAMPLE_LOGINS.overkoepelend;
const OFFICE = Inloggegevens.parse({ domein: domain, gebruikersnaam: email, apiToken: token });
const COMPANIES = {
  maandelijks: EXAMPLE_COMPANIES.toverdrank.id,
  vierwekelijks: EXAMPLE_COMPANIES.drakenzorg.id,
} as const;

/** The exchanged periods: of both kinds, with the last one of the year; the four-weekly one of these has five weeks. */
const TIJDVAKKEN = [
  tijdvakOf('maandelijks', 2026, 11),
  tijdvakOf('maandelijks', 2026, 12),
  tijdvakOf('vierwekelijks', 2026, 12),
  tijdvakOf('vierwekelijks', 2026, 13),
];

/** How many periods Nmbrs is beyond the exchanged one; behind it when an office has set its active year back. */
const PLAATSEN = [0, 1, 3, -1] as const;

interface Wereld {
  readonly tijdvak: Tijdvak;
  readonly people: readonly object[];
  readonly switches: NonNullable<Change['switches']>;
  /** The calls for a given period that are active, and those that the exchange may use. */
  readonly active: readonly TijdvakAanroep[];
  readonly used: TijdvakAanroep[];
}

const wereld: fc.Arbitrary<Wereld> = fc.constantFrom(...TIJDVAKKEN).chain((tijdvak) =>
  fc.record({
    tijdvak: fc.constant(tijdvak),
    people: fc.array(anybodyIn(tijdvak), { minLength: 1, maxLength: 3 }),
    switches: anySwitches,
    active: fc.subarray(TijdvakAanroep.options),
    used: fc.subarray(TijdvakAanroep.options),
  }),
);

test('what is of the period is so to the byte by company-wide calls and by listed ones, wherever Nmbrs is', async () => {
  const differing = new Set<string>();
  await fc.assert(
    fc.asyncProperty(wereld, async (one) => {
      const simulator = await simulatorWith(one);
      try {
        await expectOfThePeriod(simulator, one, differing);
      } finally {
        await simulator.stop();
      }
    }),
    { numRuns: 30 },
  );
  // Otherwise the histories were such that it does not matter where Nmbrs is, and nothing was tested.
  const [, ...elsewhere] = PLAATSEN;
  const velden = ['contracten', 'adressen', 'verzekering', 'bankrekeningen', 'variabeleLooncomponenten'];
  const wanted = velden.flatMap((veld) => elsewhere.map((plaats) => `${veld} ${plaats}`));
  expect(wanted.filter((one) => !differing.has(one))).toEqual([]);
}, 120_000);

async function expectOfThePeriod(simulator: Simulator, one: Wereld, differing: Set<string>): Promise<void> {
  const payroll = createNmbrsGateway({ baseUrl: simulator.baseUrl, callsPerSecond: 100_000, callsInFlight: 8 }).open(
    OFFICE,
  );
  let inThePeriod: readonly Werknemer[] = [];
  for (const plaats of PLAATSEN) {
    const companyId = COMPANIES[one.tijdvak.verloning];
    simulator.change({ companies: [{ companyId, currentPeriod: beyond(one.tijdvak, plaats) }] });
    const nmbrsIn = nmbrsTijdvakOf(await answered(payroll.fetchTijdvak(BedrijfId.parse(companyId))));
    const plek = { payroll, plaats, nmbrsIn };
    const listed = await listedLines(plek, one);
    const wide = await companyWideLines(plek, one);
    if (plaats === 0) {
      inThePeriod = listed;
      expect(JSON.stringify(wide)).toBe(JSON.stringify(listed));
    }
    for (const [index, was] of inThePeriod.entries()) {
      for (const [path, line] of [
        ['listed', listed[index]],
        ['company-wide', wide[index]],
      ] as const) {
        if (line === undefined) throw new Error('somebody is missing');
        expect([path, line.peil]).toEqual([path, expectedPeil(path, line, one, plek)]);
        expectNothingLater(line, one.tijdvak);
        for (const veld of VELDEN) {
          const [now, then] = [line, was].map((each) => JSON.stringify(each[veld]));
          if (now !== then) differing.add(`${veld} ${plaats}`);
          if (isOfPeriod(line, veld) && !isUntold(veld, one, plek))
            expect([path, veld, now]).toEqual([path, veld, then]);
        }
      }
    }
  }
}

const VELDEN: readonly Gegevensveld[] = WerknemerGegevens.keyof().options;
const isOfPeriod = ({ peil }: Werknemer, veld: Gegevensveld): boolean => peil[veld] === 'tijdvak';

/** Which call gives which group for a given period. */
const OF_PERIOD: Readonly<Partial<Record<Gegevensveld, TijdvakAanroep>>> = {
  vasteLooncomponenten: 'WageComponentFixed_Get',
  variabeleLooncomponenten: 'WageComponentVar_Get',
  vasteUren: 'HourComponentFixed_Get',
  variabeleUren: 'HourComponentVar_Get',
  bankrekeningen: 'BankAccount_GetList',
};

/** An empty answer of a call for a period that is still to come to Nmbrs tells nothing about it. */
const isUntold = (veld: Gegevensveld, { switches }: Wereld, { plaats }: Plek): boolean =>
  plaats < 0 &&
  (veld === 'rooster' || OF_PERIOD[veld] !== undefined) &&
  (switches.byPeriodOutside === 'empty' || switches.byPeriodOutside === 'absent');

/** Of each group whether it must be of the period, and that a group is not told at all when no call gives it. */
function expectedPeil(path: 'listed' | 'company-wide', line: Werknemer, one: Wereld, plek: Plek): Peilen {
  const { plaats, nmbrsIn } = plek;
  const now = plaats === 0 ? 'tijdvak' : { nu: nmbrsIn };
  const isRefused = plaats < 0 && one.switches.byPeriodOutside === 'fault';
  const peil: Peilen = {};
  for (const veld of VELDEN) {
    const call = OF_PERIOD[veld];
    const isGiven = call !== undefined && !isRefused && one.active.includes(call) && one.used.includes(call);
    if (veld === 'partner' || veld === 'kinderen') peil[veld] = { nu: nmbrsIn };
    else if (isGiven) peil[veld] = 'tijdvak';
    else if (veld === 'vasteUren' || veld === 'variabeleUren') continue;
    else if (path === 'company-wide' && call === undefined) peil[veld] = 'tijdvak';
    else peil[veld] = veld === 'rooster' && !isRefused && !hasTwoOfADay(line, one) ? 'tijdvak' : now;
  }
  // Of two schedules of a day the list may tell the one that counts, or both.
  if (path === 'listed' && hasTwoOfADay(line, one) && isOfPeriod(line, 'rooster')) peil.rooster = 'tijdvak';
  return peil;
}

function hasTwoOfADay({ werknemerId }: Werknemer, { people }: Wereld): boolean {
  const { schedules } = employeeOf(people[werknemerId - FIRST_ID] ?? {}, 0);
  return new Set(schedules.map(({ startDate }) => startDate)).size < schedules.length;
}

/** No dated fact of a group of the period begins after the period. */
function expectNothingLater(line: Werknemer, { eind }: Tijdvak): void {
  const begins = [
    ...(isOfPeriod(line, 'contracten') ? (line.contracten ?? []) : []).map(({ begin }) => begin),
    ...(isOfPeriod(line, 'rooster') ? [line.rooster?.ingangsdatum] : []),
  ];
  expect(begins.filter((begin) => begin !== undefined && begin > eind)).toEqual([]);
}

/** Where Nmbrs is when it is asked. */
interface Plek {
  readonly payroll: Payroll;
  readonly plaats: (typeof PLAATSEN)[number];
  readonly nmbrsIn: NmbrsTijdvak;
}

const FIRST_ID = 70_001;
const idsOf = ({ people }: Wereld): WerknemerId[] => people.map((_one, index) => WerknemerId.parse(FIRST_ID + index));

const listedLines = (plek: Plek, one: Wereld): Promise<readonly Werknemer[]> =>
  Promise.all(
    idsOf(one).map(async (werknemerId) => lineOf(werknemerId, await listed(plek, one, werknemerId), one, plek)),
  );

const listed = (
  { payroll }: Plek,
  { tijdvak, used }: Wereld,
  werknemerId: WerknemerId,
  groepen: readonly Gegevensgroep[] = Gegevensgroep.options,
): Promise<WerknemerAntwoord> => answered(payroll.fetchWerknemer({ werknemerId, groepen, tijdvak, perTijdvak: used }));

/** By the company-wide calls, and by listed ones what none of those gives. */
async function companyWideLines(plek: Plek, one: Wereld): Promise<readonly Werknemer[]> {
  const { tijdvak } = one;
  const bedrijfId = BedrijfId.parse(COMPANIES[tijdvak.verloning]);
  const werknemerIds = idsOf(one);
  const vraag = { bedrijfId, werknemerIds, groepen: Gegevensgroep.options, tijdvak };
  const pieces: ReadonlyMap<WerknemerId, WerknemerAntwoord>[] = [];
  for (const aanroep of BulkAanroep.options) {
    const piece = await answered(plek.payroll.fetchBedrijfsbreed({ ...vraag, aanroep }));
    expect([...piece.keys()]).toEqual(werknemerIds);
    pieces.push(piece);
  }
  return Promise.all(
    werknemerIds.map(async (id) => {
      const left = await listed(plek, one, id, ['uren', 'looncomponenten', 'bankrekening']);
      const all = [...pieces.flatMap((piece) => piece.get(id) ?? []), left];
      const gegevens: OpgehaaldeGegevens = Object.assign({}, ...all.map((each) => each.gegevens));
      const peil: WerknemerAntwoord['peil'] = Object.assign({}, ...all.map((each) => each.peil));
      return lineOf(id, { gegevens, peil }, one, plek);
    }),
  );
}

/** The line of the set, as the assembly makes it. What is told as of now is of the period when Nmbrs is in it. */
function lineOf(
  werknemerId: WerknemerId,
  { gegevens, peil }: WerknemerAntwoord,
  { tijdvak }: Wereld,
  { plaats, nmbrsIn }: Plek,
): Werknemer {
  const isTold = (veld: Gegevensveld, soort: PeilSoort): boolean =>
    soort === 'tijdvak' || (plaats === 0 && veld !== 'partner' && veld !== 'kinderen');
  const peilen: Peilen = {};
  for (const veld of VELDEN) {
    const soort = peil[veld];
    if (soort !== undefined) peilen[veld] = isTold(veld, soort) ? 'tijdvak' : { nu: nmbrsIn };
  }
  return composeWerknemer(
    { werknemerId, dga: false, dienstverbanden: [] },
    { gegevens, peil: peilen, salarissen: [], looncodes: [] },
    { dekkingsprofiel: 'volledig', peildatum: tijdvak.eind },
  );
}

function beyond({ verloning, jaar, nummer }: Tijdvak, count: number): { year: number; period: number } {
  const perYear = verloning === 'maandelijks' ? 12 : 13;
  const index = jaar * perYear + nummer - 1 + count;
  return { year: Math.floor(index / perYear), period: (index % perYear) + 1 };
}

const employeeOf = (one: object, index: number): Employee =>
  Employee.parse(JSON.parse(JSON.stringify({ ...one, id: FIRST_ID + index, number: index })));

async function simulatorWith({ tijdvak, people, switches, active }: Wereld): Promise<Simulator> {
  const scenario = exampleScenario({ werknemers: 1, today: tijdvak.eind });
  for (const { debtors } of scenario.environments) {
    for (const company of debtors.flatMap(({ companies }) => companies)) {
      if (company.id === COMPANIES[tijdvak.verloning]) company.employees = people.map(employeeOf);
    }
  }
  const simulator = await startSimulator({ scenario, clock: () => Date.parse(`${tijdvak.eind}T12:00:00Z`) });
  const rights = TijdvakAanroep.options.map((aanroep) => {
    return { subdomain: domain, email, call: `EmployeeService.${aanroep}`, active: active.includes(aanroep) };
  });
  simulator.change({ switches, rights, rateLimit: { callsPerSecond: 100_000 } });
  return simulator;
}

async function answered<T>(answer: Promise<PayrollAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}
