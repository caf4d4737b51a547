import { afterEach, describe, expect, it } from 'vitest';
import { createNmbrsGateway } from '../../../adapters/nmbrs/payroll.ts';
import { TijdvakId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { BulkAanroep, bulkAanroepenFor } from '../../../core/nmbrs/bulk-aanroep.ts';
import {
  Dekkingsprofiel,
  type Gegevensgroep,
  groepenFor,
  needsLooncodes,
} from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { TijdvakAanroep, tijdvakAanroepenFor } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { werkPrefix } from '../../../core/uitwisseling/werkplan.ts';
import { exampleAanmelding } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES, EXAMPLE_LOGINS } from '../../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { companyIn } from '../../../local/nmbrs-simulator/in-service.ts';
import type { Scenario } from '../../../local/nmbrs-simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { textOf } from '../../core/end-state.ts';
import { decided, drain, goedkeuren, koppelingOf, token, waitingForAkkoord } from '../../core/way.ts';
import { createWorld, type World } from '../../core/world.ts';
import { changedInDecember, componentsOf } from './changed-in-december.ts';

// The use cases of an exchange over the real adapter: which calls reach Nmbrs for each profile, and what leaves the adapter.

const COMPANY = EXAMPLE_COMPANIES.toverdrank.id;
const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;

/** A word in the fields of each group that not every profile has, by which it is found wherever it went. */
const CANARIES: Readonly<Partial<Record<Gegevensgroep, string>>> = {
  uren: '"uren":"88.75"',
  bsn: '999999990',
  adres: 'kanariestraat',
  verzekering: '"sector":"61"',
  partner: 'kanariepartner',
  kinderen: 'kanariekind',
  looncomponenten: '77.31',
  bankrekening: 'kanariebank',
};

/** The calls about one employee, by the groups that need them, and the call for the period that comes in the place of one. */
const SINGLE: readonly (readonly [string | undefined, readonly Gegevensgroep[], TijdvakAanroep?])[] = [
  ['PersonalInfo_GetCurrent', ['persoon', 'bsn']],
  ['Contract_GetCurrentPeriod', ['contract']],
  ['Schedule_GetList', ['rooster']],
  ['Address_GetListCurrent', ['adres']],
  ['SVW_GetCurrent', ['verzekering']],
  ['Partner_Get', ['partner']],
  ['Children_Get', ['kinderen']],
  [undefined, ['uren'], 'HourComponentFixed_Get'],
  [undefined, ['uren'], 'HourComponentVar_Get'],
  ['WageComponentFixed_GetCurrent', ['looncomponenten'], 'WageComponentFixed_Get'],
  ['WageComponentVar_GetCurrent', ['looncomponenten'], 'WageComponentVar_Get'],
  ['BankAccount_GetListCurrent', ['bankrekening'], 'BankAccount_GetList'],
];

const simulators: Simulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.stop();
});

/** The monthly company of the example, with a canary in the fields of every employee. */
function canaryScenario(): Scenario {
  const scenario = exampleScenario({ werknemers: 4, today: '2026-11-24' });
  const relative = { id: 1, gender: 'female', birthday: '2001-02-03' } as const;
  for (const employee of companyIn(scenario, COMPANY)?.employees ?? []) {
    employee.personal.bsn = CANARIES.bsn;
    for (const address of employee.addresses) address.street = CANARIES.adres;
    for (const row of employee.svw) row.sector = 61;
    employee.partner = { ...relative, name: CANARIES.partner };
    employee.children = [{ ...relative, name: CANARIES.kinderen }];
    employee.fixedComponents = [{ id: 1, code: 1000, value: '77.31', from: '2020-01-01' }];
    employee.fixedHours = [{ id: 1, hourCode: 2100, hours: '88.75', from: '2020-01-01' }];
    for (const account of employee.bankAccounts) account.name = CANARIES.bankrekening;
  }
  return scenario;
}

interface Path {
  readonly profiel: Dekkingsprofiel;
  readonly path: 'bedrijfsbreed' | 'per werknemer';
  /** Whether the calls for a given period are active. */
  readonly perTijdvak: boolean;
  /** The month of 2026 in which Nmbrs is: the exchanged one when absent. */
  readonly maand?: number;
  readonly scenario?: Scenario;
}

