import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { sha256 } from '../../adapters/node/sha256.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { confirmLevering } from '../../core/levering/confirm-levering.ts';
import { Dienstverband, SalarisRegel, WerknemerGegevens } from '../../core/nmbrs/gegevensset.ts';
import { leveringPrefix, manifestKey } from '../../core/uitwisseling/levering.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';
import { fileOf, firstDelivered, nextDelivered, setOf } from '../core/deliveries.ts';
import { textOf } from '../core/end-state.ts';
import { signOffNow } from '../core/office.ts';
import { carriedOutVerzoek } from '../core/verzoeken.ts';
import { goedkeuren, uitwisselingOf } from '../core/way.ts';
import { bsnOf, type World, werknemer } from '../core/world.ts';
import { ID, type RouteName, routesOf, STAFF } from './conversations/talk.ts';

const LEVERING = 'GET /uitwisselingen/{uitwisselingId}/levering';
const MUTATIES = 'GET /uitwisselingen/{uitwisselingId}/mutaties';
const VRAGEN = 'GET /uitwisselingen/{uitwisselingId}/vragen';

const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
const statusOf = ({ statusCode, body = '{}' }: HttpAnswer) => [statusCode, JSON.parse(body).code];

/** November, and then December: 2 was given a raise, 3 has no address any more, 4 came, and the first day of 5 was put off. */
async function december() {
  const before = [1, 2, 3, 5, 7, 8, 9, 10, 11, 12].map((one) => werknemer(one));
  const { world, id } = await firstDelivered(before, goedkeuren('volledig'));
  const now = before.map((one) => {
    switch (one.vermelding.werknemerId) {
      case 1002:
        return { ...one, salarissen: [salaris('2000.00', '2026-01-01'), salaris('2345.67', '2026-12-01')] };
      case 1003:
        return { ...one, gegevens: WerknemerGegevens.parse({ ...one.gegevens, adressen: [] }) };
      case 1005:
        return { ...one, dienstverbanden: [Dienstverband.parse({ begin: '2027-02-01' })] };
      default:
        return one;
    }
  });
  const came = { ...werknemer(4), dienstverbanden: [Dienstverband.parse({ begin: '2026-12-07' })] };
  const next = await nextDelivered(world, id, [...now, came]);
  return { world, first: id, next };
}
const salaris = (bedrag: string, ingangsdatum: string) =>
  SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum });

const look = (world: World, route: RouteName, uitwisselingId: string, query: Readonly<Record<string, string>> = {}) =>
  routesOf(world)[route](httpEvent({ ...STAFF, method: 'GET', uitwisselingId, query }));

