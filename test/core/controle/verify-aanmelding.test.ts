import { describe, expect, it } from 'vitest';
import { createMemoryKluis } from '../../../adapters/memory/kluis.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  realised,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

describe('a hold-up at Nmbrs', () => {
  it.each(['List_GetAll', 'Company_GetCurrentPeriod', 'List_GetByCompany', 'Run_GetList', 'Partner_Get'] as const)(
    'in %s leaves the aanmelding being checked, and the next try goes on',
    async (recht) => {
      const world = createWorld({ haperingen: { [recht]: 1 } });
      const id = await submitted(world);
      await expect(verifyAanmelding(world, id)).rejects.toBeInstanceOf(Transient);
      expect((await aanmeldingOf(world, id)).status).toBe('wordt-gecontroleerd');
      expect(await verifyAanmelding(world, id)).toBe('akkoord-vragen');
    },
  );
});

describe('a vault that is a moment behind', () => {
  it('does not make the login that the office just sent a lost one', async () => {
    const world = { ...createWorld(), kluis: createMemoryKluis({ traagheid: 3 }) };
    expect(await verifyAanmelding(world, await submitted(world))).toBe('akkoord-vragen');
  });
});

describe('the step run again', () => {
  const prepare = async () => {
    const world = createWorld();
    await submitted(world);
    return world;
  };
  const id = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

  it('checks twice and ends in the same state', async () => {
    const world = await prepare();
    await verifyAanmelding(world, id);
    const first = await endState(world, id);
    expect(await verifyAanmelding(world, id)).toBe('akkoord-vragen');
    expect(await endState(world, id)).toEqual(first);
  });

  it('after a crash anywhere ends as if nothing had happened', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world: World) => verifyAanmelding(world, id),
      endState: (world) => endState(world, id),
    });
    expect(calls.length).toBeGreaterThan(20);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a controle that comes late', () => {
  it('lets a besluit that was taken meanwhile stand, and sends the machine there', async () => {
    const world = createWorld();
    const id = await approved(world);
    expect(await verifyAanmelding(world, id)).toBe('akkoord-vragen');
    expect((await aanmeldingOf(world, id)).status).toBe('goedgekeurd');
    const other = createWorld();
    const rejected = await approved(other, afwijzen());
    expect(await verifyAanmelding(other, rejected)).toBe('akkoord-vragen');
    expect((await aanmeldingOf(other, rejected)).status).toBe('afgewezen');
  });

  it('checks nothing when the koppeling is realised, and has what comes after that done', async () => {
    const world = createWorld();
    const { aanmeldingId } = await realised(world);
    const asked = world.gateway.calls.length;
    expect(await verifyAanmelding(world, aanmeldingId)).toBe('realiseren');
    expect(world.gateway.calls.length).toBe(asked);
    expect((await aanmeldingOf(world, aanmeldingId)).status).toBe('gerealiseerd');
  });

  it('drops the token of the state that no longer waits', async () => {
    const world = createWorld();
    const id = await waitingForAkkoord(world);
    await verifyAanmelding(world, id);
    expect(await aanmeldingIn(world, id, 'wacht-op-akkoord')).not.toHaveProperty('taakToken');
  });

  it('finds the right that was put on meanwhile', async () => {
    const world = createWorld();
    const id = await waitingForHerstel(world);
    world.nmbrs.weigeringen = {};
    expect(await verifyAanmelding(world, id)).toBe('akkoord-vragen');
  });

  it('is a defect for an aanmelding that nobody knows, and for one whose token is gone', async () => {
    const world = createWorld();
    const unknown = AanmeldingId.parse('aan-00000000-0000-4000-8000-999999999999');
    await expect(verifyAanmelding(world, unknown)).rejects.toBeInstanceOf(Defect);
    const id = await submitted(world);
    await world.kluis.eraseCandidate(id);
    await expect(verifyAanmelding(world, id)).rejects.toMatchObject({ name: 'Defect', code: 'inloggegevens-weg' });
  });
});
