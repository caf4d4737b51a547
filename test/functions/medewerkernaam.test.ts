import { describe, expect, it } from 'vitest';
import { createHandler as createAskVerzoek } from '../../functions/ask-verzoek/handler.ts';
import { createHandler as createDecideAanmelding } from '../../functions/decide-aanmelding/handler.ts';
import { createHandler as createDecideVerzoek } from '../../functions/decide-verzoek/handler.ts';
import { createHandler as createDecideVrijgave } from '../../functions/decide-vrijgave/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { waitingForVrijgave } from '../core/held.ts';
import { completed, waitingForAkkoord } from '../core/way.ts';
import { createWorld, type World } from '../core/world.ts';
import { ASKED, ID, IDS, type RouteName, routesOf, wia } from './conversations/talk.ts';

const as = (sub: string, name: unknown) => ({ ...IDS, claims: { sub, name, rollen: ['beoordelaar'] } });
const INGE = as('b-1', 'Inge Zonnestraal');
const SEM = as('b-2', 'Sem Maneschijn');
const depsOf = (world: World) => ({ ...world, roleClaim: 'rollen', role: 'beoordelaar', nameClaim: 'name' });
const get = async (world: World, route: RouteName, over: Parameters<typeof httpEvent>[0] = INGE) =>
  JSON.parse((await routesOf(world)[route](httpEvent({ ...over, method: 'GET' }))).body ?? '');

describe('who decides', () => {
  it('is shown to colleagues by name beside the subject, both of them', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const decideAanmelding = createDecideAanmelding(depsOf(world));
    const { body = '' } = await decideAanmelding(jsonEvent(wia, INGE));
    const door = { voorgesteldDoor: 'b-1', voorgesteldDoorNaam: 'Inge Zonnestraal' };
    expect(JSON.parse(body).tweedeAkkoord).toMatchObject(door);
    expect((await get(world, 'GET /werkvoorraad')).aanmeldingen).toMatchObject([{ tweedeAkkoord: true, ...door }]);
    const proposal = { beoordelaar: 'b-1', beoordelaarNaam: 'Inge Zonnestraal' };
    expect((await get(world, 'GET /aanmeldingen/{aanmeldingId}/voorstel')).voorgesteld).toMatchObject(proposal);
    await decideAanmelding(jsonEvent(wia, SEM));
    expect((await get(world, 'GET /werkvoorraad/{aanmeldingId}')).besluit).toMatchObject({
      ...{ ...proposal, bevestigdDoor: 'b-2', bevestigdDoorNaam: 'Sem Maneschijn' },
    });
  });

  it('stands in the audit trail by the subject only, and is nobody to the office', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const decideAanmelding = createDecideAanmelding(depsOf(world));
    for (const who of [INGE, SEM]) await decideAanmelding(jsonEvent(wia, who));
    const trail = JSON.stringify(await world.registratie.listAudit(ID));
    expect(trail).toContain('beoordelaar:b-2');
    const status = JSON.stringify(await get(world, 'GET /aanmeldingen/{aanmeldingId}', ASKED));
    for (const text of [trail, status]) {
      for (const name of ['Zonnestraal', 'Maneschijn']) expect(text).not.toContain(name);
    }
    expect(status).not.toContain('b-1');
  });

  it('goes by the subject: the same person under another name is no second pair of eyes', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const decideAanmelding = createDecideAanmelding(depsOf(world));
    await decideAanmelding(jsonEvent(wia, INGE));
    expect((await decideAanmelding(jsonEvent(wia, as('b-1', 'Inge Anders')))).statusCode).toBe(202);
    expect((await decideAanmelding(jsonEvent(wia, as('b-2', 'Inge Zonnestraal')))).statusCode).toBe(200);
  });

  it.each([
    ['no name', undefined],
    ['an empty one', '  '],
    ['one with a control character', 'Inge\u0000'],
    ['one that is too long', 'x'.repeat(201)],
    ['something that is no text', 7],
  ])('can decide with %s, and is shown by the subject', async (_name, name) => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const answer = await createDecideAanmelding(depsOf(world))(jsonEvent(wia, as('b-1', name)));
    expect([answer.statusCode, JSON.parse(answer.body ?? '').tweedeAkkoord]).toEqual([
      202,
      { nodig: true, voorgesteldDoor: 'b-1', voorgesteldOp: world.klok.now() },
    ]);
  });

  it('is kept of a held set that is let go', async () => {
    const { world, id } = await waitingForVrijgave();
    const body = { besluit: 'leveren', reden: 'Klopt.' };
    await createDecideVrijgave(depsOf(world))(jsonEvent(body, { ...INGE, uitwisselingId: id }));
    const shown = await get(world, 'GET /uitwisselingen/{uitwisselingId}', { ...INGE, uitwisselingId: id });
    expect(shown.vrijgave).toMatchObject({ beoordelaar: 'b-1', beoordelaarNaam: 'Inge Zonnestraal' });
  });

  it('is kept of a request about an employee: who asked, and who agreed', async () => {
    const world = createWorld();
    await completed(world);
    const asked = { soort: 'inzage', werknemerId: 1001, reden: 'Dossier.' };
    await createAskVerzoek(depsOf(world))(jsonEvent(asked, INGE));
    const agreed = jsonEvent({ besluit: 'akkoord', reden: 'Nagekeken.' }, SEM);
    await createDecideVerzoek(depsOf(world))(agreed);
    expect(await get(world, 'GET /verzoeken/{verzoekId}')).toMatchObject({
      ...{ gevraagdDoor: 'b-1', gevraagdDoorNaam: 'Inge Zonnestraal' },
      ...{ akkoordDoor: 'b-2', akkoordDoorNaam: 'Sem Maneschijn' },
    });
  });
});
