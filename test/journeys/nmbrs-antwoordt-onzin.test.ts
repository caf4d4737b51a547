import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3 }));
});
afterAll(() => system.stop());

/** A page of maintenance, with status 200, to every question by this call. */
const maintenance = (operation: string) =>
  system.simulator.change({ faults: [{ kind: 'html', status: 200, operation }] });
const healed = () => system.simulator.change({ clearFaults: true });
const askAgain = async ({ aanmeldingId, capability }: SignedUp) => {
  const { status } = await system.request('POST', `/aanmeldingen/${aanmeldingId}/hercontrole`, { bearer: capability });
  await system.runtime.settle();
  return status;
};
const mailsOn = async (words: string) => (await system.mails()).filter(({ onderwerp }) => onderwerp.includes(words));

it('a controle that gets no sense out of Nmbrs leaves nobody stuck: it is given up, told, and done again on request', async () => {
  maintenance('Company_GetCurrentPeriod');
  const signedUp = await system.signUp(exampleAanmelding.overkoepelend);
  // An hour and a half of trying, at most.
  await system.moveTo('2026-11-24T11:00:00Z');
  const { body } = await system.status(signedUp);
  expect(body.status).toBe('herstel-nodig');
  expect(body.watNu).toContain('De controle is niet gelukt: Nmbrs gaf geen bruikbaar antwoord.');
  expect(body.watTeDoen[0].stappen[0]).toBe('Vraag later vandaag of morgen een nieuwe controle aan.');
  expect(await mailsOn('er is nog iets nodig')).toHaveLength(1);

  expect(await askAgain(signedUp)).toBe(202);
  await system.moveTo('2026-11-24T13:00:00Z');
  expect((await system.status(signedUp)).body.status).toBe('herstel-nodig');

  healed();
  expect(await askAgain(signedUp)).toBe(202);
  expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
  await system.approve(signedUp, 'verzuim');
  expect((await system.status(signedUp)).body.status).toBe('gerealiseerd');
});

it('an exchange that gets no sense out of Nmbrs is told in words, and is tried again', async () => {
  maintenance('EmployeeService.List_GetByCompany');
  await system.moveTo('2026-12-10T12:00:00Z');
  const [mail] = await mailsOn('uitwisseling gestopt');
  expect(mail?.tekst).toMatch(
    /is gestopt: Nmbrs gaf geen antwoord waar wij iets mee kunnen\. [\s\S]*Code voor de beheerder:?\s+nmbrs-[a-z-]+/,
  );
  const { body } = await system.request('GET', '/koppelingen?aandacht=ja', { bearer: await system.assessor('Inge') });
  expect(body.koppelingen[0].watIsErMis.tekst).toContain('Nmbrs gaf geen antwoord waar wij iets mee kunnen');
  healed();
});

it('a company that is not visible any more is told to the office, once, with the two places of the tag', async () => {
  const faults = [{ kind: 'fault', code: '2004', operation: 'EmployeeService.List_GetByCompany' } as const];
  system.simulator.change({ faults });
  await system.moveTo('2026-12-14T12:00:00Z');
  const told = await mailsOn('wij zien het bedrijf niet meer in Nmbrs');
  expect(told).toHaveLength(1);
  expect(told[0]?.aan).toBe(exampleAanmelding.overkoepelend.salarisverwerker.email);
  expect(told[0]?.tekst).toContain('Debiteur beheer');
  expect(told[0]?.tekst).toContain('Accountant login');
  expect(await mailsOn('uitwisseling gestopt')).toHaveLength(3);
  expect(JSON.stringify(await system.mails())).not.toMatch(/Defect|Transient|Unclear|Refused/);
  healed();
});

it('one that nobody has checked again lapses after thirty days, and the werkgever can be signed up anew', async () => {
  maintenance('Company_GetCurrentPeriod');
  const form = exampleAanmelding['per-debiteur'];
  const signedUp = await system.signUp(form);
  await system.moveTo('2027-01-15T12:00:00Z');
  expect((await system.status(signedUp)).body.status).toBe('vervallen');
  healed();
  const anew = await system.signUp(form);
  expect((await system.status(anew)).body.status).toBe('wacht-op-akkoord');
});