/** An exchange of November that runs, and the simulator counts from here on. */
async function runningAt({ profiel, path, perTijdvak, maand = 11, scenario = canaryScenario() }: Path): Promise<{
  world: World;
  simulator: Simulator;
  id: UitwisselingId;
}> {
  const memory = createWorld();
  const clock = () => Date.parse(memory.klok.now());
  const simulator = await startSimulator({ scenario, clock });
  simulators.push(simulator);
  const right = (call: string, active: boolean) => ({ subdomain, email, call: `EmployeeService.${call}`, active });
  simulator.change({
    companies: [{ companyId: COMPANY, currentPeriod: { year: 2026, period: maand } }],
    rateLimit: { callsPerSecond: 100_000 },
    rights: [
      ...BulkAanroep.options.map((call) => right(call, path === 'bedrijfsbreed')),
      ...TijdvakAanroep.options.map((call) => right(call, perTijdvak)),
    ],
  });
  const gateway = createNmbrsGateway({ baseUrl: simulator.baseUrl, callsPerSecond: 100_000, callsInFlight: 8 });
  const world: World = { ...memory, gateway: { ...gateway, calls: [] } };
  const aanmeldingId = await waitingForAkkoord(world, exampleAanmelding.overkoepelend);
  await decided(world, aanmeldingId, goedkeuren(profiel));
  await realiseKoppeling(world, aanmeldingId);
  const { koppelingId } = await koppelingOf(world, aanmeldingId);
  world.klok.set('2026-12-10T05:00:00.000Z');
  const tijdvakId = TijdvakId.parse('2026-M11');
  await startUitwisseling(world, { koppelingId, tijdvakId });
  simulator.resetMeting();
  return { world, simulator, id: uitwisselingIdOf(koppelingId, tijdvakId, 1) };
}

async function exchange(choice: Path) {
  const { world, simulator, id } = await runningAt(choice);
  await checkRun(world, id);
  await planUitwisseling(world, id);
  world.verloop.wait(token('verdeel'));
  await distributeDelen(world, id, token('verdeel'));
  await drain(world);
  await startRapport(world, id);
  while ((await pollRapport(world, id)).uitkomst !== 'klaar') world.klok.set(later(world));
  await assembleGegevensset(world, id);
  const objects = [...world.opslag.objecten].map(([key, body]) => ({ key, text: textOf(body) }));
  const werknemers = objects.find(({ key }) => key.endsWith('werknemers.ndjson'))?.text ?? '';
  const work = objects.filter(({ key }) => key.startsWith(werkPrefix(id))).map(({ text }) => text);
  return { calls: simulator.meting().calls, werknemers, work: work.join('\n') };
}

const later = (world: World): string => new Date(Date.parse(world.klok.now()) + 5_000).toISOString();

const byService = (service: string, calls: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(calls).map(([call, count]) => [`${service}.${call}`, count]));

/** Exactly what may reach Nmbrs for one exchange of `count` employees, of whom each is a part of its own. */
function expectedCalls({ profiel, path, perTijdvak }: Path, count: number): Record<string, number> {
  const groepen = groepenFor(profiel);
  const wide = bulkAanroepenFor(groepen);
  const isWide = path === 'bedrijfsbreed';
  const ofProfile = SINGLE.filter(([, needs]) => needs.some((groep) => groepen.includes(groep)));
  const listed = ofProfile.filter(([, , liever]) => !isWide || liever !== undefined);
  const current = listed.flatMap(([call, , liever]) => (call && !(perTijdvak && liever) ? [call] : []));
  return {
    ...byService('CompanyService', {
      Run_GetList: 1,
      Company_GetCurrentPeriod: expect.any(Number),
      Converter_GetByCompany_IntToGuid: 1,
    }),
    ...byService('EmployeeService', {
      List_GetByCompany: 2,
      Employment_GetAll_AllEmployeesByCompany: 1,
      Salary_GetAll_AllEmployeesByCompany: 1,
      ...Object.fromEntries(wide.map((aanroep) => [aanroep, isWide ? 2 : 1])),
      ...Object.fromEntries(tijdvakAanroepenFor(profiel).map((aanroep) => [aanroep, 1 + (perTijdvak ? count : 0)])),
      ...Object.fromEntries(current.map((call) => [call, count])),
    }),
    ...(needsLooncodes(profiel)
      ? byService('ReportService', {
          Reports_BackgroundTask_Result: expect.any(Number),
          Reports_GetWageCodesByRunCompany_v2_Background: 1,
        })
      : {}),
  };
}

/**
 * How often it is asked where Nmbrs is: at the gate, by the plan, and after each part that depends on it. That is one with a group as
 * of now; or one that a call for the period says nothing of for somebody, which counts when Nmbrs is not before the period.
 */
function timesWhereNmbrsIs({ profiel, path, perTijdvak }: Path, count: number): [least: number, most: number] {
  const groepen = groepenFor(profiel);
  const isWide = path === 'bedrijfsbreed';
  const ofProfile = SINGLE.filter(([, needs]) => needs.some((groep) => groepen.includes(groep)));
  const isAsOfNow = ofProfile.some(
    ([call, , liever]) =>
      call !== undefined && (!isWide || liever !== undefined) && !(perTijdvak && liever) && call !== 'Schedule_GetList',
  );
  const wideAsOfNow = isWide ? groepen.filter((groep) => groep === 'partner' || groep === 'kinderen').length : 0;
  return [2 + wideAsOfNow + (isAsOfNow ? count : 0), 2 + wideAsOfNow + count];
}

