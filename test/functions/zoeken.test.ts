import { describe, expect, it } from 'vitest';
import { koppelingIdOf } from '../../core/ids.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../core/aanmeldformulier.ts';
import { aanmeldingOf, afwijzen, approved, realised, waitingForAkkoord, waitingForHerstel } from '../core/way.ts';
import { createWorld, type World } from '../core/world.ts';
import { ID, type RouteName, routesOf, STAFF } from './conversations/talk.ts';

const ask = async (world: World, route: RouteName, query: Readonly<Record<string, string>>) => {
  const { statusCode, body = '' } = await routesOf(world)[route](httpEvent({ ...STAFF, method: 'GET', query }));
  return { statusCode, body: JSON.parse(body) };
};
const numbered = (nummer: string) => withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', nummer);

describe('GET /koppelingen?zoek=', () => {
  it('gives the koppelingen that have the text, by each of what staff know of them', async () => {
    const world = createWorld();
    await realised(world);
    const aanmeldingId = await approved(world, undefined, numbered('RC-20002'));
    await realiseKoppeling(world, aanmeldingId);
    const koppelingId = koppelingIdOf(aanmeldingId);
    const idsOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
      body.koppelingen.map((one: { koppelingId: string }) => one.koppelingId);
    expect(idsOf(await ask(world, 'GET /koppelingen', { zoek: 'rc-2000' }))).toEqual([koppelingId]);
    for (const zoek of ['duinzicht', 'ZONNEDAUW', GOOD_FORM.nmbrs.domein, GOOD_FORM.salarisverwerker.email]) {
      expect(idsOf(await ask(world, 'GET /koppelingen', { zoek })), zoek).toHaveLength(2);
    }
    expect(idsOf(await ask(world, 'GET /koppelingen', { zoek: 'rc-9' }))).toEqual([]);
    expect(idsOf(await ask(world, 'GET /koppelingen', { zoek: 'rc-2', aandacht: 'ja' }))).toEqual([]);
    const first = await ask(world, 'GET /koppelingen', { zoek: 'duinzicht', aantal: '1' });
    const second = await ask(world, 'GET /koppelingen', { zoek: 'duinzicht', aantal: '1', na: first.body.volgende });
    expect([...idsOf(first), ...idsOf(second)]).toHaveLength(2);
    expect(second.body).not.toHaveProperty('volgende');
  });
});

describe('GET /werkvoorraad?zoek=', () => {
  it('looks in every state that goes on, or in the one that is asked for', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const ended = await approved(world, afwijzen(), numbered('RC-10009'));
    const herstel = await waitingForHerstel(world, numbered('RC-10008'));
    expect((await aanmeldingOf(world, ended)).status).toBe('afgewezen');
    const idsOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
      body.aanmeldingen.map((one: { aanmeldingId: string }) => one.aanmeldingId).toSorted();
    const look = (query: Readonly<Record<string, string>>) => ask(world, 'GET /werkvoorraad', query);
    expect(idsOf(await look({ zoek: 'duinzicht' }))).toEqual([ID, herstel].toSorted());
    expect(idsOf(await look({ zoek: 'rc-10008' }))).toEqual([herstel]);
    expect(idsOf(await look({ zoek: 'duinzicht', status: 'wacht-op-akkoord' }))).toEqual([ID]);
    expect(idsOf(await look({ zoek: 'duinzicht', status: 'afgewezen' }))).toEqual([ended]);
    expect(idsOf(await look({}))).toEqual([ID]);
    const first = await look({ zoek: 'duinzicht', aantal: '1' });
    const second = await look({ zoek: 'duinzicht', aantal: '1', na: first.body.volgende });
    expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual([ID, herstel].toSorted());
    expect((await look({ na: first.body.volgende, status: 'afgewezen' })).statusCode).toBe(400);
  });

  it.each(['GET /werkvoorraad', 'GET /koppelingen'] as const)('takes no single character: %s', async (route) => {
    const { statusCode, body } = await ask(createWorld(), route, { zoek: ' a ' });
    expect([statusCode, body.fouten]).toEqual([
      400,
      [expect.objectContaining({ veld: 'zoek', tekst: 'Zoek met 2 tot en met 100 tekens.' })],
    ]);
  });
});
