import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { startTimeOf } from '../../../core/koppeling/starttijd.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { isOpen } from '../../../core/uitwisseling/uitwisseling.ts';
import { crashEverywhere, Killed } from '../crash-matrix.ts';
import { signOffNow } from '../office.ts';
import {
  assembled,
  auditOf,
  carriedOut,
  completed,
  distributed,
  koppelingOf,
  realised,
  running,
  started,
  uitwisselingOf,
  worldWith,
} from '../way.ts';
import { ASSESSORS, createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const NOVEMBER = TijdvakId.parse('2026-M11');
/** Before the exchanges of the day. */
const EARLY = 'T03:30:00.000Z';

const reconcile = (world: World) => reconcileKoppelingen(world, Naloop.parse({}));
const NOTHING = { uitkomst: 'klaar', bekeken: 1, hersteld: 0, nieuweVersies: 0, nietBekeken: 0, mislukt: 0 };

/** The loop finds this, and the next day nothing any more; returns what it called it. */
async function mended(world: World): Promise<string[]> {
  const before = world.logboek.lines.length;
  const outcome = await reconcile(world);
  const found = world.logboek.lines.slice(before).filter(({ code }) => code === 'naloop.hersteld');
  expect(outcome).toEqual({ ...NOTHING, hersteld: found.length });
  expect(await reconcile(world)).toEqual(NOTHING);
  const audit = (await world.registratie.listAudit(ID)).filter(({ wat }) => wat === 'koppeling.hersteld');
  expect(audit.map(({ waarom }) => waarom)).toEqual(found.map(({ uitkomst }) => uitkomst));
  return found.map(({ uitkomst = '' }) => uitkomst);
}

const afspraken = ({ agenda }: World) =>
  [...agenda.afspraken.values()].map(({ tijdvakId, datum }) => [tijdvakId, datum]);

async function openOnes(world: World): Promise<string[]> {
  const { koppelingId } = await koppelingOf(world, ID);
  const all = await world.registratie.listUitwisselingen(koppelingId);
  return all.filter(isOpen).map(({ tijdvakId, datasetVersie, status }) => `${tijdvakId} v${datasetVersie} ${status}`);
}

async function change(world: World, over: Partial<Koppeling>): Promise<void> {
  const koppeling = await koppelingOf(world, ID);
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
  await world.registratie.replaceKoppeling({ ...koppeling, ...over, versie: koppeling.versie + 1 }, regel);
}

describe('the daily loop finds nothing to do', () => {
  it.each([
    ['before the first exchange', realised, '2026-12-01'],
    ['early on the planned day', realised, '2026-12-10'],
    ['while an exchange has just begun', started, '2026-12-11'],
    ['while an exchange runs', distributed, '2026-12-11'],
    ['after an exchange', completed, '2026-12-11'],
    ['early on the day of the second one', completed, '2027-01-11'],
  ] as const)('%s', async (_name, step, day) => {
    const { world } = await worldWith((one): Promise<unknown> => step(one));
    world.klok.set(Tijdstip.parse(`${day}${EARLY}`));
    const audit = await auditOf(world, ID);
    const planned = afspraken(world);
    expect(await reconcile(world)).toEqual(NOTHING);
    expect(await auditOf(world, ID)).toEqual(audit);
    expect(afspraken(world)).toEqual(planned);
  });

  it('while one waits for its run, however long', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    world.nmbrs.bedrijven = createWorld().nmbrs.bedrijven.map((one) => ({ ...one, runs: [] }));
    await checkRun(world, id);
    world.klok.set(Tijdstip.parse(`2027-02-20${EARLY}`));
    expect(await reconcile(world)).toEqual(NOTHING);
    expect(await openOnes(world)).toEqual(['2026-M11 v1 wacht-op-run']);
  });

  it('for a koppeling that is stopped, or erased', async () => {
    const { world } = await worldWith((one) => completed(one));
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    expect(await reconcile(world)).toEqual({ ...NOTHING, bekeken: 0 });
  });

  it.each(['onderbroken', 'gepauzeerd'] as const)('for one that is %s, whose date has passed', async (status) => {
    const { world } = await worldWith((one) => realised(one));
    await change(world, { status });
    world.nmbrs.inloggegevens = inloggegevens('een-andere-token');
    world.klok.set(Tijdstip.parse(`2027-02-20${EARLY}`));
    expect(await reconcile(world)).toEqual(NOTHING);
    expect(await openOnes(world)).toEqual([]);
  });

  it('for one that was planned for the next working day after it was interrupted', async () => {
    const { world, subject } = await worldWith((one) => realised(one));
    world.klok.set(Tijdstip.parse('2026-12-18T10:00:00.000Z'));
    const monday = { datum: Datum.parse('2026-12-21'), tijd: startTimeOf(subject.koppelingId) };
    await world.agenda.plan({ koppelingId: subject.koppelingId, tijdvakId: NOVEMBER, ...monday });
    for (const day of ['2026-12-19', '2026-12-20', '2026-12-21']) {
      world.klok.set(Tijdstip.parse(`${day}${EARLY}`));
      expect(await reconcile(world), day).toEqual(NOTHING);
    }
  });
});

