import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { Hercontroles } from '../../core/aanmelding/hercontroles.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../core/aanmelding/machtiging.ts';
import { Transient } from '../../core/errors.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { createHandler as createCorrectAanmelding } from '../../functions/correct-aanmelding/handler.ts';
import { createHandler as createDecideAanmelding } from '../../functions/decide-aanmelding/handler.ts';
import { createHandler as createRecheckAanmelding } from '../../functions/recheck-aanmelding/handler.ts';
import { createHandler as createShowAanmelding } from '../../functions/show-aanmelding/handler.ts';
import { createHandler as createSubmitAanmelding } from '../../functions/submit-aanmelding/handler.ts';
import { createHandler as createSubmitBulk } from '../../functions/submit-bulk/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { bulkCsv, bulkformulier } from '../core/bulk.ts';
import { cuttable } from '../core/crash-matrix.ts';
import { aanmeldingOf, token, verified, waitingForAkkoord, waitingForHerstel } from '../core/way.ts';
import { createWorld, KANTOORSLEUTEL, type World } from '../core/world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const UNKNOWN = 'aan-00000000-0000-4000-8000-999999999999';
// The twin of the identiteit counts: this is the first one that it gives out.
const CAPABILITY = 'capability-00000000000000000000000000000001';

const bodyOf = ({ body = '' }: HttpAnswer): unknown => JSON.parse(body);
const statusOf = ({ statusCode }: HttpAnswer) => statusCode;

function routesOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = { ...world, logboek, roleClaim: 'rollen', role: 'beoordelaar' };
  return {
    logboek,
    submitAanmelding: createSubmitAanmelding(deps),
    showAanmelding: createShowAanmelding(deps),
    recheckAanmelding: createRecheckAanmelding(deps),
    correctAanmelding: createCorrectAanmelding(deps),
    decideAanmelding: createDecideAanmelding(deps),
    submitBulk: (event: APIGatewayProxyEventV2, remainingMs = 29_000) =>
      createSubmitBulk(deps)(event, { getRemainingTimeInMillis: () => remainingMs }),
  };
}

const asOffice = (aanmeldingId: string = ID, capability = CAPABILITY) => ({
  aanmeldingId,
  headers: { authorization: `Bearer ${capability}` },
});
const asAssessor = (
  aanmeldingId: string = ID,
  claims = { sub: 'beoordelaar-1', rollen: ['lezer', 'beoordelaar'] },
) => ({
  aanmeldingId,
  claims,
});

/** A request of an office that confirmed its address before. */
const known = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  jsonEvent(body, { headers: { authorization: `Bearer ${KANTOORSLEUTEL}`, ...headers } });

const goedkeuren = { besluit: 'goedkeuren', dekkingsprofiel: 'verzuim', huidigTijdvakMeenemen: true };

