import { describe, expect, it } from 'vitest';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { fetchAgain } from '../../../core/beheer/fetch-again.ts';
import { TijdvakId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { firstDelivered, nextDelivered, type Staff, setOf } from '../deliveries.ts';
import { gathered, goedkeuren, uitwisselingOf } from '../way.ts';
import { company, run, type World, werknemer } from '../world.ts';

// Who left, and when that was entered: a.s.r. hears of each last day exactly once, however late it comes.

type Person = Staff[number];
/** The DGA, and so many others that one who leaves does not hold the set. */
const crowd = [werknemer(7), ...Array.from({ length: 12 }, (_, index) => werknemer(20 + index))];
const dienst = (...rows: object[]) => rows.map((row) => Dienstverband.parse(row));
const leaver = (nummer: number, ...rows: object[]): Person => ({
  ...werknemer(nummer),
  soort: 'uit-dienst',
  dienstverbanden: dienst(...rows),
});

/** The sets of November 2026 and the months after it, each with the people as they stand in Nmbrs by then. */
async function delivered(...months: readonly Staff[]) {
  const [first = [], ...later] = months;
  const { world, id } = await firstDelivered([...first, ...crowd], goedkeuren('verzuim'));
  const ids: UitwisselingId[] = [id];
  for (const staff of later) ids.push(await nextDelivered(world, ids.at(-1) ?? id, [...staff, ...crowd]));
  const sets = await Promise.all(ids.map((one) => setOf(world, one)));
  return { world, ids, sets };
}

/** What a set tells of one person. */
const about = ({ sets }: Pick<Awaited<ReturnType<typeof delivered>>, 'sets'>, month: number, nummer: number) => {
  const set = sets[month];
  return {
    isIn: set?.werknemers.some(({ werknemerId }) => werknemerId === 1000 + nummer),
    mutaties: set?.mutaties
      .filter(({ werknemerId }) => werknemerId === 1000 + nummer)
      .map(({ werknemerId: _id, ...mutatie }) => mutatie),
    vragen: set?.vragen.filter(({ werknemerId }) => werknemerId === 1000 + nummer).map(({ code }) => code),
  };
};

/** The same period again because another run was added to it, with these people. */
async function again(world: World, before: UitwisselingId, people: Staff): Promise<UitwisselingId> {
  const { koppelingId, tijdvakId } = await uitwisselingOf(world, before);
  world.verloop.end(before);
  const nummer = Number(tijdvakId.slice(6));
  const jaar = Number(tijdvakId.slice(0, 4));
  const runs = [800 + nummer, 900 + nummer].map((runId) =>
    run(runId, { jaar, tijdvakVan: nummer, tijdvakTot: nummer }),
  );
  const [{ tijdvak } = company()] = world.nmbrs.bedrijven;
  world.nmbrs.bedrijven = [company({ werknemers: people, runs, tijdvak })];
  await reconcileKoppelingen(world, Naloop.parse({}));
  const next = uitwisselingIdOf(koppelingId, TijdvakId.parse(tijdvakId), 2);
  await gathered(world, next);
  return next;
}

describe('somebody who left', () => {
  const eind = '2026-11-20';
  const gone = leaver(3, { begin: '2020-01-01', eind });
  const told = [
    { soort: 'uit-dienst', ingangsdatum: eind },
    { soort: 'twk', tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-21' },
  ];
  const twkOfDecember = { soort: 'twk', tijdvakId: '2026-M12', oorzaak: 'dienstverband', ingangsdatum: '2026-11-21' };

  it('in a period that was delivered two sets ago is told with the day and every period, once', async () => {
    const all = await delivered([werknemer(3)], [werknemer(3)], [gone], [gone], [gone]);
    expect(about(all, 2, 3)).toEqual({ isIn: true, mutaties: [...told, twkOfDecember], vragen: [] });
    for (const month of [3, 4]) expect(about(all, month, 3)).toEqual({ isIn: false, mutaties: [], vragen: [] });
  });

  it('and was entered with the whole employment after it was over is told as who came and went', async () => {
    const late = leaver(3, { begin: '2026-11-05', eind: '2026-11-25', gemeldOp: '2027-01-12' });
    const all = await delivered([], [], [late], [late]);
    expect(about(all, 2, 3)).toEqual({
      isIn: true,
      mutaties: [
        { soort: 'in-dienst', ingangsdatum: '2026-11-05', gemeldOp: '2027-01-12' },
        { soort: 'uit-dienst', ingangsdatum: '2026-11-25' },
        { soort: 'twk', tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-05' },
      ],
      vragen: ['laat-gemeld'],
    });
    expect(about(all, 3, 3)).toEqual({ isIn: false, mutaties: [], vragen: [] });
  });

  it('before the first period that was delivered is told of in no set', async () => {
    const early = leaver(3, { begin: '2020-01-01', eind: '2026-10-31' });
    const all = await delivered([early], [early], [early]);
    for (const month of [0, 1, 2]) expect(about(all, month, 3)).toEqual({ isIn: false, mutaties: [], vragen: [] });
  });

  it('on another day than was told is told of again, with the days between', async () => {
    const moved = leaver(3, { begin: '2020-01-01', eind: '2026-11-10' });
    const all = await delivered([werknemer(3)], [gone], [moved], [moved]);
    expect(about(all, 1, 3).mutaties).toEqual(told);
    expect(about(all, 2, 3)).toEqual({
      isIn: true,
      mutaties: [
        { soort: 'uit-dienst', ingangsdatum: '2026-11-10' },
        { soort: 'twk', tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-11' },
      ],
      vragen: [],
    });
    expect(about(all, 3, 3).isIn).toBe(false);
  });

  it('and came back is told of as who comes, once, whatever was told before', async () => {
    const back = { ...werknemer(3), dienstverbanden: dienst({ begin: '2020-01-01', eind }, { begin: '2027-01-01' }) };
    const all = await delivered([werknemer(3)], [gone], [back], [back]);
    expect(about(all, 2, 3)).toEqual({
      isIn: true,
      mutaties: [{ soort: 'in-dienst', ingangsdatum: '2027-01-01' }],
      vragen: [],
    });
    expect(about(all, 3, 3).mutaties).toEqual([]);
  });

  it('and had another employment afterwards is told with both, and the periods of each', async () => {
    const twice = leaver(3, { begin: '2026-11-01', eind: '2026-11-15' }, { begin: '2026-12-20' });
    const all = await delivered([], [], [{ ...twice, soort: 'in-dienst' }]);
    expect(about(all, 2, 3).mutaties).toEqual([
      { soort: 'in-dienst', ingangsdatum: '2026-11-01' },
      { soort: 'uit-dienst', ingangsdatum: '2026-11-15' },
      { soort: 'in-dienst', ingangsdatum: '2026-12-20' },
      { soort: 'twk', tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-01' },
      { soort: 'twk', tijdvakId: '2026-M12', oorzaak: 'dienstverband', ingangsdatum: '2026-12-20' },
    ]);
  });

  it('without a trace is told without a day, once, and anew when found again', async () => {
    const all = await delivered([werknemer(3)], [], [], [werknemer(3)]);
    expect(about(all, 1, 3)).toEqual({
      isIn: false,
      mutaties: [{ soort: 'uit-dienst' }],
      vragen: ['uit-dienst-zonder-datum'],
    });
    expect(about(all, 2, 3).mutaties).toEqual([]);
    expect(about(all, 3, 3).mutaties).toEqual([
      { soort: 'in-dienst', ingangsdatum: '2020-01-01' },
      { soort: 'twk', tijdvakId: '2026-M12', oorzaak: 'dienstverband', ingangsdatum: '2026-12-01' },
      { soort: 'twk', tijdvakId: '2027-M01', oorzaak: 'dienstverband', ingangsdatum: '2026-12-01' },
    ]);
  });

  it('keeps the day and the corrections in a version of the same period that is fetched again', async () => {
    const { world, ids, sets } = await delivered([werknemer(3)], [gone]);
    const next = await again(world, ids[1] ?? next0(), [gone, ...crowd]);
    expect(await assembleGegevensset(world, next)).toBe('compleet');
    const second = await setOf(world, next);
    expect(second.mutaties).toEqual(sets[1]?.mutaties);
    expect(second.werknemers).toEqual(sets[1]?.werknemers);
    expect(second.vragen).toEqual(sets[1]?.vragen);
  });

  it('at a small employer does not hold a version of the same period', async () => {
    const small = [werknemer(7), werknemer(1), werknemer(2)];
    const { world, id } = await firstDelivered([werknemer(3), ...small], goedkeuren('verzuim'));
    const second = await nextDelivered(world, id, [gone, ...small]);
    const next = await again(world, second, [gone, ...small]);
    expect(await assembleGegevensset(world, next)).toBe('compleet');
  });

  it('is told of in the version of an older period as that period knew', async () => {
    const { world, ids, sets } = await delivered([werknemer(3)], [gone], [gone]);
    const [, december = next0()] = ids;
    const { koppelingId } = await uitwisselingOf(world, december);
    const version = uitwisselingIdOf(koppelingId, TijdvakId.parse('2026-M12'), 2);
    await fetchedAgain(world, december, [gone, ...crowd]);
    await gathered(world, version);
    await assembleGegevensset(world, version);
    await completeUitwisseling(world, version);
    expect((await setOf(world, version)).mutaties).toEqual(sets[1]?.mutaties);
  });
});

describe('somebody who was told as in service and whose first day is put off', () => {
  const starting = (begin: string) => ({ ...werknemer(3), dienstverbanden: dienst({ begin }) });
  const putOff = {
    isIn: false,
    mutaties: [
      { soort: 'dienstverband', ingangsdatum: '2027-02-01', velden: ['begin'] },
      { soort: 'twk', tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-15' },
    ],
    vragen: ['eerste-dag-verplaatst'],
  };

  it('is told with the new day and the days that are none, once, and comes in the period of that day', async () => {
    const later = starting('2027-02-01');
    const all = await delivered([starting('2026-11-15')], [later], [later], [later], [later]);
    expect(about(all, 1, 3)).toEqual(putOff);
    expect(about(all, 2, 3)).toEqual({ isIn: false, mutaties: [], vragen: [] });
    expect(about(all, 3, 3)).toEqual({
      isIn: true,
      mutaties: [{ soort: 'in-dienst', ingangsdatum: '2027-02-01' }],
      vragen: [],
    });
    expect(about(all, 4, 3).mutaties).toEqual([]);
  });

  it('is not gone without a word: no hold at a small employer', async () => {
    const { world, id } = await firstDelivered([starting('2026-11-15'), werknemer(7)], goedkeuren('verzuim'));
    const second = await nextDelivered(world, id, [starting('2027-02-01'), werknemer(7)]);
    expect((await setOf(world, second)).manifest.inDienst.verloop).toMatchObject({ eraf: 1, spoorloos: 0 });
  });
});

const next0 = (): never => {
  throw new Error('no such set');
};

/** A person of a.s.r. asks for the period again. */
async function fetchedAgain(world: World, before: UitwisselingId, people: Staff): Promise<void> {
  const { koppelingId, tijdvakId } = await uitwisselingOf(world, before);
  const nummer = Number(tijdvakId.slice(6));
  const [{ tijdvak, runs } = company()] = world.nmbrs.bedrijven;
  const own = run(800 + nummer, { jaar: 2026, tijdvakVan: nummer, tijdvakTot: nummer });
  world.nmbrs.bedrijven = [company({ werknemers: people, runs: [...runs, own], tijdvak })];
  const formulier = Opnieuwformulier.parse({ van: tijdvakId, tot: tijdvakId, reden: 'controle' });
  await fetchAgain(world, { koppelingId, formulier, beoordelaar: 'beoordelaar-1' });
}
