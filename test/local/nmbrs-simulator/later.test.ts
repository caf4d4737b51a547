import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../local/nmbrs-simulator/change.ts';
import { exampleScenario } from '../../../local/nmbrs-simulator/example-scenario.ts';
import { Scenario } from '../../../local/nmbrs-simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../../local/nmbrs-simulator/server.ts';
import { ask, faultCode, noonOn, OFFICE, startExample, TODAY, texts } from './asking.ts';

const LIST = 'CompanyService.List_GetAll';
const PERIOD = 'CompanyService.Company_GetCurrentPeriod';
const PARTNER = 'EmployeeService.Partner_Get';
const RUNS = 'CompanyService.Run_GetList';
const FIRST = 150_000;
const USER = { subdomain: OFFICE.domein, email: OFFICE.gebruikersnaam };

type Later = NonNullable<Change['later']>[number]['change'];

let simulator: Simulator;
beforeEach(async () => {
  ({ simulator } = await startExample());
});
afterEach(() => simulator.stop());

const codesOf = async (call: string, params: Record<string, number>, times: number) => {
  const codes = [];
  for (let done = 0; done < times; done += 1) codes.push(faultCode(await ask(simulator, call, params)));
  return codes;
};

describe('a later change', () => {
  test.each<[string, Later, string]>([
    ['a right that is switched off', { rights: [{ ...USER, call: PARTNER, active: false }] }, '1002'],
    ['a token that is reset', { tokens: [{ ...USER, token: 'fa17a51e0000000000000000000000ff' }] }, '1001'],
    ['a user that is deleted', { users: [{ ...USER, disabled: true }] }, '1001'],
    ['a tag that is taken away', { debtorTags: [{ debtorId: 3101, tags: [] }] }, '2003'],
  ])('comes in the middle of the work: %s', async (_name, change, code) => {
    simulator.change({ later: [{ afterCalls: 2, change }] });
    expect(await codesOf(PARTNER, { EmployeeId: FIRST }, 4)).toEqual([undefined, undefined, code, code]);
  });

  test('can lock a run', async () => {
    const lock = { companyId: 41_001, year: 2026, period: 11, lockedFrom: TODAY };
    const { simulator: inDecember, setDate } = await startExample();
    setDate('2026-11-28');
    inDecember.change({ later: [{ afterCalls: 1, change: { runLocks: [{ ...lock, lockedFrom: '2026-11-28' }] } }] });
    const locked = async () =>
      texts((await ask(inDecember, RUNS, { CompanyId: 41_001, Year: 2026 })).xml, 'IsLocked').at(-1);
    expect([await locked(), await locked()]).toEqual(['false', 'true']);
    await inDecember.stop();
  });

  test('counts only the calls that it names', async () => {
    const change = { users: [{ ...USER, disabled: true }] };
    simulator.change({ later: [{ afterCalls: 1, operation: PARTNER, change }] });
    expect(await codesOf(LIST, {}, 3)).toEqual([undefined, undefined, undefined]);
    expect(await codesOf(PARTNER, { EmployeeId: FIRST }, 2)).toEqual([undefined, '1001']);
  });

  test('goes on counting when another change comes in between, and comes once', async () => {
    const change = { switches: { faultText: 'bare' } } as const;
    simulator.change({ later: [{ afterCalls: 2, change }] });
    await ask(simulator, LIST);
    simulator.change({ latency: { ms: 0 } });
    expect(simulator.scenario().later).toMatchObject([{ afterCalls: 1 }]);
    await ask(simulator, LIST);
    await ask(simulator, LIST);
    expect(simulator.scenario().switches.faultText).toBe('bare');
    expect(simulator.scenario().later).toEqual([]);
  });

  test('can stand in the scenario, and comes back with it', async () => {
    const change = { users: [{ ...USER, disabled: true }] };
    const scenario = Scenario.parse({
      ...exampleScenario({ today: TODAY, werknemers: 3 }),
      later: [{ afterCalls: 1, change }],
    });
    await simulator.stop();
    simulator = await startSimulator({ scenario, clock: () => noonOn(TODAY) });
    expect(await codesOf(LIST, {}, 2)).toEqual([undefined, '1001']);
    simulator.restore();
    expect(await codesOf(LIST, {}, 2)).toEqual([undefined, '1001']);
  });

  test('that names something unknown is refused at once', async () => {
    const change = { removeEmployees: [1] };
    expect(() => simulator.change({ later: [{ afterCalls: 5, change }] })).toThrow('no employee 1');
    const scenario = { ...exampleScenario({ today: TODAY, werknemers: 1 }), later: [{ afterCalls: 1, change }] };
    await expect(startSimulator({ scenario })).rejects.toThrow('no employee 1');
  });
});

describe('the time', () => {
  const periodNow = async () =>
    texts((await ask(simulator, PERIOD, { CompanyId: 41_001 })).xml, 'Company_GetCurrentPeriodResult');

  test('can be set, stand still, and go back to the real one', async () => {
    expect(await periodNow()).toEqual(['2026-11-M']);
    simulator.change({ time: { now: '2027-03-10T09:00:00+01:00', speed: 0 } });
    expect(await periodNow()).toEqual(['2027-3-M']);
    simulator.change({ latency: { ms: 0 } });
    expect(await periodNow()).toEqual(['2027-3-M']);
    simulator.change({ time: null });
    expect(await periodNow()).toEqual(['2026-11-M']);
  });

  test('can stand in the scenario and go faster than the clock underneath', async () => {
    let nowMs = 0;
    const scenario = Scenario.parse({
      ...exampleScenario({ today: TODAY, werknemers: 1 }),
      // The run of January is drawn on the 24th.
      time: { now: '2027-01-23T12:00:00Z', speed: 86_400 },
    });
    await simulator.stop();
    simulator = await startSimulator({ scenario, clock: () => nowMs });
    expect(await periodNow()).toEqual(['2027-1-M']);
    nowMs = 1000;
    expect(await periodNow()).toEqual(['2027-2-M']);
  });
});

test('a report that was kept for too long is unknown', async () => {
  const { simulator: kept, setDate } = await startExample();
  kept.change({ report: { polls: 0, keptMs: 3_600_000 } });
  const start = 'ReportService.Reports_GetWageCodesByRunCompany_v2_Background';
  const { xml } = await ask(kept, start, { companyId: 41_001, runId: 881_008, year: 2026 });
  const [TaskId = ''] = texts(xml, 'Reports_GetWageCodesByRunCompany_v2_BackgroundResult');
  const poll = () => ask(kept, 'ReportService.Reports_BackgroundTask_Result', { TaskId });
  expect(texts((await poll()).xml, 'Status')).toEqual(['Success']);
  setDate('2026-11-23');
  expect(faultCode(await poll())).toBe('2019');
  await kept.stop();
});
