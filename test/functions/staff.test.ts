import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { sha256 } from '../../adapters/node/sha256.ts';
import { AuditUitvoer, verifyKeten } from '../../core/audit/audit.ts';
import { Transient } from '../../core/errors.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { createHandler as createDecideAanmelding } from '../../functions/decide-aanmelding/handler.ts';
import { createHandler as createShowAudit } from '../../functions/show-audit/handler.ts';
import { createHandler as createShowDossier } from '../../functions/show-dossier/handler.ts';
import { createHandler as createShowVoorstel } from '../../functions/show-voorstel/handler.ts';
import { createHandler as createShowWerkvoorraad } from '../../functions/show-werkvoorraad/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  proposed,
  realised,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from '../core/way.ts';
import { createWorld, type World } from '../core/world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const UNKNOWN = 'aan-00000000-0000-4000-8000-999999999999';
const DAY_MS = 86_400_000;

const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
const statusOf = ({ statusCode }: HttpAnswer) => statusCode;

function routesOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = { ...world, logboek, roleClaim: 'rollen', role: 'beoordelaar' };
  return {
    logboek,
    werkvoorraad: createShowWerkvoorraad(deps),
    dossier: createShowDossier(deps),
    voorstel: createShowVoorstel(deps),
    audit: createShowAudit(deps),
    decideAanmelding: createDecideAanmelding(deps),
  };
}

const as = (sub: string) => ({ claims: { sub, rollen: ['lezer', 'beoordelaar'] } });
const assessor = { method: 'GET', aanmeldingId: ID, ...as('beoordelaar-1') };
const look = (query: Readonly<Record<string, string>> = {}) => httpEvent({ ...assessor, query });

describe.each(['werkvoorraad', 'dossier', 'voorstel', 'audit'] as const)('the assessor’s route %s', (name) => {
  it.each([
    ['nobody is signed in', 401, { claims: undefined }],
    ['the claims name nobody', 401, as('')],
    ['the claims have no subject', 401, { claims: { rollen: ['beoordelaar'] } }],
    ['the role is another', 403, { claims: { sub: 'b', rollen: ['lezer'] } }],
    ['the role is part of another', 403, { claims: { sub: 'b', rollen: ['hoofdbeoordelaar'] } }],
    ['the role is in another claim', 403, { claims: { sub: 'b', groups: '[beoordelaar]' } }],
  ])('tells nothing when %s: %i', async (_name, status, { claims }) => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const event = { method: 'GET', aanmeldingId: ID, ...(claims === undefined ? {} : { claims }) };
    const answer = await routesOf(world)[name](httpEvent(event));
    expect(statusOf(answer)).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(answer.body).not.toContain('Zonnedauw');
  });

  it('changes nothing', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const before = [await aanmeldingOf(world, ID), await world.registratie.listAudit(ID)];
    const answer = await routesOf(world)[name](look());
    expect([statusOf(answer), answer.headers?.['cache-control']]).toEqual([200, 'no-store']);
    expect([await aanmeldingOf(world, ID), await world.registratie.listAudit(ID)]).toEqual(before);
  });

  it('shows no secret and no whole loonheffingennummer', async () => {
    const world = createWorld();
    await proposed(world);
    const { inloggegevensRef, capabilityHash } = await aanmeldingOf(world, ID);
    const { body } = await routesOf(world)[name](look());
    for (const canary of [TOKEN, inloggegevensRef, capabilityHash, '123456782', 'taak-']) {
      expect(body).not.toContain(canary);
    }
  });

  it('answers 503 while the table is away', async () => {
    const world = createWorld();
    const away = () => Promise.reject(new Transient({ code: 'weg', message: 'throttled' }));
    const registratie = { ...world.registratie, findAanmelding: away, listAanmeldingen: away };
    expect(statusOf(await routesOf({ ...world, registratie })[name](look()))).toBe(503);
  });
});

describe.each(['dossier', 'voorstel', 'audit'] as const)('the assessor’s route %s', (name) => {
  it.each(['', 'x', UNKNOWN, '../koppelingen'])('answers 404 to the id «%s»', async (aanmeldingId) => {
    const answer = await routesOf(createWorld())[name](httpEvent({ ...assessor, aanmeldingId }));
    expect([statusOf(answer), bodyOf(answer).code]).toEqual([404, 'niet-gevonden']);
  });
});

