import { describe, expect, it } from 'vitest';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  goedkeuren,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('an aanmelding on which nobody acted', () => {
  it.each([
    ['herstel-nodig', waitingForHerstel],
    ['wacht-op-akkoord', waitingForAkkoord],
  ] as const)('lapses from %s, and frees its number', async (status, step) => {
    const world = createWorld();
    const id = await step(world);
    world.klok.advance(30 * 86_400_000);
    expect(await expireAanmelding(world, id)).toBe('vervallen');
    expect((await aanmeldingIn(world, id, 'vervallen')).vervallenOp).toBe(world.klok.now());
    const audit = await world.registratie.listAudit(id);
    expect(audit.at(-1)).toMatchObject({ wat: 'aanmelding.vervallen', waarom: `30 dagen ${status}` });
    await expect(submitted(world)).resolves.not.toBe(id);
  });

  it('lapses once', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    await expireAanmelding(world, ID);
    expect(await expireAanmelding(world, ID)).toBe('vervallen');
    expect((await auditOf(world, ID)).filter((wat) => wat === 'aanmelding.vervallen')).toHaveLength(1);
  });

  it('lapses all the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await waitingForAkkoord(world);
        return world;
      },
      step: (world) => expireAanmelding(world, ID),
      endState: (world) => endState(world, ID),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('what came just before the end', () => {
  it.each([
    ['goedgekeurd', goedkeuren()],
    ['afgewezen', afwijzen()],
  ] as const)('stands when it is a besluit: %s', async (status, formulier) => {
    const world = createWorld();
    await approved(world, formulier);
    expect(await expireAanmelding(world, ID)).toBe(status);
    expect((await aanmeldingOf(world, ID)).status).toBe(status);
  });

  it('stands when it is a new controle', async () => {
    const world = createWorld();
    await submitted(world);
    expect(await expireAanmelding(world, ID)).toBe('hercontrole');
    expect((await aanmeldingOf(world, ID)).status).toBe('ontvangen');
  });

  it('at the same moment makes the step look again', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    const registratie = { ...world.registratie, replaceAanmelding: async () => 'verouderd' as const };
    await expect(expireAanmelding({ ...world, registratie }, ID)).rejects.toBeInstanceOf(Transient);
  });
});
