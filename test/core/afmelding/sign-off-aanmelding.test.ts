import { describe, expect, it } from 'vitest';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  BEFORE_REALISATIE,
  overtaken,
  realised,
  token,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const TODAY = '2026-11-24';
const date = (value: string) => Datum.parse(value);

describe('an afmelding of a koppeling', () => {
  it('is kept beside the koppeling, which goes on until its last day', async () => {
    const world = createWorld();
    await realised(world);
    const outcome = await signOffAanmelding(world, ID, { per: date('2026-12-31'), direct: true });
    expect(outcome).toMatchObject({ uitkomst: 'ontvangen', ingangsdatum: '2026-12-31' });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding).toEqual({
      aangevraagdOp: world.klok.now(),
      ingangsdatum: '2026-12-31',
      direct: true,
    });
    expect([...world.verloop.afmeldingen]).toEqual([ID]);
    expect(world.agenda.afspraken.size).toBe(1);
    const { wie, waarom } = (await world.registratie.listAudit(ID)).at(-1) ?? {};
    expect([wie, waarom]).toEqual(['salarisverwerker', 'per 2026-12-31, direct']);
  });

  it('is per today when no date is given', async () => {
    const world = createWorld();
    await realised(world);
    expect(await signOffAanmelding(world, ID, { direct: true })).toMatchObject({ ingangsdatum: TODAY });
  });

  it.each([
    ['2026-11-23', 'datum-kan-niet'],
    ['2026-11-24', 'ontvangen'],
    ['2027-08-11', 'ontvangen'],
    ['2027-08-12', 'datum-kan-niet'],
  ])('per %s is %s', async (per, uitkomst) => {
    const world = createWorld();
    await realised(world);
    const before = await aanmeldingOf(world, ID);
    expect(await signOffAanmelding(world, ID, { per: date(per), direct: true })).toMatchObject({ uitkomst });
    if (uitkomst === 'datum-kan-niet') expect(await aanmeldingOf(world, ID)).toEqual(before);
  });

  it('sent again is answered the same, also a day later; another date is not taken', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, { per: date('2026-11-24'), direct: true });
    const stored = await aanmeldingOf(world, ID);
    world.klok.advance(86_400_000);
    for (const per of [undefined, date('2026-11-24')]) {
      expect(await signOffAanmelding(world, ID, { per: per, direct: true })).toMatchObject({
        uitkomst: 'ontvangen',
        ingangsdatum: TODAY,
      });
    }
    expect(await signOffAanmelding(world, ID, { per: date('2026-12-01'), direct: true })).toEqual({
      uitkomst: 'andere-datum',
      isDoorAsr: false,
      ingangsdatum: TODAY,
    });
    expect(await aanmeldingOf(world, ID)).toEqual(stored);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'afmelding.ontvangen')).toHaveLength(1);
  });
});

describe('an afmelding before there is a koppeling', () => {
  it.each(BEFORE_REALISATIE)(
    'takes one that is %s out of everyone’s hands, today or not at all',
    async (_name, step) => {
      const world = createWorld();
      await step(world);
      const before = await aanmeldingOf(world, ID);
      const later = await signOffAanmelding(world, ID, { per: date('2026-12-31'), direct: true });
      expect(later).toEqual({ uitkomst: 'datum-kan-niet', van: TODAY, tot: TODAY });
      expect(await aanmeldingOf(world, ID)).toEqual(before);
      expect(await signOffAanmelding(world, ID, { direct: true })).toMatchObject({ ingangsdatum: TODAY });
      expect((await aanmeldingIn(world, ID, 'wordt-afgemeld')).afmelding.ingangsdatum).toBe(TODAY);
      expect([...world.verloop.afmeldingen]).toEqual([ID]);
    },
  );

  it('remembers who waits', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    await signOffAanmelding(world, ID, { direct: true });
    expect((await aanmeldingIn(world, ID, 'wordt-afgemeld')).taakToken).toBe(token('akkoord'));
  });
});

