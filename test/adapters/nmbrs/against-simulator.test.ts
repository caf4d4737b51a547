import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createNmbrsGateway, type NmbrsOptions } from '../../../adapters/nmbrs/payroll.ts';
import { WerknemerId } from '../../../core/ids.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { answered, comparable, type Export, exportOf, LOONCODE, TODAY } from './export.ts';
import { errorOf } from './loopback.ts';
import { over } from './port-calls.ts';

/** An export is some 300 calls, on a machine that may be busy. */
vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.parse(`${TODAY}T12:00:00Z`);

/** A simulator with a rate limit out of the way, so that the test does not wait for it. */
async function start(): Promise<Simulator> {
  const scenario = exampleScenario({ werknemers: 20, today: TODAY });
  const simulator = await startSimulator({ scenario, clock: () => NOW });
  simulator.change({ rateLimit: { callsPerSecond: 100_000 } });
  onTestFinished(() => simulator.stop());
  return simulator;
}

const accountOf = ({ nmbrs }: { nmbrs: { domein: string; gebruikersnaam: string; apiToken: string } }) =>
  Inloggegevens.parse({ domein: nmbrs.domein, gebruikersnaam: nmbrs.gebruikersnaam, apiToken: nmbrs.apiToken });

const OFFICE = accountOf(exampleAanmelding.overkoepelend);

const open = (simulator: Simulator, account = OFFICE, options: Partial<NmbrsOptions> = {}): Payroll =>
  createNmbrsGateway({
    baseUrl: simulator.baseUrl,
    callsPerSecond: 100_000,
    callsInFlight: 8,
    wait: async () => {},
    random: () => 0,
    ...options,
  }).open(account);

let baseline: Export;

describe('the whole export', () => {
  beforeEach(async () => {
    baseline ??= await exportOf(open(await start()));
  });

  test('holds people, with something in each group', () => {
    const werknemers = baseline.flatMap((bedrijf) => bedrijf.werknemers);
    expect(werknemers.length).toBeGreaterThan(20);
    const fields = [
      ...(['persoon', 'bsn', 'contracten', 'roosters', 'adressen', 'verzekering', 'partner', 'kinderen'] as const),
      ...(['vasteLooncomponenten', 'variabeleLooncomponenten', 'bankrekeningen'] as const),
      ...(['vasteUren', 'variabeleUren'] as const),
    ];
    const isFilled = (value: unknown) => value !== undefined && (!Array.isArray(value) || value.length > 0);
    expect(fields.filter((field) => !werknemers.some(({ gegevens }) => isFilled(gegevens[field])))).toEqual([]);
    expect(baseline.flatMap(({ rapport }) => rapport).length).toBeGreaterThan(20);
    expect(baseline.flatMap(({ salarissen }) => salarissen).length).toBeGreaterThan(20);
    expect(baseline.some(({ runRapport }) => (runRapport?.regels ?? []).some(({ code }) => code !== LOONCODE))).toBe(
      true,
    );
    const dagen = baseline.flatMap(({ dienstverbanden }) => dienstverbanden.flatMap(([, all]) => all));
    expect(dagen.every(({ gemeldOp }) => gemeldOp !== undefined)).toBe(true);
  });

  test('says of each group of each employee whether it is of the period', () => {
    const werknemers = baseline.flatMap((bedrijf) => bedrijf.werknemers);
    const now = ['persoon', 'bsn', 'contracten', 'adressen', 'verzekering', 'partner', 'kinderen'];
    const ofPeriod = [
      'vasteLooncomponenten',
      'variabeleLooncomponenten',
      'vasteUren',
      'variabeleUren',
      'bankrekeningen',
    ];
    const told = {
      ...Object.fromEntries(now.map((veld) => [veld, 'nu'])),
      ...Object.fromEntries(['rooster', ...ofPeriod].map((veld) => [veld, 'tijdvak'])),
    };
    for (const { peil } of werknemers) expect(peil).toEqual(told);
  });

  const VARIANTS: Change[] = [
    { switches: { contractElement: 'Contract_GetCurrentPeriodResult' } },
    { switches: { nullDate: 'min-date' } },
    { switches: { nullDate: 'absent' } },
    { switches: { emptyList: 'absent' } },
    { switches: { nullObject: 'nil' } },
    { switches: { noPartner: 'default-object' } },
    { switches: { noPartner: 'default-object', nullDate: 'absent', emptyString: 'empty' } },
    { switches: { emptyString: 'empty' } },
    { switches: { parttime: 'percent' } },
    { switches: { svwFields: 'v2.1' } },
    { switches: { naamstelling: 'number' } },
    { switches: { displayName: 'last-name-first' } },
    { switches: { displayName: 'first-name-first' } },
    { switches: { periodNumber: 'padded', periodWeek4: '4W' } },
    { switches: { creationDate: 'fraction' } },
    { switches: { creationDate: 'offset' } },
    { switches: { byPeriodOutside: 'empty' } },
    { switches: { byPeriodOutside: 'absent' } },
    { switches: { byPeriodOutside: 'fault' } },
    { switches: { scheduleList: 'in-period' } },
    { switches: { scheduleList: 'in-period', byPeriodOutside: 'fault', emptyList: 'absent' } },
    { switches: { faultStatus: 200 } },
    { switches: { missingDomain: 'search' } },
    { switches: { soapAction: 'required' } },
    { switches: { responseBom: true } },
    { report: { utf16Declaration: false } },
    { report: { bom: true } },
    { report: { doubleEscaped: true } },
    { report: { doubleEscaped: true, bom: true, commaDecimals: true } },
    { report: { commaDecimals: true } },
    { report: { runNumber: false } },
    { report: { polls: 3 } },
  ];

  test.each(VARIANTS.map((change) => [JSON.stringify(change), change] as const))(
    'is the same with %s',
    async (_name, change) => {
      const simulator = await start();
      simulator.change(change);
      expect(comparable(await exportOf(open(simulator)), change)).toStrictEqual(comparable(baseline, change));
    },
  );

  test('has no wage codes when the report is empty', async () => {
    const simulator = await start();
    simulator.change({ report: { emptyContent: true } });
    const exported = await exportOf(open(simulator));
    expect(exported.flatMap(({ rapport }) => rapport)).toEqual([]);
  });
});