describe('GET /werkvoorraad', () => {
  /** Five that wait for an akkoord, each a day after the one before, from Tuesday 24 to Saturday 28 November. */
  async function fiveWaiting() {
    const world = createWorld();
    const ids: AanmeldingId[] = [];
    for (let count = 0; count < 5; count += 1) {
      if (count > 0) world.klok.advance(DAY_MS);
      ids.push(
        await waitingForAkkoord(world, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `RC-1000${count}`)),
      );
    }
    return { world, ids };
  }
  const idsOf = (answer: HttpAnswer): string[] =>
    bodyOf(answer).aanmeldingen.map((row: { aanmeldingId: string }) => row.aanmeldingId);

  it('shows what waits for an akkoord, the oldest first, with what is needed to choose', async () => {
    const { world, ids } = await fiveWaiting();
    world.klok.set('2026-11-30T09:00:00.000Z');
    const answer = await routesOf(world).werkvoorraad(look());
    expect(idsOf(answer)).toEqual(ids);
    expect(bodyOf(answer)).not.toHaveProperty('volgende');
    expect(bodyOf(answer).aanmeldingen[0]).toEqual({
      aanmeldingId: ids[0],
      status: 'wacht-op-akkoord',
      sinds: '2026-11-24T09:00:00.000Z',
      dagenOpen: 4,
      werkgever: { ...GOOD_FORM.werkgever, raamwerkcontractnummer: 'RC-10000', loonheffingennummer: '12******L01' },
      salarisverwerker: GOOD_FORM.salarisverwerker,
      accountSoort: GOOD_FORM.accountSoort,
      verloning: 'maandelijks',
      tweedeAkkoord: false,
      zelfdeBedrijf: expect.objectContaining({ redenNodig: false }),
    });
    expect(answer.body).not.toContain(GOOD_FORM.nmbrs.gebruikersnaam);
  });

  it('goes page by page, without missing or repeating any', async () => {
    const { world, ids } = await fiveWaiting();
    const { werkvoorraad } = routesOf(world);
    const first = await werkvoorraad(look({ aantal: '2' }));
    const second = await werkvoorraad(look({ aantal: '2', na: bodyOf(first).volgende }));
    const third = await werkvoorraad(look({ aantal: '2', na: bodyOf(second).volgende }));
    expect([first, second, third].map(idsOf)).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect(bodyOf(third)).not.toHaveProperty('volgende');
  });

  it('tells which one a colleague has approved already', async () => {
    const world = createWorld();
    await proposed(world);
    expect(bodyOf(await routesOf(world).werkvoorraad(look())).aanmeldingen).toMatchObject([{ tweedeAkkoord: true }]);
  });

  it.each([
    ['herstel-nodig', waitingForHerstel],
    ['ontvangen', submitted],
    ['gerealiseerd', (world: World) => realised(world)],
    ['afgewezen', (world: World) => approved(world, afwijzen())],
  ] as const)('shows those that are %s when asked for', async (status, step) => {
    const world = createWorld();
    await step(world);
    const { werkvoorraad } = routesOf(world);
    expect(idsOf(await werkvoorraad(look({ status })))).toEqual([ID]);
    expect(idsOf(await werkvoorraad(look()))).toEqual([]);
  });

  it.each([
    ['another state', { status: 'klaar' }, 'status'],
    ['no state', { status: '' }, 'status'],
    ['two states', { status: 'ontvangen,vervallen' }, 'status'],
    ['none on a page', { aantal: '0' }, 'aantal'],
    ['too many on a page', { aantal: '101' }, 'aantal'],
    ['a number that is none', { aantal: '1e1' }, 'aantal'],
    ['a blank number', { aantal: ' ' }, 'aantal'],
    ['a number below zero', { aantal: '-1' }, 'aantal'],
    ['an unknown parameter', { sorteer: 'naam' }, 'sorteer'],
    ['a cursor that is none', { na: 'x' }, 'na'],
    ['an empty cursor', { na: '' }, 'na'],
  ])('refuses %s', async (_name, query, veld) => {
    const answer = await routesOf(createWorld()).werkvoorraad(look(query));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([400, { code: 'ongeldige-vraag', fouten: [{ veld }] }]);
  });

  it('refuses a cursor that was touched, and one of another state', async () => {
    const { world } = await fiveWaiting();
    const { werkvoorraad } = routesOf(world);
    const cursor: string = bodyOf(await werkvoorraad(look({ aantal: '2' }))).volgende;
    const [encoded = '', mark = ''] = cursor.split('.');
    const place = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...place, sinds: '2000-01-01T00:00:00.000Z' })).toString('base64url');
    const forged = [`${other}.${mark}`, encoded, `${encoded}.`, `${cursor}.${mark}`, `${cursor}=`, cursor.slice(0, -1)];
    for (const na of forged) expect(statusOf(await werkvoorraad(look({ na }))), na).toBe(400);
    expect(statusOf(await werkvoorraad(look({ na: cursor, status: 'ontvangen' })))).toBe(400);
    expect(statusOf(await werkvoorraad(look({ na: cursor })))).toBe(200);
  });
});