describe('what was delivered', () => {
  it('is told in counts, with the hash that a reader confirms, and whether it did', async () => {
    const { world, next } = await december();
    const { manifest } = await setOf(world, next);
    const before = bodyOf(await look(world, LEVERING, next));
    expect(before).not.toHaveProperty('ontvangenOp');
    const formulier = { manifestSha256: before.manifestSha256 };
    await confirmLevering(world, { uitwisselingId: next, formulier, door: 'lezer:x' });
    const op = world.klok.now();
    expect(bodyOf(await look(world, LEVERING, next))).toEqual({
      ...{ uitwisselingId: next, koppelingId: manifest.koppelingId, aanmeldingId: ID },
      ...{ tijdvak: manifest.tijdvak, datasetVersie: 1, dekkingsprofiel: 'volledig' },
      ...{ voltooidOp: op, ontvangenOp: op, werknemers: 10, inDienst: manifest.inDienst, vragen: manifest.vragen },
      manifestSha256: sha256(textOf(await fileOf(world, next, 'manifest.json'))),
      ...{ mutaties: manifest.mutaties, vorige: { tijdvakId: '2026-M11', datasetVersie: 1 } },
      ...{ bestanden: manifest.bestanden, gewist: 0 },
    });
    expect(manifest.mutaties).toMatchObject({ 'in-dienst': 1, salaris: 1, adres: 1, dienstverband: 1 });
  });

  it('is told of the mutaties by employee id and by field, and of no value', async () => {
    const { world, next } = await december();
    const { mutaties } = bodyOf(await look(world, MUTATIES, next));
    expect(mutaties).toContainEqual({
      ...{ soort: 'salaris', werknemerId: 1002, ingangsdatum: '2026-12-01' },
      velden: ['bedrag', 'ingangsdatum'],
    });
    expect(mutaties).toContainEqual({ soort: 'in-dienst', werknemerId: 1004, ingangsdatum: '2026-12-07' });
    expect(mutaties).toContainEqual(
      expect.objectContaining({ soort: 'twk', werknemerId: 1005, tijdvakId: '2026-M11', oorzaak: 'dienstverband' }),
    );
    expect(mutaties).toHaveLength((await setOf(world, next)).mutaties.length);
  });

  it('is told of the questions, without the day that stands in one of them', async () => {
    const { world, next } = await december();
    const stored = (await setOf(world, next)).vragen;
    const { vragen } = bodyOf(await look(world, VRAGEN, next));
    expect(vragen).toContainEqual({
      ...{ code: 'geen-adres', werknemerId: 1003, tekst: 'Deze werknemer heeft in Nmbrs geen adres.' },
    });
    const [moved] = stored.filter(({ code }) => code === 'eerste-dag-verplaatst');
    expect(moved?.tekst).toContain('1 februari 2027');
    expect(vragen).toHaveLength(stored.length);
    expect(vragen).toContainEqual(expect.objectContaining({ code: 'eerste-dag-verplaatst', werknemerId: 1005 }));
    expect(JSON.stringify(vragen)).not.toContain('februari');
  });

  it.each([LEVERING, MUTATIES, VRAGEN] as const)('holds no name, BSN, amount or address: %s', async (route) => {
    const { world, next } = await december();
    const text = JSON.stringify(bodyOf(await look(world, route, next)));
    const canaries = [
      'Sterrenstof',
      'Sterrenstad',
      '2345.67',
      '2000.00',
      'NL00STER',
      '@',
      bsnOf(2),
      bsnOf(4),
      bsnOf(3),
    ];
    for (const canary of canaries) expect(text, canary).not.toContain(canary);
  });

  it.each([
    [LEVERING, 'levering'],
    [MUTATIES, 'mutaties'],
    [VRAGEN, 'vragen'],
  ] as const)('leaves a line in the trail of who looked at what: %s', async (route, wat) => {
    const { world, next } = await december();
    const before = await world.registratie.listAudit(ID);
    await look(world, route, next);
    const added = (await world.registratie.listAudit(ID)).slice(before.length);
    expect(added).toMatchObject([
      { wie: 'beoordelaar:beoordelaar-1', wat: 'levering.bekeken', waarom: `${next} ${wat}`, op: world.klok.now() },
    ]);
  });

  it('leaves none when nothing was shown', async () => {
    const { world, next } = await december();
    const before = await world.registratie.listAudit(ID);
    for (const uitwisselingId of [next.replace('_v1', '_v2'), 'x']) await look(world, LEVERING, uitwisselingId);
    await look(world, MUTATIES, next, { na: 'x' });
    await look(world, VRAGEN, next, { aantal: '0' });
    expect(await world.registratie.listAudit(ID)).toEqual(before);
  });

  it('is still there after the afmelding, and gone once it is removed', async () => {
    const { world, next } = await december();
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    expect(bodyOf(await look(world, LEVERING, next))).toMatchObject({ uitwisselingId: next, werknemers: 10 });
    Object.assign(world.opslag, { get: async () => undefined });
    for (const route of [LEVERING, MUTATIES, VRAGEN] as const) {
      expect(statusOf(await look(world, route, next))).toEqual([404, 'levering-niet-meer']);
    }
  });

  it('can be of an older version, that counted less', async () => {
    const { world, next } = await december();
    const key = manifestKey(await uitwisselingOf(world, next));
    const { inDienst, werkgever, peil, ...older } = (await setOf(world, next)).manifest;
    const { overlijden, ...kinds } = older.mutaties;
    await world.opslag.put(
      key,
      new TextEncoder().encode(JSON.stringify({ ...older, schemaVersie: 2, mutaties: kinds })),
    );
    const shown = bodyOf(await look(world, LEVERING, next));
    expect(shown).toMatchObject({ werknemers: 10, mutaties: { overlijden: 0, salaris: 1 } });
    expect(shown).not.toHaveProperty('inDienst');
  });
});

