import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { officeWithTwo, signedOff, signOffNow } from '../office.ts';
import { completed, distributed, koppelingOf, realised, waitingForAkkoord } from '../way.ts';
import { createWorld, inloggegevens } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('the step run again', () => {
  it.each([
    ['of a koppeling', () => signedOff()],
    ['of an aanmelding that waits', () => signedOff(waitingForAkkoord)],
    [
      'of one of two werkgevers',
      async () => {
        const { world } = await officeWithTwo();
        await signOffNow(world, ID, { direct: true });
        return world;
      },
    ],
    [
      'whose last period never came',
      async () => {
        const world = createWorld();
        await completed(world);
        await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
        world.post.forget();
        world.klok.set('2027-02-28T23:00:00.000Z');
        return world;
      },
    ],
    [
      'with an exchange to stop',
      async () => {
        const world = createWorld();
        await distributed(world);
        await signOffNow(world, ID, { direct: true });
        world.klok.advance(5 * 3_600_000);
        return world;
      },
    ],
  ] as const)('%s after a crash anywhere erases the same, and mails at most once', async (_name, prepare) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world) => endKoppeling(world, ID),
      endState: async (world) => {
        const kinds = world.post.sleutels.map(({ soort }) => soort);
        expect(kinds.filter((soort) => soort === 'afgemeld').length).toBeLessThanOrEqual(1);
        expect(kinds.filter((soort) => soort === 'afgemeld-asr').length).toBeLessThanOrEqual(1);
        return endState(world, ID);
      },
    });
    expect(afterCrash.size).toBeGreaterThan(20);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('after a crash anywhere lets the werkgever be realised anew, with its login', async () => {
    const { afterCrash } = await crashEverywhere({
      prepare: () => signedOff(),
      step: (world) => endKoppeling(world, ID),
      endState: async (world) => {
        await realised(world);
        const aanmeldingId = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');
        const { nmbrs } = await koppelingOf(world, aanmeldingId);
        return world.kluis.read(nmbrs.inloggegevensRef);
      },
    });
    for (const [point, secret] of afterCrash) expect(secret, point).toEqual(inloggegevens());
  });
});