describe('POST /aanmeldingen', () => {
  it('takes a sign-up in and answers with id, status URL and capability', async () => {
    const world = createWorld();
    const answer = await routesOf(world).submitAanmelding(known(GOOD_FORM));
    expect(statusOf(answer)).toBe(202);
    expect(answer.headers).toMatchObject({ location: `/aanmeldingen/${ID}`, 'cache-control': 'no-store' });
    expect(bodyOf(answer)).toEqual({
      aanmeldingId: ID,
      statusUrl: `https://api.salariskoppeling.example/aanmeldingen/${ID}`,
      capability: CAPABILITY,
      status: 'ontvangen',
      watNu: expect.stringContaining('Wij controleren'),
      waarschuwingen: [{ veld: 'nmbrs.apiToken', code: 'ongebruikelijke-token', tekst: expect.any(String) }],
    });
    expect(answer.body).not.toContain(TOKEN);
    expect((await aanmeldingOf(world, ID)).status).toBe('ontvangen');
  });

  it('refuses bad input by field, and stores nothing', async () => {
    const world = createWorld();
    const form = withField(
      withField(GOOD_FORM, 'nmbrs.domein', 'www'),
      'werkgever.loonheffingennummer',
      '123456789L01',
    );
    const answer = await routesOf(world).submitAanmelding(known(form));
    expect(statusOf(answer)).toBe(400);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(bodyOf(answer)).toMatchObject({
      code: 'ongeldige-gegevens',
      fouten: [{ veld: 'werkgever.loonheffingennummer' }, { veld: 'nmbrs.domein' }],
    });
    expect([world.kluis.geheimen.size, world.nazorg.gevraagd.length, world.verloop.realisaties.size]).toEqual([
      0, 0, 0,
    ]);
  });

  it('refuses a text that nobody can have declared, and says which one holds and where it stands', async () => {
    const world = createWorld();
    const form = withField(GOOD_FORM, 'machtiging', { tekstversie: '2020-01-01' });
    const answer = await routesOf(world).submitAanmelding(jsonEvent(form));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([
      400,
      {
        fouten: [
          {
            veld: 'machtiging.tekstversie',
            code: 'niet-toegestaan',
            tekst: `Deze versie van de machtigingstekst bestaat niet. De huidige versie is ${HUIDIGE_TEKSTVERSIE}; de tekst staat in de beschrijving van de API, bij het veld machtiging.`,
          },
        ],
      },
    ]);
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it.each([
    [415, httpEvent({ body: JSON.stringify(GOOD_FORM), headers: { 'content-type': 'text/plain' } })],
    [413, httpEvent({ body: ' '.repeat(70_000) })],
    [400, httpEvent({ body: '{' })],
  ])('answers %i', async (status, event: APIGatewayProxyEventV2) => {
    expect(statusOf(await routesOf(createWorld()).submitAanmelding(event))).toBe(status);
  });

  it('answers 409 once another of the same numbers passed, without saying whose it is', async () => {
    const world = createWorld();
    const { submitAanmelding } = routesOf(world);
    await verified(world);
    const answer = await submitAanmelding(known(GOOD_FORM));
    expect(statusOf(answer)).toBe(409);
    expect(bodyOf(answer)).toMatchObject({ code: 'al-aangemeld' });
    for (const canary of [ID, CAPABILITY, 'Duinzicht', '123456782']) expect(answer.body).not.toContain(canary);
  });

  const withKey = (form: unknown, key = 'sleutel-van-http-1') => known(form, { 'idempotency-key': key });

  it('answers the same to the same request with the same key', async () => {
    const world = createWorld();
    const { submitAanmelding } = routesOf(world);
    const first = await submitAanmelding(withKey(GOOD_FORM));
    expect(statusOf(first)).toBe(202);
    expect(await submitAanmelding(withKey(GOOD_FORM))).toEqual(first);
    expect(world.verloop.realisaties.size).toBe(1);
  });

  it('answers 422 to another request with the same key, without a word about the first', async () => {
    const { submitAanmelding } = routesOf(createWorld());
    await submitAanmelding(withKey(GOOD_FORM));
    const answer = await submitAanmelding(withKey(withField(GOOD_FORM, 'verloning', 'vierwekelijks')));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([422, { code: 'sleutel-hergebruikt' }]);
    expect(answer.body).not.toMatch(/aan-[0-9a-f]|Duinzicht|123456782/);
  });

  it('answers 409 again to a refused request that is sent again', async () => {
    const world = createWorld();
    const { submitAanmelding } = routesOf(world);
    await verified(world);
    const refused = await submitAanmelding(withKey(GOOD_FORM));
    expect(statusOf(refused)).toBe(409);
    expect(await submitAanmelding(withKey(GOOD_FORM))).toEqual(refused);
  });

  it.each(['', 'met een spatie', 'sleutel\u0000', 'sl\u00e9utel', 'x'.repeat(256)])(
    'refuses the key %j, and stores nothing',
    async (key) => {
      const world = createWorld();
      const answer = await routesOf(world).submitAanmelding(withKey(GOOD_FORM, key));
      expect([statusOf(answer), bodyOf(answer)]).toMatchObject([400, { code: 'ongeldige-sleutel' }]);
      expect(world.nazorg.gevraagd).toEqual([]);
    },
  );

  it('does not count a faulty request: the corrected one may have the same key', async () => {
    const { submitAanmelding } = routesOf(createWorld());
    expect(statusOf(await submitAanmelding(withKey(withField(GOOD_FORM, 'verloning', 'x'))))).toBe(400);
    expect(statusOf(await submitAanmelding(withKey(GOOD_FORM)))).toBe(202);
  });

  it('answers 503 while the table is away', async () => {
    const world = createWorld();
    const registerAanmelding = () => Promise.reject(new Transient({ code: 'weg', message: 'throttled' }));
    const { submitAanmelding, logboek } = routesOf({
      ...world,
      registratie: { ...world.registratie, registerAanmelding },
    });
    expect(statusOf(await submitAanmelding(known(GOOD_FORM)))).toBe(503);
    expect(JSON.stringify(logboek.lines)).not.toContain(TOKEN);
  });
});

describe('POST /aanmeldingen/bulk', () => {
  const csvEvent = (body: string | Uint8Array, headers = {}) =>
    httpEvent({
      body,
      headers: { authorization: `Bearer ${KANTOORSLEUTEL}`, 'content-type': 'text/csv; charset=utf-8', ...headers },
    });

  it('answers row by row, and warns once', async () => {
    const { submitBulk } = routesOf(createWorld());
    const form = bulkformulier(3);
    const answer = await submitBulk(known(withField(form, 'werkgevers.1.verloning', 'Month')));
    expect(statusOf(answer)).toBe(200);
    expect(bodyOf(answer)).toEqual({
      ontvangen: 2,
      wachtOpBevestiging: 0,
      geweigerd: 1,
      nietVerwerkt: 0,
      watNu: expect.stringContaining('Wij controleren'),
      waarschuwingen: [expect.objectContaining({ code: 'ongebruikelijke-token' })],
      rijen: [
        {
          rij: 1,
          uitkomst: 'ontvangen',
          aanmeldingId: ID,
          capability: CAPABILITY,
          statusUrl: `https://api.salariskoppeling.example/aanmeldingen/${ID}`,
        },
        {
          rij: 2,
          uitkomst: 'ongeldig',
          fouten: [{ veld: 'verloning', code: 'niet-toegestaan', tekst: expect.any(String) }],
          tekst: expect.stringContaining('Verbeter'),
        },
        expect.objectContaining({ rij: 3, uitkomst: 'ontvangen' }),
      ],
    });
    expect(answer.body).not.toContain(TOKEN);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it.each([
    ['text', bulkCsv(3)],
    ['text with a byte order mark', `\uFEFF${bulkCsv(3)}`],
    ['bytes with a byte order mark', Buffer.from(`\uFEFF${bulkCsv(3)}`)],
    ['text with sep=;', `sep=;\r\n${bulkCsv(3)}`],
    ['text with commas', bulkCsv(3).replaceAll(';', ',')],
  ])('takes a CSV file as %s', async (_name, body) => {
    const answer = await routesOf(createWorld()).submitBulk(csvEvent(body));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([200, { ontvangen: 3, geweigerd: 0 }]);
  });

  it.each([
    ['application/csv', Buffer.from(bulkCsv(1).replaceAll('Zonnedauw', 'Caf\u00e9'), 'latin1')],
    ['application/vnd.ms-excel', Buffer.from(`\uFEFF${bulkCsv(1).replaceAll('Zonnedauw', 'Caf\u00e9')}`, 'utf16le')],
    ['text/csv; charset=windows-1252', Buffer.from(bulkCsv(1).replaceAll('Zonnedauw', 'Caf\u00e9'))],
    ['text/csv; charset=utf-8; header=present', Buffer.from(bulkCsv(1).replaceAll('Zonnedauw', 'Caf\u00e9'))],
  ])('reads the letters of a file that is sent as %s', async (type, body) => {
    const world = createWorld();
    const answer = await routesOf(world).submitBulk(csvEvent(body, { 'content-type': type }));
    expect(statusOf(answer)).toBe(200);
    const stored = await world.registratie.findAanmelding(ID);
    expect(JSON.stringify(stored)).toContain('Bakkerij Caf\u00e9');
  });

  it.each([
    ['bytes that were lost on the way', 'text/csv', 'naam;Caf\uFFFD', /verloren gegaan.*CSV UTF-8/],
    ['a workbook', 'application/vnd.ms-excel', Buffer.from('PK\u0003\u0004'), /werkmap.*CSV UTF-8/],
    ['something else', 'application/csv', Buffer.from('a\0b'), /niet lezen.*CSV UTF-8/],
  ])('says in one sentence what to do with %s', async (_name, type, body, sentence) => {
    const answer = await routesOf(createWorld()).submitBulk(csvEvent(body, { 'content-type': type }));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([
      400,
      { code: 'geen-csv', detail: expect.stringMatching(sentence) },
    ]);
  });

  it('of 500 werkgevers is taken, and the same again with the same key is answered the same', async () => {
    const world = createWorld();
    const { submitBulk } = routesOf(world);
    const request = () => csvEvent(bulkCsv(500), { 'idempotency-key': 'vijfhonderd-rijen' });
    const first = await submitBulk(request());
    expect(bodyOf(first)).toMatchObject({ ontvangen: 500, geweigerd: 0, nietVerwerkt: 0 });
    expect(await submitBulk(request())).toEqual(first);
    expect(world.verloop.realisaties.size).toBe(500);
  });

  it('tells what it had no time for', async () => {
    const answer = await routesOf(createWorld()).submitBulk(known(bulkformulier(2)), 5_000);
    expect(bodyOf(answer)).toMatchObject({
      nietVerwerkt: 2,
      watNu: expect.stringContaining('geen enkele werkgever aangemeld'),
      rijen: [{ uitkomst: 'niet-verwerkt', tekst: expect.stringContaining('opnieuw') }, {}],
    });
  });

  it.each([
    [400, 'ongeldige-gegevens', jsonEvent(withField(bulkformulier(1), 'account.nmbrs.domein', 'www'))],
    [400, 'ongeldige-gegevens', jsonEvent(bulkformulier(0))],
    [400, 'ongeldige-gegevens', jsonEvent(bulkformulier(501))],
    [400, 'geen-json', httpEvent({ body: '[' })],
    [400, 'geen-csv', csvEvent(bulkCsv(1).replace('Bakkerij', 'Caf\uFFFD'))],
    [400, 'ongeldige-sleutel', jsonEvent(bulkformulier(1), { headers: { 'idempotency-key': '' } })],
    [413, 'te-groot', csvEvent('x'.repeat(512 * 1024 + 1))],
    [413, 'te-groot', httpEvent({ body: ' '.repeat(512 * 1024 + 1) })],
    [415, 'verkeerd-soort-inhoud', csvEvent(bulkCsv(1), { 'content-type': 'text/csv; charset=utf-8; delimiter=x' })],
    [415, 'verkeerd-soort-inhoud', csvEvent(bulkCsv(1), { 'content-type': 'application/vnd.ms-excel.sheet' })],
  ])('is refused as a whole with %i %s', async (status, code, event) => {
    const world = createWorld();
    const answer = await routesOf(world).submitBulk(event);
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([status, { code }]);
    expect(answer.body).not.toContain(TOKEN);
    expect(world.nazorg.gevraagd).toEqual([]);
  });

  it('answers 422 to another file with the same key', async () => {
    const { submitBulk } = routesOf(createWorld());
    const headers = { 'idempotency-key': 'sleutel-van-een-rij' };
    await submitBulk(jsonEvent(bulkformulier(1), { headers }));
    expect(statusOf(await submitBulk(jsonEvent(bulkformulier(2), { headers })))).toBe(422);
  });
});

describe('GET /aanmeldingen/{id}', () => {
  it('shows the status to who has the capability', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const answer = await routesOf(world).showAanmelding(httpEvent({ method: 'GET', ...asOffice() }));
    expect(statusOf(answer)).toBe(200);
    expect(bodyOf(answer)).toMatchObject({
      aanmeldingId: ID,
      status: 'herstel-nodig',
      watNu: expect.stringContaining('Children_Get'),
      controle: { onderdelen: { rechten: 'ontbreken' } },
    });
    for (const canary of [TOKEN, '123456782', CAPABILITY, 'taak-herstel']) expect(answer.body).not.toContain(canary);
  });
});

describe('what was filled in', () => {
  it('is shown as it was taken, in one form, and the token nowhere', async () => {
    const world = createWorld();
    const { submitAanmelding, showAanmelding } = routesOf(world);
    const untidy = [
      ['werkgever.loonheffingennummer', ' 123456782 l 01 '],
      ['werkgever.raamwerkcontractnummer', ' rc-10001'],
      ['nmbrs.domein', 'https://Duinzicht.nmbrs.nl/start?x=1'],
      ['salarisverwerker.email', ' salaris@duinzicht.example '],
      ['nmbrs.apiToken', ` ${TOKEN}\n`],
    ] as const;
    const form = untidy.reduce<unknown>((one, [path, value]) => withField(one, path, value), GOOD_FORM);
    expect(statusOf(await submitAanmelding(known(form)))).toBe(202);
    const answer = await showAanmelding(httpEvent({ method: 'GET', ...asOffice() }));
    const masked = withField(GOOD_FORM, 'werkgever.loonheffingennummer', '12******L01');
    expect(bodyOf(answer)).toMatchObject({ gegevens: withField(masked, 'nmbrs.apiToken', undefined) });
    expect(answer.body).not.toContain(TOKEN);
  });
});

describe('looking at the status', () => {
  const look = (headers = {}) =>
    httpEvent({ method: 'GET', aanmeldingId: ID, headers: { ...asOffice().headers, ...headers } });

  it('again while nothing changed is answered with 304 and no body', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { showAanmelding } = routesOf(world);
    const { etag = '' } = (await showAanmelding(look())).headers ?? {};
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [etag, `"ander", W/${etag}`, '*']) {
      const again = await showAanmelding(look({ 'if-none-match': String(known) }));
      expect(again).toEqual({
        statusCode: 304,
        headers: { etag, 'api-version': '1.0.0', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      });
    }
  });

  it('after a change shows the new one', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { showAanmelding, recheckAanmelding } = routesOf(world);
    const { etag } = (await showAanmelding(look())).headers ?? {};
    await recheckAanmelding(httpEvent(asOffice()));
    const after = await showAanmelding(look({ 'if-none-match': String(etag) }));
    expect([statusOf(after), bodyOf(after)]).toMatchObject([200, { status: 'wordt-gecontroleerd' }]);
  });

  it('with a wrong capability is answered with 404, whatever version is known', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { headers } = asOffice(ID, 'x'.repeat(43));
    const event = httpEvent({ method: 'GET', aanmeldingId: ID, headers: { ...headers, 'if-none-match': '*' } });
    expect(statusOf(await routesOf(world).showAanmelding(event))).toBe(404);
  });

  it('changes nothing', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { calls, ports } = cuttable(world);
    await routesOf(ports).showAanmelding(look());
    expect(calls.toSorted()).toEqual([
      'registratie.findAanmelding',
      'registratie.findKoppeling',
      'registratie.listAudit',
      'registratie.listBerichten',
    ]);
  });
});

