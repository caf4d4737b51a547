import { describe, expect, it } from 'vitest';
import type { UitwisselingId } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import type { WerknemerVraag } from '../../../core/nmbrs/ports/payroll.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { deelKey } from '../../../core/uitwisseling/werkplan.ts';
import { setOf } from '../deliveries.ts';
import {
  type Calls,
  changingWorld,
  LISTED,
  moveTo,
  peilenBy,
  shownIn,
  storedIn,
  timesAsked,
  toldIn,
  WIDE,
} from '../past-and-present.ts';
import { nu } from '../peilen.ts';
import { distributed, gathered, goedkeuren, started, uitwisselingOf } from '../way.ts';
import { withPayroll } from '../with-payroll.ts';
import type { World } from '../world.ts';

// What is as of now is only of use when it is known of when that was, also when Nmbrs moves while it is asked.

const NOVEMBER = '2026-M11';

const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number, keer = 1) =>
  fetchDeel(world, { uitwisselingId, deel }, keer);
/** The surnames of a part: they say of which period they are. */
const namesIn = (world: World, id: UitwisselingId, deel: number) =>
  storedIn(world, id, deel).map(({ persoon }) => persoon?.achternaam);

/** Eighteen employees in parts of three; after each answer about an employee Nmbrs goes to the next of these periods. */
async function moving(places: readonly (string | undefined)[], calls: Calls = LISTED) {
  const world = changingWorld(calls, 17);
  const id = await distributed(world, goedkeuren('volledig'));
  const left = [...places];
  const asked: number[] = [];
  const moved = withPayroll(world, (payroll) => ({
    fetchWerknemer: async (vraag: WerknemerVraag) => {
      asked.push(vraag.werknemerId);
      const answer = await payroll.fetchWerknemer(vraag);
      const next = left.shift();
      if (next !== undefined) moveTo(world, next);
      return answer;
    },
  }));
  return { world, id, moved, asked };
}

