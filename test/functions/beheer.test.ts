import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import { Datum } from '../../core/kalender/tijd.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';
import { presentKoppeling } from '../../core/weergave/present-koppeling.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { approved, assembled, distributed, koppelingOf, realised, uitwisselingOf } from '../core/way.ts';
import { BSN, company, createWorld, type World, werknemer } from '../core/world.ts';
import { ID, type RouteName, routesOf, STAFF } from './conversations/talk.ts';

const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
const ask = async (world: World, route: RouteName, query: Readonly<Record<string, string>> = {}) =>
  bodyOf(await routesOf(world)[route](httpEvent({ ...STAFF, method: 'GET', query })));

const GET_ROUTES = [
  'GET /koppelingen',
  'GET /koppelingen/{koppelingId}',
  'GET /uitwisselingen/{uitwisselingId}',
] as const;

describe.each(GET_ROUTES)('%s', (route) => {
  it('tells nothing of any employee, and no secret', async () => {
    const world = createWorld();
    await distributed(world);
    // The office's own address is there: a.s.r. has to be able to reach it.
    const text = JSON.stringify(await ask(world, route)).replaceAll(GOOD_FORM.salarisverwerker.email, '');
    expect(text).toContain(koppelingIdOf(ID));
    for (const canary of [BSN, 'Sterrenstof', '1001', '1007', 'Zonnedauw, W', TOKEN, 'taak-', 'account/', '@']) {
      expect(text, canary).not.toContain(canary);
    }
  });

  it('changes nothing', async () => {
    const world = createWorld();
    const id = await distributed(world);
    const before = [await uitwisselingOf(world, id), await world.registratie.listAudit(ID)];
    await ask(world, route);
    expect([await uitwisselingOf(world, id), await world.registratie.listAudit(ID)]).toEqual(before);
  });
});

describe('a koppeling that is coming to an end', () => {
  const seen = async (world: World) => [
    (await ask(world, 'GET /koppelingen')).koppelingen[0],
    await ask(world, 'GET /koppelingen/{koppelingId}'),
  ];
  const per = Datum.parse('2026-12-31');

  it('shows its last day, and the next exchange as long as that takes place', async () => {
    const world = createWorld();
    await realised(world);
    for (const one of await seen(world)) expect(one).not.toHaveProperty('laatsteDag');
    await signOffAanmelding(world, ID, { per });
    for (const one of await seen(world)) {
      expect(one).toMatchObject({ laatsteDag: '2026-12-31', volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' } });
    }
  });

  it('shows no next exchange that will not take place', async () => {
    const world = createWorld();
    await completeUitwisseling(world, await assembled(world));
    await signOffAanmelding(world, ID, { per, direct: true });
    for (const one of await seen(world)) {
      expect(one).toMatchObject({ laatsteDag: '2026-12-31', vorige: { tijdvakId: '2026-M11' } });
      expect(one).not.toHaveProperty('volgende');
    }
    const koppeling = await koppelingOf(world, ID);
    const stopped = presentKoppeling(
      { ...koppeling, status: 'gestopt' },
      {
        uitwisselingen: [],
        nu: world.klok.now(),
        afmelding: undefined,
      },
    );
    expect(stopped).not.toHaveProperty('volgende');
  });
});

describe('GET /koppelingen', () => {
  /** Three koppelingen that are fine, and a fourth one that is paused. */
  async function four() {
    const world = createWorld();
    const ids = [await realised(world).then(({ koppelingId }) => koppelingId)];
    for (const nummer of ['RC-10002', 'RC-10003', 'RC-10004']) {
      const aanmeldingId = await approvedAs(world, nummer);
      await realiseKoppeling(world, aanmeldingId);
      ids.push(koppelingIdOf(aanmeldingId));
    }
    const [, , , last] = ids;
    const event = httpEvent({ ...STAFF, ...(last === undefined ? {} : { koppelingId: last }), body: '{"reden":"x"}' });
    await routesOf(world)['POST /koppelingen/{koppelingId}/pauze'](event);
    return { world, ids };
  }
  const approvedAs = (world: World, nummer: string) =>
    approved(world, undefined, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', nummer));
  const idsOf = ({ koppelingen }: { koppelingen: { koppelingId: string }[] }) =>
    koppelingen.map(({ koppelingId }) => koppelingId);

  it('goes page by page, without missing or repeating any', async () => {
    const { world, ids } = await four();
    const first = await ask(world, 'GET /koppelingen', { aantal: '3' });
    const second = await ask(world, 'GET /koppelingen', { aantal: '3', na: first.volgende });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect(second).not.toHaveProperty('volgende');
  });

  it('gives only those that need a person, or have a status, when asked', async () => {
    const { world, ids } = await four();
    for (const query of [{ aandacht: 'ja' }, { status: 'gepauzeerd' }]) {
      const page = await ask(world, 'GET /koppelingen', query);
      expect(idsOf(page), JSON.stringify(query)).toEqual(ids.slice(3));
      expect(page.koppelingen[0].watIsErMis).toMatchObject({ code: 'gepauzeerd' });
    }
    expect(idsOf(await ask(world, 'GET /koppelingen', { status: 'actief' }))).toEqual(ids.slice(0, 3));
    const short = await ask(world, 'GET /koppelingen', { aandacht: 'ja', aantal: '2' });
    expect([idsOf(short), typeof short.volgende]).toEqual([[], 'string']);
  });
});

describe('GET /koppelingen/{koppelingId}', () => {
  it('tells what was delivered, in counts, and what comes next', async () => {
    const world = createWorld();
    const id = await assembled(world);
    await completeUitwisseling(world, id);
    expect(await ask(world, 'GET /koppelingen/{koppelingId}')).toMatchObject({
      status: 'actief',
      werkgever: {
        bedrijfsnaam: GOOD_FORM.werkgever.bedrijfsnaam,
        raamwerkcontractnummer: GOOD_FORM.werkgever.raamwerkcontractnummer,
      },
      salarisverwerker: GOOD_FORM.salarisverwerker,
      nmbrs: { domein: GOOD_FORM.nmbrs.domein },
      watIsErMis: [],
      inhalen: [],
      vorige: { tijdvakId: '2026-M11', datum: '2026-12-10' },
      volgende: { tijdvakId: '2026-M12', datum: '2027-01-11' },
      uitwisselingen: [{ uitwisselingId: id, status: 'voltooid', datasetVersie: 1, werknemers: 3, vragen: 0 }],
    });
  });
});

describe('GET /uitwisselingen/{uitwisselingId}', () => {
  it('tells how far it is, and for how many employees each open part is', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: [1, 2, 3, 4, 7].map((one) => werknemer(one)) })] });
    await distributed(world);
    const body = await ask(world, 'GET /uitwisselingen/{uitwisselingId}');
    expect(body).toMatchObject({ status: 'loopt', runIds: [811], voortgang: { gedaan: 0, totaal: 6 } });
    expect(body.openDelen[0]).toEqual({ nummer: 1, soort: 'salarissen' });
    expect(body.openDelen[1]).toMatchObject({ nummer: 2, soort: 'werknemers', werknemers: 1 });
  });

  it('tells on what a part stopped', async () => {
    const world = createWorld();
    const id = await distributed(world);
    await world.registratie.noteDeelFout(id, 2, 'nmbrs.antwoord-onleesbaar');
    const { openDelen } = await ask(world, 'GET /uitwisselingen/{uitwisselingId}');
    expect(openDelen).toContainEqual(expect.objectContaining({ nummer: 2, fout: 'nmbrs.antwoord-onleesbaar' }));
  });
});
