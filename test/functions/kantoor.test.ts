import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cursorOf } from '../../adapters/lambda/cursor.ts';
import { DEFECT, TRANSIENT, Transient } from '../../core/errors.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { createHandler as createSettleAanmelding } from '../../functions/settle-aanmelding/handler.ts';
import { jsonEvent } from '../adapters/lambda/http-event.ts';
import { sqsEvent } from '../adapters/lambda/sqs-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { submitted } from '../core/way.ts';
import { createWorld, KANTOORSLEUTEL } from '../core/world.ts';
import {
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

describe('GET /kantoor', () => {
  const Page = z.object({
    aanmeldingen: z.array(z.object({ aanmeldingId: AanmeldingId })),
    volgende: z.string().optional(),
  });

  it('shows to the key what was signed up with the address, and nothing that is secret', async () => {
    const world = createWorld();
    await submitted(world);
    const { submitAanmelding, kantoor } = routesOf(world);
    await submitAanmelding(jsonEvent(withField(numbered(8), 'salarisverwerker.email', 'ander@kantoor.example')));
    const answer = await kantoor(KANTOORSLEUTEL);
    expect(seen(answer)).toEqual([
      200,
      {
        aanmeldingen: [
          {
            ...{ aanmeldingId: ID, status: 'ontvangen', ontvangenOp: '2026-11-24T09:00:00.000Z' },
            werkgever: {
              bedrijfsnaam: GOOD_FORM.werkgever.bedrijfsnaam,
              raamwerkcontractnummer: GOOD_FORM.werkgever.raamwerkcontractnummer,
              loonheffingennummer: '12******L01',
            },
          },
        ],
      },
    ]);
    for (const canary of [TOKEN, CAPABILITY, '123456782', email]) expect(answer.body).not.toContain(canary);
  });

  it('is not opened by a key that has a successor, nor by one that ran out', async () => {
    const { world, confirmAanvraag, kantoor } = await waiting();
    const [first, second] = [
      await confirmAanvraag({ code: codeNumber(1) }),
      await confirmAanvraag({ code: codeNumber(1) }),
    ].map(keyIn);
    if (first === undefined || second === undefined) throw new Error('two keys were given');
    expect(seen(await kantoor(first))).toMatchObject([401, { code: 'geen-kantoorcode' }]);
    expect((await kantoor(second)).statusCode).toBe(200);
    world.klok.set('2027-05-23T08:59:59.999Z');
    expect((await kantoor(second)).statusCode).toBe(200);
    world.klok.set('2027-05-23T09:00:00.000Z');
    expect((await kantoor(second)).statusCode).toBe(401);
  });

  it('is opened by a code of a mail for 14 days, as people type it over', async () => {
    const world = createWorld();
    await submitted(world);
    const { askKantoorcode, kantoor } = routesOf(world);
    await askKantoorcode(jsonEvent({ email: email.toUpperCase() }));
    expect((await kantoor('00000-00000-0000o-00001')).statusCode).toBe(200);
    world.klok.set('2026-12-08T09:00:00.000Z');
    expect(seen(await kantoor(codeNumber(1)))).toMatchObject([401, { code: 'geen-kantoorcode' }]);
  });

  it.each([CAPABILITY, codeNumber(9), 'x'])('is not opened by %j', async (geheim) => {
    const world = createWorld();
    await submitted(world);
    expect(seen(await routesOf(world).kantoor(geheim))).toMatchObject([401, { code: 'geen-kantoorcode' }]);
  });

  it('gives a hundred at a time, and each once', async () => {
    const world = createWorld();
    for (let nummer = 1; nummer <= 101; nummer += 1) {
      await submitted(world, numbered(1_000 + nummer));
      world.klok.advance(1);
    }
    const { kantoor } = routesOf(world);
    const first = Page.parse(bodyOf(await kantoor(KANTOORSLEUTEL)));
    const second = Page.parse(bodyOf(await kantoor(KANTOORSLEUTEL, { na: first.volgende ?? '' })));
    expect([first.aanmeldingen.length, second.aanmeldingen.length, second.volgende]).toEqual([100, 1, undefined]);
    expect(new Set([...first.aanmeldingen, ...second.aanmeldingen].map((one) => one.aanmeldingId)).size).toBe(101);
  });

  it('refuses a place in another list, and one that is none', async () => {
    const world = createWorld();
    const { kantoor } = routesOf(world);
    const place = { status: 'ontvangen', sinds: Tijdstip.parse('2026-11-24T09:00:00.000Z'), aanmeldingId: ID } as const;
    for (const na of [cursorOf(place), cursorOf({ ...place, status: 'wacht-op-akkoord' }), 'x', '']) {
      const answer = await kantoor(KANTOORSLEUTEL, { na });
      expect(seen(answer), na).toMatchObject([400, { code: 'ongeldige-vraag', fouten: [{ veld: 'na' }] }]);
    }
    expect((await kantoor(KANTOORSLEUTEL, { na: cursorOf(place, 'kantoor') })).statusCode).toBe(200);
  });
});

describe('POST /kantoor/toegang', () => {
  it('answers the same whether anything is sent or not, three times an hour', async () => {
    const world = createWorld();
    await submitted(world);
    const { askKantoorcode } = routesOf(world);
    const ask = (adres: string) => askKantoorcode(jsonEvent({ email: adres }));
    const answers = [await ask('niemand@kantoor.example')];
    for (let times = 0; times < 5; times += 1) answers.push(await ask(email));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(202);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([email, email, email]);
  });

  it('is done behind the queue, so that how long it takes tells nothing either', async () => {
    const world = createWorld();
    await submitted(world);
    const [asked, looked]: [string[], string[]] = [[], []];
    const registratie = new Proxy(world.registratie, {
      get: (port, name, receiver) => {
        looked.push(String(name));
        return Reflect.get(port, name, receiver);
      },
    });
    const nazorg = { ...world.nazorg, mailKantoorcode: async (kantoorId: string) => void asked.push(kantoorId) };
    const { askKantoorcode } = routesOf({ ...world, registratie, nazorg });
    looked.length = 0;
    for (const adres of ['niemand@kantoor.example', email]) await askKantoorcode(jsonEvent({ email: adres }));
    expect([asked.length, looked, world.post.verzonden]).toEqual([2, [], []]);
    expect(asked.filter((one) => one.includes('@'))).toEqual([]);
  });

  it('answers the same when the queue is gone, whoever is asked for', async () => {
    const world = createWorld();
    await submitted(world);
    const gone = () => Promise.reject(new Transient({ code: 'nazorg.weg', message: 'throttled' }));
    const { askKantoorcode } = routesOf({ ...world, nazorg: { ...world.nazorg, mailKantoorcode: gone } });
    const unknown = await askKantoorcode(jsonEvent({ email: 'niemand@kantoor.example' }));
    expect([unknown.statusCode, await askKantoorcode(jsonEvent({ email }))]).toEqual([503, unknown]);
  });

  it.each([
    ['the mail service', new Transient({ code: 'post', message: 'throttled' })],
    ['our own code', new TypeError(`boom ${email}`)],
  ])('is tried again when %s fails, and the log names nobody', async (_what, error) => {
    const world = createWorld();
    await submitted(world);
    const message = JSON.stringify({ schemaVersie: 1, kantoorId: kantoorIdOf(world.identiteit, email) });
    const failing = createSettleAanmelding({ ...world, post: { ...world.post, send: () => Promise.reject(error) } });
    expect((await failing(sqsEvent(message))).batchItemFailures).toHaveLength(1);
    expect(world.logboek.lines.filter(({ level }) => level === 'error')).toMatchObject([{ code: 'nazorg.mislukt' }]);
    expect(JSON.stringify(world.logboek.lines)).not.toContain(email);
  });

  it('that certainly did not go counts for nothing', async () => {
    const world = createWorld();
    await submitted(world);
    const message = JSON.stringify({ schemaVersie: 1, kantoorId: kantoorIdOf(world.identiteit, email) });
    const settleAanmelding = createSettleAanmelding(world);
    for (let times = 0; times < 5; times += 1) {
      world.post.failNext(new Transient({ code: 'post', message: 'throttled' }));
      await settleAanmelding(sqsEvent(message));
    }
    for (let times = 0; times < 5; times += 1)
      expect(await settleAanmelding(sqsEvent(message))).toEqual({ batchItemFailures: [] });
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([email, email, email]);
  });

  it('names the field of a wrong body', async () => {
    const answer = await routesOf(createWorld()).askKantoorcode(jsonEvent({ email: 'geen adres' }));
    expect(seen(answer)).toMatchObject([400, { fouten: [{ veld: 'email' }] }]);
  });
});

describe('the round of every hour', () => {
  it('tells what it did, by counts alone', async () => {
    const { world, sweepAanvragen, logboek } = await waiting();
    world.klok.set('2026-12-01T09:00:01.000Z');
    expect(await sweepAanvragen()).toEqual({ uitkomst: 'klaar' });
    expect(await sweepAanvragen()).toEqual({ uitkomst: 'klaar' });
    expect(logboek.lines.filter(({ code }) => code === 'aanvragen.nagelopen')).toMatchObject([
      { uitkomst: 'klaar', tellingen: { tokensGewist: 1, gewist: 1, ingenomen: 0, gemaild: 0, mislukt: 0 } },
      { uitkomst: 'klaar', tellingen: { tokensGewist: 0, gewist: 0, ingenomen: 0, gemaild: 0, mislukt: 0 } },
    ]);
    expect(await world.registratie.findAanmelding(ID)).toBeUndefined();
  });

  it('leaves what it has no time for to the next', async () => {
    const { world, sweepAanvragen } = await waiting();
    world.klok.set('2026-11-25T09:00:01.000Z');
    expect(await sweepAanvragen(15_000)).toEqual({ uitkomst: 'verder' });
    expect(world.kluis.geheimen.size).toBe(1);
    expect(await sweepAanvragen()).toEqual({ uitkomst: 'klaar' });
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it.each([
    [TRANSIENT, new Transient({ code: 'weg', message: 'throttled' })],
    [DEFECT, new TypeError(`boom ${TOKEN}`)],
  ])('fails by name as %s, without a word of the cause', async (name, error) => {
    const world = createWorld();
    const registratie = { ...world.registratie, listAanvragen: () => Promise.reject(error) };
    const { sweepAanvragen, logboek } = routesOf({ ...world, registratie });
    const failure: unknown = await sweepAanvragen().catch((cause: unknown) => cause);
    expect(failure).toMatchObject({ name });
    expect(JSON.stringify([failure, logboek.lines])).not.toContain(TOKEN);
    expect(logboek.lines).toMatchObject([{ code: 'stap.mislukt' }]);
  });
});