describe('the schedule', () => {
  it('that is gone is planned again on its date', async () => {
    const { world, subject } = await worldWith((one) => realised(one));
    const before = afspraken(world);
    await world.agenda.cancel(subject.koppelingId);
    expect(await mended(world)).toEqual(['afspraak-hersteld']);
    expect(afspraken(world)).toEqual(before);
  });

  it('that is gone early on the planned day is planned for that day', async () => {
    const { world, subject } = await worldWith((one) => realised(one));
    world.klok.set(Tijdstip.parse(`2026-12-10${EARLY}`));
    await world.agenda.cancel(subject.koppelingId);
    expect(await mended(world)).toEqual(['afspraak-hersteld']);
    expect(afspraken(world)).toEqual([['2026-M11', '2026-12-10']]);
  });

  it.each([
    ['another date', { datum: Datum.parse('2026-12-09') }],
    ['a later date', { datum: Datum.parse('2026-12-11') }],
    ['another period', { tijdvakId: TijdvakId.parse('2026-M10') }],
  ])('for %s is corrected', async (_what, over) => {
    const { world, subject } = await worldWith((one) => realised(one));
    const { koppelingId, volgende } = subject;
    await world.agenda.plan({ koppelingId, ...volgende, tijd: startTimeOf(koppelingId), ...over });
    expect(await mended(world)).toEqual(['afspraak-hersteld']);
    expect(afspraken(world)).toEqual([['2026-M11', '2026-12-10']]);
  });

  it.each(['onderbroken', 'gepauzeerd'] as const)('of a koppeling that is %s is taken out', async (status) => {
    const { world } = await worldWith((one) => realised(one));
    await change(world, { status });
    world.nmbrs.inloggegevens = inloggegevens('een-andere-token');
    expect(await mended(world)).toEqual(['afspraak-geschrapt']);
    expect(afspraken(world)).toEqual([]);
  });

  it('of a koppeling that ends before that date is taken out', async () => {
    const { world, subject } = await worldWith((one) => realised(one));
    const { koppelingId, volgende } = subject;
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-09'), direct: true });
    await world.agenda.plan({ koppelingId, ...volgende, tijd: startTimeOf(koppelingId) });
    expect(await mended(world)).toEqual(['afspraak-geschrapt']);
  });
});

