import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3 }));
});
afterAll(() => system.stop());

it('is told to a.s.r., shown to the office and tried again on the next working day', async () => {
  const signedUp = await system.signUp(exampleAanmelding.overkoepelend);
  await system.approve(signedUp, 'verzuim');
  const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;
  const setRight = (active: boolean) =>
    system.simulator.change({ rights: [{ subdomain, email, call: 'EmployeeService.List_GetByCompany', active }] });

  setRight(false);
  await system.moveTo('2026-12-10T09:00:00Z');
  expect((await system.delivered(signedUp)).size).toBe(0);
  const stopped = (await system.mails()).filter(({ onderwerp }) => onderwerp.includes('uitwisseling gestopt'));
  expect(stopped).toHaveLength(1);
  expect(stopped[0]?.tekst).toContain('vrijdag 11 december 2026');
  const { body } = await system.status(signedUp);
  expect(body.volgendeUitwisseling).toBe('2026-12-11');
  expect(body.watNu).toContain('nog niet gelukt');

  setRight(true);
  await system.moveTo('2026-12-11T09:00:00Z');
  expect((await system.delivered(signedUp)).has('manifest.json')).toBe(true);
  expect((await system.status(signedUp)).body.vorigeUitwisseling).toBe('2026-12-11');
});
