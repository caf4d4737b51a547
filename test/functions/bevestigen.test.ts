import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { WACHTEND } from '../../core/berichten/postgrens.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { bulkformulier } from '../core/bulk.ts';
import { NEW_TOKEN } from '../core/office.ts';
import { aanmeldingOf, auditOf, verified } from '../core/way.ts';
import { createWorld, KANTOORSLEUTEL } from '../core/world.ts';
import {
  ASKED,
  bearer,
  bedrijfsnaam,
  bodyOf,
  CAPABILITY,
  codeNumber,
  email,
  ID,
  keyIn,
  numbered,
  routesOf,
  seen,
  waiting,
} from './confirm-first.ts';

describe('a sign-up without the key of its office', () => {
  it('is answered with what to do now, and waits', async () => {
    const { world, answer } = await waiting();
    expect(seen(answer)).toEqual([
      202,
      {
        ...{ aanmeldingId: ID, capability: CAPABILITY, status: 'wacht-op-bevestiging' },
        statusUrl: `https://api.salariskoppeling.example/aanmeldingen/${ID}`,
        watNu: expect.stringContaining('Bevestig uw e-mailadres met de code'),
        waarschuwingen: [expect.objectContaining({ code: 'ongebruikelijke-token' })],
      },
    ]);
    expect([world.verloop.realisaties.size, world.post.verzonden.length]).toEqual([0, 1]);
  });

  it.each([
    ['a key of nobody', 'k'.repeat(43)],
    ['a capability', CAPABILITY],
    ['a bearer that is none', 'x'],
  ])('waits too when it brings %s', async (_what, geheim) => {
    const world = createWorld();
    const answer = await routesOf(world).submitAanmelding(jsonEvent(GOOD_FORM, bearer(geheim)));
    expect(seen(answer)).toMatchObject([202, { status: 'wacht-op-bevestiging' }]);
  });

  it('is answered the same whether the numbers are taken or not', async () => {
    const world = createWorld();
    await verified(world);
    const { submitAanmelding } = routesOf(world);
    const [taken, free] = [
      await submitAanmelding(jsonEvent(GOOD_FORM)),
      await submitAanmelding(jsonEvent(numbered(7))),
    ];
    const own = /[0-9]{12,}/g;
    expect([taken.statusCode, taken.body?.replace(own, '')]).toEqual([202, free.body?.replace(own, '')]);
  });

  it('shows in its status that it waits, and what to do', async () => {
    const { showAanmelding } = await waiting();
    expect(seen(await showAanmelding(httpEvent({ method: 'GET', ...ASKED })))).toMatchObject([
      200,
      { status: 'wacht-op-bevestiging', watNu: expect.stringMatching(/bevestig/i) },
    ]);
  });

  it('is refused for the rest of the hour when too many wait; one with a key goes on', async () => {
    const world = createWorld();
    const { submitAanmelding, submitBulk } = routesOf(world);
    while (await world.registratie.countPost(WACHTEND, world.klok.now()));
    world.klok.set('2026-11-24T09:59:00.500Z');
    for (const answer of [
      await submitAanmelding(jsonEvent(GOOD_FORM)),
      await submitBulk(jsonEvent(bulkformulier(2))),
    ]) {
      expect(seen(answer)).toMatchObject([429, { code: 'te-veel-aanvragen' }]);
      expect(answer.headers).toMatchObject({ 'retry-after': '60' });
    }
    expect([world.kluis.geheimen.size, world.nazorg.gevraagd.length]).toEqual([0, 0]);
    expect((await submitAanmelding(jsonEvent(GOOD_FORM, bearer(KANTOORSLEUTEL)))).statusCode).toBe(202);
  });
});

