import { describe, expect, it } from 'vitest';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { fetchAgain } from '../../../core/beheer/fetch-again.ts';
import { pauseKoppeling } from '../../../core/beheer/pause-koppeling.ts';
import { resumeKoppeling } from '../../../core/beheer/resume-koppeling.ts';
import { AanmeldingId, koppelingIdOf, type UitwisselingId } from '../../../core/ids.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { isOpen } from '../../../core/uitwisseling/uitwisseling.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { carriedOut, goedkeuren, koppelingOf, started } from '../way.ts';
import { company, createWorld, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const ingreep = { koppelingId: KOPPELING, reden: 'Nieuwe looncodes.', beoordelaar: 'b-1' };

const again = (world: World, van: string, tot?: string) =>
  fetchAgain(world, {
    koppelingId: KOPPELING,
    formulier: Opnieuwformulier.parse({ van, ...(tot === undefined ? {} : { tot }), reden: ingreep.reden }),
    beoordelaar: 'b-1',
  });

/** November, December and January were delivered; it is 12 February. */
async function threeDelivered(): Promise<World> {
  const months = [11, 12].map((maand) => run(800 + maand, { tijdvakVan: maand, tijdvakTot: maand }));
  const january = run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 });
  const world = createWorld({ bedrijven: [company({ runs: [...months, january] })] });
  await started(world, goedkeuren('verzuim'));
  world.klok.set('2027-02-11T09:00:00.000Z');
  for (let id = await openOf(world); id !== undefined; id = await openOf(world)) {
    if (id.includes('2027-M01')) world.klok.set('2027-02-12T09:00:00.000Z');
    await carriedOut(world, id);
  }
  world.post.forget();
  return world;
}

async function openOf(world: World): Promise<UitwisselingId | undefined> {
  const open = (await world.registratie.listUitwisselingen(KOPPELING)).filter(isOpen);
  expect(open.length).toBeLessThanOrEqual(1);
  return open[0]?.uitwisselingId;
}

/** What is open, which must be there. */
async function nextOf(world: World): Promise<UitwisselingId> {
  const id = await openOf(world);
  if (id === undefined) throw new Error('no exchange is open');
  return id;
}

const shortOf = (id: string) => id.slice(-11);
const statesOf = async (world: World) =>
  (await world.registratie.listUitwisselingen(KOPPELING)).map(
    ({ uitwisselingId, status }) => `${shortOf(uitwisselingId)} ${status}`,
  );
const DELIVERED = ['2026-M11_v1 voltooid', '2026-M12_v1 voltooid', '2027-M01_v1 voltooid'];

