import { ListQueuesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqsClient } from '../../adapters/aws/clients.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { sesEvent, transformed } from '../fixtures/ses/events.ts';
import { allResources } from '../lib/templates.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
let signedUp: SignedUp;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3 }));
  signedUp = await system.signUp(exampleAanmelding.overkoepelend);
});
afterAll(() => system.stop());

const sentTo = async ({ aanmeldingId }: SignedUp) =>
  (await system.mails()).filter(({ tekst }) => tekst.includes(aanmeldingId));

/** EventBridge does not run here: what its rule makes of an event of SES is put on the queue by hand. */
async function sesReports(soort: string, { aanmeldingId }: SignedUp): Promise<void> {
  const sleutel = { onderwerp: AanmeldingId.parse(aanmeldingId), soort: 'ontvangen', gelegenheid: 'eenmalig' } as const;
  const sqs = createSqsClient(sdkConfig(system.runtime.endpoints.AWS_ENDPOINT_URL_SQS ?? ''));
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find((url) => /BezorgingReportsQueue/.test(url));
  await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: transformed(allResources(), sesEvent(soort, sleutel)) }),
  );
  await system.runtime.settle();
}

describe('the mails of an aanmelding', () => {
  it('show in its status with what became of them, and not those within a.s.r.', async () => {
    const before = (await system.status(signedUp)).body.berichten;
    expect(before).toMatchObject([{ soort: 'bevestig-adres' }, { soort: 'ontvangen' }]);
    expect(before[1]).not.toHaveProperty('bezorging');
    await sesReports('Bounce', signedUp);
    expect((await system.status(signedUp)).body.berichten).toMatchObject([
      { soort: 'bevestig-adres' },
      { soort: 'ontvangen', bezorging: 'teruggekomen' },
    ]);
  });

  it('link to a page that says what their code is for, and the code opens the aanmelding as it says', async () => {
    const mail = (await sentTo(signedUp)).find(({ onderwerp }) => onderwerp.includes('ontvangen'));
    const [link = ''] = mail?.tekst.match(/http\S+#\S+/) ?? [];
    const { origin, pathname, hash } = new URL(link);
    expect([origin, pathname]).toEqual([system.runtime.url, `/aanmelding/${signedUp.aanmeldingId}`]);

    const page = await system.request('GET', pathname);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(page.headers.has('set-cookie')).toBe(false);
    expect(page.body).toContain('Authorization: Bearer {toegangscode}');
    expect((await system.request('GET', '/aanmelding/van-niemand')).body).toBe(page.body);

    const bearer = hash.slice(1);
    expect(bearer).toMatch(/^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
    const opened = await system.request('GET', `/aanmeldingen/${signedUp.aanmeldingId}`, { bearer });
    expect([opened.status, opened.body.aanmeldingId]).toEqual([200, signedUp.aanmeldingId]);
  });

  it.each(['/aanmelding', '/aanmelding/', '/aanmelding/a/b', '/aanmelding.html'])(
    'link nowhere else: %s',
    async (path) => {
      expect((await system.request('GET', path)).status).toBe(404);
    },
  );

  it('bring the last day to lock the first run as a day for the calendar', async () => {
    await system.approve(signedUp, 'verzuim');
    const mail = (await sentTo(signedUp)).at(-1);
    expect(mail?.onderwerp).toContain('gerealiseerd');
    expect(mail?.bijlagen).toMatchObject([{ naam: 'eerste-uitwisseling.ics' }]);
    expect(mail?.tekst).toContain('uiterlijk woensdag 9 december 2026');
    const day = mail?.bijlagen[0]?.tekst;
    expect(day).toContain('DTSTART;VALUE=DATE:20261209');
    expect(day).toContain(`UID:${signedUp.aanmeldingId}-2026-M11@salariskoppeling`);
    expect(day).toMatch(/ORGANIZER;\S+ \S*mailto:\S+@/);
    expect(day).toContain('BEGIN:VALARM');
  });
});

describe('the calendar of a werkgever', () => {
  it('tells the same last day to lock as the mail, and is a file too', async () => {
    const path = `/aanmeldingen/${signedUp.aanmeldingId}/kalender`;
    const { status, body } = await system.request('GET', path, { bearer: signedUp.capability });
    expect(status).toBe(200);
    expect(body.tijdvakken[0]).toMatchObject({
      tijdvak: { tijdvakId: '2026-M11' },
      uitwisseling: '2026-12-10',
      uiterlijkVergrendelen: '2026-12-09',
    });
    const file = await system.request('GET', `${path}?vorm=ics`, { bearer: signedUp.capability });
    expect(file.headers.get('content-type')).toContain('text/calendar');
    expect(file.body).toContain(`UID:${signedUp.aanmeldingId}-2026-M11@salariskoppeling`);
    expect(file.body).toContain('ORGANIZER;CN=a.s.r. Salariskoppeling:mailto:');
    expect((await system.request('GET', path)).status).toBe(401);
  });
});

describe('a token that no longer works', () => {
  it('interrupts the koppeling, and the office is asked once for a new one', async () => {
    const { domain: subdomain, email } = EXAMPLE_LOGINS.overkoepelend;
    system.simulator.change({ tokens: [{ subdomain, email, token: 'nieuw-token-0123456789abcdef0123' }] });
    await system.moveTo('2026-12-14T09:00:00Z');
    const asked = (await sentTo(signedUp)).filter(({ onderwerp }) => onderwerp.includes('token werkt niet meer'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.tekst).toContain('Geef ons de nieuwe token op de pagina van uw aanmelding');
    const { body } = await system.status(signedUp);
    expect(body.watNu).toContain('nieuwe token');
    expect(body.berichten.map(({ soort }: { soort: string }) => soort)).toContain('token-werkt-niet-meer');
    expect((await system.delivered(signedUp)).size).toBe(0);
  });
});