describe('GET /werkvoorraad/{id}', () => {
  it('shows the controle, what a colleague proposed and all that was done', async () => {
    const world = createWorld();
    await proposed(world);
    world.klok.advance(DAY_MS);
    const body = bodyOf(await routesOf(world).dossier(look()));
    expect(body).toMatchObject({
      aanmeldingId: ID,
      status: 'wacht-op-akkoord',
      dagenOpen: 1,
      gegevens: { nmbrs: { domein: GOOD_FORM.nmbrs.domein }, werkgever: { loonheffingennummer: '12******L01' } },
      controle: { uitkomst: 'geslaagd' },
      voorgesteld: { dekkingsprofiel: 'wia', beoordelaar: 'beoordelaar-1' },
    });
    expect(body.controle.rechten).toHaveLength(19);
    expect(body.tijdlijn.at(-1)).toMatchObject({ wie: 'beoordelaar:beoordelaar-1', wat: 'besluit.voorgesteld' });
    expect(body.tijdlijn.map(({ nummer }: { nummer: number }) => nummer)).toEqual([1, 2, 3, 4, 5]);
  });

  it('shows both assessors, the dates and the koppeling of one that is realised', async () => {
    const world = createWorld();
    await realised(world);
    expect(bodyOf(await routesOf(world).dossier(look()))).toMatchObject({
      besluit: { beoordelaar: 'beoordelaar-1', bevestigdDoor: 'beoordelaar-2' },
      eersteUitwisseling: { datum: '2026-12-10' },
      koppeling: { status: 'actief', dekkingsprofiel: 'wia', volgende: { datum: '2026-12-10' } },
    });
  });
});

describe('GET /aanmeldingen/{id}/voorstel', () => {
  it('gives both dates with the reason, step by step', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const body = bodyOf(await routesOf(world).voorstel(look()));
    expect(body).toMatchObject({
      vandaag: '2026-11-24',
      varianten: [
        {
          huidigTijdvakMeenemen: true,
          tijdvak: { tijdvakId: '2026-M11' },
          datum: '2026-12-10',
          deadline: '2026-12-31',
        },
        {
          huidigTijdvakMeenemen: false,
          tijdvak: { tijdvakId: '2026-M12' },
          datum: '2027-01-11',
          deadline: '2027-01-31',
        },
      ],
    });
    for (const { stappen } of body.varianten) expect(stappen).toHaveLength(4);
    expect(body).not.toHaveProperty('voorgesteld');
  });

  it.each([true, false])(
    'gives the date that a besluit then has (current period: %s)',
    async (huidigTijdvakMeenemen) => {
      const world = createWorld();
      await waitingForAkkoord(world);
      const { voorstel, decideAanmelding } = routesOf(world);
      const { varianten } = bodyOf(await voorstel(look()));
      const besluit = { besluit: 'goedkeuren', dekkingsprofiel: 'verzuim', huidigTijdvakMeenemen };
      const answer = bodyOf(await decideAanmelding(jsonEvent(besluit, { aanmeldingId: ID, ...as('b') })));
      const chosen = varianten.find((one: typeof besluit) => one.huidigTijdvakMeenemen === huidigTijdvakMeenemen);
      expect([answer.eersteUitwisseling, answer.eersteTijdvak]).toEqual([chosen.datum, chosen.tijdvak]);
    },
  );

  it('counts on the Dutch date', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    world.klok.set('2026-11-30T23:30:00.000Z');
    expect(bodyOf(await routesOf(world).voorstel(look())).vandaag).toBe('2026-12-01');
  });

  it('shows what a colleague proposed', async () => {
    const world = createWorld();
    await proposed(world);
    expect(bodyOf(await routesOf(world).voorstel(look())).voorgesteld).toMatchObject({ dekkingsprofiel: 'wia' });
  });

  it('answers 409 once there is nothing to decide', async () => {
    const world = createWorld();
    await approved(world);
    const answer = await routesOf(world).voorstel(look());
    expect([statusOf(answer), bodyOf(answer).code]).toEqual([409, 'niet-te-besluiten']);
  });
});