describe('Nmbrs that moves to the next period in the middle of a part', () => {
  it.each([
    ['after the first answer', ['2027-M01']],
    ['after the last answer', [undefined, undefined, '2027-M01']],
    ['twice', ['2027-M01', undefined, undefined, '2027-M02']],
  ])('is asked anew, and all of the part is of the later period: %s', async (_when, places) => {
    const { world, id, moved, asked } = await moving(places);
    expect(await fetch(moved, id, 2)).toBe('gedaan');
    const last = places.at(-1) ?? '';
    expect(namesIn(world, id, 2)).toEqual(Array.from({ length: 3 }, () => `kanarie-${last.replace('-M', '')}`));
    for (const { peil } of storedIn(world, id, 2)) expect(peil).toEqual(peilenBy(last, LISTED));
    expect(asked.slice(-3)).toEqual([1007, 1011, 1012]);
    expect(asked).toHaveLength(3 * (1 + places.filter((one) => one !== undefined).length));
  });

  it('and goes back into the period itself is of the period', async () => {
    const { world, id, moved } = await moving([NOVEMBER]);
    expect(await fetch(moved, id, 2)).toBe('gedaan');
    expect(namesIn(world, id, 2)).toEqual(['kanarie-202611', 'kanarie-202611', 'kanarie-202611']);
    for (const { peil } of storedIn(world, id, 2)) {
      expect(peil).toMatchObject({ persoon: 'tijdvak', bankrekeningen: 'tijdvak', partner: nu(NOVEMBER) });
    }
  });

  it('three times in a row holds the part up and stores nothing; then it is done', async () => {
    const { world, id, moved } = await moving(
      ['2027-M01', '2027-M02', '2027-M03'].flatMap((place) => [undefined, undefined, place]),
    );
    await expect(fetch(moved, id, 2)).rejects.toMatchObject({ name: 'Transient', code: 'tijdvak-wisselt' });
    expect(world.opslag.objecten.has(deelKey(id, 2))).toBe(false);
    expect(await world.registratie.findDeel(id, 2)).toMatchObject({ gedaan: false });
    expect(await fetch(moved, id, 2, 2)).toBe('gedaan');
    expect(namesIn(world, id, 2)).toEqual(['kanarie-202703', 'kanarie-202703', 'kanarie-202703']);
  });

  it('in a company-wide call of what has no history is asked anew too', async () => {
    const { world, id } = await moving([], WIDE);
    const partner = 'Partner_GetAll_AllEmployeesByCompany';
    const deel = (await world.registratie.listDelen(id)).find(
      (one) => one.deel.soort === 'bedrijfsbreed' && one.deel.aanroep === partner,
    );
    const before = timesAsked(world, partner);
    const moved = withPayroll(world, (payroll) => ({
      fetchBedrijfsbreed: async (vraag) => {
        const answer = await payroll.fetchBedrijfsbreed(vraag);
        moveTo(world, '2027-M01');
        return answer;
      },
    }));
    expect(await fetch(moved, id, deel?.deel.nummer ?? 0)).toBe('gedaan');
    expect(timesAsked(world, partner) - before).toBe(2);
    const stored = storedIn(world, id, deel?.deel.nummer ?? 0);
    expect(stored.map(({ partner: one, peil }) => [one?.achternaam, peil])).toEqual(
      stored.map(() => ['kanarie-202701', { partner: nu('2027-M01') }]),
    );
  });

  it('in a company-wide call with a history changes nothing: Nmbrs is not even asked where it is', async () => {
    const { world, id } = await moving([], WIDE);
    const deel = (await world.registratie.listDelen(id)).find(
      (one) => one.deel.soort === 'bedrijfsbreed' && one.deel.aanroep === 'Contract_GetAll_AllEmployeesByCompany',
    );
    const before = timesAsked(world, 'Company_GetCurrentPeriod');
    moveTo(world, '2027-M01');
    expect(await fetch(world, id, deel?.deel.nummer ?? 0)).toBe('gedaan');
    expect(timesAsked(world, 'Company_GetCurrentPeriod')).toBe(before);
    for (const { contracten, peil } of storedIn(world, id, deel?.deel.nummer ?? 0)) {
      expect([contracten?.[0]?.contractId, peil]).toEqual([202611, { contracten: 'tijdvak' }]);
    }
  });

  it('between the plan and a part gives that part the period in which it then is', async () => {
    const { world, id } = await moving([]);
    await fetch(world, id, 2);
    moveTo(world, '2027-M01');
    await fetch(world, id, 3);
    expect(storedIn(world, id, 2).map(({ peil }) => peil)).toEqual(
      Array.from({ length: 3 }, () => peilenBy('2026-M12', LISTED)),
    );
    expect(storedIn(world, id, 3).map(({ peil }) => peil)).toEqual(
      Array.from({ length: 3 }, () => peilenBy('2027-M01', LISTED)),
    );
    expect(namesIn(world, id, 3)).toEqual(['kanarie-202701', 'kanarie-202701', 'kanarie-202701']);
  });

  it('between two parts is seen in the set: each employee and the manifest tell it', async () => {
    const world = changingWorld(LISTED, 1);
    const id = await started(world, goedkeuren('verzuim'));
    const moved = withPayroll(world, (payroll) => ({
      fetchWerknemer: async (vraag) => {
        if (vraag.werknemerId === 1011) moveTo(world, '2027-M01');
        return payroll.fetchWerknemer(vraag);
      },
    }));
    await gathered(moved, id);
    await assembleGegevensset(world, id);
    const { werknemers, manifest } = await setOf(world, id);
    for (const werknemer of werknemers) expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    expect(werknemers.map(({ peil }) => peil.persoon)).toEqual([nu('2026-M12'), nu('2027-M01')]);
    expect(manifest.peil.persoon).toEqual({
      ...{ tijdvak: 0, eerdereVersie: 0 },
      nu: { '2026-M12': 1, '2027-M01': 1 },
    });
    expect(manifest.peil.rooster).toEqual({ tijdvak: 2, nu: {}, eerdereVersie: 0 });
  });

  it('is asked where it is by an exchange that was planned before that was noted', async () => {
    const { world, id } = await moving([]);
    const { werkwijze: _noted, ...older } = await uitwisselingOf(world, id).then((found) => {
      if (found.status !== 'loopt') throw new Error(found.status);
      return found;
    });
    const registratie = { ...world.registratie, findUitwisseling: async () => older };
    moveTo(world, '2027-M01');
    expect(await fetch({ ...world, registratie }, id, 2)).toBe('gedaan');
    for (const { peil } of storedIn(world, id, 2)) expect(peil).toEqual(peilenBy('2027-M01', LISTED));
  });
});
