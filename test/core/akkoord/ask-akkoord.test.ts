import { describe, expect, it } from 'vitest';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { remindPeople } from '../../../core/akkoord/remind-people.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Refused, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  afwijzen,
  approved,
  auditOf,
  goedkeuren,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { ASSESSORS, createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('asking for an akkoord', () => {
  it('keeps the token with which a besluit lets the machine go on', async () => {
    const world = createWorld();
    const id = await verified(world);
    world.verloop.wait(token('akkoord'));
    await askAkkoord(world, id, { taakToken: token('akkoord') });
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).taakToken).toBe(token('akkoord'));
    expect(world.verloop.hervat.size).toBe(0);
  });

  it('again keeps the last token: the earlier state no longer waits', async () => {
    const world = createWorld();
    const id = await verified(world);
    await askAkkoord(world, id, { taakToken: token('een') });
    await askAkkoord(world, id, { taakToken: token('twee') });
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).taakToken).toBe(token('twee'));
  });

  it.each([
    ['goedgekeurd', goedkeuren()],
    ['afgewezen', afwijzen()],
  ])('when the besluit is %s already lets the machine go on with it at once', async (status, formulier) => {
    const world = createWorld();
    const id = await approved(world, formulier);
    world.verloop.wait(token('opnieuw'));
    await askAkkoord(world, id, { taakToken: token('opnieuw') });
    expect(world.verloop.hervat.get(token('opnieuw'))).toEqual({ uitkomst: status });
  });

  it.each([
    ['goedgekeurd', goedkeuren('verzuim')],
    ['afgewezen', afwijzen()],
  ])('after a wait ran out picks up the besluit that came before the next one: %s', async (status, formulier) => {
    const world = createWorld();
    const aanmeldingId = await waitingForAkkoord(world);
    world.verloop.expire(token('akkoord'));
    const decided = await decideAanmelding(world, { aanmeldingId, formulier, beoordelaar: 'beoordelaar-1' });
    expect(decided).toMatchObject({ uitkomst: 'besloten', status });
    expect(world.verloop.hervat.size).toBe(0);
    expect(await remindPeople(world, aanmeldingId, 'herinnerd')).toMatchObject({ uitkomst: 'niet-nodig' });
    world.verloop.wait(token('tweede'));
    await askAkkoord(world, aanmeldingId, { taakToken: token('tweede'), ronde: 'herinnerd' });
    expect(world.verloop.hervat.get(token('tweede'))).toEqual({ uitkomst: status });
    expect(world.post.verzonden).toEqual([]);
  });

  it('when herstel is needed sends the machine back to the controle', async () => {
    const world = createWorld();
    const id = await waitingForHerstel(world);
    world.verloop.wait(token('akkoord'));
    await askAkkoord(world, id, { taakToken: token('akkoord') });
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'hercontrole' });
  });

  it('is tried again when the aanmelding changes in between', async () => {
    const world = createWorld();
    const id = await verified(world);
    const stale = {
      ...world,
      registratie: { ...world.registratie, replaceAanmelding: async () => 'verouderd' as const },
    };
    await expect(askAkkoord(stale, id, { taakToken: token('akkoord') })).rejects.toBeInstanceOf(Transient);
  });

  it('tells the assessors once, with the last day and the number masked', async () => {
    const world = createWorld();
    const id = await verified(world);
    await askAkkoord(world, id, { taakToken: token('een') });
    await askAkkoord(world, id, { taakToken: token('twee') });
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail).toMatchObject({ aan: ASSESSORS });
    expect(JSON.stringify(mail)).toContain('donderdag 24 december 2026');
    expect(JSON.stringify(mail)).toContain('12******L01');
  });

  it('again on the same day after a hercontrole does not mail the assessors again; on a later day it does', async () => {
    const world = createWorld();
    const id = await verified(world);
    await askAkkoord(world, id, { taakToken: token('een') });
    world.klok.advance(3_600_000);
    await verifyAanmelding(world, id);
    await askAkkoord(world, id, { taakToken: token('twee') });
    expect(world.post.verzonden).toHaveLength(1);
    world.klok.advance(24 * 3_600_000);
    await verifyAanmelding(world, id);
    await askAkkoord(world, id, { taakToken: token('drie') });
    expect(world.post.verzonden).toHaveLength(2);
  });

  it.each(['herinnerd', 'aangedrongen'] as const)('again when they were %s tells so in the audit', async (ronde) => {
    const world = createWorld();
    const id = await verified(world);
    await askAkkoord(world, id, { taakToken: token('akkoord'), ronde });
    expect((await auditOf(world, id)).at(-1)).toBe(`akkoord.${ronde}`);
    expect(world.post.verzonden).toEqual([]);
  });

  it('waits all the same when the mail is refused', async () => {
    const world = createWorld();
    const id = await verified(world);
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'refused' }));
    await askAkkoord(world, id, { taakToken: token('akkoord') });
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).taakToken).toBe(token('akkoord'));
    expect(world.logboek.lines.map(({ code }) => code)).toEqual(['bericht.geweigerd']);
  });

  it('after a crash anywhere leaves an aanmelding on which a besluit can be taken', async () => {
    const prepare = async () => {
      const world = createWorld();
      await verified(world);
      world.verloop.wait(token('1'));
      world.verloop.wait(token('2'));
      return world;
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world, attempt) => askAkkoord(world, ID, { taakToken: token(String(attempt)) }),
      endState: async (world) => {
        const { taakToken } = await aanmeldingIn(world, ID, 'wacht-op-akkoord');
        await decideAanmelding(world, { aanmeldingId: ID, formulier: goedkeuren(), beoordelaar: 'b' });
        const { aanmelding, ...rest } = await endState(world, ID);
        return { status: aanmelding?.status, ...rest, hervat: taakToken && world.verloop.hervat.get(taakToken) };
      },
    });
    expect(calls.slice(0, 2)).toEqual(['registratie.findAanmelding', 'registratie.replaceAanmelding']);
    expect(calls).toContain('post.send');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
