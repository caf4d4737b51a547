import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import type { Uitwisseling } from '../../../core/uitwisseling/uitwisseling.ts';
import { eindigend, gerealiseerd, goedgekeurd, ontvangenAanmelding } from '../../contracts/voorbeelden.ts';
import { completed, realised, running, uitwisselingOf } from '../way.ts';
import { createWorld, type World } from '../world.ts';

// What starts again, what does not start, and what steps back for another.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const NOVEMBER = TijdvakId.parse('2026-M11');
const DECEMBER = TijdvakId.parse('2026-M12');
const start = (world: World, tijdvakId: TijdvakId) => startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId });
const again = (world: World) =>
  startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId: NOVEMBER, opnieuw: 'gevraagd' });

/** The registry tells these exchanges, one list after the other, and then what it has. */
function telling(world: World, ...lists: readonly (readonly Uitwisseling[])[]): World {
  const left = [...lists];
  const listUitwisselingen: World['registratie']['listUitwisselingen'] = async (id) =>
    left.shift() ?? world.registratie.listUitwisselingen(id);
  return { ...world, registratie: { ...world.registratie, listUitwisselingen } };
}

describe('an exchange', () => {
  it('notes no reason when it is the first of its period', async () => {
    const world = createWorld();
    await realised(world);
    await start(world, NOVEMBER);
    expect(await uitwisselingOf(world, uitwisselingIdOf(KOPPELING, NOVEMBER, 1))).not.toHaveProperty('aanleiding');
  });

  it('of a delivered period starts when it is asked for, and goes on when its start was lost', async () => {
    const world = createWorld();
    await completed(world);
    expect(await start(world, NOVEMBER)).toBe('overgeslagen');
    expect(await again(world)).toBe('gestart');
    const second = uitwisselingIdOf(KOPPELING, NOVEMBER, 2);
    expect(await uitwisselingOf(world, second)).toMatchObject({ aanleiding: 'gevraagd' });
    world.verloop.end(second);
    expect(await start(world, NOVEMBER)).toBe('gestart');
    expect([...world.verloop.uitwisselingen]).toContain(second);
  });

  it.each([
    ['is gone', undefined],
    ['is being ended', eindigend(gerealiseerd(goedgekeurd(ontvangenAanmelding())))],
  ])('does not start when the aanmelding %s', async (_name, aanmelding) => {
    const world = createWorld();
    await realised(world);
    const registratie: World['registratie'] = { ...world.registratie, findAanmelding: async () => aanmelding };
    expect(await start({ ...world, registratie }, NOVEMBER)).toBe('overgeslagen');
  });

  it('of a koppeling that nobody knows is a defect', async () => {
    await expect(start(createWorld(), NOVEMBER)).rejects.toMatchObject({
      code: 'koppeling-onbekend',
      message: 'no such koppeling',
    });
  });
});

describe('two that are open at once', () => {
  it('an older one that has not begun steps back, and says why', async () => {
    const world = createWorld();
    await completed(world);
    world.klok.set('2027-01-11T09:00:00.000Z');
    const before = await world.registratie.listUitwisselingen(KOPPELING);
    await start(world, DECEMBER);
    expect(await again(telling(world, before))).toBe('bezig');
    expect(await uitwisselingOf(world, uitwisselingIdOf(KOPPELING, NOVEMBER, 2))).toMatchObject({
      status: 'vervallen',
      code: 'andere-uitwisseling-open',
    });
  });

  it('the next one does not step back', async () => {
    const world = createWorld();
    await completed(world);
    world.klok.set('2027-01-11T09:00:00.000Z');
    const before = await world.registratie.listUitwisselingen(KOPPELING);
    await again(world);
    expect(await start(telling(world, before), DECEMBER)).toBe('gestart');
    expect(await uitwisselingOf(world, uitwisselingIdOf(KOPPELING, DECEMBER, 1))).toMatchObject({ status: 'gepland' });
  });

  it('one that has begun does not step back', async () => {
    const world = createWorld();
    const id = await running(world);
    const begun = await uitwisselingOf(world, id);
    const koppeling = await world.registratie.findKoppeling(KOPPELING);
    if (koppeling === undefined || koppeling.status === 'gewist') throw new Error('no koppeling');
    const volgende = { ...koppeling.volgende, tijdvakId: DECEMBER };
    const other: Uitwisseling = {
      ...{ status: 'gepland', koppelingId: KOPPELING, tijdvakId: DECEMBER, datasetVersie: 1, versie: 0 },
      ...{ uitwisselingId: uitwisselingIdOf(KOPPELING, DECEMBER, 1), gepland: begun.gepland, deadline: begun.deadline },
    };
    const told = telling(world, [begun, other], [begun, other]);
    const registratie: World['registratie'] = {
      ...told.registratie,
      findKoppeling: async () => ({ ...koppeling, volgende }),
    };
    expect(await start({ ...told, registratie }, NOVEMBER)).toBe('gestart');
    expect(await uitwisselingOf(world, id)).toEqual(begun);
  });
});
