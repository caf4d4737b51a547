import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  const runLocks = [{ year: 2026, period: 11, lockedFrom: '2027-01-05' }];
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3, runLocks }));
});
afterAll(() => system.stop());

const subjects = async () => (await system.mails()).map(({ aan, onderwerp }) => ({ aan, onderwerp }));

it('waits for the run, warns the office on the planned date and a.s.r. on the deadline, and delivers once it is locked', async () => {
  const signedUp = await system.signUp(exampleAanmelding.overkoepelend);
  await system.approve(signedUp, 'verzuim');
  const office = exampleAanmelding.overkoepelend.salarisverwerker.email;

  await system.moveTo('2026-12-10T09:00:00Z');
  expect((await system.delivered(signedUp)).size).toBe(0);
  const afterPlanned = await subjects();
  expect(afterPlanned.filter(({ onderwerp }) => onderwerp.includes('nog niet vergrendeld'))).toEqual([
    { aan: office, onderwerp: 'Salariskoppeling: de run is nog niet vergrendeld – Toverdrank B.V.' },
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
  expect((await subjects()).filter(({ onderwerp }) => onderwerp.includes('nog niet vergrendeld'))).toHaveLength(1);
});
