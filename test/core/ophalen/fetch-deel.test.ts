import { describe, expect, it } from 'vitest';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId } from '../../../core/ids.ts';
import { Dekkingsprofiel, groepenFor } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { deelKey } from '../../../core/uitwisseling/werkplan.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { endState, ndjsonOf } from '../end-state.ts';
import { distributed, drain, goedkeuren, running, token, uitwisselingOf, worldWith } from '../way.ts';
import { bsnOf, company, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const distributedWorld = () => worldWith((world) => distributed(world));
const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number) =>
  fetchDeel(world, { uitwisselingId, deel });
const stored = ({ opslag }: World, id: UitwisselingId, deel: number): unknown =>
  ndjsonOf(opslag.objecten.get(deelKey(id, deel)));
const resterend = async (world: World, id: UitwisselingId) => {
  const found = await uitwisselingOf(world, id);
  return found.status === 'loopt' ? found.resterend : found.status;
};

/** The calls of a port that the part makes which brings the count to zero; the report is the last of them. */
async function callsOfLastPart(): Promise<number> {
  const { world, subject: uitwisselingId } = await distributedWorld();
  for (const deel of [1, 2, 3]) await fetch(world, uitwisselingId, deel);
  const { ports, calls } = cuttable(world);
  await fetchDeel(ports, { uitwisselingId, deel: 4 });
  return calls.length;
}

