import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { createHandler as createEndKoppeling } from '../../functions/end-koppeling/handler.ts';
import { createHandler as createReplaceToken } from '../../functions/replace-token/handler.ts';
import { createHandler as createShowAanmelding } from '../../functions/show-aanmelding/handler.ts';
import { createHandler as createSignOffAanmelding } from '../../functions/sign-off-aanmelding/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { TOKEN } from '../core/aanmeldformulier.ts';
import { NEW_TOKEN, officeWithTwo } from '../core/office.ts';
import { aanmeldingOf, afwijzen, approved, realised, waitingForAkkoord, waitingForHerstel } from '../core/way.ts';
import { company, createWorld, inloggegevens, type World } from '../core/world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
// The twin of the identiteit counts: this is the first one that it gives out.
const CAPABILITY = 'capability-00000000000000000000000000000001';
const ASKED = { aanmeldingId: ID, headers: { authorization: `Bearer ${CAPABILITY}` } };

const bodyOf = ({ body = '' }: HttpAnswer): unknown => JSON.parse(body);
const seen = (answer: HttpAnswer) => [answer.statusCode, bodyOf(answer)];

function routesOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = { ...world, logboek };
  const signOffAanmelding = createSignOffAanmelding(deps);
  const showAanmelding = createShowAanmelding(deps);
  return {
    logboek,
    endKoppeling: createEndKoppeling(deps),
    replaceToken: createReplaceToken(deps),
    signOffAanmelding,
    afmelden: (per?: string, direct?: string) =>
      signOffAanmelding({
        ...httpEvent({ method: 'DELETE', ...ASKED }),
        ...(per === undefined ? {} : { queryStringParameters: { per, ...(direct === undefined ? {} : { direct }) } }),
      }),
    showAanmelding: () => showAanmelding(httpEvent({ method: 'GET', ...ASKED })),
  };
}

