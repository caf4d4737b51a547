import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { fetchAgain } from '../../../core/beheer/fetch-again.ts';
import { TRANSIENT } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { confirmLevering } from '../../../core/levering/confirm-levering.ts';
import { Ontvangstformulier } from '../../../core/levering/ontvangst.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { manifestKey } from '../../../core/uitwisseling/levering.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { signOffNow } from '../office.ts';
import { assembled, auditOf, carriedOut, completed, distributed, drain, uitwisselingOf, worldWith } from '../way.ts';
import type { World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function hashOf(world: World, id: UitwisselingId): Promise<string> {
  const body = await world.opslag.get(manifestKey(await uitwisselingOf(world, id)));
  if (body === undefined) throw new Error('there is no manifest');
  return world.identiteit.digest(body);
}
const confirm = async (world: World, uitwisselingId: UitwisselingId, manifestSha256?: string) =>
  confirmLevering(world, {
    uitwisselingId,
    formulier: Ontvangstformulier.parse({ manifestSha256: manifestSha256 ?? (await hashOf(world, uitwisselingId)) }),
    door: 'lezer:overname',
  });

describe('a delivery that a.s.r. has', () => {
  it('says since when, and the trail says who said so; said again it stays as it was', async () => {
    const { world, subject: id } = await worldWith((one) => completed(one));
    const op = world.klok.now();
    expect(await confirm(world, id, (await hashOf(world, id)).toUpperCase())).toEqual({ uitkomst: 'ontvangen', op });
    const audit = await auditOf(world, ID);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wat: 'levering.ontvangen', wie: 'lezer:overname', waarom: id },
    });
    world.klok.advance(60_000);
    expect(await confirm(world, id)).toEqual({ uitkomst: 'ontvangen', op });
    expect(await auditOf(world, ID)).toEqual(audit);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'voltooid', ontvangenOp: op });
  });

  it('is another one when the hash is not that of its manifest', async () => {
    const { world, subject: id } = await worldWith((one) => completed(one));
    expect(await confirm(world, id, 'a'.repeat(64))).toEqual({ uitkomst: 'ander-manifest' });
    expect(await uitwisselingOf(world, id)).not.toHaveProperty('ontvangenOp');
  });

  it('may be said before it is recorded, and is then to be said again', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    await expect(confirm(world, id)).rejects.toMatchObject({ name: TRANSIENT });
    await carriedOut(world, id);
    expect(await confirm(world, id)).toMatchObject({ uitkomst: 'ontvangen' });
  });

  it('is none while it is fetched, and none when it was removed', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    expect(await confirm(world, id, 'a'.repeat(64))).toEqual({ uitkomst: 'niet-geleverd' });
    await drain(world);
    await carriedOut(world, id);
    const hash = await hashOf(world, id);
    const opslag = { ...world.opslag, get: async () => undefined };
    expect(await confirm({ ...world, opslag }, id, hash)).toEqual({ uitkomst: 'verwijderd' });
  });

  it('is written once wherever the request dies', async () => {
    const setting = await worldWith((one) => completed(one));
    const hash = await hashOf(setting.world, setting.subject);
    const { undisturbed, afterCrash, calls } = await crashEverywhere({
      prepare: async () => (await worldWith((one) => completed(one))).world,
      step: (world) => confirm(world, setting.subject, hash),
      endState: async (world) => [await uitwisselingOf(world, setting.subject), await auditOf(world, ID)],
    });
    expect(calls.length).toBeGreaterThan(2);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a delivery that nobody takes', () => {
  const round = (world: World, ontvangstBinnenUren: number) =>
    reconcileKoppelingen({ ...world, ontvangstBinnenUren }, Naloop.parse({}));
  const missed = ({ logboek }: World) =>
    logboek.lines.filter(({ code }) => code === 'levering.niet-ontvangen').map(({ uitwisselingId }) => uitwisselingId);

  it('is missed each morning from the first after the time that is set, until it is confirmed', async () => {
    const { world, subject: id } = await worldWith((one) => completed(one));
    world.klok.set('2026-12-11T03:30:00.000Z');
    await round(world, 24);
    expect(missed(world)).toEqual([]);
    for (const day of ['2026-12-12', '2026-12-13']) {
      world.klok.set(`${day}T03:30:00.000Z`);
      await round(world, 24);
    }
    expect(missed(world)).toEqual([id, id]);
    await confirm(world, id);
    await round(world, 24);
    expect(missed(world)).toHaveLength(2);
  });

  it('is missed from the first version that nobody took, also when each day brings a new one', async () => {
    const { world, subject: first } = await worldWith((one) => completed(one));
    world.klok.set('2026-12-11T14:00:00.000Z');
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, first);
    const formulier = Opnieuwformulier.parse({ van: tijdvakId, reden: 'Nieuwe looncodes.' });
    await fetchAgain(world, { koppelingId, formulier, beoordelaar: 'beoordelaar-1' });
    const second = uitwisselingIdOf(koppelingId, tijdvakId, 2);
    await carriedOut(world, second);
    world.klok.set('2026-12-12T03:30:00.000Z');
    await round(world, 24);
    expect(missed(world)).toEqual([second]);
  });

  it('is missed after an afmelding too: it has the last leavers', async () => {
    const { world, subject: id } = await worldWith((one) => completed(one));
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    expect((await world.registratie.findAanmelding(ID))?.status).toBe('afgemeld');
    world.klok.set('2026-12-12T03:30:00.000Z');
    await round(world, 24);
    expect(missed(world)).toEqual([id]);
    expect(await confirm(world, id)).toMatchObject({ uitkomst: 'ontvangen' });
    await round(world, 24);
    expect(missed(world)).toEqual([id]);
  });

  it('is not missed when nothing is set, when it is of long ago, or when a later version took its place', async () => {
    const { world, subject: first } = await worldWith((one) => completed(one));
    world.klok.set('2026-12-15T03:30:00.000Z');
    await round(world, 0);
    expect(missed(world)).toEqual([]);
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, first);
    const formulier = Opnieuwformulier.parse({ van: tijdvakId, reden: 'Nieuwe looncodes.' });
    await fetchAgain(world, { koppelingId, formulier, beoordelaar: 'beoordelaar-1' });
    const second = uitwisselingIdOf(koppelingId, tijdvakId, 2);
    await carriedOut(world, second);
    world.klok.set('2026-12-17T03:30:00.000Z');
    await round(world, 24);
    expect(missed(world)).toEqual([second]);
    world.klok.set('2027-03-20T03:30:00.000Z');
    await round(world, 24);
    expect(missed(world)).toEqual([second]);
  });
});
