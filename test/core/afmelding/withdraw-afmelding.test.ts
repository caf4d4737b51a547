import { describe, expect, it } from 'vitest';
import { mailToegang } from '../../../core/adres/mail-toegang.ts';
import { confirmAfmelding } from '../../../core/afmelding/confirm-afmelding.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { withdrawAfmelding } from '../../../core/afmelding/withdraw-afmelding.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { signOffNow } from '../office.ts';
import { aanmeldingIn, auditOf, koppelingOf, realised, waitingForAkkoord } from '../way.ts';
import { ASSESSORS, createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const TOMORROW = '2026-11-25T09:00:00.000Z';
const DAY_MS = 86_400_000;

const codeOf = ({ post }: World): Toegangscode =>
  Toegangscode.parse(/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(JSON.stringify(post.verzonden.at(-1)?.blokken))?.[0]);

/** A koppeling that was signed off per today, and whose office was told so. */
async function waiting(): Promise<World> {
  const world = createWorld();
  await realised(world);
  await signOffAanmelding(world, ID, { direct: true });
  expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: TOMORROW });
  return world;
}
const statusOf = async (world: World) =>
  presentStatus(await aanmeldingIn(world, ID, 'gerealiseerd'), {
    koppeling: await koppelingOf(world, ID),
    nu: world.klok.now(),
  });

describe('an afmelding per today', () => {
  it('erases nothing for a day, tells the office how to stop it, and says so in the status', async () => {
    const world = await waiting();
    const [asr, mail] = world.post.verzonden;
    expect(asr?.aan).toBe(ASSESSORS);
    for (const phrase of ['24 november 2026 is de laatste dag', 'woensdag 25 november 2026 om 10:00 uur', 'RC-10001']) {
      expect(JSON.stringify(asr)).toContain(phrase);
    }
    const text = JSON.stringify(mail);
    expect(text).toContain('woensdag 25 november 2026 om 10:00 uur');
    expect(text).toContain('Trek het dan in op de pagina van uw aanmelding');
    expect(text).toContain('bevestig het dan op die pagina met de code in deze e-mail');
    expect(await statusOf(world)).toMatchObject({
      afmeldingBegintOp: TOMORROW,
      watNu: expect.stringContaining('Wij wissen niets vóór woensdag 25 november 2026 om 10:00 uur.'),
    });
    const before = await endState(world, ID);
    world.klok.set('2026-11-25T08:59:59.999Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: TOMORROW });
    expect(await endState(world, ID)).toEqual(before);
    world.klok.set(TOMORROW);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(world.post.sleutels.map(({ soort }) => soort)).toEqual([
      ...['afmelding-ontvangen-asr', 'afmelding-ontvangen'],
      ...['afgemeld-asr', 'afgemeld'],
    ]);
  });

  it('starts no exchange while it waits that it would not have started before', async () => {
    const world = createWorld();
    await realised(world);
    world.klok.set('2026-12-09T12:00:00.000Z');
    await signOffAanmelding(world, ID, { direct: true });
    await endKoppeling(world, ID);
    world.klok.set('2026-12-10T05:30:00.000Z');
    const tijdvakId = TijdvakId.parse('2026-M11');
    expect(await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId })).toBe('overgeslagen');
  });

  it('of which the office could only be told late waits a day from then on', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, { direct: true });
    world.klok.set('2026-11-26T09:00:00.000Z');
    const tot = '2026-11-27T09:00:00.000Z';
    for (const _look of [1, 2]) expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    expect(JSON.stringify(world.post.verzonden)).toContain('vrijdag 27 november 2026 om 10:00 uur');
    expect(await withdrawAfmelding(world, ID)).toMatchObject({ uitkomst: 'ingetrokken' });
  });

  it('of what is no koppeling yet waits for nobody: only the sign-up of the office itself is erased', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    await signOffAanmelding(world, ID);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it('on the last day of an afmelding that is hurried waits too; an afmelding per a later day does not wait', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-11-25') });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding).not.toHaveProperty('bedenktijd');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2026-11-25T23:00:00.000Z' });
    world.klok.set('2026-11-25T22:59:00.000Z');
    await signOffAanmelding(world, ID, { direct: true });
    expect([...world.verloop.afmeldingen]).toEqual([ID, `${ID}_2026-11-25T225900000Z`]);
    const tot = '2026-11-26T22:59:00.000Z';
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    expect(JSON.stringify(world.post.verzonden.at(-1))).toContain('niet meer op de laatste tijdvakken te wachten');
    expect(await withdrawAfmelding(world, ID)).toMatchObject({ uitkomst: 'ingetrokken' });
    const { afmelding } = await aanmeldingIn(world, ID, 'gerealiseerd');
    expect(afmelding).toEqual({ aangevraagdOp: '2026-11-24T09:00:00.000Z', ingangsdatum: '2026-11-25' });
  });

  it('that is hurried while it waits begins to wait anew, and can be withdrawn whole', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID);
    world.klok.advance(DAY_MS / 2);
    await signOffAanmelding(world, ID, { direct: true });
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2026-11-25T21:00:00.000Z' });
    await withdrawAfmelding(world, ID);
    expect(await aanmeldingIn(world, ID, 'gerealiseerd')).not.toHaveProperty('afmelding');
  });
});