describe('DELETE /aanmeldingen/{id}', () => {
  it('is taken in, with its date and what comes now', async () => {
    const world = createWorld();
    await realised(world);
    const { afmelden } = routesOf(world);
    const expected = [
      202,
      { status: 'gerealiseerd', ingangsdatum: '2026-12-31', watNu: expect.stringContaining('31 december 2026') },
    ];
    expect(seen(await afmelden('2026-12-31'))).toEqual(expected);
    expect(seen(await afmelden('2026-12-31'))).toEqual(expected);
    expect(seen(await afmelden())).toEqual(expected);
  });

  it('says out loud which exchange does not take place any more', async () => {
    const world = createWorld();
    await realised(world);
    const { afmelden, showAanmelding } = routesOf(world);
    expect(bodyOf(await afmelden('2026-12-09'))).toMatchObject({
      watNu: expect.stringContaining(
        'de volgende is op donderdag 10 december 2026, over november 2026. Daarna, en uiterlijk op 1 maart 2027, wissen wij',
      ),
    });
    expect(bodyOf(await showAanmelding())).toMatchObject({
      watNu: expect.stringMatching(/van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026\.$/),
    });
    expect(bodyOf(await showAanmelding())).toMatchObject({ volgendeUitwisseling: '2026-12-10' });
    expect(seen(await afmelden('2026-12-09', 'nee'))).toMatchObject([400, { fouten: [{ veld: 'direct' }] }]);
    expect(bodyOf(await afmelden('2026-12-09', 'ja'))).toMatchObject({
      watNu: expect.stringContaining('De uitwisseling over november 2026 (donderdag 10 december 2026) vindt niet meer'),
    });
    expect(bodyOf(await showAanmelding())).not.toHaveProperty('volgendeUitwisseling');
    expect(bodyOf(await showAanmelding())).toMatchObject({ ingangsdatum: '2026-12-09' });
  });

  it('of an aanmelding without a koppeling is carried out now', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const { afmelden, endKoppeling, showAanmelding } = routesOf(world);
    expect(seen(await afmelden('2027-01-31'))).toMatchObject([
      400,
      { fouten: [{ veld: 'per', code: 'datum-kan-niet', tekst: expect.stringContaining('alleen per vandaag') }] },
    ]);
    expect(seen(await afmelden('2026-11-24'))).toMatchObject([
      202,
      { status: 'wordt-afgemeld', ingangsdatum: '2026-11-24' },
    ]);
    expect(bodyOf(await showAanmelding())).toMatchObject({ status: 'wordt-afgemeld', ingangsdatum: '2026-11-24' });
    expect(await endKoppeling({ aanmeldingId: ID })).toEqual({ uitkomst: 'beeindigd' });
    const left = await showAanmelding();
    expect(seen(left)).toMatchObject([200, { status: 'afgemeld', ontvangstbewijs: { regels: expect.any(Array) } }]);
    for (const canary of [TOKEN, 'Duinzicht', '123456782', '12******L01', CAPABILITY]) {
      expect(left.body).not.toContain(canary);
    }
    expect(seen(await afmelden())).toMatchObject([202, { status: 'afgemeld', ingangsdatum: '2026-11-24' }]);
  });

  it.each(['gisteren', '2026-13-01', '2026-11-31', '', '2026-11-23', '2028-01-01', '31-12-2026', '2026-12-31T00:00'])(
    'per %j is refused by field, and nothing is stored',
    async (per) => {
      const world = createWorld();
      await realised(world);
      const before = await aanmeldingOf(world, ID);
      const answer = await routesOf(world).afmelden(per);
      expect(seen(answer)).toMatchObject([400, { code: 'ongeldige-vraag', fouten: [{ veld: 'per' }] }]);
      expect(await aanmeldingOf(world, ID)).toEqual(before);
    },
  );

  it('with a date under another name is refused, or it would be today', async () => {
    const world = createWorld();
    await realised(world);
    const event = { ...httpEvent({ method: 'DELETE', ...ASKED }), queryStringParameters: { datum: '2026-12-31' } };
    const answer = await routesOf(world).signOffAanmelding(event);
    expect(seen(answer)).toMatchObject([400, { fouten: [{ veld: 'datum', code: 'onbekend-veld' }] }]);
    expect(await aanmeldingOf(world, ID)).not.toHaveProperty('afmelding');
  });

  it('with another date than before is a conflict; of one that was rejected everything is erased', async () => {
    const world = createWorld();
    await realised(world);
    const { afmelden } = routesOf(world);
    await afmelden('2026-12-31');
    expect(seen(await afmelden('2026-12-30'))).toMatchObject([409, { code: 'al-afgemeld' }]);
    const other = createWorld();
    await approved(other, afwijzen());
    expect(seen(await routesOf(other).afmelden())).toMatchObject([202, { status: 'afgemeld' }]);
  });
});