describe('the accounts of the example', () => {
  test.each([
    ['a wrong token', exampleSituaties.verkeerdToken, { reden: 'inloggegevens-ongeldig', code: '1001' }],
    ['no subscription', exampleSituaties.zonderAbonnement, { reden: 'geen-abonnement', code: '1004' }],
  ])('%s is refused', async (_name, aanmelding, refusal) => {
    const simulator = await start();
    for (const faultText of ['asmx', 'bare', 'stack-trace'] as const) {
      for (const faultStatus of [500, 200] as const) {
        simulator.change({ switches: { faultText, faultStatus } });
        const answer = await open(simulator, accountOf(aanmelding)).listBedrijven();
        expect(answer).toEqual({ ok: false, refusal: { ...refusal, aanroep: 'List_GetAll' } });
      }
    }
  });

  test.each([
    ['1001', 'inloggegevens-ongeldig'],
    ['2043', 'domein-onbekend'],
  ] as const)('an unknown domain is refused with %s', async (unknownDomain, reden) => {
    const simulator = await start();
    simulator.change({ switches: { unknownDomain } });
    const account = Inloggegevens.parse({ ...OFFICE, domein: 'bestaat-niet' });
    expect(await open(simulator, account).listBedrijven()).toMatchObject({ ok: false, refusal: { reden } });
  });

  test('all 19 calls are active, but for the two that are off', async () => {
    const simulator = await start();
    const payroll = open(simulator, accountOf(exampleSituaties.tweeRechtenUit));
    const [bedrijf] = await answered(payroll.listBedrijven());
    if (bedrijf === undefined) throw new Error('no company');
    const { bedrijfId } = bedrijf;
    const tijdvak = await answered(payroll.fetchTijdvak(bedrijfId));
    const [werknemer] = await answered(payroll.listWerknemers(bedrijfId, 'in-dienst'));
    const [run] = await answered(payroll.listRuns(bedrijfId, 2026));
    if (werknemer === undefined || run === undefined) throw new Error('no employee or no run');
    const voorbeeld = { bedrijfId, tijdvak, werknemerId: werknemer.werknemerId, run };
    const uitslagen = await Promise.all(Recht.options.map((recht) => payroll.probe(recht, voorbeeld)));
    const off = uitslagen.filter(({ uitkomst }) => uitkomst !== 'actief');
    expect(off.map(({ recht, uitkomst, code }) => [recht, uitkomst, code])).toEqual([
      ['Partner_Get', 'niet-actief', '1002'],
      ['WageComponentVar_GetCurrent', 'niet-actief', '1002'],
    ]);
    expect(uitslagen).toHaveLength(19);
  });

  test.each(['by-kind', '1003'] as const)("somebody else's employee is refused (%s)", async (dataFault) => {
    const simulator = await start();
    simulator.change({ switches: { dataFault } });
    const elsewhere = simulator.scenario().environments[1]?.debtors[0]?.companies[0]?.employees[0]?.id;
    const answer = await open(simulator).fetchWerknemer({
      ...over(['persoon']),
      werknemerId: WerknemerId.parse(elsewhere),
    });
    expect(answer).toMatchObject({ ok: false, refusal: { reden: 'geen-toegang' } });
  });

  test('an unknown task has failed', async () => {
    const payroll = open(await start());
    const [bedrijf] = await answered(payroll.listBedrijven());
    const [run] = bedrijf === undefined ? [] : await answered(payroll.listRuns(bedrijf.bedrijfId, 2026));
    if (run === undefined) throw new Error('no run');
    expect(await payroll.pollLooncodeRapport('3f2504e0-4f89-41d3-9a0c-0305e82c3301', run.runId, [LOONCODE])).toEqual({
      ok: true,
      value: { stand: 'mislukt' },
    });
  });

  test.each(['Error', 'Failed', 'Unknown'] as const)('a report that ends in %s has failed', async (outcome) => {
    const simulator = await start();
    simulator.change({ report: { outcome } });
    expect(await errorOf(exportOf(open(simulator)))).toMatchObject({ message: 'the report failed' });
  });
});