describe('what ended without a koppeling', () => {
  const lapsed = async (world: World) => expireAanmelding(world, await waitingForHerstel(world));

  it.each([
    ['was rejected', (world: World) => approved(world, afwijzen())],
    ['has lapsed', lapsed],
    ['was overtaken', overtaken],
  ] as const)('is erased at once when it %s, and leaves a receipt', async (_name, step) => {
    const world = createWorld();
    await step(world);
    const outcome = await signOffAanmelding(world, ID);
    expect(outcome).toMatchObject({ uitkomst: 'ontvangen', ingangsdatum: '2026-11-24' });
    const left = await aanmeldingIn(world, ID, 'afgemeld');
    expect(outcome).toMatchObject({ aanmelding: left });
    expect(left.ontvangstbewijs.regels.map(({ klasse, gevolg }) => [klasse, gevolg])).toEqual([
      ['inloggegevens', 'gewist'],
      ['aanmeldgegevens', 'gewist'],
      ['logboek', 'bewaard'],
      ['reservekopieen', 'bewaard'],
    ]);
    expect([await world.kluis.readCandidate(ID), world.verloop.afmeldingen.size]).toEqual([undefined, 0]);
    expect(JSON.stringify([left, await world.registratie.listAudit(ID)])).not.toMatch(/Zonnedauw|duinzicht|123456782/i);
    expect((await auditOf(world, ID)).at(-1)).toBe('aanmelding.gewist');
    expect(await signOffAanmelding(world, ID)).toEqual(outcome);
  });

  it('cannot be erased on a later day: there is nothing that would go on until then', async () => {
    const world = createWorld();
    await lapsed(world);
    const outcome = await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
    expect(outcome).toEqual({ uitkomst: 'datum-kan-niet', van: '2026-11-24', tot: '2026-11-24' });
  });

  it('ends the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await lapsed(world);
        return world;
      },
      step: (world: World) => signOffAanmelding(world, ID),
      endState: (world) => endState(world, ID),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('what cannot be signed off', () => {
  it('is an aanmelding that nobody knows', async () => {
    expect(await signOffAanmelding(createWorld(), ID)).toEqual({ uitkomst: 'onbekend' });
  });
});

describe('an afmelding that something comes between', () => {
  it.each([
    ['of a koppeling', (world: World) => realised(world)],
    ['while an akkoord is awaited', waitingForAkkoord],
  ] as const)('%s ends the same after a crash anywhere', async (_name, step) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await step(world);
        return world;
      },
      step: (world) => signOffAanmelding(world, ID, { direct: true }),
      endState: async (world) => [await endState(world, ID), [...world.verloop.afmeldingen]],
    });
    expect(afterCrash.size).toBeGreaterThan(0);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('is looked after before anything else happens', async () => {
    const world = createWorld();
    await realised(world);
    const asked = world.nazorg.gevraagd.length;
    const replaceAanmelding = () => Promise.reject(new Transient({ code: 'weg', message: 'away' }));
    const registratie = { ...world.registratie, replaceAanmelding };
    await expect(signOffAanmelding({ ...world, registratie }, ID, { direct: true })).rejects.toBeInstanceOf(Transient);
    expect(world.nazorg.gevraagd.slice(asked)).toEqual([ID]);
  });

  it('was taken in also when its machine cannot be started now', async () => {
    const world = createWorld();
    await realised(world);
    const startAfmelding = () => Promise.reject(new Transient({ code: 'weg', message: 'away' }));
    const verloop = { ...world.verloop, startAfmelding };
    expect(await signOffAanmelding({ ...world, verloop }, ID, { direct: true })).toMatchObject({
      uitkomst: 'ontvangen',
    });
  });

  it('wins or starts over when the state changes at that moment', async () => {
    const world = createWorld();
    await approved(world);
    let raced = false;
    const registratie = {
      ...world.registratie,
      replaceAanmelding: async (...input: Parameters<typeof world.registratie.replaceAanmelding>) => {
        if (!raced) {
          raced = true;
          await realiseKoppeling(world, ID);
        }
        return world.registratie.replaceAanmelding(...input);
      },
    };
    await signOffAanmelding({ ...world, registratie }, ID, { direct: true });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding?.ingangsdatum).toBe(TODAY);
  });
});
