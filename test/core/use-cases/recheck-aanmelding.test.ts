import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { recheckAanmelding } from '../../../core/use-cases/recheck-aanmelding.ts';
import { approved, realised, submitted, token, verified, waitingForAkkoord, waitingForHerstel } from '../way.ts';
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
