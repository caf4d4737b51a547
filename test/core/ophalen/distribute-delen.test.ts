import { describe, expect, it } from 'vitest';
import { Transient } from '../../../core/errors.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { distributed, drain, planned, token, uitwisselingOf, worldWith } from '../way.ts';
import type { World } from '../world.ts';

const waitingNumbers = ({ wachtrij }: World) => wachtrij.wachtend.map(({ bericht }) => bericht.deel);
const plannedWorld = () => worldWith((world) => planned(world));

describe('sending the parts', () => {
  it('sends each once, by id only, in the group of its domain', async () => {
    const { world, subject: id } = await plannedWorld();
    expect(await distributeDelen(world, id, token('verdeel'))).toBe(4);
    expect(world.wachtrij.wachtend).toEqual(
      [1, 2, 3, 4].map((deel) => ({ bericht: { uitwisselingId: id, deel }, groep: 'duinzicht' })),
    );
    expect(await uitwisselingOf(world, id)).toMatchObject({ taakToken: token('verdeel') });
  });

  it('again sends only what is still open, and the last one reports with the new token', async () => {
    const { world, subject: id } = await plannedWorld();
    await distributeDelen(world, id, token('een'));
    for (const deel of [1, 3]) await fetchDeel(world, { uitwisselingId: id, deel });
    while (world.wachtrij.take() !== undefined);
    world.verloop.wait(token('twee'));
    expect(await distributeDelen(world, id, token('twee'))).toBe(2);
    expect(waitingNumbers(world)).toEqual([2, 4]);
    await drain(world);
    expect(world.verloop.hervat.get(token('twee'))).toEqual({ uitkomst: 'opgehaald' });
  });

  it('goes on at once when the last report was lost', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    world.verloop.expire(token('verdeel'));
    await drain(world);
    world.verloop.wait(token('opnieuw'));
    expect(await distributeDelen(world, id, token('opnieuw'))).toBe(0);
    expect(world.verloop.hervat.get(token('opnieuw'))).toEqual({ uitkomst: 'opgehaald' });
    expect(world.wachtrij.wachtend).toEqual([]);
  });

  it('is tried again when the queue has a hold-up', async () => {
    const { world, subject: id } = await plannedWorld();
    const wachtrij = {
      ...world.wachtrij,
      sendDelen: () => Promise.reject(new Transient({ code: 'wachtrij', message: 'throttled' })),
    };
    await expect(distributeDelen({ ...world, wachtrij }, id, token('een'))).rejects.toBeInstanceOf(Transient);
    expect(await distributeDelen(world, id, token('twee'))).toBe(4);
  });

  it('is refused for an exchange that has stopped', async () => {
    const { world, subject: id } = await plannedWorld();
    await failUitwisseling(world, id, 'Defect');
    await expect(distributeDelen(world, id, token('een'))).rejects.toMatchObject({ code: 'uitwisseling-loopt-niet' });
    expect(world.wachtrij.wachtend).toEqual([]);
  });

  it('after a crash anywhere lets the machine go on once all parts are done', async () => {
    const { subject: id } = await plannedWorld();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world } = await plannedWorld();
        world.verloop.wait(token('1'));
        world.verloop.wait(token('2'));
        return world;
      },
      step: (world, attempt) => distributeDelen(world, id, token(String(attempt))),
      endState: async (world) => {
        await drain(world);
        const after = await uitwisselingOf(world, id);
        if (after.status !== 'loopt' || after.taakToken === undefined) throw new Error('no token');
        return [after.resterend, world.verloop.hervat.get(after.taakToken), await world.registratie.listDelen(id)];
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('lets the machine go on when the last part is done while they are being sent', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    for (const deel of [1, 2, 3]) await fetchDeel(world, { uitwisselingId: id, deel });
    world.verloop.wait(token('nieuw'));
    const { ports } = cuttable(world, { call: 4, moment: 'before' });
    await expect(distributeDelen(ports, id, token('nieuw'))).rejects.toBeInstanceOf(Killed);
    await fetchDeel(world, { uitwisselingId: id, deel: 4 });
    expect(world.verloop.hervat.get(token('nieuw'))).toEqual({ uitkomst: 'opgehaald' });
  });
});
