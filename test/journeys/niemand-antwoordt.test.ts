import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

/** The states of an execution in the order in which they were entered. */
const statesOf = ({ aanmeldingId }: SignedUp) =>
  system.runtime
    .histories()
    .filter(({ naam }) => naam === aanmeldingId)
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'TaskStateEntered')
    .map(({ detail }) => detail.name);

/** After the one that asked the first of its office to confirm its address. */
const mailsAbout = async ({ aanmeldingId }: SignedUp) =>
  (await system.mails())
    .filter(({ tekst, onderwerp }) => tekst.includes(aanmeldingId) && !onderwerp.includes('bevestig uw e-mailadres'))
    .map(({ aan, onderwerp }) => [aan, onderwerp.split(' – ')[0]]);

const ASSESSORS = 'salariskoppeling-team@asr.example';
const ESCALATIE = 'salariskoppeling-escalatie@asr.example';

// One clock for all: the aanmeldingen of this file begin to wait on the same Tuesday and go through the days together.
describe('nobody answers', () => {
  let noAkkoord: SignedUp;
  let noHerstel: SignedUp;
  let lateAkkoord: SignedUp;
  const office = exampleAanmelding.overkoepelend.salarisverwerker.email;

  beforeAll(async () => {
    noAkkoord = await system.signUp(exampleAanmelding.overkoepelend);
    noHerstel = await system.signUp(exampleSituaties.tweeRechtenUit);
    lateAkkoord = await system.signUp(exampleSituaties.vierwekelijks);
  });

  it('and on the first two working days nobody is reminded', async () => {
    await system.moveTo('2026-11-27T07:59:00Z');
    expect(await mailsAbout(noAkkoord)).toEqual([
      [office, 'Salariskoppeling: aanmelding ontvangen'],
      [ASSESSORS, 'Salariskoppeling: akkoord gevraagd'],
    ]);
    expect(await mailsAbout(noHerstel)).toEqual([
      [office, 'Salariskoppeling: aanmelding ontvangen'],
      [office, 'Salariskoppeling: er is nog iets nodig'],
    ]);
  });

  it('and on the third working day at nine those who must act are reminded', async () => {
    await system.moveTo('2026-11-27T08:01:00Z');
    expect((await mailsAbout(noAkkoord)).slice(2)).toEqual([
      [ASSESSORS, 'Herinnering salariskoppeling: akkoord gevraagd'],
    ]);
    expect((await mailsAbout(noHerstel)).slice(2)).toEqual([
      [office, 'Herinnering salariskoppeling: er is nog iets nodig'],
    ]);
    expect(statesOf(noAkkoord).at(-1)).toBe('AskAkkoordNaHerinnering');
    expect(statesOf(noHerstel).at(-1)).toBe('AskHerstelNaHerinnering');
  });

  it('and on the tenth it is escalated, and the office gets its last reminder', async () => {
    await system.moveTo('2026-12-08T08:01:00Z');
    expect((await mailsAbout(noAkkoord)).slice(3)).toEqual([
      [ESCALATIE, 'Escalatie salariskoppeling: nog geen besluit'],
    ]);
    expect((await mailsAbout(noHerstel)).slice(3)).toEqual([
      [office, 'Laatste herinnering salariskoppeling: er is nog iets nodig'],
    ]);
  });

  it('and a besluit after the escalation is still taken', async () => {
    await system.approve(lateAkkoord, 'verzuim');
    expect((await system.status(lateAkkoord)).body.status).toBe('gerealiseerd');
    expect(statesOf(lateAkkoord)).toEqual([
      'ConfirmOntvangst',
      'VerifyAanmelding',
      'AskAkkoord',
      'RemindPeopleAkkoord',
      'AskAkkoordNaHerinnering',
      'RemindPeopleEscalatie',
      'AskAkkoordNaEscalatie',
      'RealiseKoppeling',
      'ConfirmAanmelding',
    ]);
  });

  it('and on the last day both can still act', async () => {
    await system.moveTo('2026-12-24T22:55:00Z');
    expect((await system.status(noAkkoord)).body.status).toBe('wacht-op-akkoord');
    expect((await system.status(noHerstel)).body.status).toBe('herstel-nodig');
  });

  it('and after the thirtieth day the aanmelding lapses, and the office is told', async () => {
    await system.moveTo('2026-12-24T23:05:00Z');
    for (const signedUp of [noAkkoord, noHerstel]) {
      expect((await system.status(signedUp)).body.status).toBe('vervallen');
      expect((await mailsAbout(signedUp)).at(-1)).toEqual([office, 'Salariskoppeling: aanmelding vervallen']);
      expect(await mailsAbout(signedUp)).toHaveLength(5);
      expect(statesOf(signedUp).slice(-2)).toEqual(['ExpireAanmelding', 'ConfirmAanmelding']);
    }
  });
});

describe('a hercontrole', () => {
  it('starts the wait anew', async () => {
    // Thursday 7 January 2027, after the days above.
    await system.moveTo('2027-01-07T09:00:00Z');
    const signedUp = await system.signUp(exampleSituaties.tweeRechtenUit);
    await system.moveTo('2027-01-11T09:00:00Z');
    const path = `/aanmeldingen/${signedUp.aanmeldingId}/hercontrole`;
    expect((await system.request('POST', path, { bearer: signedUp.capability })).status).toBe(202);
    await system.runtime.settle();
    await system.moveTo('2027-01-12T09:00:00Z');
    expect(statesOf(signedUp).at(-1)).toBe('AskHerstel');
    await system.moveTo('2027-01-14T08:01:00Z');
    expect(statesOf(signedUp).at(-1)).toBe('AskHerstelNaHerinnering');
  });
});

describe('a function that dies', () => {
  it.each([
    ['at its start', 'at-start', '2027-02-01T09:00:00Z', '2027-02-04T08:05:00Z'],
    ['at its end', 'before-finish', '2027-03-01T09:00:00Z', '2027-03-04T08:05:00Z'],
  ] as const)('%s while it reminds is run again, and nobody gets two mails', async (_when, crash, begin, reminded) => {
    await system.moveTo(begin);
    const raamwerkcontractnummer = `RC-${crash.toUpperCase()}`;
    const { dga } = exampleSituaties;
    const signedUp = await system.signUp({ ...dga, werkgever: { ...dga.werkgever, raamwerkcontractnummer } });
    system.runtime.lambda.crashNext('remind-people', crash);
    await system.moveTo(reminded);
    expect(statesOf(signedUp).at(-1)).toBe('AskAkkoordNaHerinnering');
    const reminders = (await mailsAbout(signedUp)).filter(([, onderwerp]) => onderwerp?.startsWith('Herinnering'));
    expect(reminders).toHaveLength(1);
  });
});
