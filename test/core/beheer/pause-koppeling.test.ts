import { describe, expect, it } from 'vitest';
import { pauseKoppeling } from '../../../core/beheer/pause-koppeling.ts';
import { resumeKoppeling } from '../../../core/beheer/resume-koppeling.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId } from '../../../core/ids.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { assembled, auditOf, koppelingOf, realised, started, uitwisselingOf, worldWith } from '../way.ts';
import type { World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const ingreep = { koppelingId: KOPPELING, reden: 'Op verzoek van het kantoor.', beoordelaar: 'b-1' };
const pause = (world: World) => pauseKoppeling(world, ingreep);
const resume = (world: World) => resumeKoppeling(world, { ...ingreep, beoordelaar: 'b-2' });

/** The run of the period is not locked: the exchange waits for it. */
async function waiting(world: World) {
  world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: [] }));
  const id = await started(world);
  await checkRun(world, id);
  return id;
}

describe('a pause', () => {
  it('takes the next exchange out of the agenda, and tells who did it and why', async () => {
    const { world } = await worldWith(realised);
    expect(await pause(world)).toEqual({ uitkomst: 'gepauzeerd', lopend: 0 });
    expect((await koppelingOf(world, ID)).status).toBe('gepauzeerd');
    expect(world.agenda.afspraken.size).toBe(0);
    const regel = (await world.registratie.listAudit(ID)).at(-1);
    expect(regel).toMatchObject({ wie: 'beoordelaar:b-1', wat: 'koppeling.gepauzeerd', waarom: ingreep.reden });
  });

  it('ends an exchange that waits for the run', async () => {
    const { world, subject: id } = await worldWith(waiting);
    await pause(world);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'koppeling-gepauzeerd' });
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
  });

  it('lets one that has begun be delivered, and plans nothing after it', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    expect(await pause(world)).toEqual({ uitkomst: 'gepauzeerd', lopend: 1 });
    await completeUitwisseling(world, id);
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(await koppelingOf(world, ID)).toMatchObject({ status: 'gepauzeerd', volgende: { tijdvakId: '2026-M12' } });
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it('lets no schedule start anything that was on its way', async () => {
    const { world } = await worldWith(realised);
    await pause(world);
    const vraag = { koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M11') };
    expect(await startUitwisseling(world, vraag)).toBe('overgeslagen');
  });

  it('asked twice is one', async () => {
    const { world } = await worldWith(realised);
    await pause(world);
    expect(await pause(world)).toEqual({ uitkomst: 'gepauzeerd', lopend: 0 });
    expect((await auditOf(world, ID)).filter((wat) => wat === 'koppeling.gepauzeerd')).toHaveLength(1);
  });

  it('after a crash anywhere is complete when it is asked again', async () => {
    const { subject: id } = await worldWith(waiting);
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await worldWith(waiting)).world,
      step: pause,
      endState: (world) => endState(world, ID, id),
    });
    expect(calls).toEqual(expect.arrayContaining(['agenda.cancel', 'registratie.replaceUitwisseling']));
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('is of no use to a koppeling that is not there, or has ended', async () => {
    const { world } = await worldWith(realised);
    const other = koppelingIdOf(AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000099'));
    expect(await pauseKoppeling(world, { ...ingreep, koppelingId: other })).toEqual({ uitkomst: 'onbekend' });
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' }, regel);
    expect(await pause(world)).toEqual({ uitkomst: 'gestopt' });
    expect(await resume(world)).toEqual({ uitkomst: 'gestopt' });
  });
});

describe('the end of a pause', () => {
  it('plans the next exchange again, on its date', async () => {
    const { world } = await worldWith(realised);
    await pause(world);
    expect(await resume(world)).toEqual({
      uitkomst: 'hervat',
      volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
      gestart: false,
    });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: '2026-M11', datum: '2026-12-10' }]);
    const regel = (await world.registratie.listAudit(ID)).at(-1);
    expect(regel).toMatchObject({ wie: 'beoordelaar:b-2', wat: 'koppeling.hervat', waarom: ingreep.reden });
  });

  it('gives the period that lapsed its next version', async () => {
    const { world, subject: id } = await worldWith(waiting);
    await pause(world);
    await resume(world);
    await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M11') });
    expect(world.verloop.uitwisselingen).toContain(id.replace('_v1', '_v2'));
  });

  it('does not mend a token: that is for the office', async () => {
    const { world } = await worldWith(realised);
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.onderbroken' };
    const next = { ...koppeling, versie: koppeling.versie + 1, status: 'onderbroken' } as const;
    await world.registratie.replaceKoppeling(next, regel);
    expect(await resume(world)).toEqual({ uitkomst: 'onderbroken' });
  });

  it('after a crash anywhere is complete when it is asked again', async () => {
    const paused = async () => {
      const { world } = await worldWith(realised);
      await pause(world);
      return world;
    };
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: paused,
      step: resume,
      endState: (world) => endState(world, ID),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