describe.each(Dekkingsprofiel.options)('an exchange of profile %s', (profiel) => {
  const groepen = groepenFor(profiel);

  it.each([
    ['bedrijfsbreed', true],
    ['bedrijfsbreed', false],
    ['per werknemer', true],
    ['per werknemer', false],
  ] as const)(
    'makes the calls of the profile, each as often as needed, and lets only its fields leave the adapter: %s, by period %s',
    async (path, perTijdvak) => {
      const { calls, werknemers, work } = await exchange({ profiel, path, perTijdvak });
      const count = werknemers.trimEnd().split('\n').length;
      expect(count).toBeGreaterThanOrEqual(4);
      expect(count).toBeLessThanOrEqual(8);
      expect(calls).toEqual(expectedCalls({ profiel, path, perTijdvak }, count));
      const [least, most] = timesWhereNmbrsIs({ profiel, path, perTijdvak }, count);
      const asked = calls['CompanyService.Company_GetCurrentPeriod'];
      expect(asked).toBeGreaterThanOrEqual(least);
      expect(asked).toBeLessThanOrEqual(most);
      for (const [groep, canary] of Object.entries(CANARIES)) {
        const isGiven = groepen.some((one) => one === groep) && (groep !== 'uren' || perTijdvak);
        expect([groep, work.includes(canary), werknemers.includes(canary)]).toEqual([groep, isGiven, isGiven]);
      }
    },
    30_000,
  );

  it.each([true, false])(
    'delivers the same on both paths when Nmbrs is in the period: by period %s',
    async (perTijdvak) => {
      const [wide, single] = [
        await exchange({ profiel, path: 'bedrijfsbreed', perTijdvak }),
        await exchange({ profiel, path: 'per werknemer', perTijdvak }),
      ];
      expect(wide.werknemers).toBe(single.werknemers);
    },
    30_000,
  );
});

describe('an exchange of November with Nmbrs in December, on the first of which everything changed', () => {
  const NU = { nu: '2026-M12' };
  const [OUD, NIEUW] = [
    {
      contracten: [{ contractId: 1, soort: 'bepaalde-tijd', begin: '2020-01-01', eind: '2026-11-30' }],
      adressen: [{ soort: 'woonadres', straat: 'Oud', plaats: 'A' }],
      verzekering: { wia: true, ww: true, zw: true, sector: '1' },
    },
    {
      contracten: [{ contractId: 2, soort: 'onbepaalde-tijd', begin: '2026-12-01' }],
      adressen: [{ soort: 'woonadres', straat: 'Nieuw', plaats: 'B' }],
      verzekering: { wia: false, ww: false, zw: false, sector: '1' },
    },
  ];
  const [IN_NOVEMBER, IN_DECEMBER] = [componentsOf('11'), componentsOf('12')];
  const rooster = { urenPerWeek: '40', deeltijdfactor: '1', ingangsdatum: '2020-01-01' };
  /** What the sets have in common: the schedule is of November by either path, and partner and children have no history. */
  const always = { rooster: 'tijdvak', partner: NU, kinderen: NU };
  const each = <T>(peil: T, ...velden: string[]) => Object.fromEntries(velden.map((veld) => [veld, peil]));

  it.each([
    ['bedrijfsbreed', true],
    ['bedrijfsbreed', false],
    ['per werknemer', true],
    ['per werknemer', false],
  ] as const)(
    'is of November, or says that it is not: %s, by period %s',
    async (path, perTijdvak) => {
      const { werknemers } = await exchange({
        profiel: 'volledig',
        path,
        perTijdvak,
        maand: 12,
        scenario: changedInDecember(),
      });
      const line = Werknemer.parse(JSON.parse(werknemers));
      const isWide = path === 'bedrijfsbreed';
      const { vasteUren, variabeleUren, ...others } = perTijdvak ? IN_NOVEMBER : IN_DECEMBER;
      expect(line).toMatchObject({
        rooster,
        ...(isWide ? OUD : NIEUW),
        ...others,
        ...(perTijdvak ? { vasteUren, variabeleUren } : {}),
      });
      expect(line.peil).toEqual({
        ...always,
        ...each(isWide ? 'tijdvak' : NU, 'persoon', 'bsn', 'contracten', 'adressen', 'verzekering'),
        ...each(perTijdvak ? 'tijdvak' : NU, 'vasteLooncomponenten', 'variabeleLooncomponenten', 'bankrekeningen'),
        ...(perTijdvak ? each('tijdvak', 'vasteUren', 'variabeleUren') : {}),
      });
      expect('vasteUren' in line || 'variabeleUren' in line).toBe(perTijdvak);
    },
    30_000,
  );
});
