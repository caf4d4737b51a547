import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { mailToegang } from '../../core/adres/mail-toegang.ts';
import { Dienstverband, WerknemerGegevens } from '../../core/nmbrs/gegevensset.ts';
import { leveringPrefix } from '../../core/uitwisseling/levering.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';
import { firstDelivered, nextDelivered } from '../core/deliveries.ts';
import { goedkeuren, uitwisselingOf } from '../core/way.ts';
import { bsnOf, type World, werknemer } from '../core/world.ts';
import { ASKED, ID, routesOf } from './conversations/talk.ts';

const ROUTE = 'GET /aanmeldingen/{aanmeldingId}/vragen';
const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
const ask = (world: World, over: Parameters<typeof httpEvent>[0] = {}) =>
  routesOf(world)[ROUTE](httpEvent({ ...ASKED, method: 'GET', ...over }));

const without = (id: number, over: object) => {
  const { gegevens, ...rest } = werknemer(id);
  return { ...rest, gegevens: WerknemerGegevens.parse({ ...gegevens, ...over }) };
};

/** In November 3 has no address; in December neither 3 nor 2, 8 and 9 have one BSN, and the first day of 5 was put off. */
async function december() {
  const same = [1, 7, 10, 11, 12, 13].map((one) => werknemer(one));
  const before = [...same, ...[2, 5, 8, 9].map((one) => werknemer(one)), without(3, { adressen: [] })];
  const { world, id } = await firstDelivered(before, goedkeuren('volledig'));
  const moved = { ...werknemer(5), dienstverbanden: [Dienstverband.parse({ begin: '2027-02-01' })] };
  const nobody = [without(3, { adressen: [] }), without(2, { adressen: [] })];
  const twice = [without(8, { bsn: bsnOf(8) }), without(9, { bsn: bsnOf(8) })];
  return { world, id: await nextDelivered(world, id, [...same, ...nobody, ...twice, moved]) };
}

describe(ROUTE, () => {
  it('tells whom each question is about by personeelsnummer, what to do, and since when it is asked', async () => {
    const { world, id } = await december();
    const body = bodyOf(await ask(world));
    expect(body).toMatchObject({ aanmeldingId: ID, uitwisselingId: id, tijdvak: { tijdvakId: '2026-M12' }, aantal: 6 });
    expect(body.watNu).toContain('december 2026');
    expect(body.vragen).toContainEqual(
      expect.objectContaining({ code: 'looncodes-zonder-werknemer', werknemerId: 1005, openSinds: '2026-M12' }),
    );
    const adres = {
      ...{ code: 'geen-adres', tekst: 'Deze werknemer heeft in Nmbrs geen adres.' },
      stappen: ['Zoek de werknemer op in Nmbrs.', 'Vul het adres in bij de persoonlijke gegevens.'],
    };
    expect(body.vragen).toContainEqual({ ...adres, personeelsnummer: '3', openSinds: '2026-M11' });
    expect(body.vragen).toContainEqual({ ...adres, personeelsnummer: '2', openSinds: '2026-M12' });
    const bsn = body.vragen.filter(({ code }: { code: string }) => code === 'bsn-dubbel');
    expect(bsn.map((one: { personeelsnummer: string }) => one.personeelsnummer).sort()).toEqual(['8', '9']);
  });

  it('names who is not in the set, and so has no number there, by the id of Nmbrs', async () => {
    const { world } = await december();
    const { vragen } = bodyOf(await ask(world));
    expect(vragen).toContainEqual(expect.objectContaining({ code: 'eerste-dag-verplaatst', werknemerId: 1005 }));
  });

  it('holds no name, BSN, address, day or id of another employee', async () => {
    const { world } = await december();
    const text = JSON.stringify(bodyOf(await ask(world)));
    const canaries = ['Sterrenstof', 'Sterrenstad', 'Zonnedauw', 'februari', '1008', '1009', '1003', '@', bsnOf(8)];
    for (const canary of canaries) expect(text, canary).not.toContain(canary);
  });

  it('reads the numbers of who is asked about in that set, and no other file', async () => {
    const { world, id } = await december();
    const read = new Set<string>();
    const { get, getPart } = world.opslag;
    Object.assign(world.opslag, {
      get: (key: string) => {
        read.add(key);
        return get(key);
      },
      getPart: (key: string, vanaf: number, aantal: number) => {
        read.add(key);
        return getPart(key, vanaf, aantal);
      },
    });
    await ask(world);
    const own = leveringPrefix(await uitwisselingOf(world, id));
    const before = own.replace('2026-M12', '2026-M11');
    expect([...read].sort()).toEqual([`${before}vragen.json`, `${own}vragen.json`, `${own}werknemers.ndjson`]);
  });

  it('goes page by page', async () => {
    const { world } = await december();
    const { vragen } = bodyOf(await ask(world));
    const first = bodyOf(await ask(world, { query: { aantal: '3' } }));
    const second = bodyOf(await ask(world, { query: { aantal: '3', na: first.volgende } }));
    expect([...first.vragen, ...second.vragen]).toEqual(vragen);
    expect([first.aantal, second.aantal, second.volgende]).toEqual([6, 6, undefined]);
    const foreign = await ask(world, { query: { na: `${first.volgende}0` } });
    expect([foreign.statusCode, bodyOf(foreign).fouten]).toMatchObject([400, [{ veld: 'na' }]]);
  });

  it('opens with the code of a mail too, and changes nothing', async () => {
    const { world } = await december();
    await mailToegang(world, ID);
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(JSON.stringify(world.post.verzonden.at(-1)?.blokken))?.[0];
    const before = await world.registratie.listAudit(ID);
    const answer = await ask(world, { headers: { authorization: `Bearer ${code?.replaceAll('-', '')}` } });
    expect([answer.statusCode, bodyOf(answer).aantal]).toEqual([200, 6]);
    expect(await world.registratie.listAudit(ID)).toEqual(before);
  });
});
