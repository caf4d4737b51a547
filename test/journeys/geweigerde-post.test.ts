import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { BEGIN, type LocalSystem, startLocalSystem } from './local-system.ts';
import { createMailSwitch } from './refusing-mail.ts';

const mail = createMailSwitch();
let system: LocalSystem;
beforeAll(async () => {
  const scenario = exampleScenario({ today: '2026-11-24', werknemers: 3 });
  system = await startLocalSystem(scenario, BEGIN, { through: mail.through });
});
afterAll(async () => {
  await system.stop();
  await mail.stop();
});

const subjects = async () => (await system.mails()).map(({ onderwerp }) => onderwerp.replace(/ – .*/, ''));
const REALISED = 'Salariskoppeling gerealiseerd';
const STAND = 'Salariskoppeling: hoe uw aanmelding ervoor staat';
const TO_ASR = 'Salariskoppeling: e-mails aan a.s.r. niet verstuurd';

it('an office and a.s.r. whose mails are refused for a day and a half are told the second morning how it is, once', async () => {
  const first = await system.signUp(exampleAanmelding.overkoepelend);
  mail.refuse(true);
  await system.approve(first, 'wia');
  expect(await subjects()).not.toContain(REALISED);
  const dossier = async () => {
    const bearer = await system.assessor('Beoordelaar');
    return (await system.request('GET', `/werkvoorraad/${first.aanmeldingId}`, { bearer })).body.berichten;
  };
  expect(await dossier()).toContainEqual(
    expect.objectContaining({ soort: 'gerealiseerd', bezorging: 'geweigerd', vervolg: 'opnieuw' }),
  );
  expect(await dossier()).toContainEqual(
    expect.objectContaining({ soort: 'tweede-akkoord-gevraagd', bezorging: 'geweigerd', vervolg: 'opnieuw' }),
  );

  await system.moveTo('2026-11-26T02:00:00Z');
  expect(await subjects()).not.toContain(STAND);
  mail.refuse(false);
  await system.moveTo('2026-11-28T09:00:00Z');
  const sent = await system.mails();
  expect((await subjects()).filter((one) => [REALISED, STAND, TO_ASR].includes(one)).toSorted()).toEqual([
    TO_ASR,
    STAND,
  ]);
  const stand = sent.find(({ onderwerp }) => onderwerp.startsWith(STAND));
  expect(stand?.op.slice(0, 13)).toBe('2026-11-26T03');
  expect(stand?.tekst).toContain('De eerste uitwisseling is op donderdag 10 december 2026');
  const [code = ''] = stand?.tekst.match(/(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}/) ?? [];
  const opened = await system.request('GET', `/aanmeldingen/${first.aanmeldingId}`, { bearer: code });
  expect([opened.status, opened.body.status]).toEqual([200, 'gerealiseerd']);
  const toAsr = sent.find(({ onderwerp }) => onderwerp.startsWith(TO_ASR));
  expect(toAsr?.tekst).toContain('de vraag om een tweede akkoord, geweigerd op dinsdag 24 november 2026');
  expect(await dossier()).toContainEqual(
    expect.objectContaining({ soort: 'gerealiseerd', bezorging: 'geweigerd', vervolg: 'beantwoord' }),
  );
  const refusals = system.runtime.logs().filter(({ regel }) => regel.includes('bericht.geweigerd'));
  expect(refusals.length).toBeGreaterThan(2);
  expect(JSON.stringify(refusals)).not.toContain('@');
});
