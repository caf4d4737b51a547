import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createNmbrsGateway, type NmbrsOptions } from '../../../adapters/nmbrs/payroll.ts';
import { Gegevensgroep } from '../../../core/domain/dekkingsprofiel.ts';
import { Inloggegevens } from '../../../core/domain/inloggegevens.ts';
import { Recht } from '../../../core/domain/rechten.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import type { Payroll, PayrollAnswer } from '../../../core/ports/payroll.ts';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { exampleAanmelding, exampleSituaties } from '../../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES } from '../../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { errorOf } from './loopback.ts';

/** An export is some 300 calls, on a machine that may be busy. */
vi.setConfig({ testTimeout: 60_000 });

const TODAY = '2026-11-24';
const NOW = Date.parse(`${TODAY}T12:00:00Z`);
const LOONCODE = 1000;

/** A simulator with a rate limit out of the way, so that the test does not wait for it. */
async function start(): Promise<Simulator> {
  const scenario = exampleScenario({ werknemers: 14, today: TODAY });
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

async function answered<T>(answer: Promise<PayrollAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}

/** What the port can tell about all companies that the login sees; all people of the one with special situations. */
async function exportOf(payroll: Payroll) {
  const bedrijven = await answered(payroll.listBedrijven());
  return Promise.all(
    bedrijven.map(async (bedrijf) => ({ bedrijf, ...(await exportBedrijf(payroll, bedrijf.bedrijfId)) })),
  );
}

async function exportBedrijf(payroll: Payroll, bedrijfId: Parameters<Payroll['fetchTijdvak']>[0]) {
  const runs = await answered(payroll.listRuns(bedrijfId, 2026));
  const actief = await answered(payroll.listWerknemers(bedrijfId, 'in-dienst'));
  const vertrokken = await answered(payroll.listWerknemers(bedrijfId, 'uit-dienst'));
  const everyone = [...actief, ...vertrokken].map(({ werknemerId }) => werknemerId);
  const ids = bedrijfId === EXAMPLE_COMPANIES.toverdrank.id ? everyone : everyone.slice(0, 2);
  const run = runs.filter(({ vergrendeld }) => vergrendeld).at(-1);
  return {
    tijdvak: await answered(payroll.fetchTijdvak(bedrijfId)),
    runs,
    actief,
    vertrokken,
    dienstverbanden: [...(await answered(payroll.listDienstverbanden(bedrijfId)))],
    salarissen: [...(await answered(payroll.listSalarissen(bedrijfId)))],
    werknemers: await Promise.all(ids.map((id) => answered(payroll.fetchWerknemer(id, Gegevensgroep.options)))),
    rapport:
      run === undefined
        ? []
        : await rapportOf(payroll, { bedrijfId, runId: run.runId, jaar: 2026, looncode: LOONCODE }),
  };
}

async function rapportOf(payroll: Payroll, input: Parameters<Payroll['startLooncodeRapport']>[0]) {
  const taakId = await answered(payroll.startLooncodeRapport(input));
  for (let poll = 0; poll < 10; poll += 1) {
    const stand = await answered(payroll.pollLooncodeRapport(taakId, input.runId));
    if (stand.stand === 'klaar') return stand.regels;
    if (stand.stand === 'mislukt') throw new Error('the report failed');
  }
  throw new Error('the report does not end');
}

type Export = Awaited<ReturnType<typeof exportOf>>;

/** Without the display name and the precision of creation dates, for the switches that are about those. */
const withoutNames = (exported: Export) =>
  exported.map((bedrijf) => ({
    ...bedrijf,
    actief: bedrijf.actief.map(({ naam, ...rest }) => ({ ...rest, heeftNaam: naam !== '' })),
    vertrokken: bedrijf.vertrokken.map(({ naam, ...rest }) => ({ ...rest, heeftNaam: naam !== '' })),
    salarissen: bedrijf.salarissen.map(([id, regels]) => [
      id,
      regels.map(({ aangemaaktOp, ...rest }) => ({ ...rest, aangemaaktOp: aangemaaktOp?.slice(0, 19) })),
    ]),
  }));

let baseline: Export;

describe('the whole export', () => {
  beforeEach(async () => {
    baseline ??= await exportOf(open(await start()));
  });

  test('holds people, with something in each group', () => {
    const werknemers = baseline.flatMap((bedrijf) => bedrijf.werknemers);
    expect(werknemers.length).toBeGreaterThan(20);
    const fields = [
      ...(['persoon', 'bsn', 'contracten', 'rooster', 'adressen', 'verzekering', 'partner', 'kinderen'] as const),
      ...(['vasteLooncomponenten', 'variabeleLooncomponenten', 'bankrekeningen'] as const),
    ];
    const isFilled = (value: unknown) => value !== undefined && (!Array.isArray(value) || value.length > 0);
    expect(fields.filter((field) => !werknemers.some((werknemer) => isFilled(werknemer[field])))).toEqual([]);
    expect(baseline.flatMap(({ rapport }) => rapport).length).toBeGreaterThan(20);
    expect(baseline.flatMap(({ salarissen }) => salarissen).length).toBeGreaterThan(20);
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
    { switches: { displayName: 'last-name-first' } },
    { switches: { displayName: 'first-name-first' } },
    { switches: { periodNumber: 'padded', periodWeek4: '4W' } },
    { switches: { creationDate: 'fraction' } },
    { switches: { creationDate: 'offset' } },
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
      expect(withoutNames(await exportOf(open(simulator)))).toStrictEqual(withoutNames(baseline));
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
    const answer = await open(simulator).fetchWerknemer(WerknemerId.parse(elsewhere), ['persoon']);
    expect(answer).toMatchObject({ ok: false, refusal: { reden: 'geen-toegang' } });
  });

  test('an unknown task has failed', async () => {
    const payroll = open(await start());
    const [bedrijf] = await answered(payroll.listBedrijven());
    const [run] = bedrijf === undefined ? [] : await answered(payroll.listRuns(bedrijf.bedrijfId, 2026));
    if (run === undefined) throw new Error('no run');
    expect(await payroll.pollLooncodeRapport('3f2504e0-4f89-41d3-9a0c-0305e82c3301', run.runId)).toEqual({
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
