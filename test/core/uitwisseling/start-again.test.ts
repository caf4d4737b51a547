import { describe, expect, it } from 'vitest';
import { AanmeldingId, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { isOpen } from '../../../core/uitwisseling/uitwisseling.ts';
import { carriedOut, completed, koppelingOf, uitwisselingOf, worldWith } from '../way.ts';
import { company, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const NOVEMBER = TijdvakId.parse('2026-M11');
const DECEMBER = TijdvakId.parse('2026-M12');
const JANUARI = TijdvakId.parse('2027-M01');

async function deliveredWorld() {
  const { world, subject: first } = await worldWith((one) => completed(one));
  const { koppelingId } = await uitwisselingOf(world, first);
  const start = (tijdvakId: TijdvakId, opnieuw?: 'nieuwe-run' | 'gevraagd') =>
    startUitwisseling(world, { koppelingId, tijdvakId, opnieuw });
  const idOf = (tijdvakId: TijdvakId, versie = 1) => uitwisselingIdOf(koppelingId, tijdvakId, versie);
  return { world, koppelingId, start, idOf };
}

const openOnes = async (world: World) => {
  const { koppelingId } = await koppelingOf(world, ID);
  const all = await world.registratie.listUitwisselingen(koppelingId);
  return all.filter(isOpen).map(({ uitwisselingId }) => uitwisselingId);
};

/** The runs of these months are there, locked. */
const withRuns = (world: World, ...runs: readonly [jaar: number, nummer: number][]) => {
  world.nmbrs.bedrijven = [
    company({
      runs: runs.map(([jaar, nummer]) => run(jaar * 100 + nummer, { jaar, tijdvakVan: nummer, tijdvakTot: nummer })),
    }),
  ];
};

describe('a delivered period that is asked for again', () => {
  it('gets its next version, which says why, and was planned for today', async () => {
    const { world, start, idOf } = await deliveredWorld();
    world.klok.set('2026-12-15T10:00:00.000Z');
    expect(await start(NOVEMBER, 'nieuwe-run')).toBe('gestart');
    expect(await uitwisselingOf(world, idOf(NOVEMBER, 2))).toMatchObject({
      status: 'gepland',
      datasetVersie: 2,
      aanleiding: 'nieuwe-run',
      gepland: '2026-12-15',
      deadline: '2026-12-31',
    });
    await carriedOut(world, idOf(NOVEMBER, 2));
    expect(await uitwisselingOf(world, idOf(NOVEMBER, 2))).toMatchObject({
      status: 'voltooid',
      aanleiding: 'nieuwe-run',
    });
  });

  it('gets the version after its last one also when the koppeling is years further', async () => {
    const { world, start, idOf } = await deliveredWorld();
    const koppeling = await koppelingOf(world, ID);
    const { vorige } = koppeling;
    if (vorige === undefined) throw new Error('nothing was delivered');
    const years = {
      vorige: { ...vorige, tijdvakId: TijdvakId.parse('2030-M01') },
      volgende: { ...koppeling.volgende, tijdvakId: TijdvakId.parse('2030-M02') },
    };
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    await world.registratie.replaceKoppeling({ ...koppeling, ...years, versie: koppeling.versie + 1 }, regel);
    expect(await start(NOVEMBER, 'gevraagd')).toBe('gestart');
    expect(await uitwisselingOf(world, idOf(NOVEMBER, 2))).toMatchObject({ status: 'gepland', aanleiding: 'gevraagd' });
  });

  it('leaves what is planned next as it is, and mails nobody', async () => {
    const { world, start, idOf } = await deliveredWorld();
    const before = await koppelingOf(world, ID);
    const mails = world.post.verzonden.length;
    await start(NOVEMBER, 'gevraagd');
    await carriedOut(world, idOf(NOVEMBER, 2));
    expect(await koppelingOf(world, ID)).toEqual(before);
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: DECEMBER, datum: '2027-01-11' }]);
    expect(world.post.verzonden).toHaveLength(mails);
  });

  it('asked for twice gets one version', async () => {
    const { world, start, idOf } = await deliveredWorld();
    await Promise.all([start(NOVEMBER, 'gevraagd'), start(NOVEMBER, 'nieuwe-run')]);
    await start(NOVEMBER, 'gevraagd');
    expect(await openOnes(world)).toEqual([idOf(NOVEMBER, 2)]);
  });

  it('that stops is followed by a further version', async () => {
    const { world, start, idOf } = await deliveredWorld();
    await start(NOVEMBER, 'gevraagd');
    await failUitwisseling(world, idOf(NOVEMBER, 2), 'Transient');
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe(DECEMBER);
    await start(NOVEMBER, 'gevraagd');
    expect(await openOnes(world)).toEqual([idOf(NOVEMBER, 3)]);
  });
});

