import { describe, expect, it } from 'vitest';
import { fetchInzage } from '../../../core/beheer/fetch-inzage.ts';
import type { VerzoekId } from '../../../core/ids.ts';
import { askVerzoek } from '../../../core/verzoek/ask-verzoek.ts';
import { type DecideVerzoekRequest, decideVerzoek } from '../../../core/verzoek/decide-verzoek.ts';
import { Verzoekformulier } from '../../../core/verzoek/verzoek.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { AANMELDING, agreed, asked, carriedOutVerzoek, KOPPELING } from '../verzoeken.ts';
import { completed, worldWith } from '../way.ts';
import type { World } from '../world.ts';

const WERKNEMER = 1001;
const done = async () => (await worldWith((world) => completed(world))).world;
const decide = (
  world: World,
  verzoekId: VerzoekId,
  beoordelaar: string,
  besluit: DecideVerzoekRequest['formulier']['besluit'] = 'akkoord',
) => decideVerzoek(world, { verzoekId, formulier: { besluit, reden: 'Nagekeken.' }, beoordelaar });
const trail = async (world: World) =>
  (await world.registratie.listAudit(AANMELDING)).filter(({ wat }) => wat.startsWith('verzoek.'));

describe('a request about one employee', () => {
  it('is carried out when somebody else agrees, and the trail says who, when, what and how much, never about whom', async () => {
    const world = await done();
    const verzoekId = await carriedOutVerzoek(world, 'inzage', WERKNEMER);
    await fetchInzage(world, { verzoekId, beoordelaar: 'b-3' });
    const lines = await trail(world);
    expect(lines.map(({ wie, wat, waarom }) => [wie, wat, waarom?.replace(verzoekId, 'ID')])).toEqual([
      ['beoordelaar:b-1', 'verzoek.gevraagd', 'ID: inzage; Dossier 2026-114.'],
      ['beoordelaar:b-2', 'verzoek.akkoord', 'ID: inzage; Nagekeken.'],
      [
        'systeem',
        'verzoek.uitgevoerd',
        expect.stringMatching(/^ID: inzage, 1 leveringen, 1 vergelijkingen, \d+ items, \d+ regels$/),
      ],
      ['beoordelaar:b-3', 'verzoek.opgehaald', 'ID'],
    ]);
    expect(JSON.stringify(lines)).not.toContain(String(WERKNEMER));
  });

  it('is not agreed to by who asked, before or after a colleague did', async () => {
    const world = await done();
    const verzoekId = await asked(world, 'wissen', WERKNEMER);
    expect(await decide(world, verzoekId, 'b-1')).toEqual({ uitkomst: 'zelfde-beoordelaar' });
    expect(world.verloop.verzoeken.size).toBe(0);
    await decide(world, verzoekId, 'b-2');
    expect(await decide(world, verzoekId, 'b-1')).toEqual({ uitkomst: 'zelfde-beoordelaar' });
    expect(await decide(world, verzoekId, 'b-3')).toEqual({ uitkomst: 'al-besloten' });
    expect([...world.verloop.verzoeken]).toEqual([verzoekId]);
  });

  it('is withdrawn by who asked, and then names nobody', async () => {
    const world = await done();
    const verzoekId = await asked(world, 'wissen', WERKNEMER);
    expect(await decide(world, verzoekId, 'b-1', 'afwijzen')).toMatchObject({ uitkomst: 'besloten' });
    expect(await decide(world, verzoekId, 'b-2')).toEqual({ uitkomst: 'al-besloten' });
    expect(JSON.stringify(await world.registratie.findVerzoek(verzoekId))).not.toContain(String(WERKNEMER));
  });

  it('goes by itself when nobody agrees in 30 days', async () => {
    const world = await done();
    const verzoekId = await asked(world, 'wissen', WERKNEMER);
    world.klok.advance(30 * 86_400_000);
    expect(await decide(world, verzoekId, 'b-2')).toEqual({ uitkomst: 'onbekend' });
    expect(await asked(world, 'wissen', WERKNEMER)).not.toBe(verzoekId);
  });

  it('asked twice while it waits is one; of another person, kind or asker it is another', async () => {
    const world = await done();
    const first = await asked(world, 'wissen', WERKNEMER);
    expect(await asked(world, 'wissen', WERKNEMER)).toBe(first);
    const formulier = Verzoekformulier.parse({ soort: 'wissen', werknemerId: WERKNEMER, reden: 'x' });
    const other = await askVerzoek(world, { koppelingId: KOPPELING, formulier, beoordelaar: 'b-9' });
    const ids = [await asked(world, 'inzage', WERKNEMER), await asked(world, 'wissen', 1002)];
    expect(other.uitkomst === 'gevraagd' ? [first, other.verzoek.verzoekId, ...ids] : []).toHaveLength(4);
    expect(await world.registratie.listVerzoeken(KOPPELING)).toHaveLength(4);
  });

  it('is started by the same besluit once more, when a crash left it unstarted', async () => {
    const step = async (world: World) => {
      const [verzoek] = await world.registratie.listVerzoeken(KOPPELING);
      if (verzoek === undefined) throw new Error('no verzoek');
      await decide(world, verzoek.verzoekId, 'b-2');
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = await done();
        await asked(world, 'inzage', WERKNEMER);
        return world;
      },
      step,
      endState: async (world) => [
        (await world.registratie.listVerzoeken(KOPPELING)).map(({ status }) => status),
        [...world.verloop.verzoeken],
        (await trail(world)).map(({ wat }) => wat),
      ],
    });
    expect(calls).toContain('verloop.startVerzoek');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('is started anew by the same besluit on a later day: what failed weeks ago cannot be redriven', async () => {
    const world = await done();
    const verzoekId = await agreed(world, 'wissen', WERKNEMER);
    world.klok.set('2026-12-27T09:00:00.000Z');
    for (const _time of [1, 2]) await decide(world, verzoekId, 'b-2');
    expect([...world.verloop.verzoeken]).toEqual([verzoekId, `${verzoekId}_2026-12-27`]);
  });

  it('of access gives its document for two weeks, and not once the person was erased', async () => {
    const world = await done();
    const running = await agreed(world, 'inzage', WERKNEMER);
    expect(await fetchInzage(world, { verzoekId: running, beoordelaar: 'b-1' })).toEqual({ uitkomst: 'niet-klaar' });
    const verzoekId = await carriedOutVerzoek(world, 'inzage', 1002);
    world.klok.advance(14 * 86_400_000 - 1);
    expect(await fetchInzage(world, { verzoekId, beoordelaar: 'b-1' })).toMatchObject({ uitkomst: 'gevonden' });
    world.klok.advance(1);
    expect(await fetchInzage(world, { verzoekId, beoordelaar: 'b-1' })).toEqual({ uitkomst: 'niet-meer' });
  });
});
