import { describe, expect, it } from 'vitest';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { cleanUp } from '../../../core/beheer/clean-up.ts';
import { eraseAtOnce } from '../../../core/controle/erase-at-once.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { aanmeldingIn, afwijzen, approved, overtaken, realised, waitingForHerstel } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const erase = (world: World) =>
  eraseAtOnce(world, { aanmeldingId: ID, reden: 'De contactpersoon vraagt erom.', beoordelaar: 'b-1' });

const rejected = async () => {
  const world = createWorld();
  await approved(world, afwijzen());
  return world;
};
const lapsed = async () => {
  const world = createWorld();
  await expireAanmelding(world, await waitingForHerstel(world));
  return world;
};

const wasOvertaken = async () => {
  const world = createWorld();
  await overtaken(world);
  return world;
};

describe('an aanmelding that ended without a koppeling', () => {
  it.each([
    ['was rejected', rejected],
    ['has lapsed', lapsed],
    ['was overtaken', wasOvertaken],
  ])('that %s is erased when a.s.r. is asked to, and the trail says by whom and why', async (_name, prepare) => {
    const world = await prepare();
    const outcome = await erase(world);
    const { ontvangstbewijs } = await aanmeldingIn(world, ID, 'afgemeld');
    expect(outcome).toEqual({ uitkomst: 'gewist', ontvangstbewijs });
    expect(await world.kluis.readCandidate(ID)).toBeUndefined();
    const audit = await world.registratie.listAudit(ID);
    expect(audit.at(-1)).toMatchObject({
      wie: 'beoordelaar:b-1',
      wat: 'aanmelding.gewist',
      waarom: 'De contactpersoon vraagt erom.',
    });
    expect(JSON.stringify([await world.registratie.findAanmelding(ID), audit])).not.toMatch(
      /Zonnedauw|duinzicht|123456782/i,
    );
  });

  it('answers the same when it is asked again, whoever erased it', async () => {
    const world = await rejected();
    const outcome = await erase(world);
    world.klok.advance(86_400_000);
    expect(await erase(world)).toEqual(outcome);
    const byOffice = await rejected();
    await signOffAanmelding(byOffice, ID);
    const byRound = await rejected();
    byRound.klok.advance(91 * 86_400_000);
    await cleanUp(byRound);
    for (const other of [byOffice, byRound]) {
      const before = await other.registratie.listAudit(ID);
      const { ontvangstbewijs } = await aanmeldingIn(other, ID, 'afgemeld');
      expect(await erase(other)).toEqual({ uitkomst: 'gewist', ontvangstbewijs });
      expect(await other.registratie.listAudit(ID)).toEqual(before);
    }
  });

  it('gives way to the office that asks at the same moment', async () => {
    const world = await rejected();
    const [, outcome] = await Promise.all([signOffAanmelding(world, ID), erase(world)]);
    const { ontvangstbewijs } = await aanmeldingIn(world, ID, 'afgemeld');
    expect(outcome).toEqual({ uitkomst: 'gewist', ontvangstbewijs });
  });

  it('ends the same after a crash anywhere', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: rejected,
      step: erase,
      endState: (world) => endState(world, ID),
    });
    expect(calls).toEqual(['registratie.findAanmelding', 'kluis.eraseCandidate', 'registratie.eraseAanmelding']);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('an aanmelding that has not ended', () => {
  it('is not erased: a realised one ends by an afmelding', async () => {
    const world = createWorld();
    await realised(world);
    const before = await world.registratie.listAudit(ID);
    expect(await erase(world)).toEqual({ uitkomst: 'niet-beeindigd', status: 'gerealiseerd' });
    expect(await world.registratie.listAudit(ID)).toEqual(before);
  });

  it('that does not exist is unknown', async () => {
    expect(await erase(createWorld())).toEqual({ uitkomst: 'onbekend' });
  });
});