describe('PUT /aanmeldingen/{id}/token', () => {
  const put = (body: unknown) => jsonEvent(body, ASKED);

  it('says for how many werkgevers the new token counts', async () => {
    const { world } = await officeWithTwo();
    world.nmbrs.inloggegevens = inloggegevens(NEW_TOKEN);
    const { replaceToken, logboek } = routesOf(world);
    const answer = await replaceToken(put({ apiToken: NEW_TOKEN }));
    expect(seen(answer)).toEqual([
      200,
      { status: 'gerealiseerd', watNu: expect.stringContaining('10 december 2026'), werkgevers: 2 },
    ]);
    for (const text of [answer.body, JSON.stringify(logboek.lines)]) {
      for (const canary of [NEW_TOKEN, TOKEN]) expect(text).not.toContain(canary);
    }
  });

  it('has it checked again while herstel is needed', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    world.nmbrs.weigeringen = {};
    world.nmbrs.inloggegevens = inloggegevens(NEW_TOKEN);
    expect(seen(await routesOf(world).replaceToken(put({ apiToken: NEW_TOKEN })))).toMatchObject([
      200,
      { status: 'wordt-gecontroleerd', werkgevers: 1 },
    ]);
  });

  it.each([
    ['token-geweigerd', () => undefined],
    ['werkgever-niet-zichtbaar', (world: World) => Object.assign(world.nmbrs, NEW, { bedrijven: [] })],
    ['andere-werkgevers-niet-zichtbaar', (world: World) => Object.assign(world.nmbrs, NEW, { bedrijven: [company()] })],
  ])('answers 422 %s, and the old token stays', async (code, change) => {
    const { world } = await officeWithTwo();
    change(world);
    const answer = await routesOf(world).replaceToken(put({ apiToken: NEW_TOKEN }));
    expect(seen(answer)).toMatchObject([422, { code, detail: expect.stringContaining('Er is niets gewijzigd') }]);
    for (const canary of [NEW_TOKEN, 'Tweede', 'Zonnedauw']) expect(answer.body).not.toContain(canary);
    expect([...world.kluis.geheimen.values()]).toEqual([inloggegevens()]);
  });

  it('answers 503 while Nmbrs is away', async () => {
    const { world } = await officeWithTwo();
    world.nmbrs.haperingen = { List_GetAll: 100 };
    expect((await routesOf(world).replaceToken(put({ apiToken: NEW_TOKEN }))).statusCode).toBe(503);
  });

  it.each([
    [{}],
    [{ apiToken: 'kort' }],
    [{ apiToken: NEW_TOKEN, domein: 'ander' }],
    [{ apiToken: NEW_TOKEN, gebruikersnaam: 'x' }],
  ])('refuses %j by field, and never asks Nmbrs', async (body) => {
    const world = createWorld();
    await realised(world);
    const asked = world.gateway.calls.length;
    expect(seen(await routesOf(world).replaceToken(put(body)))).toMatchObject([400, { code: 'ongeldige-gegevens' }]);
    expect(world.gateway.calls).toHaveLength(asked);
  });

  it('is not needed any more after an afmelding', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const { replaceToken, afmelden } = routesOf(world);
    await afmelden();
    expect(seen(await replaceToken(put({ apiToken: NEW_TOKEN })))).toMatchObject([409, { code: 'token-niet-nodig' }]);
  });
});

const NEW = { inloggegevens: inloggegevens(NEW_TOKEN) };

describe.each(['signOffAanmelding', 'replaceToken'] as const)('the office’s route %s', (name) => {
  it.each([
    ['no capability', 401, { aanmeldingId: ID }],
    ['a wrong capability', 404, { ...ASKED, headers: { authorization: `Bearer ${CAPABILITY.slice(0, -1)}2` } }],
    ['an unknown aanmelding', 404, { ...ASKED, aanmeldingId: 'aan-00000000-0000-4000-8000-999999999999' }],
  ])('with %s answers %i, and changes nothing', async (_name, status, request) => {
    const world = createWorld();
    await realised(world);
    const before = await aanmeldingOf(world, ID);
    const asked = world.gateway.calls.length;
    const answer = await routesOf(world)[name](jsonEvent({ apiToken: NEW_TOKEN }, request));
    expect(answer.statusCode).toBe(status);
    expect(await aanmeldingOf(world, ID)).toEqual(before);
    expect([world.gateway.calls.length - asked, world.verloop.afmeldingen.size]).toEqual([0, 0]);
  });
});

describe('the step of the afmelding', () => {
  it('answers what the machine chooses by, and logs nobody’s data', async () => {
    const world = createWorld();
    await realised(world);
    const { afmelden, endKoppeling, logboek } = routesOf(world);
    await afmelden('2026-11-30', 'ja');
    expect(await endKoppeling({ aanmeldingId: ID })).toEqual({ uitkomst: 'wacht', tot: '2026-11-30T23:00:00.000Z' });
    world.klok.set('2026-11-30T23:00:00.000Z');
    const state = { aanmeldingId: ID, stap: { uitkomst: 'wacht', tot: '2026-11-30T23:00:00.000Z' } };
    expect(await endKoppeling(state)).toEqual({ uitkomst: 'beeindigd' });
    for (const canary of [TOKEN, '123456782', 'Duinzicht']) expect(JSON.stringify(logboek.lines)).not.toContain(canary);
  });
});
