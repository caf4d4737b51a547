import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type Answer, type LocalSystem, startLocalSystem } from './local-system.ts';

// An office that has nothing but its mails: each time the code of the last one lets it in, and what it may ask stands in `kan`. The
// assessor goes by his mails too.

const { overkoepelend } = exampleAanmelding;
const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;
const NEW_TOKEN = 'fa17a51e00000000000000000000beef';
const OTHER = 'loon@fantasiekantoor.example';
const CODE = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/;

let system: LocalSystem;
let id: string;
let address = overkoepelend.salarisverwerker.email;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3 }));
});
afterAll(() => system.stop());

const mailsTo = async (aan: string) => (await system.mails()).filter((mail) => mail.aan === aan);
const lastMail = async (aan = address) => {
  const mail = (await mailsTo(aan)).at(-1);
  if (mail === undefined) throw new Error(`no mail to ${aan}`);
  return mail;
};
const lastCode = async (): Promise<string> => {
  const code = CODE.exec((await lastMail()).tekst)?.[0];
  if (code === undefined) throw new Error('no code in the last mail');
  return code;
};
/** Looks with the code of the last mail, unless another one is tried. */
const look = async (bearer?: string): Promise<Answer> =>
  system.request('GET', `/aanmeldingen/${id}`, { bearer: bearer ?? (await lastCode()) });

/** Asks for what the status says that can be done. */
async function ask(actie: string, [method, path, body]: readonly [string, string, unknown?]): Promise<Answer> {
  const { kan } = (await look()).body;
  expect(kan).toContain(actie);
  const bearer = await lastCode();
  const answer = await system.request(method, `/aanmeldingen/${id}${path}`, { body, bearer });
  await system.runtime.settle();
  return answer;
}
const approve = (naam: string) =>
  system.decide(id, { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true }, naam);

/** Mends a slip by what the mail proposes. */
async function mendASlip(): Promise<void> {
  const slip = { ...overkoepelend, nmbrs: { ...overkoepelend.nmbrs, bedrijfsnaam: 'Toverdrank BV' } };
  ({ aanmeldingId: id } = await system.signUp(slip));
  const { onderwerp, tekst } = await lastMail();
  expect(onderwerp).toContain('er is nog iets nodig');
  const [, proposed] = /Bedoelt u «([^»]+)»/.exec(tekst) ?? [];
  const answer = await ask('verbeteren', ['PATCH', '', { nmbrs: { bedrijfsnaam: proposed } }]);
  expect([answer.status, (await look()).body.status]).toEqual([202, 'wacht-op-akkoord']);
}

/** Comes in again when it lost the code. */
async function comeInAgain(): Promise<void> {
  const before = await lastCode();
  await system.request('POST', `/aanmeldingen/${id}/toegang`);
  await system.runtime.settle();
  expect(await lastCode()).not.toBe(before);
  expect((await look()).status).toBe(200);
}

/** Is waited for by a second assessor, whose mails say what a colleague on leave left. */
async function waitForASecondAssessor(): Promise<void> {
  expect((await approve('Inge')).status).toBe(202);
  await system.moveTo('2026-11-27T10:00:00Z');
  const asr = (await system.mails()).filter(({ onderwerp }) => onderwerp.startsWith('Herinnering')).at(-1);
  expect(asr?.tekst).toContain('Eén akkoord is er al');
  expect(asr?.tekst).toContain('vanaf november 2026');
  expect((await approve('Sem')).status).toBe(200);
  expect((await look()).body).toMatchObject({ status: 'gerealiseerd', koppeling: { status: 'actief' } });
  expect((await lastMail()).tekst).toContain('donderdag 10 december 2026');
}

/** Gives another token when its own is dead, and what was missed is fetched. */
async function giveAnotherToken(): Promise<void> {
  await system.moveTo('2026-12-10T09:00:00Z');
  expect((await look()).body.vorigeUitwisseling).toBe('2026-12-10');
  system.simulator.change({ tokens: [{ subdomain, email, token: NEW_TOKEN }] });
  await system.moveTo('2027-01-11T09:00:00Z');
  expect((await lastMail()).onderwerp).toContain('de API-token werkt niet meer');
  expect((await look()).body.watNu).toContain('De API-token werkt niet meer');
  expect((await ask('token', ['PUT', '/token', { apiToken: NEW_TOKEN }])).status).toBe(200);
  await system.moveTo('2027-01-12T09:00:00Z');
  expect((await look()).body).toMatchObject({ vorigeUitwisseling: '2027-01-12', koppeling: { status: 'actief' } });
}

/** Gets another way in from a.s.r. when a colleague left with the code, and only that opens. */
async function getAnotherWayIn(): Promise<void> {
  const left = await lastCode();
  const body = { email: OTHER, reden: 'Teruggebeld op het nummer van het kantoor.' };
  const bearer = await system.assessor('Inge');
  await system.request('POST', `/aanmeldingen/${id}/nieuwe-toegang`, { body, bearer });
  await system.runtime.settle();
  address = OTHER;
  expect((await lastMail()).tekst).toContain('Alle eerdere codes openen niets meer.');
  expect([(await look(left)).status, (await look()).status]).toEqual([404, 200]);
}

/** Signs off, takes it back, and signs off for good. */
async function signOffForGood(): Promise<void> {
  const last = await ask('afmelden', ['DELETE', '?per=2027-03-31']);
  expect(last.status).toBe(202);
  expect((await lastMail()).tekst).toContain('De tijdvakken tot en met die dag worden nog uitgewisseld');
  expect((await ask('afmelding-intrekken', ['DELETE', '/afmelding'])).status).toBe(200);
  expect((await look()).body).not.toHaveProperty('ingangsdatum');

  expect((await ask('afmelden', ['DELETE', '?direct=ja'])).status).toBe(202);
  const confirmed = await system.request('POST', `/aanmeldingen/${id}/afmelding/bevestiging`, {
    body: { code: await lastCode() },
  });
  expect(confirmed.status).toBe(202);
  await system.runtime.settle();
  const { onderwerp, tekst } = await lastMail();
  expect(onderwerp).toContain('Salariskoppeling afgemeld');
  expect(tekst).toContain('Dit hebben wij gewist');
  expect(tekst).toContain('bewaar daarom deze e-mail');
  expect((await look()).body).toMatchObject({ status: 'afgemeld', kan: [] });
}

it('brings an office through that has nothing but its mails, from a slip to the receipt', async () => {
  await mendASlip();
  await comeInAgain();
  await waitForASecondAssessor();
  await giveAnotherToken();
  await getAnotherWayIn();
  await signOffForGood();
});