describe('a bulk without the key of its office', () => {
  it('says of each row that it waits, and of the request what to do', async () => {
    const world = createWorld();
    const { submitBulk } = routesOf(world);
    const answer = await submitBulk(jsonEvent(withField(bulkformulier(3), 'werkgevers.1.verloning', 'Month')));
    expect(seen(answer)).toMatchObject([
      200,
      {
        ...{ ontvangen: 0, wachtOpBevestiging: 2, geweigerd: 1, nietVerwerkt: 0 },
        watNu: expect.stringContaining('Bevestig uw e-mailadres'),
        rijen: [
          { rij: 1, uitkomst: 'wacht-op-bevestiging', capability: expect.any(String), statusUrl: expect.any(String) },
          { rij: 2, uitkomst: 'ongeldig' },
          { rij: 3, uitkomst: 'wacht-op-bevestiging' },
        ],
      },
    ]);
    expect([world.verloop.realisaties.size, world.post.verzonden.length]).toEqual([0, 1]);
  });

  it('of which no row is good says that nothing was signed up', async () => {
    const world = createWorld();
    const answer = await routesOf(world).submitBulk(jsonEvent({ ...bulkformulier(1), werkgevers: [{}, {}] }));
    expect(bodyOf(answer)).toMatchObject({
      ...{ ontvangen: 0, wachtOpBevestiging: 0, geweigerd: 2 },
      watNu: expect.stringContaining('geen enkele werkgever aangemeld'),
    });
    expect([world.kluis.geheimen.size, world.post.verzonden.length]).toEqual([0, 0]);
  });

  it('is confirmed by any of its ids, row by row; what there was no time for is told', async () => {
    const world = createWorld();
    const { submitBulk, confirmAanvraag } = routesOf(world);
    const { rijen } = z
      .object({ rijen: z.array(z.object({ aanmeldingId: AanmeldingId })) })
      .parse(bodyOf(await submitBulk(jsonEvent(bulkformulier(3)))));
    const [first, , third] = rijen.map(({ aanmeldingId }) => aanmeldingId);
    const late = await confirmAanvraag({ code: codeNumber(1) }, third, 5_000);
    expect(seen(late)).toMatchObject([
      200,
      { aanmeldingen: rijen.map((rij) => ({ ...rij, uitkomst: 'nog-niet', tekst: expect.stringContaining('uur') })) },
    ]);
    expect(seen(await confirmAanvraag({ code: codeNumber(1) }, first))).toMatchObject([
      200,
      { aanmeldingen: rijen.map((rij) => ({ ...rij, uitkomst: 'ontvangen' })) },
    ]);
    expect(world.verloop.realisaties.size).toBe(3);
  });
});

describe('POST /aanmeldingen/{id}/bevestiging', () => {
  it('takes the aanmelding in and gives a key, which spares the next confirmation', async () => {
    const { world, submitAanmelding, confirmAanvraag } = await waiting();
    const answer = await confirmAanvraag({ code: codeNumber(1) });
    expect(seen(answer)).toEqual([
      200,
      {
        watNu: expect.stringContaining('Bewaar de kantoorsleutel'),
        aanmeldingen: [{ aanmeldingId: ID, uitkomst: 'ontvangen', tekst: expect.any(String) }],
        kantoorsleutel: expect.any(String),
        kantoorsleutelGeldigTot: '2027-05-23T09:00:00.000Z',
      },
    ]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.body).not.toContain(TOKEN);
    expect([...world.verloop.realisaties]).toEqual([ID]);
    const next = await submitAanmelding(jsonEvent(numbered(7), bearer(keyIn(answer))));
    expect(seen(next)).toMatchObject([202, { status: 'ontvangen' }]);
  });

  it('takes the code as people type it over', async () => {
    const { confirmAanvraag } = await waiting();
    expect((await confirmAanvraag({ code: ' ooooo-00000 00000-0000l ' })).statusCode).toBe(200);
  });

  it.each([
    ['another code', codeNumber(2), ID],
    ['an unknown id', codeNumber(1), 'aan-00000000-0000-4000-8000-999999999999'],
    ['no id', codeNumber(1), '../x'],
  ])('answers the same 404 to %s, and changes nothing', async (_what, code, aanmeldingId) => {
    const { world, confirmAanvraag } = await waiting();
    const answer = await confirmAanvraag({ code }, aanmeldingId);
    const other = await confirmAanvraag({ code: codeNumber(9) }, 'aan-x');
    expect(seen(answer)).toMatchObject([404, { code: 'code-onbekend' }]);
    expect(answer.body).toBe(other.body);
    expect((await aanmeldingOf(world, ID)).status).toBe('wacht-op-bevestiging');
    expect(world.verloop.realisaties.size).toBe(0);
  });

  it.each([
    ['code', {}],
    ['code', { code: 'kort' }],
    ['code', { code: 12 }],
    ['apiToken', { code: codeNumber(1), apiToken: '' }],
    ['capability', { code: codeNumber(1), capability: CAPABILITY }],
  ])('names the field %s of a wrong body, and does not repeat it', async (veld, body) => {
    const { world, confirmAanvraag } = await waiting();
    const answer = await confirmAanvraag(body);
    expect(seen(answer)).toMatchObject([400, { code: 'ongeldige-gegevens', fouten: [{ veld }] }]);
    expect(answer.body).not.toContain(codeNumber(1));
    expect((await aanmeldingOf(world, ID)).status).toBe('wacht-op-bevestiging');
  });

  it('asks for the token once that was erased, and goes on with it', async () => {
    const { world, confirmAanvraag, sweepAanvragen } = await waiting();
    world.klok.set('2026-11-25T09:00:01.000Z');
    expect(await sweepAanvragen()).toEqual({ uitkomst: 'klaar' });
    const asked = await confirmAanvraag({ code: codeNumber(1) });
    expect(seen(asked)).toMatchObject([
      409,
      { code: 'token-opnieuw-nodig', detail: expect.stringContaining('met de API-token erbij') },
    ]);
    const answer = await confirmAanvraag({ code: codeNumber(1), apiToken: NEW_TOKEN });
    expect(seen(answer)).toMatchObject([200, { aanmeldingen: [{ uitkomst: 'ontvangen' }] }]);
    expect(answer.body).not.toContain(NEW_TOKEN);
    expect((await world.kluis.readCandidate(ID))?.apiToken).toBe(NEW_TOKEN);
  });

  it('tells of numbers that another one took', async () => {
    const { world, confirmAanvraag } = await waiting();
    await verified(world);
    expect(seen(await confirmAanvraag({ code: codeNumber(1) }))).toMatchObject([
      200,
      { aanmeldingen: [{ uitkomst: 'al-aangemeld', tekst: expect.stringContaining('gaat niet door') }] },
    ]);
  });
});

