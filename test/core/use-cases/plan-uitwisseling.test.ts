import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { Dienstverband } from '../../../core/domain/gegevensset.ts';
import { Datum } from '../../../core/domain/tijd.ts';
import { TijdvakId } from '../../../core/domain/tijdvak.ts';
import { planKey, Werkplan } from '../../../core/domain/werkplan.ts';
import type { Opslag } from '../../../core/ports/opslag.ts';
import { planUitwisseling } from '../../../core/use-cases/plan-uitwisseling.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState, textOf } from '../end-state.ts';
import { koppelingOf, planned, running, started, uitwisselingOf, worldWith } from '../way.ts';
import { BSN, company, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const ended = (eind: string) => [Dienstverband.parse({ begin: '2020-01-01', eind })];
const staff = (count: number) => Array.from({ length: count }, (_, index) => werknemer(index + 1));

const runningWith = (werknemers = staff(3)) =>
  worldWith(async (world) => {
    const id = await running(world);
    world.nmbrs.bedrijven = [company({ werknemers })];
    return id;
  });

const planOf = ({ opslag }: World, id: Parameters<typeof planKey>[0]) =>
  Werkplan.parse(JSON.parse(textOf(opslag.objecten.get(planKey(id)))));
const idsOf = (world: World, id: Parameters<typeof planKey>[0]) =>
  planOf(world, id).werknemers.map(({ werknemerId }) => werknemerId - 1000);

describe('the plan of an exchange', () => {
  it('names everyone once, and cuts them into parts that hold everyone once', async () => {
    for (const count of [0, 1, 3, 8, 9, 25, 199, 200, 201, 437]) {
      const { world, subject: id } = await runningWith(staff(count));
      await planUitwisseling(world, id);
      const delen = await world.registratie.listDelen(id);
      const parted = delen.flatMap(({ deel }) => (deel.soort === 'werknemers' ? deel.werknemerIds : []));
      expect(idsOf(world, id)).toEqual(staff(count).map(({ vermelding }) => Number(vermelding.personeelsnummer)));
      expect(parted).toEqual(planOf(world, id).werknemers.map(({ werknemerId }) => werknemerId));
      expect(delen.filter(({ deel }) => deel.soort === 'salarissen')).toHaveLength(1);
      expect(delen.map(({ deel }) => deel.nummer)).toEqual(delen.map((_, index) => index + 1));
      expect(
        Math.max(0, ...delen.map(({ deel }) => (deel.soort === 'werknemers' ? deel.werknemerIds.length : 0))),
      ).toBeLessThanOrEqual(25);
      expect(await uitwisselingOf(world, id)).toMatchObject({ delen: delen.length, resterend: delen.length });
    }
  });

  it('has those who left in the period, and not those who left before', async () => {
    const gone = (nummer: number, eind: string) =>
      werknemer(nummer, { soort: 'uit-dienst', dienstverbanden: ended(eind) });
    const { world, subject: id } = await runningWith([
      werknemer(1),
      gone(2, '2026-11-01'),
      gone(3, '2026-10-31'),
      gone(4, '2026-12-05'),
    ]);
    await planUitwisseling(world, id);
    expect(idsOf(world, id)).toEqual([1, 2, 4]);
  });

  it('reaches back to the previous exchange when that lies before the period', async () => {
    const gone = werknemer(2, { soort: 'uit-dienst', dienstverbanden: ended('2026-10-20') });
    const { world, subject: id } = await runningWith([werknemer(1), gone]);
    const koppeling = await koppelingOf(world, ID);
    const vorige = { tijdvakId: TijdvakId.parse('2026-M09'), datum: Datum.parse('2026-10-12') };
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, vorige }, regel);
    await planUitwisseling(world, id);
    expect(idsOf(world, id)).toEqual([1, 2]);
  });

  it('holds no personal data beyond numbers and days', async () => {
    const { world, subject: id } = await runningWith();
    await planUitwisseling(world, id);
    const text = textOf(world.opslag.objecten.get(planKey(id)));
    for (const canary of ['Sterrenstof', BSN]) expect(text).not.toContain(canary);
  });

  it('is refused when a list is', async () => {
    const { world, subject: id } = await runningWith();
    world.nmbrs.weigeringen = { Employment_GetAll_AllEmployeesByCompany: { reden: 'recht-niet-actief', code: '1002' } };
    await expect(planUitwisseling(world, id)).rejects.toMatchObject({
      name: 'Refused',
      code: 'recht-niet-actief.Employment_GetAll_AllEmployeesByCompany',
    });
    expect(world.opslag.objecten.size).toBe(0);
  });

  it('is only made of an exchange that runs', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    await expect(planUitwisseling(world, id)).rejects.toMatchObject({ code: 'uitwisseling-loopt-niet' });
  });
});

describe('the step run again', () => {
  it('goes on with the plan that is there, whatever Nmbrs says by then', async () => {
    const { world, subject: id } = await runningWith();
    const storing = { ...world.registratie, storeDelen: () => Promise.reject(new Error('the table is away')) };
    await expect(planUitwisseling({ ...world, registratie: storing }, id)).rejects.toThrow('away');
    world.nmbrs.bedrijven = [company({ werknemers: staff(9) })];
    await planUitwisseling(world, id);
    expect(idsOf(world, id)).toEqual([1, 2, 3]);
    expect(await world.registratie.listDelen(id)).toHaveLength(4);
  });

  it('beside another one goes on with the plan that was written first', async () => {
    const { world, subject: id } = await runningWith();
    await planUitwisseling(world, id);
    const first = world.opslag.objecten.get(planKey(id));
    let looks = 0;
    const slow: Opslag = {
      ...world.opslag,
      get: async (key) => {
        looks += 1;
        return looks === 1 ? undefined : world.opslag.get(key);
      },
    };
    const before = await uitwisselingOf(world, id);
    if (before.status !== 'loopt') throw new Error(before.status);
    const registratie = { ...world.registratie, findUitwisseling: async () => ({ ...before, delen: 0 }) };
    world.nmbrs.bedrijven = [company({ werknemers: staff(9) })];
    await planUitwisseling({ ...world, opslag: slow, registratie }, id);
    expect(world.opslag.objecten.get(planKey(id))).toEqual(first);
    expect(await world.registratie.listDelen(id)).toHaveLength(4);
  });

  it('changes nothing once the parts are there', async () => {
    const { world, subject: id } = await worldWith((one) => planned(one));
    await world.registratie.completeDeel(id, 1);
    const before = await endState(world, ID, id);
    await planUitwisseling(world, id);
    expect(await endState(world, ID, id)).toEqual(before);
  });

  it('after a crash anywhere ends with one plan and its parts', async () => {
    const { subject: id } = await runningWith();
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await runningWith()).world,
      step: (world) => planUitwisseling(world, id),
      endState: (world) => endState(world, ID, id),
    });
    expect(calls).toContain('opslag.putOnce');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