describe('trouble on the way', () => {
  const everyCall = { operation: 'List_GetAll', skip: 0 };
  test.each<[string, NonNullable<Change['faults']>[number], string, string]>([
    ['9999', { ...everyCall, kind: 'fault', code: '9999' }, 'Transient', 'nmbrs-9999'],
    ['HTML 502', { ...everyCall, kind: 'html', status: 502 }, 'Transient', 'nmbrs-http-502'],
    ['HTML 200', { ...everyCall, kind: 'html', status: 200 }, 'Unclear', 'nmbrs-unreadable'],
    ['hang', { ...everyCall, kind: 'hang' }, 'Transient', 'nmbrs-deadline'],
    ['reset', { ...everyCall, kind: 'reset' }, 'Transient', 'nmbrs-connection'],
    ['empty', { ...everyCall, kind: 'empty' }, 'Unclear', 'nmbrs-unreadable'],
    ['truncated', { ...everyCall, kind: 'truncated' }, 'Unclear', 'nmbrs-unreadable'],
    ['other response', { ...everyCall, kind: 'other-response' }, 'Unclear', 'nmbrs-other-answer'],
    ['redirect', { ...everyCall, kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'Defect', 'nmbrs-redirect'],
    ['drip', { ...everyCall, kind: 'drip', everyMs: 50 }, 'Transient', 'nmbrs-deadline'],
  ])('%s gives a typed error', async (_name, fault, name, code) => {
    const simulator = await start();
    simulator.change({ faults: [fault] });
    const payroll = open(simulator, OFFICE, { deadlineMs: 250 });
    expect(await errorOf(payroll.listBedrijven())).toMatchObject({ name, code });
  });

  test.each<[string, NonNullable<Change['faults']>]>([
    [
      'hold-ups',
      [
        { kind: 'reset', first: 1 },
        { kind: 'html', status: 503, skip: 1, first: 1 },
      ],
    ],
    [
      'answers without sense',
      [
        { kind: 'html', status: 200, first: 1 },
        { kind: 'truncated', skip: 1, first: 1 },
      ],
    ],
  ])('two %s in a row are overcome', async (_name, faults) => {
    const simulator = await start();
    simulator.change({ faults });
    expect(await open(simulator).listBedrijven()).toMatchObject({ ok: true });
  });
});
