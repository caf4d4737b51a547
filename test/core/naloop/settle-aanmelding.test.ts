import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { signOffNow } from '../office.ts';
import { afwijzen, approved, realised, submitted, verified, waitingForAkkoord } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('the aftercare of a sign-up', () => {
  it('erases the token of a sign-up that never came to be', async () => {
    const world = createWorld();
    await world.kluis.storeCandidate(ID, inloggegevens());
    await settleAanmelding(world, ID);
    expect(world.kluis.geheimen.size).toBe(0);
    expect(world.verloop.realisaties.size).toBe(0);
  });

  it.each([
    ['checked', verified],
    ['waiting for an akkoord', waitingForAkkoord],
    ['approved', (world: World) => approved(world)],
    ['realised', (world: World) => realised(world)],
  ] as const)('leaves one that is %s as it is', async (_name, step) => {
    const world = createWorld();
    await step(world);
    const before = await endState(world, ID);
    await settleAanmelding(world, ID);
    expect(await endState(world, ID)).toEqual(before);
  });

  it('erases the token of one that was rejected, whose machine died before it could', async () => {
    const world = createWorld();
    await approved(world, afwijzen());
    expect(world.kluis.geheimen.size).toBe(1);
    expect(await settleAanmelding(world, ID)).toBe('gewist');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('starts the machine of an afmelding that had not begun', async () => {
    for (const step of [waitingForAkkoord, realised] as const) {
      const world = createWorld();
      await step(world);
      const startAfmelding = () => Promise.reject(new Transient({ code: 'weg', message: 'away' }));
      await signOffAanmelding({ ...world, verloop: { ...world.verloop, startAfmelding } }, ID, { direct: true });
      expect(world.verloop.afmeldingen.size).toBe(0);
      expect(await settleAanmelding(world, ID)).toBe('gestart');
      expect([...world.verloop.afmeldingen]).toEqual([ID]);
    }
  });

  it('erases what a request that overlapped with the afmelding put into the kluis', async () => {
    const world = createWorld();
    await realised(world);
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    await world.kluis.promote(inloggegevens());
    await world.kluis.storeCandidate(ID, inloggegevens());
    expect(await settleAanmelding(world, ID)).toBe('gewist');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it.each([
    ['of a sign-up that came to be', async (world: World) => void (await submitted(world))],
    ['of one that did not', async (world: World) => void (await world.kluis.storeCandidate(ID, inloggegevens()))],
  ])('ends the same after a crash anywhere: %s', async (_name, step) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await step(world);
        return world;
      },
      step: (world) => settleAanmelding(world, ID),
      endState: (world) => endState(world, ID),
    });
    expect(afterCrash.size).toBeGreaterThan(0);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