describe.each(['showAanmelding', 'recheckAanmelding', 'correctAanmelding'] as const)(
  'the office’s route %s',
  (name) => {
    it.each([
      ['no capability', 401, { aanmeldingId: ID }],
      ['another scheme', 401, { aanmeldingId: ID, headers: { authorization: `Basic ${CAPABILITY}` } }],
      ['a wrong capability', 404, asOffice(ID, `${CAPABILITY.slice(0, -1)}2`)],
      ['an unknown aanmelding', 404, asOffice(UNKNOWN)],
      ['no id', 404, asOffice('')],
      ['an id that is none', 404, asOffice('../koppelingen')],
    ])('with %s answers %i, and changes nothing', async (_name, status, request) => {
      const world = createWorld();
      await waitingForHerstel(world);
      const before = await aanmeldingOf(world, ID);
      const answer = await routesOf(world)[name](jsonEvent({ verloning: 'vierwekelijks' }, request));
      expect(statusOf(answer)).toBe(status);
      expect(await aanmeldingOf(world, ID)).toEqual(before);
      expect(world.verloop.hervat.size).toBe(0);
    });
  },
);

describe('POST /aanmeldingen/{id}/hercontrole', () => {
  it('starts a new controle, once', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { recheckAanmelding } = routesOf(world);
    const first = await recheckAanmelding(httpEvent(asOffice()));
    expect([statusOf(first), bodyOf(first)]).toMatchObject([202, { status: 'wordt-gecontroleerd' }]);
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    const second = await recheckAanmelding(httpEvent(asOffice()));
    expect([statusOf(second), bodyOf(second)]).toMatchObject([409, { code: 'geen-hercontrole-mogelijk' }]);
  });
});

