import { describe, expect, it } from 'vitest';
import type { AanmeldingStatus } from '../../../core/aanmelding/aanmelding.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  BEFORE_REALISATIE,
  goedkeuren,
  koppelingOf,
  overtaken,
  realised,
  submitted,
  token,
  verified,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const round = (world: World) => reconcileKoppelingen(world, Naloop.parse({}));
const NOTHING = { uitkomst: 'klaar', bekeken: 0, hersteld: 0, nieuweVersies: 0, nietBekeken: 0, mislukt: 0 };

/** The world as it is at 04:30 on this day; everything before happened on 24 November 2026. */
async function onDay(day: string, way: (world: World) => Promise<unknown>): Promise<World> {
  const world = createWorld();
  await way(world);
  world.post.forget();
  world.klok.set(Tijdstip.parse(`${day}T03:30:00.000Z`));
  return world;
}

const mended = ({ logboek }: World) =>
  logboek.lines
    .filter(({ code }) => code === 'naloop.hersteld')
    .map(({ aanmeldingId, uitkomst }) => [aanmeldingId, uitkomst]);

describe('an aanmelding that is not realised', () => {
  it.each(BEFORE_REALISATIE)('that is %s is left to its execution', async (_state, way) => {
    const world = await onDay('2026-11-27', way);
    await world.verloop.resume(token('akkoord'), {});
    const before = [await aanmeldingOf(world, ID), await auditOf(world, ID)];
    expect(await round(world)).toEqual(NOTHING);
    expect([await aanmeldingOf(world, ID), await auditOf(world, ID)]).toEqual(before);
  });

  it.each(BEFORE_REALISATIE)(
    'that is %s goes on in an execution of the day when its own came to an end',
    async (_state, way) => {
      const world = await onDay('2026-11-27', way);
      const { status } = await aanmeldingOf(world, ID);
      world.verloop.end(ID);
      expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
      expect(mended(world)).toEqual([[ID, 'realisatie-opnieuw-gestart']]);
      expect([...world.verloop.realisaties]).toEqual([ID, `${ID}_2026-11-27`]);
      expect(await aanmeldingOf(world, ID)).toMatchObject({ status, herstart: { dag: '2026-11-27', keren: 1 } });
      expect((await auditOf(world, ID)).at(-1)).toBe('aanmelding.opnieuw-gestart');
      // The new one runs, so there is nothing to do; and it is found again after a controle of its own.
      world.klok.set('2026-12-07T03:30:00.000Z');
      await world.verloop.resume(token('akkoord'), {});
      expect(await round(world)).toEqual(NOTHING);
      if (status !== 'goedgekeurd') await verifyAanmelding(world, ID);
      world.klok.set('2026-12-14T03:30:00.000Z');
      expect(await round(world)).toEqual(NOTHING);
      world.verloop.end(`${ID}_2026-11-27`);
      expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
      expect([...world.verloop.realisaties].at(-1)).toBe(`${ID}_2026-12-14`);
    },
  );

  it('whose execution never began is started under its own name', async () => {
    const world = createWorld();
    const verloop = { ...world.verloop, startRealisatie: async () => undefined };
    await submitted({ ...world, verloop });
    world.klok.set('2026-11-27T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
    expect(mended(world)).toEqual([[ID, 'realisatie-gestart']]);
    expect([...world.verloop.realisaties]).toEqual([ID]);
    expect(await round(world)).toEqual(NOTHING);
  });

  it('is left alone for two days: a step may be tried again, or redriven', async () => {
    const world = await onDay('2026-11-26', verified);
    world.verloop.end(ID);
    expect(await round(world)).toEqual(NOTHING);
    world.klok.set('2026-11-27T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
  });

  it('is left alone for two whole days', async () => {
    const world = await onDay('2026-11-26', verified);
    world.verloop.end(ID, Tijdstip.parse('2026-11-24T09:00:00.000Z'));
    world.klok.set('2026-11-26T08:59:59.999Z');
    expect(await round(world)).toEqual(NOTHING);
    world.klok.set('2026-11-26T09:00:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
  });

  it('is left alone for two days after its execution ended, however long it was in its state', async () => {
    const world = await onDay('2026-12-08', verified);
    world.verloop.end(ID, Tijdstip.parse('2026-12-08T03:25:00.000Z'));
    for (const day of ['2026-12-08', '2026-12-09', '2026-12-10']) {
      world.klok.set(`${day}T03:24:59.000Z`);
      expect(await round(world), day).toEqual(NOTHING);
    }
    world.klok.set('2026-12-10T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
  });

  it('is started three times more at most; then a person must look', async () => {
    const world = await onDay('2026-11-27', verified);
    for (const day of ['27', '28', '29']) {
      world.klok.set(`2026-11-${day}T03:30:00.000Z`);
      for (const name of world.verloop.realisaties) world.verloop.end(name);
      expect(await round(world), day).toEqual({ ...NOTHING, hersteld: 1 });
    }
    world.klok.set('2026-11-30T03:30:00.000Z');
    for (const name of world.verloop.realisaties) world.verloop.end(name);
    expect(await round(world)).toEqual({ ...NOTHING, uitkomst: 'met-fouten', mislukt: 1 });
    expect(world.logboek.lines.at(-1)).toMatchObject({
      code: 'naloop.mislukt',
      foutcode: 'realisatie-blijft-mislukken',
    });
    expect(world.verloop.realisaties.size).toBe(4);
  });

  it('is started once in the end wherever the round dies', async () => {
    const { undisturbed, afterCrash, calls } = await crashEverywhere({
      prepare: async () => {
        const world = await onDay('2026-11-27', verified);
        world.verloop.end(ID);
        return world;
      },
      step: async (world) => {
        const { mislukt } = await round(world);
        if (mislukt > 0) await round(world);
      },
      endState: async (world) => {
        await round(world);
        const told = (await auditOf(world, ID)).filter((wat) => wat === 'aanmelding.opnieuw-gestart');
        return [[...world.verloop.realisaties], told, await round(world)];
      },
    });
    expect(calls.length).toBeGreaterThan(3);
    expect(undisturbed).toEqual([[ID, `${ID}_2026-11-27`], ['aanmelding.opnieuw-gestart'], NOTHING]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('what someone decided or gave', () => {
  it.each([
    ['goedgekeurd', goedkeuren()],
    ['afgewezen', afwijzen()],
  ])('reaches the execution that still waits for it: %s', async (uitkomst, formulier) => {
    const world = createWorld();
    const verloop = { ...world.verloop, resume: async () => 'verlopen' as const };
    await approved({ ...world, verloop }, formulier);
    world.klok.set('2026-11-27T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
    expect(mended(world)).toEqual([[ID, 'besluit-doorgegeven']]);
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst });
    expect(await round(world)).toEqual(NOTHING);
  });
});

describe('a realisatie that died once its koppeling was stored', () => {
  /** It was stored, and then the vault was gone for good. */
  async function halfRealised() {
    const world = createWorld();
    await approved(world);
    const promote = () => Promise.reject(new Defect({ code: 'weg', message: 'gone' }));
    await expect(realiseKoppeling({ ...world, kluis: { ...world.kluis, promote } }, ID)).rejects.toBeInstanceOf(Defect);
    expect((await aanmeldingOf(world, ID)).status).toBe('gerealiseerd');
    world.verloop.end(ID);
    return world;
  }
  /** The steps of the machine, up to the mail. */
  async function play(world: World): Promise<void> {
    expect(await verifyAanmelding(world, ID)).toBe('realiseren');
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
    await confirmAanmelding(world, ID);
  }

  it('goes on in an execution of the day, to its login, its schedule and its mail', async () => {
    const world = await halfRealised();
    expect(await world.kluis.readCandidate(ID)).toBeDefined();
    world.klok.set('2026-11-27T03:30:00.000Z');
    expect((await round(world)).hersteld).toBeGreaterThan(0);
    expect([...world.verloop.realisaties]).toEqual([ID, `${ID}_2026-11-27`]);
    await play(world);
    const { nmbrs } = await koppelingOf(world, ID);
    expect([await world.kluis.readCandidate(ID), await world.kluis.read(nmbrs.inloggegevensRef)]).toEqual([
      undefined,
      expect.anything(),
    ]);
    expect(world.agenda.afspraken.size).toBe(1);
    expect((await world.registratie.listBerichten(ID)).map(({ soort }) => soort)).toContain('gerealiseerd');
    world.klok.set('2026-11-30T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, bekeken: 1 });
  });

  it('is left alone when the office was told, and when it is of long ago', async () => {
    const world = await halfRealised();
    world.klok.set('2026-12-06T03:30:00.000Z');
    await round(world);
    await round(world);
    expect([...world.verloop.realisaties]).toEqual([ID]);
    await play(world);
    world.klok.set('2026-11-28T03:30:00.000Z');
    await round(world);
    expect([...world.verloop.realisaties]).toEqual([ID]);
  });
});

describe('a service that answers no more', () => {
  it('leaves those that wait for another day, and is no failure of the round', async () => {
    const world = await onDay('2026-11-27', verified);
    const throttled = new Transient({ code: 'aws.verloop.look', message: 'throttled' });
    const verloop: World['verloop'] = { ...world.verloop, lookAtRealisatie: () => Promise.reject(throttled) };
    const outcome = await reconcileKoppelingen({ ...world, verloop }, Naloop.parse({}));
    expect(outcome).toEqual({ ...NOTHING, nietBekeken: 1 });
  });
});

describe('an aanmelding that ended without a koppeling', () => {
  const rejected = (world: World) => approved(world, afwijzen());
  const lapsed = async (world: World) => expireAanmelding(world, await waitingForHerstel(world));
  // The other one is over, so that the round has this one to look at.
  const beforeTheOther = async (world: World) => {
    const { second } = await overtaken(world);
    await signOffAanmelding(world, second);
    await endKoppeling(world, second);
  };

  it.each([
    ['afgewezen', rejected],
    ['vervallen', lapsed],
    ['ingehaald', beforeTheOther],
  ] as const satisfies readonly (readonly [AanmeldingStatus, unknown])[])(
    'is told when its execution died before it told: %s',
    async (soort, way) => {
      const world = await onDay('2026-11-27', way);
      world.verloop.end(ID);
      expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
      expect(mended(world)).toEqual([[ID, 'bericht-verzonden']]);
      expect((await world.registratie.listBerichten(ID)).map((one) => one.soort)).toContain(soort);
      // Its mail says that the token was erased.
      expect(await world.kluis.readCandidate(ID)).toBeUndefined();
      expect(await round(world)).toEqual(NOTHING);
    },
  );

  it('is left to an execution that runs, and is not told weeks later', async () => {
    const world = await onDay('2026-11-27', rejected);
    expect(await round(world)).toEqual(NOTHING);
    world.verloop.end(ID);
    world.klok.set('2026-12-05T03:30:00.000Z');
    expect(await round(world)).toEqual(NOTHING);
  });
});

describe('a round in which one cannot be mended', () => {
  it('says so, and looks at the others', async () => {
    const world = await onDay('2026-11-24', realised);
    await verified(world, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-20002'));
    const verloop: World['verloop'] = { ...world.verloop, lookAtRealisatie: () => Promise.reject(new Error('gone')) };
    // So long after its realisatie the first one is looked at as a koppeling only.
    world.klok.set('2026-12-05T03:30:00.000Z');
    const outcome = await reconcileKoppelingen({ ...world, verloop }, Naloop.parse({}));
    expect(outcome).toEqual({ ...NOTHING, uitkomst: 'met-fouten', bekeken: 1, mislukt: 1 });
  });
});