describe('a part', () => {
  it('of salaries keeps the rows of the company', async () => {
    const { world, subject: id } = await distributedWorld();
    expect(await fetch(world, id, 1)).toBe('gedaan');
    expect(stored(world, id, 1)).toEqual(
      [1, 2, 7].map((number) => ({
        werknemerId: 1000 + number,
        salarissen: [{ bedrag: `${number}000.00`, soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' }],
      })),
    );
    expect(await resterend(world, id)).toBe(3);
  });

  it('of employees keeps each of them', async () => {
    const { world, subject: id } = await distributedWorld();
    expect(await fetch(world, id, 2)).toBe('gedaan');
    const peil = { bsn: { nu: '2026-M12' }, rooster: 'tijdvak' };
    expect(stored(world, id, 2)).toMatchObject([{ werknemerId: 1001, bsn: bsnOf(1), peil }]);
  });

  it('of employees asks once more in which period Nmbrs is, and one of salaries does not', async () => {
    const { world, subject: id } = await distributedWorld();
    const asked = () => world.gateway.calls.filter((call) => call === 'Company_GetCurrentPeriod').length;
    const before = asked();
    await fetch(world, id, 1);
    expect(asked() - before).toBe(0);
    await fetch(world, id, 2);
    expect(asked() - before).toBe(1);
  });

  it.each(Dekkingsprofiel.options)('asks Nmbrs only for what the profile needs: %s', async (profiel) => {
    const { world, subject: id } = await worldWith((one) => distributed(one, goedkeuren(profiel)));
    const before = world.gateway.calls.length;
    await fetch(world, id, 2);
    const asked = world.gateway.calls.slice(before);
    expect(asked.includes('SVW_GetCurrent')).toBe(groepenFor(profiel).includes('verzekering'));
    expect(asked.includes('BankAccount_GetListCurrent')).toBe(groepenFor(profiel).includes('bankrekening'));
    expect([asked.includes('Schedule_GetList'), asked.includes('Schedule_GetCurrent')]).toEqual([true, false]);
    expect(JSON.stringify(stored(world, id, 2)).includes(bsnOf(1))).toBe(groepenFor(profiel).includes('bsn'));
  });

  it('that is the last one lets the machine go on, and none before it', async () => {
    const { world, subject: id } = await distributedWorld();
    for (const deel of [4, 2, 1]) await fetch(world, id, deel);
    expect(world.verloop.hervat.has(token('verdeel'))).toBe(false);
    await fetch(world, id, 3);
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
  });

  it('all at the same moment are counted once each', async () => {
    const { world, subject: id } = await distributedWorld();
    await Promise.all([1, 2, 3, 4, 1, 2, 3, 4].map((deel) => fetch(world, id, deel)));
    expect(await resterend(world, id)).toBe(0);
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
  });
});

describe('a part that comes twice', () => {
  it('is reported when another process did it after the look at the exchange, and died', async () => {
    const { world, subject: id } = await distributedWorld();
    for (const deel of [1, 2, 3]) await fetch(world, id, deel);
    let looks = 0;
    const registratie: World['registratie'] = {
      ...world.registratie,
      async findDeel(uitwisselingId, nummer) {
        looks += 1;
        if (looks === 1) {
          const { ports } = cuttable(world, { call: (await callsOfLastPart()) - 1, moment: 'after' });
          await expect(fetchDeel(ports, { uitwisselingId, deel: nummer })).rejects.toBeInstanceOf(Killed);
        }
        return world.registratie.findDeel(uitwisselingId, nummer);
      },
    };
    expect(await fetchDeel({ ...world, registratie }, { uitwisselingId: id, deel: 4 })).toBe('was-gedaan');
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
  });

  it('is counted once and not fetched again', async () => {
    const { world, subject: id } = await distributedWorld();
    await fetch(world, id, 2);
    const calls = world.gateway.calls.length;
    expect(await fetch(world, id, 2)).toBe('was-gedaan');
    expect(world.gateway.calls).toHaveLength(calls);
    expect(await resterend(world, id)).toBe(3);
  });

  it('reports again when it was the last one', async () => {
    const { world, subject: id } = await distributedWorld();
    world.verloop.expire(token('verdeel'));
    await drain(world);
    world.verloop.wait(token('verdeel'));
    expect(await fetch(world, id, 4)).toBe('was-gedaan');
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
  });

  it('after the exchange has stopped is not needed any more', async () => {
    const { world, subject: id } = await distributedWorld();
    await failUitwisseling(world, id, 'Defect');
    const calls = world.gateway.calls.length;
    expect(await fetch(world, id, 2)).toBe('niet-meer-nodig');
    expect(world.gateway.calls).toHaveLength(calls);
    expect([...world.opslag.objecten.keys()].filter((key) => key.includes('deel-'))).toEqual([]);
  });
});

describe('a worker that is killed', () => {
  it('between storing and counting leaves the part open; done again it is counted once', async () => {
    const { world, subject: id } = await distributedWorld();
    const { ports, calls } = cuttable(world);
    await fetch(ports, id, 2);
    const stores = calls.indexOf('opslag.putOnce') + 1;
    const again = await distributedWorld();
    await expect(
      fetch(cuttable(again.world, { call: stores, moment: 'after' }).ports, again.subject, 2),
    ).rejects.toBeInstanceOf(Killed);
    expect(await resterend(again.world, again.subject)).toBe(4);
    expect(await fetch(again.world, again.subject, 2)).toBe('gedaan');
    expect(await resterend(again.world, again.subject)).toBe(3);
  });

  it.each([1, 2])('anywhere in part %i ends as if nothing had happened', async (deel) => {
    const { subject: id } = await distributedWorld();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await distributedWorld()).world,
      step: (world) => fetch(world, id, deel),
      endState: (world) => endState(world, ID, id),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('anywhere in the last part does not keep the machine waiting', async () => {
    const almost = () =>
      worldWith(async (world) => {
        const id = await distributed(world);
        for (const deel of [1, 2, 3]) await fetch(world, id, deel);
        return id;
      });
    const { subject: id } = await almost();
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await almost()).world,
      step: (world) => fetch(world, id, 4),
      endState: (world) => endState(world, ID, id),
    });
    expect(calls.at(-1)).toBe('verloop.resume');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a part that cannot be done', () => {
  it('for a hold-up at Nmbrs stays open and stores nothing', async () => {
    const { world, subject: id } = await distributedWorld();
    const asked = world.gateway.calls.filter((call) => call === 'Contract_GetCurrentPeriod').length;
    world.nmbrs.haperingen = { Contract_GetCurrentPeriod: asked + 1 };
    await expect(fetch(world, id, 2)).rejects.toBeInstanceOf(Transient);
    expect(await resterend(world, id)).toBe(4);
    expect(world.opslag.objecten.has(deelKey(id, 2))).toBe(false);
    expect(await fetch(world, id, 2)).toBe('gedaan');
  });

  it('for a right that was switched off stays open, and stops the machine at once with the name of the call', async () => {
    const { world, subject: id } = await distributedWorld();
    world.nmbrs.weigeringen = { SVW_GetCurrent: { reden: 'recht-niet-actief', code: '1002' } };
    expect(await fetch(world, id, 2)).toBe('geweigerd');
    expect(await resterend(world, id)).toBe(4);
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({
      uitkomst: 'geweigerd',
      Error: 'Refused.recht-niet-actief.SVW_GetCurrent',
    });
  });

  it('for a right that was switched off fails when nothing waits to be told', async () => {
    const { world, subject: id } = await distributedWorld();
    world.verloop.expire(token('verdeel'));
    world.nmbrs.weigeringen = { SVW_GetCurrent: { reden: 'recht-niet-actief', code: '1002' } };
    await expect(fetch(world, id, 2)).rejects.toMatchObject({
      name: 'Refused',
      code: 'recht-niet-actief.SVW_GetCurrent',
    });
  });

  it('for one employee leaves the others of the part alone: no calls go on after it', async () => {
    const { world, subject: id } = await worldWith((one) => running(one));
    world.nmbrs.bedrijven = [company({ werknemers: Array.from({ length: 20 }, (_, index) => werknemer(11 + index)) })];
    await planUitwisseling(world, id);
    const found = await world.registratie.findDeel(id, 2);
    expect(found?.deel).toMatchObject({ werknemerIds: [1011, 1012, 1013] });
    world.nmbrs.weigeringen = { SVW_GetCurrent: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    const before = world.gateway.calls.length;
    await expect(fetch(world, id, 2)).rejects.toMatchObject({ code: 'inloggegevens-ongeldig' });
    expect(world.gateway.calls.slice(before).filter((call) => call === 'SVW_GetCurrent')).toHaveLength(1);
  });

  it('for a number that the plan does not have is a defect', async () => {
    const { world, subject: id } = await distributedWorld();
    await expect(fetch(world, id, 99)).rejects.toMatchObject({ name: 'Defect', code: 'deel-onbekend' });
  });

  it('for an exchange that nobody knows is a defect', async () => {
    const { subject: id } = await distributedWorld();
    const { world } = await worldWith(async () => undefined);
    await expect(fetch(world, id, 1)).rejects.toBeInstanceOf(Defect);
  });
});
