import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/ids.ts';
import type { Opslag } from '../../../core/invoer/ports/opslag.ts';
import { jsonIn } from '../../../core/invoer/read-json.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { planKey, Werkplan } from '../../../core/uitwisseling/werkplan.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { firstDelivered, nextDelivered, nextFetched } from '../deliveries.ts';
import { endState, textOf } from '../end-state.ts';
import { goedkeuren, planned, running, started, uitwisselingOf, worldWith } from '../way.ts';
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
  jsonIn(planKey(id), opslag.objecten.get(planKey(id)) ?? new Uint8Array(), Werkplan);
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

  it('has who left before the period when the last day was not told yet, however late it was entered, and once', async () => {
    const gone = werknemer(2, { soort: 'uit-dienst', dienstverbanden: ended('2026-11-20') });
    const others = [1, 7, 8, 9, 10, 11].map((nummer) => werknemer(nummer));
    const { world, id: november } = await firstDelivered([werknemer(2), ...others]);
    const december = await nextDelivered(world, november, [werknemer(2), ...others]);
    const january = await nextFetched(world, december, [gone, ...others]);
    expect(idsOf(world, january)).toEqual([1, 2, 7, 8, 9, 10, 11]);
    await assembleGegevensset(world, january);
    await completeUitwisseling(world, january);
    const february = await nextFetched(world, january, [gone, ...others]);
    expect(idsOf(world, february)).toEqual([1, 7, 8, 9, 10, 11]);
  });

  it('has nobody who begins after the period, and who begins on its last day', async () => {
    const beginning = (nummer: number, begin: string) =>
      werknemer(nummer, { dienstverbanden: [Dienstverband.parse({ begin })] });
    const { world, subject: id } = await runningWith([
      werknemer(1),
      beginning(2, '2026-11-30'),
      beginning(3, '2026-12-01'),
    ]);
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

describe('the calls for a given period', () => {
  const plannedWith = async (step: (world: World) => void, profiel: Dekkingsprofiel = 'volledig') => {
    const { world, subject: id } = await worldWith((one) => running(one, goedkeuren(profiel)));
    step(world);
    await planUitwisseling(world, id);
    return { world, id, plan: planOf(world, id) };
  };

  it.each([
    ['verzuim', ['HourComponentFixed_Get', 'HourComponentVar_Get']],
    ['wia', ['HourComponentFixed_Get', 'HourComponentVar_Get']],
    ['pensioen', TijdvakAanroep.options.filter((aanroep) => aanroep !== 'BankAccount_GetList')],
    ['volledig', TijdvakAanroep.options],
  ] as const)('that %s needs are probed once and used where they are active', async (profiel, needed) => {
    const { world, subject: id } = await worldWith((one) => running(one, goedkeuren(profiel)));
    world.nmbrs.perTijdvak = TijdvakAanroep.options;
    const before = world.gateway.calls.length;
    await planUitwisseling(world, id);
    const probed = world.gateway.calls.slice(before).filter((call) => TijdvakAanroep.safeParse(call).success);
    expect(probed).toEqual(needed);
    expect(planOf(world, id).perTijdvak).toEqual(needed);
  });

  it.each([
    ['none', []],
    ['one', ['WageComponentVar_Get']],
    ['two', ['HourComponentVar_Get', 'BankAccount_GetList']],
  ] as const)('that are not active are not used: %s is', async (_name, perTijdvak) => {
    const { world, id, plan } = await plannedWith((world) => {
      world.nmbrs.perTijdvak = perTijdvak;
    });
    expect(plan.perTijdvak).toEqual(perTijdvak);
    expect(await uitwisselingOf(world, id)).toMatchObject({ werkwijze: { perTijdvak } });
  });

  it('that answer for another reason than that they are off are used', async () => {
    const { plan } = await plannedWith((world) => {
      world.nmbrs.perTijdvak = [];
      world.nmbrs.weigeringen = { WageComponentVar_Get: { reden: 'tijdvak-ongeldig', code: '2015' } };
    });
    expect(plan.perTijdvak).toEqual(['WageComponentVar_Get']);
  });

  it('that Nmbrs holds up are not used, and hold up nothing', async () => {
    const { plan } = await plannedWith((world) => {
      world.nmbrs.perTijdvak = TijdvakAanroep.options;
      const seen = world.gateway.calls.filter((call) => call === 'WageComponentVar_Get').length;
      world.nmbrs.haperingen = { WageComponentVar_Get: seen + 1 };
    });
    expect(plan.perTijdvak).toEqual(TijdvakAanroep.options.filter((aanroep) => aanroep !== 'WageComponentVar_Get'));
  });

  it('of a login that was shut stop the exchange', async () => {
    const step = (world: World) => {
      world.nmbrs.weigeringen = { WageComponentVar_Get: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    };
    await expect(plannedWith(step)).rejects.toMatchObject({ name: 'Refused', code: 'inloggegevens-ongeldig' });
  });

  it('are not probed for a company without employees: there is nobody to ask about', async () => {
    const { world, id, plan } = await plannedWith((world) => {
      world.nmbrs.perTijdvak = TijdvakAanroep.options;
      world.nmbrs.bedrijven = [company({ werknemers: [] })];
    });
    expect(plan.perTijdvak).toEqual([]);
    expect(await world.registratie.listDelen(id)).toHaveLength(1);
  });
});

describe('the period in which Nmbrs is', () => {
  it.each([
    [{ jaar: 2026, nummer: 12, verloning: 'maandelijks' }, '2026-M12'],
    [{ jaar: 2027, nummer: 1, verloning: 'maandelijks' }, '2027-M01'],
    [{ jaar: 2025, nummer: 12, verloning: 'maandelijks' }, '2025-M12'],
    [{ jaar: 2026, nummer: 13, verloning: 'vierwekelijks' }, '2026-P13'],
    [{ jaar: 2026, nummer: 48 }, '2026-X48'],
  ])('is kept with the plan and the exchange: %j', async (tijdvak, nmbrsIn) => {
    const { world, subject: id } = await runningWith();
    world.nmbrs.bedrijven = [company({ tijdvak: PayrollTijdvak.parse(tijdvak) })];
    await planUitwisseling(world, id);
    expect(planOf(world, id).nmbrsIn).toBe(nmbrsIn);
    expect(await uitwisselingOf(world, id)).toMatchObject({ werkwijze: { nmbrsIn, perTijdvak: [] } });
  });

  it('is asked for before anything else is: what comes later is not older than it', async () => {
    const { world, subject: id } = await runningWith();
    const before = world.gateway.calls.length;
    await planUitwisseling(world, id);
    expect(world.gateway.calls[before]).toBe('Company_GetCurrentPeriod');
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
