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
  expect(body.watNu).toContain('op Active: List_GetByCompany');

  setRight(true);
  await system.moveTo('2026-12-11T09:00:00Z');
  expect((await system.delivered(signedUp)).has('manifest.json')).toBe(true);
  expect((await system.status(signedUp)).body.vorigeUitwisseling).toBe('2026-12-11');
});

it('on a right that disappeared tells the office at once which, and goes on when it is back', async () => {
  const signedUp = await system.signUp(exampleAanmelding['per-debiteur']);
  await system.approve(signedUp, 'wia');
  const { domain: subdomain, email } = EXAMPLE_LOGINS.perDebiteur;
  const calls = ['EmployeeService.SVW_GetCurrent', 'EmployeeService.SVW_GetAll_AllEmployeesByCompany'];
  const setRight = (active: boolean) =>
    system.simulator.change({ rights: calls.map((call) => ({ subdomain, email, call, active })) });
  const { volgendeUitwisseling } = (await system.status(signedUp)).body;

  setRight(false);
  await system.moveTo(`${volgendeUitwisseling}T09:00:00Z`);
  const { body } = await system.status(signedUp);
  expect(body.watNu).toContain('Zet bij Employee Services op Active: SVW_GetCurrent.');
  expect(body.watNu).not.toContain('U hoeft nu niets te doen');
  const mails = (await system.mails()).filter(({ tekst }) => tekst.includes('op Active: SVW_GetCurrent'));
  expect(mails.map(({ onderwerp }) => onderwerp.split(' – ')[0])).toEqual([
    'Salariskoppeling: er ontbreekt een recht in Nmbrs',
  ]);

  setRight(true);
  await system.moveTo(`${body.volgendeUitwisseling}T09:00:00Z`);
  expect((await system.delivered(signedUp)).has('manifest.json')).toBe(true);
  expect((await system.status(signedUp)).body.watTeDoen).toEqual([]);
});