describe('two periods of one koppeling', () => {
  it('are not open at once: the next one waits for the older one, and then starts by itself', async () => {
    const { world, start, idOf } = await deliveredWorld();
    withRuns(world, [2026, 11], [2026, 12]);
    await start(NOVEMBER, 'nieuwe-run');
    world.klok.set('2027-01-11T08:00:00.000Z');
    expect(await start(DECEMBER)).toBe('bezig');
    expect(await openOnes(world)).toEqual([idOf(NOVEMBER, 2)]);
    await carriedOut(world, idOf(NOVEMBER, 2));
    expect(await openOnes(world)).toEqual([idOf(DECEMBER)]);
  });

  it('the next one also starts when the older one fails', async () => {
    const { world, start, idOf } = await deliveredWorld();
    await start(NOVEMBER, 'nieuwe-run');
    world.klok.set('2027-01-11T08:00:00.000Z');
    await start(DECEMBER);
    await failUitwisseling(world, idOf(NOVEMBER, 2), 'Transient');
    expect(await openOnes(world)).toEqual([idOf(DECEMBER)]);
  });

  it('the older one waits for the next one', async () => {
    const { world, start, idOf } = await deliveredWorld();
    world.klok.set('2027-01-11T08:00:00.000Z');
    await start(DECEMBER);
    expect(await start(NOVEMBER, 'gevraagd')).toBe('bezig');
    expect(await openOnes(world)).toEqual([idOf(DECEMBER)]);
  });

  it('the older one steps back when the next one starts between its look and its write', async () => {
    const { world, koppelingId, start, idOf } = await deliveredWorld();
    const registratie: typeof world.registratie = {
      ...world.registratie,
      ensureUitwisseling: async (uitwisseling, regel) => {
        await start(DECEMBER);
        return world.registratie.ensureUitwisseling(uitwisseling, regel);
      },
    };
    const again = { koppelingId, tijdvakId: NOVEMBER, opnieuw: 'nieuwe-run' } as const;
    expect(await startUitwisseling({ ...world, registratie }, again)).toBe('bezig');
    expect(await openOnes(world)).toEqual([idOf(DECEMBER)]);
    expect(world.verloop.uitwisselingen.has(idOf(NOVEMBER, 2))).toBe(false);
  });
});

describe('missed periods', () => {
  it('are caught up with in order, each after the one before, and the schedule is the net below it', async () => {
    const { world, start, idOf } = await deliveredWorld();
    withRuns(world, [2026, 12], [2027, 1], [2027, 2]);
    world.klok.set('2027-03-01T05:00:00.000Z');
    await start(DECEMBER);
    await carriedOut(world, idOf(DECEMBER));
    expect(await openOnes(world)).toEqual([idOf(JANUARI)]);
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: JANUARI, datum: '2027-03-02' }]);
    await carriedOut(world, idOf(JANUARI));
    expect(await openOnes(world)).toEqual([]);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2027-M02', datum: '2027-03-10' });
  });

  it('one that was tried and failed waits for the day on which it is tried again', async () => {
    const { world, start, idOf } = await deliveredWorld();
    world.klok.set('2027-01-11T08:00:00.000Z');
    await start(DECEMBER);
    await failUitwisseling(world, idOf(DECEMBER), 'recht-niet-actief.Children_Get');
    await start(NOVEMBER, 'gevraagd');
    await carriedOut(world, idOf(NOVEMBER, 2));
    expect(await openOnes(world)).toEqual([]);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: DECEMBER, datum: '2027-01-12' });
  });
});
