import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { askAkkoord } from '../../../core/use-cases/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/use-cases/decide-aanmelding.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { aanmeldingIn, afwijzen, approved, goedkeuren, token, verified, waitingForHerstel } from '../way.ts';
import { createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('asking for an akkoord', () => {
  it('keeps the token with which a besluit lets the machine go on', async () => {
    const world = createWorld();
    const id = await verified(world);
    world.verloop.wait(token('akkoord'));
    await askAkkoord(world, id, token('akkoord'));
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).taakToken).toBe(token('akkoord'));
    expect(world.verloop.hervat.size).toBe(0);
  });

  it('again keeps the last token: the earlier state no longer waits', async () => {
    const world = createWorld();
    const id = await verified(world);
    await askAkkoord(world, id, token('een'));
    await askAkkoord(world, id, token('twee'));
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).taakToken).toBe(token('twee'));
  });

  it.each([
    ['goedgekeurd', goedkeuren()],
    ['afgewezen', afwijzen()],
  ])('when the besluit is %s already lets the machine go on with it at once', async (status, formulier) => {
    const world = createWorld();
    const id = await approved(world, formulier);
    world.verloop.wait(token('opnieuw'));
    await askAkkoord(world, id, token('opnieuw'));
    expect(world.verloop.hervat.get(token('opnieuw'))).toEqual({ uitkomst: status });
  });

  it('when herstel is needed sends the machine back to the controle', async () => {
    const world = createWorld();
    const id = await waitingForHerstel(world);
    world.verloop.wait(token('akkoord'));
    await askAkkoord(world, id, token('akkoord'));
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'hercontrole' });
  });

  it('is tried again when the aanmelding changes in between', async () => {
    const world = createWorld();
    const id = await verified(world);
    const stale = {
      ...world,
      registratie: { ...world.registratie, replaceAanmelding: async () => 'verouderd' as const },
    };
    await expect(askAkkoord(stale, id, token('akkoord'))).rejects.toBeInstanceOf(Transient);
  });

  it('after a crash anywhere leaves an aanmelding on which a besluit can be taken', async () => {
    const prepare = async () => {
      const world = createWorld();
      await verified(world);
      world.verloop.wait(token('1'));
      world.verloop.wait(token('2'));
      return world;
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world, attempt) => askAkkoord(world, ID, token(String(attempt))),
      endState: async (world) => {
        const { taakToken } = await aanmeldingIn(world, ID, 'wacht-op-akkoord');
        await decideAanmelding(world, { aanmeldingId: ID, formulier: goedkeuren(), beoordelaar: 'b' });
        const { aanmelding, ...rest } = await endState(world, ID);
        return { status: aanmelding?.status, ...rest, hervat: taakToken && world.verloop.hervat.get(taakToken) };
      },
    });
    expect(calls).toEqual(['registratie.findAanmelding', 'registratie.replaceAanmelding']);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
