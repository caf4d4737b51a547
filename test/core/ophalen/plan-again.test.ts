import { describe, expect, it } from 'vitest';
import { TRANSIENT } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, verzoekIdOf } from '../../../core/ids.ts';
import { jsonIn } from '../../../core/invoer/read-json.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { planKey, Werkplan } from '../../../core/uitwisseling/werkplan.ts';
import { koppelingOf, planned, running, uitwisselingOf } from '../way.ts';
import { company, createWorld, type World, werknemer } from '../world.ts';

// A plan is made once, and the first one knows who was counted and is gone.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const planOf = ({ opslag }: World, id: Parameters<typeof planKey>[0]) =>
  jsonIn(planKey(id), opslag.objecten.get(planKey(id)) ?? new Uint8Array(), Werkplan);

describe('a plan that is there', () => {
  it('is left as it is when the step is run again, and Nmbrs is not asked', async () => {
    const world = createWorld();
    const id = await planned(world);
    const [before, plan] = [await uitwisselingOf(world, id), planOf(world, id)];
    world.nmbrs.bedrijven = [];
    await world.opslag.put(planKey(id), new Uint8Array());
    await planUitwisseling(world, id);
    expect(await uitwisselingOf(world, id)).toEqual(before);
    expect(plan.werknemers.length).toBeGreaterThan(0);
  });
});

describe('a plan while somebody of the koppeling is being erased', () => {
  it('is not made, and is once that is over', async () => {
    const world = createWorld();
    const id = await running(world);
    const verzoekId = verzoekIdOf(koppelingIdOf(ID), AanmeldingId.parse('aan-00000000-0000-4000-8000-0000000000ff'));
    const until = Tijdstip.parse('2027-12-31T00:00:00.000Z');
    await world.registratie.holdKoppeling(verzoekId, until, world.klok.now());
    await expect(planUitwisseling(world, id)).rejects.toMatchObject({
      name: TRANSIENT,
      code: 'koppeling-wordt-gewist',
      message: expect.stringContaining('erasure'),
    });
    expect(world.opslag.objecten.has(planKey(id))).toBe(false);
    await world.registratie.releaseKoppeling(verzoekId);
    await planUitwisseling(world, id);
    expect(world.opslag.objecten.has(planKey(id))).toBe(true);
  });
});

describe('who was counted by the controle and had left before the first period', () => {
  const left = (nummer: number, eind: string) =>
    werknemer(nummer, {
      soort: 'uit-dienst',
      dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind })],
    });

  async function plannedWith(over: Partial<Koppeling>) {
    const world = createWorld();
    const id = await running(world);
    world.nmbrs.bedrijven = [
      company({ werknemers: [werknemer(7), left(1, '2026-10-20'), left(2, '2026-10-31'), left(3, '2026-11-05')] }),
    ];
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, ...over }, regel);
    await planUitwisseling(world, id);
    return planOf(world, id);
  }

  it('is counted with the first set', async () => {
    expect((await plannedWith({ geteldOp: Datum.parse('2026-10-15') })).vertrokkenVoor).toBe(2);
    expect((await plannedWith({ geteldOp: Datum.parse('2026-10-20') })).vertrokkenVoor).toBe(1);
  });

  it('is not counted where it is not known when the controle was, nor after the first set', async () => {
    expect(await plannedWith({ geteldOp: undefined })).not.toHaveProperty('vertrokkenVoor');
    const vorige = { tijdvakId: TijdvakId.parse('2026-M10'), datum: Datum.parse('2026-11-10') };
    expect(await plannedWith({ geteldOp: Datum.parse('2026-10-15'), vorige })).not.toHaveProperty('vertrokkenVoor');
  });
});