describe('confirming an afmelding', () => {
  it('with the code of the mail about it lets it begin at once', async () => {
    const world = await waiting();
    world.klok.advance(60_000);
    expect(await confirmAfmelding(world, ID, codeOf(world))).toMatchObject({ uitkomst: 'bevestigd' });
    expect([...world.verloop.afmeldingen]).toEqual([ID, `${ID}_2026-11-24T090100000Z`]);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(await auditOf(world, ID)).toContain('afmelding.bevestigd');
    // The first execution wakes the next day; sent again it is answered the same.
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it('cannot be done with any other code, nor after it was withdrawn', async () => {
    const world = await waiting();
    const code = codeOf(world);
    await mailToegang(world, ID);
    expect(await confirmAfmelding(world, ID, codeOf(world))).toEqual({ uitkomst: 'onbekend' });
    await withdrawAfmelding(world, ID);
    world.klok.advance(60_000);
    await signOffAanmelding(world, ID, { direct: true });
    expect(await confirmAfmelding(world, ID, code)).toEqual({ uitkomst: 'niet-meer' });
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
  });

  it('comes to the same wherever the request dies and is sent again', async () => {
    let code: Toegangscode | undefined;
    const { afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = await waiting();
        code = codeOf(world);
        return world;
      },
      step: async (world) => {
        if (code !== undefined) await confirmAfmelding(world, ID, code);
      },
      endState: async (world) => [...world.verloop.afmeldingen].length,
    });
    for (const [point, started] of afterCrash) expect(started, point).toBe(2);
  });
});