describe('its pages', () => {
  const pages = async (world: World, route: RouteName, id: string, query: Readonly<Record<string, string>>) => {
    const found: unknown[][] = [];
    let na: string | undefined;
    do {
      const page = bodyOf(await look(world, route, id, { ...query, ...(na === undefined ? {} : { na }) }));
      found.push(page.mutaties ?? page.vragen);
      na = page.volgende;
    } while (na !== undefined);
    return found;
  };

  it.each([MUTATIES, VRAGEN] as const)('hold each line once, in order: %s', async (route) => {
    const { world, next } = await december();
    const [all = []] = await pages(world, route, next, {});
    expect(all.length).toBeGreaterThan(1);
    for (const aantal of [1, 2, all.length - 1, all.length, all.length + 1]) {
      const found = await pages(world, route, next, { aantal: String(aantal) });
      expect(found.flat(), String(aantal)).toEqual(all);
      expect(found.length, String(aantal)).toBe(Math.ceil(all.length / aantal));
    }
  });

  it('hold the mutaties of one kind only when that is asked', async () => {
    const { world, next } = await december();
    const [all = []] = await pages(world, MUTATIES, next, {});
    const twk = all.filter((one) => JSON.stringify(one).includes('"twk"'));
    expect(twk.length).toBeGreaterThan(0);
    const found = await pages(world, MUTATIES, next, { soort: 'twk', aantal: '1' });
    expect(found.flat()).toEqual(twk);
    expect(await pages(world, MUTATIES, next, { soort: 'overlijden' })).toEqual([[]]);
  });

  it('go on only in the same list of the same set', async () => {
    const { world, first, next } = await december();
    const ask = { aantal: '1' };
    const { volgende: na } = bodyOf(await look(world, MUTATIES, next, ask));
    const { volgende: ofVragen } = bodyOf(await look(world, VRAGEN, next, ask));
    for (const [route, id, query] of [
      [MUTATIES, first, { na }],
      [MUTATIES, next, { na, soort: 'salaris' }],
      [MUTATIES, next, { na: ofVragen }],
      [VRAGEN, next, { na }],
      [VRAGEN, next, { na: `${ofVragen}0` }],
    ] as const) {
      expect(statusOf(await look(world, route, id, query)), JSON.stringify(query)).toEqual([400, 'ongeldige-vraag']);
    }
  });

  it('begin anew when somebody was taken out of the set meanwhile', async () => {
    const { world, next } = await december();
    const { volgende: na } = bodyOf(await look(world, MUTATIES, next, { aantal: '1' }));
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    await carriedOutVerzoek(world, 'wissen', 1002);
    expect(statusOf(await look(world, MUTATIES, next, { aantal: '1', na }))).toEqual([400, 'ongeldige-vraag']);
    const [all = []] = await pages(world, MUTATIES, next, {});
    expect(JSON.stringify(all)).not.toContain('1002');
    expect(bodyOf(await look(world, LEVERING, next))).toMatchObject({ gewist: 1, werknemers: 9 });
  });

  it('are of this set only', async () => {
    const { world, next } = await december();
    const prefix = leveringPrefix(await uitwisselingOf(world, next));
    const read: string[] = [];
    const { get, getPart } = world.opslag;
    Object.assign(world.opslag, {
      get: (key: string) => {
        read.push(key);
        return get(key);
      },
      getPart: (key: string, vanaf: number, aantal: number) => {
        read.push(key);
        return getPart(key, vanaf, aantal);
      },
    });
    for (const route of [LEVERING, MUTATIES, VRAGEN] as const) await look(world, route, next);
    expect([...new Set(read)].sort()).toEqual(
      ['manifest.json', 'mutaties.ndjson', 'vragen.json'].map((naam) => `${prefix}${naam}`),
    );
  });
});