describe('an exchange', () => {
  it('whose day went by without a start is started at once', async () => {
    const { world } = await worldWith((one) => realised(one));
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    expect(await mended(world)).toEqual(['ingehaald']);
    expect(await openOnes(world)).toEqual(['2026-M11 v1 gepland']);
    expect(world.verloop.uitwisselingen.size).toBe(1);
  });

  it('whose day went by is started on the last day of the koppeling, and not after it', async () => {
    for (const [day, expected] of [
      ['2026-12-12', ['ingehaald']],
      ['2026-12-13', []],
    ] as const) {
      const { world } = await worldWith((one) => realised(one));
      await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-12'), direct: true });
      world.klok.set(Tijdstip.parse(`${day}${EARLY}`));
      expect(await mended(world), day).toEqual(expected);
    }
  });

  it('that failed without being planned again gets its next version', async () => {
    const { world, subject: id } = await worldWith((one) => running(one));
    await failUitwisseling(world, id, 'Transient');
    await change(world, { volgende: { tijdvakId: NOVEMBER, datum: Datum.parse('2026-12-10') } });
    world.klok.set(Tijdstip.parse(`2026-12-12${EARLY}`));
    expect(await mended(world)).toEqual(['ingehaald']);
    expect(await openOnes(world)).toEqual(['2026-M11 v2 gepland']);
  });

  it('whose execution never began gets it', async () => {
    const { world, subject } = await worldWith((one) => realised(one));
    world.klok.set(Tijdstip.parse('2026-12-10T05:00:00.000Z'));
    const verloop = { ...world.verloop, startUitwisseling: async () => undefined };
    const { koppelingId } = subject;
    await startUitwisseling({ ...world, verloop }, { koppelingId, tijdvakId: NOVEMBER });
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    expect(await mended(world)).toEqual(['verloop-gestart']);
    expect([...world.verloop.uitwisselingen]).toEqual([uitwisselingIdOf(koppelingId, NOVEMBER, 1)]);
  });

  it.each([
    ['at its gate', started],
    ['half-way', distributed],
  ] as const)('whose execution ended %s without a word is recorded as failed, and planned again', async (_n, step) => {
    const { world, subject: id } = await worldWith((one) => step(one));
    world.verloop.end(id);
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    expect(await mended(world)).toEqual(['verloop-geeindigd']);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'mislukt', code: 'verloop-geeindigd' });
    expect(afspraken(world)).toEqual([['2026-M11', '2026-12-14']]);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([ASSESSORS]);
  });

  it('that was delivered when its execution ended is closed', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    world.verloop.end(id);
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    expect(await mended(world)).toEqual(['afgerond']);
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(afspraken(world)).toEqual([['2026-M12', '2027-01-11']]);
  });

  it('that was delivered when its execution ended is closed also when an afmelding came to its limit before that', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    world.verloop.end(id);
    await signOffNow(world, ID, { direct: true });
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    world.klok.advance(5 * 3_600_000);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');

    world.klok.advance(12 * 3_600_000);
    expect(await reconcile(world)).toEqual({ ...NOTHING, bekeken: 0, hersteld: 1 });
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(world.gebeurtenissen.gepubliceerd.map(({ uitwisselingId }) => uitwisselingId)).toEqual([id]);
    expect(await reconcile(world)).toEqual({ ...NOTHING, bekeken: 0 });
  });

  it('that was closed without moving the koppeling on moves it on, once its execution is done', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    const registratie: typeof world.registratie = {
      ...world.registratie,
      replaceKoppeling: async () => {
        throw new Transient({ code: 'weg', message: 'gone' });
      },
    };
    await expect(carriedOut({ ...world, registratie }, id)).rejects.toBeInstanceOf(Transient);
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    expect(await reconcile(world)).toEqual(NOTHING);
    world.verloop.end(id);
    expect(await mended(world)).toEqual(['afgerond']);
    expect(afspraken(world)).toEqual([['2026-M12', '2027-01-11']]);
  });

  it('that a person asked for and nobody started is started', async () => {
    const { world } = await worldWith((one) => completed(one));
    await change(world, { inhalen: [{ tijdvakId: NOVEMBER, na: 1 }] });
    expect(await mended(world)).toEqual(['gevraagd-gestart']);
    expect(await openOnes(world)).toEqual(['2026-M11 v2 gepland']);
  });

  it('that ended between the two looks at it is left alone', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    const verloop: typeof world.verloop = {
      ...world.verloop,
      look: async (one) => {
        if ((await uitwisselingOf(world, id)).status === 'loopt') await carriedOut(world, id);
        return world.verloop.look(one);
      },
    };
    expect(await reconcileKoppelingen({ ...world, verloop }, Naloop.parse({}))).toEqual(NOTHING);
  });
});

