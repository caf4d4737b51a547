import { describe, expect, it } from 'vitest';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { startTimeOf } from '../../../core/koppeling/starttijd.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { LeveringBeschikbaar } from '../../../core/levering/levering-beschikbaar.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { MutatieSoort } from '../../../core/vergelijking/mutatie.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState, textOf } from '../end-state.ts';
import { assembled, auditOf, drain, fetched, koppelingOf, token, uitwisselingOf, worldWith } from '../way.ts';
import { BSN, company, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const assembledWorld = () => worldWith((world) => assembled(world));
const keysIn = ({ opslag }: World, prefix: string) =>
  [...opslag.objecten.keys()].filter((key) => key.startsWith(prefix));

describe('closing a delivered exchange', () => {
  it('records it with its counts', async () => {
    const { world, subject: id } = await assembledWorld();
    await completeUitwisseling(world, id);
    expect(await uitwisselingOf(world, id)).toMatchObject({
      status: 'voltooid',
      voltooidOp: world.klok.now(),
      runIds: [811],
      werknemers: 3,
      vragen: 0,
    });
    const audit = await world.registratie.listAudit(ID);
    expect(audit.at(-2)).toMatchObject({ wat: 'uitwisseling.voltooid', waarom: '3 werknemers, 0 vragen' });
  });

  it.each([
    ['an earlier version', { schemaVersie: 3, inDienst: undefined, mutaties: { 'in-dienst': 2, twk: 1 } }],
    ['a later version', { schemaVersie: 5, later: { iets: 1 }, mutaties: { 'in-dienst': 2, twk: 1, verhuizing: 4 } }],
  ])('closes what %s delivered', async (_name, over) => {
    const { world, subject: id } = await assembledWorld();
    const sleutel = `leveringen/${koppelingIdOf(ID)}/2026-M11/v1/manifest.json`;
    const manifest: object = JSON.parse(textOf(world.opslag.objecten.get(sleutel)));
    await world.opslag.put(sleutel, new TextEncoder().encode(JSON.stringify({ ...manifest, ...over })));
    await completeUitwisseling(world, id);
    const closed = await uitwisselingOf(world, id);
    expect(closed).toMatchObject({ status: 'voltooid', werknemers: 3 });
    expect('bezetting' in closed).toBe(over.schemaVersie > 3);
    const none = Object.fromEntries(MutatieSoort.options.map((soort) => [soort, 0]));
    expect(world.gebeurtenissen.gepubliceerd).toMatchObject([{ mutaties: { ...none, 'in-dienst': 2, twk: 1 } }]);
  });

  it('tells once that the data set is there, by ids, the policy, counts and the hash of its manifest', async () => {
    const { world, subject: id } = await assembledWorld();
    const sleutel = `leveringen/${koppelingIdOf(ID)}/2026-M11/v1/manifest.json`;
    const manifest = world.opslag.objecten.get(sleutel) ?? new Uint8Array();
    await completeUitwisseling(world, id);
    expect(world.gebeurtenissen.gepubliceerd).toEqual([
      LeveringBeschikbaar.parse({
        schemaVersie: 1,
        gebeurtenisId: `levering-${id}`,
        uitwisselingId: id,
        koppelingId: koppelingIdOf(ID),
        raamwerkcontractnummer: 'RC-10001',
        tijdvakId: '2026-M11',
        datasetVersie: 1,
        dekkingsprofiel: 'wia',
        werknemers: 3,
        vragen: 0,
        mutaties: Object.fromEntries(MutatieSoort.options.map((soort) => [soort, 0])),
        manifest: { sleutel, sha256: world.identiteit.digest(manifest) },
      }),
    ]);
  });

  it('tells of it before it is recorded and the koppeling moves on, so that a bus out of reach holds the whole step up', async () => {
    const { world, subject: id } = await assembledWorld();
    const unreachable = new Transient({ code: 'proef', message: 'out of reach' });
    const gebeurtenissen = { publish: () => Promise.reject(unreachable) };
    await expect(completeUitwisseling({ ...world, gebeurtenissen }, id)).rejects.toBe(unreachable);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2026-M11');
    await completeUitwisseling(world, id);
    expect(world.gebeurtenissen.gepubliceerd).toHaveLength(1);
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2026-M12');
  });

  it('plans the next period on its date', async () => {
    const { world, subject: id } = await assembledWorld();
    await completeUitwisseling(world, id);
    const koppeling = await koppelingOf(world, ID);
    expect(koppeling).toMatchObject({
      vorige: { tijdvakId: '2026-M11', datum: '2026-12-10' },
      volgende: { tijdvakId: '2026-M12', datum: '2027-01-11' },
    });
    expect([...world.agenda.afspraken.values()]).toEqual([
      {
        koppelingId: koppeling.koppelingId,
        tijdvakId: '2026-M12',
        datum: '2027-01-11',
        tijd: startTimeOf(koppeling.koppelingId),
      },
    ]);
  });

  it('plans the next working day when that date has passed, so that the missed periods are caught up', async () => {
    const { world, subject: id } = await assembledWorld();
    world.klok.set('2027-01-15T10:00:00.000Z');
    await completeUitwisseling(world, id);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2026-M12', datum: '2027-01-18' });
  });

  it('mails the office, in counts only', async () => {
    const { world, subject: id } = await assembledWorld();
    await completeUitwisseling(world, id);
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail).toMatchObject({ aan: 'salaris@duinzicht.example' });
    const text = JSON.stringify(mail);
    expect(text).toContain('["Werknemers","3"]');
    expect(text).toContain('maandag 11 januari 2027');
    for (const canary of [TOKEN, BSN, 'Sterrenstof', '123456782']) expect(text).not.toContain(canary);
  });

  it('removes the working files and keeps what was delivered', async () => {
    const { world, subject: id } = await assembledWorld();
    expect(keysIn(world, 'werk/').length).toBeGreaterThan(0);
    await completeUitwisseling(world, id);
    expect(keysIn(world, 'werk/')).toEqual([]);
    expect(keysIn(world, 'leveringen/')).toHaveLength(5);
  });

  it('is done all the same when nobody knows whether the mail went out', async () => {
    const { world, subject: id } = await assembledWorld();
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'no answer' }));
    await completeUitwisseling(world, id);
    expect(world.logboek.lines).toMatchObject([{ level: 'error', code: 'bericht.onzeker' }]);
    expect(keysIn(world, 'werk/')).toEqual([]);
    expect(world.agenda.afspraken.size).toBe(1);
  });

  it('makes no appointment for a koppeling that was stopped meanwhile', async () => {
    const { world, subject: id } = await assembledWorld();
    const koppeling = await koppelingOf(world, ID);
    await world.agenda.cancel(koppeling.koppelingId);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
    const next = { ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' as const };
    await world.registratie.replaceKoppeling(next, regel);
    await completeUitwisseling(world, id);
    expect(world.agenda.afspraken.size).toBe(0);
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
  });
});