describe('fetching a period again', () => {
  it('delivers its next version, and leaves the plan for the next period as it is', async () => {
    const world = await threeDelivered();
    expect(await statesOf(world)).toEqual(DELIVERED);
    const before = await koppelingOf(world, ID);
    expect(await again(world, '2026-M12')).toEqual({
      uitkomst: 'gevraagd',
      tijdvakken: ['2026-M12'],
      start: 'gestart',
    });
    const id = await nextOf(world);
    expect(shortOf(id)).toBe('2026-M12_v2');
    await carriedOut(world, id);
    const { volgende, vorige, inhalen } = await koppelingOf(world, ID);
    expect({ volgende, vorige, inhalen }).toEqual({
      volgende: before.volgende,
      vorige: before.vorige,
      inhalen: undefined,
    });
    expect([...world.opslag.objecten.keys()].filter((key) => key.endsWith('manifest.json'))).toHaveLength(4);
    expect(world.post.verzonden).toEqual([]);
  });

  it('tells who asked for it, which, and why', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    const regels = await world.registratie.listAudit(ID);
    expect(regels.find(({ wat }) => wat === 'uitwisseling.inhalen-gevraagd')).toMatchObject({
      wie: 'beoordelaar:b-1',
      waarom: '2026-M11 t/m 2026-M12: Nieuwe looncodes.',
    });
  });

  it('of a range goes in order, one after the other', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2027-M01');
    const order: string[] = [];
    for (let id = await openOf(world); id !== undefined; id = await openOf(world)) {
      order.push(shortOf(id));
      await carriedOut(world, id);
    }
    expect(order).toEqual(['2026-M11_v2', '2026-M12_v2', '2027-M01_v2']);
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
  });

  it('asked twice before it has ended is once', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    await again(world, '2026-M11', '2026-M12');
    expect((await koppelingOf(world, ID)).inhalen).toEqual([
      { tijdvakId: '2026-M11', na: 1 },
      { tijdvakId: '2026-M12', na: 1 },
    ]);
    expect((await statesOf(world)).filter((state) => state.includes('_v2'))).toHaveLength(1);
  });

  it('waits for an exchange that is open', async () => {
    const world = await threeDelivered();
    await again(world, '2027-M01');
    expect(await again(world, '2026-M11')).toMatchObject({ start: 'bezig' });
    await carriedOut(world, await nextOf(world));
    expect(shortOf(await nextOf(world))).toBe('2026-M11_v2');
  });

  it('goes on with the next when one fails: a person is told of that one', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    await failUitwisseling(world, await nextOf(world), 'States.Timeout');
    expect(shortOf(await nextOf(world))).toBe('2026-M12_v2');
    expect(world.post.verzonden).toHaveLength(1);
    expect((await koppelingOf(world, ID)).inhalen).toEqual([{ tijdvakId: '2026-M12', na: 1 }]);
  });

  it('is done after a new token when it stopped for want of one', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    await failUitwisseling(world, await nextOf(world), 'inloggegevens-ongeldig');
    const koppeling = await koppelingOf(world, ID);
    expect([koppeling.status, koppeling.inhalen?.length, await openOf(world)]).toEqual(['onderbroken', 2, undefined]);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'salarisverwerker', wat: 'koppeling.hervat' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status: 'actief' }, regel);
    await startWhenDue(world, KOPPELING);
    expect(shortOf(await nextOf(world))).toBe('2026-M11_v3');
  });

  it('goes on after a pause', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    await pauseKoppeling(world, ingreep);
    expect(await openOf(world)).toBeUndefined();
    expect(await resumeKoppeling(world, ingreep)).toMatchObject({ gestart: true });
    expect(shortOf(await nextOf(world))).toBe('2026-M11_v3');
  });

  it('passes over a period that no run is locked of any more', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M11', '2026-M12');
    world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: one.runs.slice(1) }));
    expect(await checkRun(world, await nextOf(world))).toEqual({ uitkomst: 'vervallen' });
    expect(shortOf(await nextOf(world))).toBe('2026-M12_v2');
  });

  it('after a crash anywhere has started once when it is asked again', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: threeDelivered,
      step: (world) => again(world, '2026-M11', '2026-M12'),
      endState: async (world) => [await endState(world, ID), await statesOf(world)],
    });
    expect(calls).toEqual(expect.arrayContaining(['registratie.replaceKoppeling', 'verloop.startUitwisseling']));
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('the first period that was not delivered', () => {
  it('can be fetched at once when it failed, and moves the koppeling on', async () => {
    const world = await threeDelivered();
    world.klok.set('2027-03-10T06:00:00.000Z');
    const february = run(902, { jaar: 2027, tijdvakVan: 2, tijdvakTot: 2 });
    world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: [...one.runs, february] }));
    await startWhenDue(world, KOPPELING);
    await failUitwisseling(world, await nextOf(world), 'States.Timeout');
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2027-M02', datum: '2027-03-11' });
    expect(await again(world, '2027-M02')).toMatchObject({ start: 'gestart' });
    await carriedOut(world, await nextOf(world));
    expect(await koppelingOf(world, ID)).toMatchObject({
      vorige: { tijdvakId: '2027-M02' },
      volgende: { tijdvakId: '2027-M03' },
    });
  });
});

describe('a period whose exchange is open already', () => {
  it('is not started a second time, and the answer says so', async () => {
    const world = await threeDelivered();
    await again(world, '2026-M12');
    const id = await nextOf(world);
    expect(await again(world, '2026-M12', '2027-M01')).toMatchObject({ start: 'loopt-al' });
    expect(await nextOf(world)).toBe(id);
    expect(await again(world, '2026-M11')).toMatchObject({ start: 'bezig' });
  });
});

describe('a request that cannot be', () => {
  it.each([
    ['2026-P12', undefined, 'van', 'ander-soort-tijdvak'],
    ['2026-M11', '2026-P12', 'tot', 'ander-soort-tijdvak'],
    ['2026-M12', '2026-M11', 'tot', 'tijdvakken-omgekeerd'],
    ['2026-M10', '2026-M11', 'van', 'tijdvak-te-vroeg'],
    ['2027-M02', undefined, 'van', 'tijdvak-niet-voorbij'],
    ['2026-M11', '2029-M01', 'tot', 'tijdvak-niet-voorbij'],
    ['2027-M03', undefined, 'van', 'tijdvak-te-laat'],
  ])('from %s to %s is refused at %s: %s', async (van, tot, veld, code) => {
    const world = await threeDelivered();
    const before = await koppelingOf(world, ID);
    const outcome = await again(world, van, tot);
    expect(outcome).toMatchObject({
      uitkomst: 'ongeldig',
      fouten: expect.arrayContaining([expect.objectContaining({ veld, code })]),
    });
    expect([await koppelingOf(world, ID), await openOf(world)]).toEqual([before, undefined]);
  });

  it('is one to a koppeling that is paused, or not there', async () => {
    const world = await threeDelivered();
    await pauseKoppeling(world, ingreep);
    expect(await again(world, '2026-M11')).toEqual({ uitkomst: 'niet-actief' });
    expect(await again(createWorld(), '2026-M11')).toEqual({ uitkomst: 'onbekend' });
  });
});