describe('withdrawing an afmelding', () => {
  it('lets the koppeling go on as if nothing had been: the exchange is planned, the office is told', async () => {
    const world = createWorld();
    await realised(world);
    const planned = [...world.agenda.afspraken.values()];
    await signOffAanmelding(world, ID, { direct: true });
    await endKoppeling(world, ID);
    await world.agenda.cancel(KOPPELING);
    expect(await withdrawAfmelding(world, ID)).toMatchObject({ uitkomst: 'ingetrokken' });
    expect([...world.agenda.afspraken.values()]).toEqual(planned);
    expect(world.post.sleutels.at(-1)?.soort).toBe('afmelding-ingetrokken');
    expect(await auditOf(world, ID)).toContain('afmelding.ingetrokken');
    world.klok.set(TOMORROW);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    expect(world.kluis.geheimen.size).toBe(1);
    expect(await settleAanmelding(world, ID)).toBe('in-orde');
  });

  it('can be followed by another, with an execution of its own', async () => {
    const world = await waiting();
    await withdrawAfmelding(world, ID);
    world.klok.advance(1000);
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
    expect([...world.verloop.afmeldingen]).toEqual([ID, `${ID}_2026-11-24T090001000Z`]);
  });

  it('of one per a later day can be done until that day is over', async () => {
    for (const [moment, uitkomst] of [
      ['2026-12-31T22:59:59.000Z', 'ingetrokken'],
      ['2026-12-31T23:00:00.000Z', 'te-laat'],
    ]) {
      const world = createWorld();
      await realised(world);
      await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
      await endKoppeling(world, ID);
      expect(world.post.sleutels.map(({ soort }) => soort)).toEqual(['afmelding-ontvangen-asr', 'afmelding-ontvangen']);
      world.klok.set(moment ?? '');
      expect(await withdrawAfmelding(world, ID)).toMatchObject({ uitkomst });
    }
  });

  it('and the step that stops the koppeling exclude each other', async () => {
    const world = await waiting();
    world.klok.set('2026-11-25T08:59:59.999Z');
    // The step has seen the afmelding and that it is due; it is withdrawn before it stops the koppeling.
    const found = await aanmeldingIn(world, ID, 'gerealiseerd');
    const koppeling = await koppelingOf(world, ID);
    const registratie = {
      ...world.registratie,
      findAanmelding: async () => found,
      findKoppeling: async () => koppeling,
    };
    await withdrawAfmelding(world, ID);
    world.klok.set(TOMORROW);
    await expect(endKoppeling({ ...world, registratie }, ID)).rejects.toMatchObject({ code: 'verouderd' });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    expect(world.kluis.geheimen.size).toBe(1);
  });

  it('comes too late once it has begun, and finds nothing where there is nothing', async () => {
    const world = await waiting();
    world.klok.set(TOMORROW);
    expect(await withdrawAfmelding(world, ID)).toEqual({ uitkomst: 'te-laat' });
    await endKoppeling(world, ID);
    expect(await withdrawAfmelding(world, ID)).toEqual({ uitkomst: 'te-laat' });
    const other = createWorld();
    await realised(other);
    expect(await withdrawAfmelding(other, ID)).toEqual({ uitkomst: 'niet-afgemeld' });
  });

  it('three times in a day is often enough: then it is signed off later', async () => {
    const world = createWorld();
    await realised(world);
    for (const _time of [1, 2, 3]) {
      await signOffAanmelding(world, ID);
      await endKoppeling(world, ID);
      world.klok.advance(60_000);
      await withdrawAfmelding(world, ID);
    }
    const weerOp = '2026-11-25T09:01:00.000Z';
    expect(await signOffAanmelding(world, ID)).toEqual({ uitkomst: 'te-vaak', weerOp });
    expect(world.post.verzonden).toHaveLength(12);
    expect(world.post.sleutels.filter(({ soort }) => soort === 'afmelding-ingetrokken-asr')).toHaveLength(3);
    world.klok.set(weerOp);
    expect(await signOffAanmelding(world, ID)).toMatchObject({ uitkomst: 'ontvangen' });
  });

  it('comes to the same wherever the request dies and is sent again', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: waiting,
      step: (world) => withdrawAfmelding(world, ID),
      endState: async (world) => [
        (await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding,
        [...world.agenda.afspraken.values()],
      ],
    });
    expect(afterCrash.size).toBeGreaterThan(10);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('an afmelding whose last periods are still waited for', () => {
  const owed = async (): Promise<World> => {
    const world = createWorld();
    await realised(world);
    await signOffNow(world, ID);
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    return world;
  };

  it('is withdrawn by its office until the end of its last day, also once it was confirmed', async () => {
    const world = await owed();
    world.klok.set('2026-11-24T22:59:00.000Z');
    expect(await withdrawAfmelding(world, ID)).toMatchObject({ uitkomst: 'ingetrokken' });
    const late = await owed();
    late.klok.set('2026-11-24T23:00:00.000Z');
    expect(await withdrawAfmelding(late, ID)).toEqual({ uitkomst: 'te-laat' });
  });

  it('is taken back by a.s.r. as long as nothing is stopped, and each is told who did it', async () => {
    const world = await owed();
    world.klok.set('2026-12-05T09:00:00.000Z');
    world.post.forget();
    const doorAsr = { beoordelaar: 'beoordelaar-1', reden: 'Vergissing van het kantoor.' };
    expect(await withdrawAfmelding(world, ID, doorAsr)).toMatchObject({ uitkomst: 'ingetrokken' });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding).toBeUndefined();
    const [asr, office] = world.post.verzonden.map((mail) => JSON.stringify(mail));
    expect(asr).toContain('Een collega heeft het einde van de salariskoppeling van Bakkerij Zonnedauw teruggedraaid.');
    expect(office).toContain('a.s.r. heeft het einde van de salariskoppeling van Bakkerij Zonnedauw teruggedraaid.');
    expect(office).not.toContain('vervang daar uw toegangscode');
    // The execution that waits finds nothing left to do.
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
  });

  it('is told with what is still exchanged, when it is erased, and which run to lock', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID);
    await endKoppeling(world, ID);
    const text = JSON.stringify(
      world.post.verzonden.find((_mail, index) => world.post.sleutels[index]?.soort === 'afmelding-ontvangen'),
    );
    for (const said of [
      'De tijdvakken tot en met die dag worden nog uitgewisseld; de volgende is op donderdag 10 december 2026, over november 2026.',
      'Daarna, en uiterlijk op 1 februari 2027, wissen wij de gegevens',
      'Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('hoeft u niets te doen');
  });
});
