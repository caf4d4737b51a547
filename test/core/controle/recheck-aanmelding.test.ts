import { describe, expect, it } from 'vitest';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import {
  aanmeldingOf,
  approved,
  auditOf,
  realised,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('a new controle', () => {
  it.each([
    ['herstel is needed', waitingForHerstel, 'herstel'],
    ['nobody has decided yet', waitingForAkkoord, 'akkoord'],
  ] as const)('starts when %s', async (_name, step, name) => {
    const world = createWorld();
    await step(world);
    expect(await recheckAanmelding(world, ID)).toBe('gestart');
    expect(world.verloop.hervat.get(token(name))).toEqual({ uitkomst: 'hercontrole' });
  });

  it('asked for twice starts once', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    expect([await recheckAanmelding(world, ID), await recheckAanmelding(world, ID)]).toEqual(['gestart', 'niet-nu']);
  });

  it('of two asked for at the same moment starts once', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const both = await Promise.all([recheckAanmelding(world, ID), recheckAanmelding(world, ID)]);
    expect(both.sort()).toEqual(['gestart', 'niet-nu']);
    expect(await auditOf(world, ID)).toEqual([
      'aanmelding.ontvangen',
      'controle.gestart',
      'controle.herstel-nodig',
      'herstel.gevraagd',
      'controle.gevraagd',
      'controle.gestart',
    ]);
  });

  it('can be had twenty times a day, through all controles and waits of the day', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    for (let count = 1; count <= 20; count += 1) {
      expect(await recheckAanmelding(world, ID)).toBe('gestart');
      await verifyAanmelding(world, ID);
      world.verloop.wait(token(`herstel-${count}`));
      await askHerstel(world, ID, { taakToken: token(`herstel-${count}`) });
    }
    const before = await aanmeldingOf(world, ID);
    world.klok.set('2026-11-24T22:59:59.999Z');
    expect(await recheckAanmelding(world, ID)).toBe('te-veel');
    expect(await aanmeldingOf(world, ID)).toEqual(before);
    world.klok.set('2026-11-24T23:00:00.000Z');
    expect(await recheckAanmelding(world, ID)).toBe('gestart');
  });

  it('after a crash anywhere is started by asking again', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await waitingForHerstel(world);
        return world;
      },
      step: (world) => recheckAanmelding(world, ID),
      endState: async (world) => {
        await verifyAanmelding(world, ID);
        return [(await aanmeldingOf(world, ID)).status, [...world.verloop.hervat.values()]];
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('cannot start when the wait is over', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    world.verloop.expire(token('herstel'));
    expect(await recheckAanmelding(world, ID)).toBe('niet-nu');
  });

  it.each([
    ['just received', submitted],
    ['not waiting yet', verified],
    ['approved', (world: World) => approved(world)],
    ['realised', (world: World) => realised(world)],
  ] as const)('cannot start for an aanmelding that is %s', async (_name, step) => {
    const world = createWorld();
    await step(world);
    const before = world.verloop.hervat.size;
    expect(await recheckAanmelding(world, ID)).toBe('niet-nu');
    expect(world.verloop.hervat.size).toBe(before);
  });

  it('cannot start for one that nobody knows', async () => {
    expect(await recheckAanmelding(createWorld(), ID)).toBe('onbekend');
  });
});
