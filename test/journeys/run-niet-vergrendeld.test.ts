import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
let signedUp: SignedUp;
beforeAll(async () => {
  const runLocks = [{ year: 2026, period: 11, lockedFrom: '2027-01-05' }];
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3, runLocks }));
});
afterAll(() => system.stop());

const subjects = async () => (await system.mails()).map(({ aan, onderwerp }) => ({ aan, onderwerp }));

/** How the rounds over the koppelingen ended, in the order in which they began. */
const rounds = () =>
  system.runtime
    .histories()
    .filter(({ machine }) => machine === 'salariskoppeling-naloop')
    .map(({ events }) => events.at(-1)?.type);

it('waits for the run, warns the office on the planned date and a.s.r. on the deadline, and delivers once it is locked', async () => {
  signedUp = await system.signUp(exampleAanmelding.overkoepelend);
  await system.approve(signedUp, 'verzuim');
  const office = exampleAanmelding.overkoepelend.salarisverwerker.email;

  await system.moveTo('2026-12-10T09:00:00Z');
  expect((await system.delivered(signedUp)).size).toBe(0);
  const afterPlanned = await subjects();
  expect(afterPlanned.filter(({ onderwerp }) => onderwerp.includes('nog niet vergrendeld'))).toEqual([
    { aan: office, onderwerp: 'Salariskoppeling: de run is nog niet vergrendeld – contract RC-10001' },
  ]);

  await system.moveTo('2026-12-30T09:00:00Z');
  expect((await subjects()).some(({ onderwerp }) => onderwerp.includes('deadline'))).toBe(false);
  await system.moveTo('2026-12-31T09:00:00Z');
  const overDeadline = (await subjects()).filter(({ onderwerp }) => onderwerp.includes('deadline'));
  expect(overDeadline).toHaveLength(1);
  expect(overDeadline[0]?.aan).not.toBe(office);

  await system.moveTo('2027-01-04T09:00:00Z');
  expect((await system.delivered(signedUp)).size).toBe(0);
  await system.moveTo('2027-01-05T09:00:00Z');
  expect((await system.delivered(signedUp)).has('manifest.json')).toBe(true);
  // At once, then every third working day up to the deadline; Christmas and New Year's Day are none.
  const asked = (await system.mails()).filter(({ onderwerp }) => onderwerp.includes('nog niet vergrendeld'));
  expect(asked.map(({ op }) => String(op).slice(0, 10))).toEqual(
    ['10', '15', '18', '23', '29'].map((dag) => `2026-12-${dag}`).concat('2027-01-04'),
  );
});

it('is looked after every morning, which mends a schedule that got lost and sees a run that came later', async () => {
  // From 25 November up to and including 5 January.
  expect(rounds()).toEqual(Array.from({ length: 42 }, () => 'ExecutionSucceeded'));
  const agenda = async () => (await system.request('GET', '/lokaal/agenda')).body;
  const planned = await agenda();
  expect(planned).toHaveLength(1);
  const [{ naam, groep }] = planned;
  const scheduler = system.runtime.endpoints.AWS_ENDPOINT_URL_SCHEDULER;
  await fetch(`${scheduler}/schedules/${naam}?groupName=${groep}`, { method: 'DELETE' });
  expect(await agenda()).toEqual([]);
  await system.moveTo('2027-01-06T03:00:00Z');
  expect(await agenda()).toEqual([]);
  await system.moveTo('2027-01-06T03:45:00Z');
  expect(await agenda()).toEqual(planned);
  expect(JSON.parse((await system.delivered(signedUp)).get('manifest.json') ?? '{}').datasetVersie).toBe(1);

  const run = { id: 990_001, number: 99, year: 2026, periodStart: 11, periodEnd: 11 };
  const [company] = system.simulator
    .scenario()
    .environments.flatMap(({ debtors }) => debtors.flatMap(({ companies }) => companies))
    .filter(({ name }) => name === exampleAanmelding.overkoepelend.nmbrs.bedrijfsnaam);
  const extra = { ...run, description: 'Correctie', runAt: '2027-01-06', lockedFrom: '2027-01-07' };
  system.simulator.change({ extraRuns: [{ companyId: company?.id ?? 0, run: extra }] });
  await system.moveTo('2027-01-07T09:00:00Z');
  expect(JSON.parse((await system.delivered(signedUp)).get('manifest.json') ?? '{}')).toMatchObject({
    datasetVersie: 2,
    runIds: expect.arrayContaining([990_001]),
  });
  expect(await agenda()).toEqual(planned);
});
