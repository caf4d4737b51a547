import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmationCodeIn } from '../../local/demo/local-api.ts';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { withField } from '../core/aanmeldformulier.ts';
import { bulkformulier } from '../core/bulk.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

const formWith = (form: unknown, email: string, contract: string) =>
  withField(withField(form, 'salarisverwerker.email', email), 'werkgever.raamwerkcontractnummer', contract);
const post = (path: string, body: unknown, bearer?: string) =>
  system.request('POST', path, { body, ...(bearer === undefined ? {} : { bearer }) });
const mailsTo = async (adres: string) => (await system.mails()).filter(({ aan }) => aan === adres);
const callsOfNmbrs = () => system.runtime.logs().filter(({ regel }) => regel.includes('nmbrs.aanroep')).length;
const executions = async () => (await system.request('GET', '/lokaal/executies')).body.length;

describe('a sign-up without a key', () => {
  it('does nothing until its address is confirmed, and everything after', async () => {
    const form = formWith(exampleAanmelding.overkoepelend, 'eerst@fantasiekantoor.example', 'RC-81000');
    const { status, body } = await post('/aanmeldingen', form);
    expect([status, body.status]).toEqual([202, 'wacht-op-bevestiging']);
    await system.runtime.settle();
    expect([await executions(), callsOfNmbrs()]).toEqual([0, 0]);
    expect((await system.status(body)).body).toMatchObject({ status: 'wacht-op-bevestiging', watTeDoen: [] });
    expect((await mailsTo('eerst@fantasiekantoor.example')).map(({ onderwerp }) => onderwerp)).toEqual([
      expect.stringContaining('bevestig uw e-mailadres'),
    ]);

    const kantoorsleutel = await system.confirm(body);
    await system.runtime.settle();
    expect((await system.status(body)).body.status).toBe('wacht-op-akkoord');
    const { body: lijst } = await system.request('GET', '/kantoor', { bearer: kantoorsleutel });
    expect(lijst.aanmeldingen).toMatchObject([{ aanmeldingId: body.aanmeldingId, status: 'wacht-op-akkoord' }]);
    expect((await system.request('GET', '/kantoor', { bearer: body.capability })).status).toBe(401);

    const second = formWith(exampleSituaties.vierwekelijks, 'Eerst@fantasiekantoor.example', 'RC-81001');
    expect((await post('/aanmeldingen', second, kantoorsleutel)).body.status).toBe('ontvangen');
    await system.runtime.settle();
  });

  it('opens its list by a code that is mailed to its address', async () => {
    const email = 'eerst@fantasiekantoor.example';
    const asked = await post('/kantoor/toegang', { email });
    const stranger = await post('/kantoor/toegang', { email: 'niemand@fantasiekantoor.example' });
    expect([asked.status, stranger.body]).toEqual([202, asked.body]);
    await system.runtime.settle();
    expect(await mailsTo('niemand@fantasiekantoor.example')).toEqual([]);
    const tekst = (await mailsTo(email)).at(-1)?.tekst ?? '';
    const code = /Kantoorcode:?\s+(\S+)/.exec(tekst)?.[1] ?? '';
    const { status, body } = await system.request('GET', '/kantoor', { bearer: code });
    expect([status, body.aanmeldingen.length]).toEqual([200, 2]);
  });

  it('is erased when nobody confirms it: its token after a day, all of it after a week', async () => {
    const form = formWith(exampleAanmelding.overkoepelend, 'nooit@fantasiekantoor.example', 'RC-82000');
    const { body } = await post('/aanmeldingen', form);
    await system.runtime.settle();
    await system.moveTo('2026-11-25T12:00:00Z');
    const tekst = (await mailsTo('nooit@fantasiekantoor.example')).at(-1)?.tekst ?? '';
    const [code] = confirmationCodeIn(tekst, body.aanmeldingId);
    const late = await post(`/aanmeldingen/${body.aanmeldingId}/bevestiging`, { code });
    expect([late.status, late.body.code]).toEqual([409, 'token-opnieuw-nodig']);
    await system.moveTo('2026-12-03T12:00:00Z');
    expect((await system.status(body)).status).toBe(404);
    const gone = await post(`/aanmeldingen/${body.aanmeldingId}/bevestiging`, { code });
    expect([gone.status, gone.body.code]).toEqual([404, 'code-onbekend']);
  });
});

describe('a bulk without a key', () => {
  it('is confirmed by one code, for all its rows', async () => {
    const form = withField(bulkformulier(12), 'account.salarisverwerker.email', 'bulk@duinzicht.example');
    const { status, body } = await post('/aanmeldingen/bulk', form);
    expect([status, body.wachtOpBevestiging, body.ontvangen]).toEqual([200, 12, 0]);
    await system.runtime.settle();
    expect(await mailsTo('bulk@duinzicht.example')).toHaveLength(1);
    const tekst = (await mailsTo('bulk@duinzicht.example')).at(-1)?.tekst ?? '';
    const [first, second] = body.rijen;
    const [code] = confirmationCodeIn(tekst, first.aanmeldingId);
    const confirmed = await post(`/aanmeldingen/${second.aanmeldingId}/bevestiging`, { code });
    expect(confirmed.body.aanmeldingen.map(({ uitkomst }: { uitkomst: string }) => uitkomst)).toEqual(
      Array.from({ length: 12 }, () => 'ontvangen'),
    );
    // Its login is refused: of many tries at once most wait their turn.
    await system.moveTo('2026-12-09T14:00:00Z');
    expect((await system.status(second)).body.status).toBe('herstel-nodig');
    // What all twelve need is told once, and once more after three working days.
    const mails = await mailsTo('bulk@duinzicht.example');
    expect(mails.map(({ onderwerp }) => onderwerp)).toEqual([
      expect.stringContaining('bevestig uw e-mailadres'),
      expect.stringContaining('aanmeldingen ontvangen'),
      expect.stringContaining('er is nog iets nodig'),
      expect.stringContaining('Herinnering'),
    ]);
    for (const mail of mails.slice(1)) {
      for (const { aanmeldingId } of body.rijen) expect(mail.tekst).toContain(aanmeldingId);
      const [kantoorcode] = /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.exec(mail.tekst) ?? [];
      const { body: lijst } = await system.request('GET', '/kantoor', { bearer: kantoorcode ?? '' });
      expect(lijst.aanmeldingen).toHaveLength(12);
    }
  });
});