describe('a correction while nothing is to be put right', () => {
  it('is told to be too late, and not that a controle is under way', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const answer = await routesOf(world).correctAanmelding(jsonEvent({ verloning: 'vierwekelijks' }, asOffice()));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([
      409,
      { code: 'geen-hercontrole-mogelijk', detail: expect.stringContaining('Verbeteren kan alleen zolang') },
    ]);
  });
});

describe('the twenty-first hercontrole of a day', () => {
  it.each(['recheckAanmelding', 'correctAanmelding'] as const)('is refused until midnight: %s', async (name) => {
    const world = createWorld();
    await waitingForHerstel(world);
    const found = await aanmeldingOf(world, ID);
    const hercontroles = Hercontroles.parse({ datum: '2026-11-24', aantal: 20 });
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'voorbeeld.gebeurd' };
    await world.registratie.replaceAanmelding({ ...found, versie: found.versie + 1, hercontroles }, regel);
    const answer = await routesOf(world)[name](jsonEvent({ dertiendeMaand: true }, asOffice()));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([429, { code: 'te-veel-hercontroles' }]);
    // It is ten o'clock in Amsterdam.
    expect(answer.headers).toMatchObject({ 'retry-after': String(14 * 3600) });
    expect(world.verloop.hervat.size).toBe(0);
  });
});