describe('an aanmelding that waits for its confirmation', () => {
  const correctTo = (naam: string, more: object = {}) =>
    jsonEvent({ salarisverwerker: { bedrijfsnaam, email: `${naam}@duinzicht.example` }, ...more }, ASKED);

  it('gets another address three times, each with a code of its own, and not a fourth time', async () => {
    const { world, correctAanmelding, confirmAanvraag } = await waiting();
    for (const naam of ['een', 'twee', 'drie']) {
      expect(seen(await correctAanmelding(correctTo(naam)))).toMatchObject([202, { status: 'wacht-op-bevestiging' }]);
    }
    expect(seen(await correctAanmelding(correctTo('vier')))).toMatchObject([429, { code: 'te-veel-adrescorrecties' }]);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([
      email,
      'een@duinzicht.example',
      'twee@duinzicht.example',
      'drie@duinzicht.example',
    ]);
    expect((await confirmAanvraag({ code: codeNumber(3) })).statusCode).toBe(404);
    expect((await confirmAanvraag({ code: codeNumber(4) })).statusCode).toBe(200);
    expect((await aanmeldingOf(world, ID)).gegevens.salarisverwerker.email).toBe('drie@duinzicht.example');
  });

  it.each([
    ['another field', jsonEvent({ dertiendeMaand: true }, ASKED)],
    ['another field beside the address', correctTo('een', { dga: [] })],
    ['a token', jsonEvent({ nmbrs: { apiToken: NEW_TOKEN } }, ASKED)],
  ])('cannot be corrected in %s: first it is confirmed', async (_what, event) => {
    const { world, correctAanmelding } = await waiting();
    const before = await aanmeldingOf(world, ID);
    expect(seen(await correctAanmelding(event))).toMatchObject([409, { code: 'eerst-bevestigen' }]);
    expect(await aanmeldingOf(world, ID)).toEqual(before);
    expect(world.post.verzonden).toHaveLength(1);
    expect((await world.kluis.readCandidate(ID))?.apiToken).toBe(TOKEN);
  });

  it.each([
    ['signOffAanmelding', httpEvent({ method: 'DELETE', ...ASKED })],
    ['replaceToken', jsonEvent({ apiToken: NEW_TOKEN }, ASKED)],
    ['recheckAanmelding', httpEvent(ASKED)],
  ] as const)('is told to be confirmed first by %s, which changes nothing', async (name, event) => {
    const { world, ...routes } = await waiting();
    expect(seen(await routes[name](event))).toMatchObject([
      409,
      { code: 'eerst-bevestigen', detail: expect.stringContaining('code uit de e-mail') },
    ]);
    expect(await auditOf(world, ID)).toEqual(['aanmelding.ontvangen']);
    expect((await world.kluis.readCandidate(ID))?.apiToken).toBe(TOKEN);
    expect(world.verloop.hervat.size).toBe(0);
  });

  it('is not opened by the code that confirms it', async () => {
    const { showAanmelding } = await waiting();
    expect(
      (await showAanmelding(httpEvent({ method: 'GET', aanmeldingId: ID, ...bearer(codeNumber(1)) }))).statusCode,
    ).toBe(404);
  });
});