describe('GET /aanmeldingen/{id}/audit', () => {
  it('gives an unbroken trail of who did what, when and why', async () => {
    const world = createWorld();
    await realised(world);
    const uitvoer = AuditUitvoer.parse(bodyOf(await routesOf(world).audit(look())));
    expect(verifyKeten(uitvoer, sha256)).toMatchObject({ ongebroken: true, regels: uitvoer.regels.length });
    expect(uitvoer.regels.map((regel) => regel)).toMatchObject([
      { nummer: 1, wie: 'salarisverwerker', wat: 'aanmelding.ontvangen' },
      { wie: 'systeem', wat: 'controle.gestart' },
      { wie: 'systeem', wat: 'controle.geslaagd' },
      { wie: 'systeem', wat: 'akkoord.gevraagd' },
      { wie: 'beoordelaar:beoordelaar-1', wat: 'besluit.voorgesteld', waarom: expect.stringContaining('wia') },
      { wie: 'beoordelaar:beoordelaar-2', wat: 'besluit.bevestigd' },
      { wie: 'systeem', wat: 'koppeling.gerealiseerd' },
    ]);
  });

  it('holds nothing of the office, the werkgever or an employee', async () => {
    const world = createWorld();
    await realised(world);
    const { body } = await routesOf(world).audit(look());
    for (const canary of ['Duinzicht', 'Zonnedauw', '@', '123456782', TOKEN]) expect(body).not.toContain(canary);
  });
});

describe('POST /aanmeldingen/{id}/besluit with the BSN', () => {
  const wia = { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true };
  const sent = (body: unknown, sub: string) => jsonEvent(body, { aanmeldingId: ID, ...as(sub) });
  async function waiting() {
    const world = createWorld();
    await waitingForAkkoord(world);
    return { world, ...routesOf(world) };
  }

  it('answers 202 to the first and 200 to the second assessor', async () => {
    const { world, decideAanmelding } = await waiting();
    const first = await decideAanmelding(sent(wia, 'a'));
    expect([statusOf(first), bodyOf(first)]).toMatchObject([
      202,
      {
        status: 'wacht-op-akkoord',
        tweedeAkkoord: { nodig: true, voorgesteldDoor: 'a', voorgesteldOp: world.klok.now() },
        eersteUitwisseling: '2026-12-10',
      },
    ]);
    const again = await decideAanmelding(sent(wia, 'a'));
    expect(statusOf(again)).toBe(202);
    expect(bodyOf(again)).toEqual({
      ...bodyOf(first),
      watNu: expect.stringMatching(/^Dit akkoord hebt u zelf al gegeven\. Bij dit dekkingsprofiel/),
    });
    const second = await decideAanmelding(sent(wia, 'b'));
    expect([statusOf(second), bodyOf(second).status]).toEqual([200, 'goedgekeurd']);
    expect(await decideAanmelding(sent(wia, 'a'))).toEqual(second);
  });

  it('answers 409 to a colleague who sends something else', async () => {
    const { decideAanmelding } = await waiting();
    await decideAanmelding(sent(wia, 'a'));
    const answer = await decideAanmelding(sent({ ...wia, dekkingsprofiel: 'volledig' }, 'b'));
    expect([statusOf(answer), bodyOf(answer).code]).toEqual([409, 'besluit-wijkt-af']);
  });

  it('answers 400 to a date that cannot be, at its field', async () => {
    const { decideAanmelding } = await waiting();
    const afwijkendeDatum = { datum: '2026-12-12', reden: 'Zaterdag is het rustig.' };
    const answer = await decideAanmelding(sent({ ...wia, afwijkendeDatum }, 'a'));
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([
      400,
      { code: 'ongeldige-gegevens', fouten: [{ veld: 'afwijkendeDatum.datum', code: 'geen-werkdag' }] },
    ]);
  });
});
