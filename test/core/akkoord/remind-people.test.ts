import { describe, expect, it } from 'vitest';
import { remindPeople } from '../../../core/akkoord/remind-people.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { Refused, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import type { Herinnering } from '../../../core/kalender/wachtmomenten.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { afwijzen, approved, submitted, waitingForAkkoord, waitingForHerstel } from '../way.ts';
import { ASSESSORS, createWorld, ESCALATIE, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const OFFICE = 'salaris@duinzicht.example';
const DAY = 86_400;

async function worldThat(waits: (world: World) => Promise<unknown>, nu: string): Promise<World> {
  const world = createWorld();
  await waits(world);
  world.post.forget();
  world.klok.set(nu);
  return world;
}

describe('reminding', () => {
  it.each([
    ['the assessors', waitingForAkkoord, 'herinnerd', ASSESSORS, 'Herinnering salariskoppeling: akkoord gevraagd'],
    ['who looks after them', waitingForAkkoord, 'aangedrongen', ESCALATIE, 'Escalatie salariskoppeling'],
    ['the office', waitingForHerstel, 'herinnerd', OFFICE, 'Herinnering salariskoppeling: er is nog iets nodig'],
    ['the office for the last time', waitingForHerstel, 'aangedrongen', OFFICE, 'Laatste herinnering'],
  ] as const)('%s goes to its mailbox once, with the last day', async (_who, waits, ronde, aan, onderwerp) => {
    const world = await worldThat(waits, '2026-11-27T08:00:00Z');
    expect(await remindPeople(world, ID, ronde)).toMatchObject({ uitkomst: 'herinnerd' });
    expect(await remindPeople(world, ID, ronde)).toMatchObject({ uitkomst: 'herinnerd' });
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail).toMatchObject({ aan });
    expect(mail?.onderwerp).toContain(onderwerp);
    expect(JSON.stringify(mail)).toContain('tot en met donderdag 24 december 2026');
  });

  it('tells the office again what to repair', async () => {
    const world = await worldThat(waitingForHerstel, '2026-11-27T08:00:00Z');
    await remindPeople(world, ID, 'herinnerd');
    await remindPeople(world, ID, 'aangedrongen');
    for (const mail of world.post.verzonden)
      expect(JSON.stringify(mail)).toContain('Zet bij Employee Services op Active: Children_Get.');
  });

  it('holds no token and no whole number', async () => {
    for (const waits of [waitingForAkkoord, waitingForHerstel]) {
      const world = await worldThat(waits, '2026-11-27T08:00:00Z');
      await remindPeople(world, ID, 'herinnerd');
      await remindPeople(world, ID, 'aangedrongen');
      const text = JSON.stringify(world.post.verzonden);
      expect(text).toContain('12******L01');
      for (const canary of ['123456782', TOKEN, 'capability-']) expect(text).not.toContain(canary);
    }
  });

  it('says how long the next wait lasts: to the tenth working day, then to the end of the thirtieth day', async () => {
    const world = await worldThat(waitingForAkkoord, '2026-11-27T08:00:00Z');
    expect((await remindPeople(world, ID, 'herinnerd')).wachtSeconden).toBe(11 * DAY);
    world.klok.set('2026-12-08T08:00:00Z');
    expect((await remindPeople(world, ID, 'aangedrongen')).wachtSeconden).toBe(16 * DAY + 15 * 3600);
  });

  it('much too late waits no longer than it would have', async () => {
    const world = await worldThat(waitingForAkkoord, '2026-12-20T12:00:00Z');
    expect((await remindPeople(world, ID, 'herinnerd')).wachtSeconden).toBe(1);
    expect((await remindPeople(world, ID, 'aangedrongen')).wachtSeconden).toBe(4 * DAY + 11 * 3600);
  });

  it('is not needed when somebody acted just before', async () => {
    const decided = await worldThat((world) => approved(world, afwijzen()), '2026-11-27T08:00:00Z');
    const rechecked = await worldThat(async (world) => {
      await recheckAanmelding(world, await waitingForHerstel(world));
    }, '2026-11-27T08:00:00Z');
    const unchecked = await worldThat((world) => submitted(world), '2026-11-27T08:00:00Z');
    for (const world of [decided, rechecked, unchecked, createWorld()]) {
      expect(await remindPeople(world, ID, 'herinnerd')).toMatchObject({ uitkomst: 'niet-nodig' });
      expect(world.post.verzonden).toEqual([]);
    }
  });

  it('that SES refuses goes on, and tells so in the log', async () => {
    const world = await worldThat(waitingForAkkoord, '2026-11-27T08:00:00Z');
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'refused' }));
    expect(await remindPeople(world, ID, 'herinnerd')).toMatchObject({ uitkomst: 'herinnerd' });
    expect(world.logboek.lines).toMatchObject([{ code: 'bericht.geweigerd', stap: 'akkoord-herinnering' }]);
  });

  it('that is held up is tried again with the step', async () => {
    const world = await worldThat(waitingForAkkoord, '2026-11-27T08:00:00Z');
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(remindPeople(world, ID, 'herinnerd')).rejects.toBeInstanceOf(Transient);
    await remindPeople(world, ID, 'herinnerd');
    expect(world.post.verzonden).toHaveLength(1);
  });

  it.each(['herinnerd', 'aangedrongen'] satisfies Herinnering[])(
    'after a crash anywhere changes nothing but the mail, which goes out at most once (%s)',
    async (ronde) => {
      const { calls, undisturbed, afterCrash } = await crashEverywhere({
        prepare: () => worldThat(waitingForHerstel, '2026-11-27T08:00:00Z'),
        step: (world) => remindPeople(world, ID, ronde),
        endState: (world) => {
          expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
          return endState(world, ID);
        },
      });
      expect(calls).toContain('post.send');
      for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
    },
  );
});