describe('the step run again', () => {
  it('changes nothing, and mails nothing', async () => {
    const { world, subject: id } = await assembledWorld();
    await completeUitwisseling(world, id);
    const first = await endState(world, ID, id);
    world.klok.advance(86_400_000);
    await completeUitwisseling(world, id);
    expect(await endState(world, ID, id)).toEqual(first);
    expect(world.post.verzonden).toHaveLength(1);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'uitwisseling.volgende-gepland')).toHaveLength(1);
  });

  it('after a crash anywhere leaves one next exchange, no working files, and at most one mail', async () => {
    const { subject: id } = await assembledWorld();
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await assembledWorld()).world,
      step: (world) => completeUitwisseling(world, id),
      endState: (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        expect(keysIn(world, 'werk/')).toEqual([]);
        return endState(world, ID, id);
      },
    });
    for (const name of [
      'registratie.replaceUitwisseling',
      'gebeurtenissen.publish',
      'registratie.replaceKoppeling',
      'agenda.plan',
    ]) {
      expect(calls).toContain(name);
    }
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('after a hold-up of the mail service mails once', async () => {
    const { world, subject: id } = await assembledWorld();
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(completeUitwisseling(world, id)).rejects.toBeInstanceOf(Transient);
    await completeUitwisseling(world, id);
    expect(world.post.verzonden).toHaveLength(1);
  });
});

describe('an exchange that was not delivered', () => {
  it('cannot be closed', async () => {
    const { world, subject: id } = await worldWith((one) => fetched(one));
    await expect(completeUitwisseling(world, id)).rejects.toMatchObject({ name: 'Defect', code: 'niet-geleverd' });
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
    expect(world.gebeurtenissen.gepubliceerd).toEqual([]);
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2026-M11');
  });
});

describe('the second exchange', () => {
  async function exchange(world: World, tijdvak: string): Promise<void> {
    const { koppelingId } = await koppelingOf(world, ID);
    const tijdvakId = TijdvakId.parse(tijdvak);
    await startUitwisseling(world, { koppelingId, tijdvakId });
    const id = uitwisselingIdOf(koppelingId, tijdvakId, 1);
    await checkRun(world, id);
    await planUitwisseling(world, id);
    await distributeDelen(world, id, token('tweede'));
    await drain(world);
    await startRapport(world, id);
    await pollRapport(world, id);
    await assembleGegevensset(world, id);
    await completeUitwisseling(world, id);
  }

  it('is delivered beside the first one, mails nothing, and plans the third', async () => {
    const { world, subject: id } = await assembledWorld();
    await completeUitwisseling(world, id);
    world.klok.set('2027-01-11T05:00:00.000Z');
    world.nmbrs.bedrijven = [company({ runs: [run(812, { tijdvakVan: 12, tijdvakTot: 12 })] })];
    await exchange(world, '2026-M12');
    expect(world.post.verzonden).toHaveLength(1);
    expect(keysIn(world, 'leveringen/')).toHaveLength(10);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2027-M01', datum: '2027-02-10' });
  });
});
