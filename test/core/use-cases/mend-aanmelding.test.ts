import { describe, expect, it } from 'vitest';
import { AanmeldingId, type AanmeldingStatus } from '../../../core/domain/aanmelding.ts';
import { Tijdstip } from '../../../core/domain/tijd.ts';
import { expireAanmelding } from '../../../core/use-cases/expire-aanmelding.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/use-cases/reconcile-koppelingen.ts';
import { verifyAanmelding } from '../../../core/use-cases/verify-aanmelding.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  BEFORE_REALISATIE,
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
      expect(await aanmeldingOf(world, ID)).toMatchObject({ status, opnieuwGestart: '2026-11-27' });
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

  it('is started once more once a day at most', async () => {
    const world = await onDay('2026-11-27', verified);
    world.verloop.end(ID);
    await round(world);
    world.verloop.end(`${ID}_2026-11-27`);
    expect(await round(world)).toEqual(NOTHING);
    world.klok.set('2026-11-28T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
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
  it('reaches the execution that still waits for it', async () => {
    const world = createWorld();
    const verloop = { ...world.verloop, resume: async () => 'verlopen' as const };
    await approved({ ...world, verloop });
    world.klok.set('2026-11-27T03:30:00.000Z');
    expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
    expect(mended(world)).toEqual([[ID, 'besluit-doorgegeven']]);
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'goedgekeurd' });
    expect(await round(world)).toEqual(NOTHING);
  });
});

describe('an aanmelding that ended without a koppeling', () => {
  const rejected = (world: World) => approved(world, afwijzen());
  const lapsed = async (world: World) => expireAanmelding(world, await waitingForHerstel(world));

  it.each([
    ['afgewezen', rejected],
    ['vervallen', lapsed],
  ] as const satisfies readonly (readonly [AanmeldingStatus, unknown])[])(
    'is told when its execution died before it told: %s',
    async (soort, way) => {
      const world = await onDay('2026-11-27', way);
      world.verloop.end(ID);
      expect(await world.kluis.readCandidate(ID)).toBeDefined();
      expect(await round(world)).toEqual({ ...NOTHING, hersteld: 1 });
      expect(mended(world)).toEqual([[ID, 'bericht-verzonden']]);
      expect((await world.registratie.listBerichten(ID)).map((one) => one.soort)).toContain(soort);
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
    world.klok.set('2026-12-01T03:30:00.000Z');
    const outcome = await reconcileKoppelingen({ ...world, verloop }, Naloop.parse({}));
    expect(outcome).toEqual({ ...NOTHING, uitkomst: 'met-fouten', bekeken: 1, mislukt: 1 });
  });
});