describe('PATCH /aanmeldingen/{id}', () => {
  it('corrects a field and starts a new controle', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const answer = await routesOf(world).correctAanmelding(
      jsonEvent({ nmbrs: { apiToken: 'nieuwe-token-1' } }, asOffice()),
    );
    expect(statusOf(answer)).toBe(202);
    expect([...world.kluis.geheimen.values()].map(({ apiToken }) => apiToken)).toEqual(['nieuwe-token-1']);
    expect(answer.body).not.toContain('nieuwe-token-1');
  });

  it('refuses bad input by field', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const answer = await routesOf(world).correctAanmelding(jsonEvent({ werkgever: { bedrijfsnaam: ' ' } }, asOffice()));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([400, { fouten: [{ veld: 'werkgever.bedrijfsnaam' }] }]);
  });

  it('answers 409 once the controle has passed', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const answer = await routesOf(world).correctAanmelding(jsonEvent({ verloning: 'vierwekelijks' }, asOffice()));
    expect(statusOf(answer)).toBe(409);
  });
});

describe('POST /aanmeldingen/{id}/besluit', () => {
  async function waiting() {
    const world = createWorld();
    await waitingForAkkoord(world);
    return { world, ...routesOf(world) };
  }

  it('approves, and tells the first exchange', async () => {
    const { world, decideAanmelding } = await waiting();
    const answer = await decideAanmelding(jsonEvent(goedkeuren, asAssessor()));
    expect(statusOf(answer)).toBe(200);
    expect(bodyOf(answer)).toMatchObject({
      aanmeldingId: ID,
      status: 'goedgekeurd',
      eersteUitwisseling: '2026-12-10',
      eersteTijdvak: { tijdvakId: '2026-M11' },
    });
    expect((await world.registratie.listAudit(ID)).at(-1)?.wie).toBe('beoordelaar:beoordelaar-1');
  });

  it('rejects', async () => {
    const { world, decideAanmelding } = await waiting();
    const answer = await decideAanmelding(
      jsonEvent({ besluit: 'afwijzen', reden: 'Verkeerd contract.' }, asAssessor()),
    );
    expect([statusOf(answer), bodyOf(answer)]).toEqual([200, { aanmeldingId: ID, status: 'afgewezen' }]);
    expect((await aanmeldingOf(world, ID)).status).toBe('afgewezen');
  });

  it.each([
    ['nobody is signed in', 401, { aanmeldingId: ID }],
    ['only a header says so', 401, { aanmeldingId: ID, headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } }],
    ['the office asks', 401, asOffice()],
    ['the claims name nobody', 401, asAssessor(ID, { sub: '', rollen: ['beoordelaar'] })],
    ['the role is another', 403, asAssessor(ID, { sub: 'b', rollen: ['lezer'] })],
    ['the role is in another claim', 403, { aanmeldingId: ID, claims: { sub: 'b', groups: '[beoordelaar]' } }],
    ['the aanmelding is unknown', 404, asAssessor(UNKNOWN)],
    ['the id is none', 404, asAssessor('x')],
  ])('changes nothing when %s: %i', async (_name, status, request) => {
    const { world, decideAanmelding } = await waiting();
    const before = await aanmeldingOf(world, ID);
    expect(statusOf(await decideAanmelding(jsonEvent(goedkeuren, request)))).toBe(status);
    expect(await aanmeldingOf(world, ID)).toEqual(before);
    expect(world.verloop.hervat.size).toBe(0);
  });

  it('takes the assessor from the token, never from the body', async () => {
    const { decideAanmelding } = await waiting();
    const answer = await decideAanmelding(jsonEvent({ ...goedkeuren, beoordelaar: 'iemand-anders' }, asAssessor()));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([400, { fouten: [{ veld: 'beoordelaar' }] }]);
  });

  it('answers 409 to another besluit, and 200 to the same one again', async () => {
    const { decideAanmelding } = await waiting();
    const first = await decideAanmelding(jsonEvent(goedkeuren, asAssessor()));
    expect(await decideAanmelding(jsonEvent(goedkeuren, asAssessor()))).toEqual(first);
    const other = await decideAanmelding(jsonEvent({ ...goedkeuren, dekkingsprofiel: 'volledig' }, asAssessor()));
    expect([statusOf(other), bodyOf(other)]).toMatchObject([409, { code: 'al-besloten' }]);
  });

  it('answers 200 too when the machine does not wait for it yet', async () => {
    const world = createWorld();
    await verified(world);
    const { decideAanmelding } = routesOf(world);
    const answer = await decideAanmelding(jsonEvent(goedkeuren, asAssessor()));
    expect(statusOf(answer)).toBe(200);
  });
});