describe('what a person asked for', () => {
  it('goes on when nothing else brings it about', async () => {
    const { world, subject: first } = await worldWith((one) => completed(one));
    world.klok.set(Tijdstip.parse(`2026-12-15${EARLY}`));
    await change(world, { inhalen: [{ tijdvakId: NOVEMBER, na: 1 }] });
    expect(await reconcile(world)).toEqual({ ...NOTHING, hersteld: 1 });
    expect(await openOnes(world)).toEqual(['2026-M11 v2 gepland']);
    const { koppelingId } = await uitwisselingOf(world, first);
    await carriedOut(world, uitwisselingIdOf(koppelingId, NOVEMBER, 2));
    expect(await reconcile(world)).toEqual(NOTHING);
    expect(await openOnes(world)).toEqual([]);
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
  });

  it('waits while the koppeling is not active', async () => {
    const { world } = await worldWith((one) => completed(one));
    await change(world, { inhalen: [{ tijdvakId: NOVEMBER, na: 1 }], status: 'gepauzeerd' });
    await reconcile(world);
    expect(await openOnes(world)).toEqual([]);
  });
});

describe('the loop', () => {
  it('after a crash anywhere has the period planned again, or started again at once', async () => {
    const setting = createWorld();
    const id = await distributed(setting);
    const { undisturbed, afterCrash, calls } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await distributed(world);
        world.verloop.end(id);
        world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
        return world;
      },
      // One that fails stops no other: the loop itself only counts it.
      step: async (world) => {
        if ((await reconcile(world)).mislukt > 0) throw new Killed('one of the koppelingen');
      },
      endState: async (world) => [await openOnes(world), afspraken(world), await reconcile(world)],
    });
    const again = [[], [['2026-M11', '2026-12-14']], NOTHING];
    const atOnce = [['2026-M11 v2 gepland'], [['2026-M11', '2026-12-10']], NOTHING];
    expect(calls.length).toBeGreaterThan(15);
    expect(undisturbed).toEqual(again);
    for (const [point, state] of afterCrash) expect([again, atOnce], point).toContainEqual(state);
  });

  it('notes a repair also when what it started moves the koppeling on', async () => {
    const { world } = await worldWith((one) => realised(one));
    world.klok.set(Tijdstip.parse(`2026-12-11${EARLY}`));
    let isFirst = true;
    const replaceKoppeling: World['registratie']['replaceKoppeling'] = async (next, regel) => {
      const isOvertaken = isFirst && regel.wat === 'koppeling.hersteld';
      if (isOvertaken) {
        isFirst = false;
        await change(world, { inhalen: [{ tijdvakId: NOVEMBER, na: 0 }] });
      }
      return world.registratie.replaceKoppeling(next, regel);
    };
    const registratie = { ...world.registratie, replaceKoppeling };
    const outcome = await reconcileKoppelingen({ ...world, registratie }, Naloop.parse({}));
    expect(outcome).toEqual({ ...NOTHING, hersteld: 1 });
    const told = (await world.registratie.listAudit(ID)).filter(({ wat }) => wat === 'koppeling.hersteld');
    expect(told.map(({ waarom }) => waarom)).toEqual(['ingehaald']);
  });

  it('stops at no koppeling, and says at the end that one could not be mended', async () => {
    const { world } = await worldWith((one) => realised(one));
    const agenda = {
      ...world.agenda,
      find: async () => {
        throw new Defect({ code: 'aws.agenda.find', message: 'no permission' });
      },
    };
    const outcome = await reconcileKoppelingen({ ...world, agenda }, Naloop.parse({ bekeken: 7 }));
    expect(outcome).toEqual({ ...NOTHING, uitkomst: 'met-fouten', bekeken: 8, mislukt: 1 });
    expect(world.logboek.lines.filter(({ code }) => code === 'naloop.mislukt')).toEqual([
      { level: 'error', code: 'naloop.mislukt', aanmeldingId: ID, fout: 'Defect', foutcode: 'aws.agenda.find' },
    ]);
  });
});
