import { describe, expect, it } from 'vitest';
import { createMemoryKluis } from '../../../adapters/memory/kluis.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf, verzoekIdOf } from '../../../core/ids.ts';
import { Datum, dateInAmsterdam, momentInAmsterdam, Tijdstip } from '../../../core/kalender/tijd.ts';
import { startTimeOf } from '../../../core/koppeling/starttijd.ts';
import type { Run } from '../../../core/nmbrs/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { completed, goedkeuren, koppelingOf, running, started, uitwisselingOf, worldWith } from '../way.ts';
import { ASSESSORS, BSN, company, createWorld, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);

async function startedWith(...runs: Run[]) {
  const { world, subject: id } = await worldWith((one) => started(one));
  world.nmbrs.bedrijven = [company({ runs })];
  const { koppelingId } = await uitwisselingOf(world, id);
  return { world, id, time: startTimeOf(koppelingId) };
}

const mailsOf = ({ post }: World) => post.verzonden.map(({ aan, onderwerp }) => `${aan}: ${onderwerp.split(' – ')[0]}`);
const OFFICE = 'salaris@duinzicht.example: Salariskoppeling: de run is nog niet vergrendeld';
const REMINDER = 'salaris@duinzicht.example: Herinnering salariskoppeling: de run is nog niet vergrendeld';
const ASR = `${ASSESSORS}: Salariskoppeling: geen vergrendelde run op de deadline`;

describe('a vault that is a moment behind', () => {
  it('does not interrupt a koppeling', async () => {
    const world = { ...createWorld(), kluis: createMemoryKluis({ traagheid: 3 }) };
    expect(await checkRun(world, await started(world))).toEqual({ uitkomst: 'run-vergrendeld' });
  });
});

describe('the gate while somebody of the koppeling is being erased', () => {
  it('is asked again in five minutes, and opens once that is over', async () => {
    const { world, id } = await startedWith(run(811));
    const verzoekId = verzoekIdOf(KOPPELING, AanmeldingId.parse('aan-00000000-0000-4000-8000-0000000000ff'));
    await world.registratie.holdKoppeling(verzoekId, Tijdstip.parse('2027-12-31T00:00:00.000Z'), world.klok.now());
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'wacht', tot: '2026-12-10T05:05:00.000Z' });
    expect((await uitwisselingOf(world, id)).status).toBe('gepland');
    await world.registratie.releaseKoppeling(verzoekId);
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
  });
});

describe('a locked run of the period', () => {
  it('lets the exchange begin', async () => {
    const { world, id } = await startedWith(run(811));
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, id)).toMatchObject({
      status: 'loopt',
      runIds: [811],
      runs: [{ runId: 811 }],
      gestartOp: world.klok.now(),
      delen: 0,
      resterend: 0,
    });
    expect(world.post.verzonden).toEqual([]);
  });

  it('may be one of several: all locked ones count, the oldest first', async () => {
    const { world, id } = await startedWith(run(814), run(812), run(813, { vergrendeld: false }), run(811));
    await checkRun(world, id);
    expect(await uitwisselingOf(world, id)).toMatchObject({ runIds: [811, 812, 814] });
  });

  it('may cover periods before it too', async () => {
    const { world, id } = await startedWith(run(811, { tijdvakVan: 9, tijdvakTot: 11 }));
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ runs: [{ runId: 811, tijdvakVan: 9, tijdvakTot: 11 }] });
  });

  it('found again changes nothing', async () => {
    const { world, subject: id } = await worldWith((one) => running(one));
    const before = await uitwisselingOf(world, id);
    world.nmbrs.bedrijven = [company({ runs: [] })];
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, id)).toEqual(before);
  });
});

describe('without a locked run of the period', () => {
  it('waits also when nobody knows whether the warning went out', async () => {
    const { world, id } = await startedWith();
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'no answer' }));
    expect(await checkRun(world, id)).toMatchObject({ uitkomst: 'wacht' });
    expect(world.logboek.lines).toMatchObject([{ level: 'error', code: 'bericht.onzeker', uitwisselingId: id }]);
  });

  it.each([
    ['no run at all', []],
    ['a run that is open', [run(811, { vergrendeld: false })]],
    ['a run of the month before', [run(811, { tijdvakVan: 10, tijdvakTot: 10 })]],
    ['a run of the month after', [run(811, { tijdvakVan: 12, tijdvakTot: 12 })]],
    ['a run of the year before', [run(811, { jaar: 2025 })]],
  ])('the exchange waits for the next working day: %s', async (_name, runs) => {
    const { world, id, time } = await startedWith(...runs);
    const friday = Datum.parse('2026-12-11');
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'wacht', tot: momentInAmsterdam(friday, time) });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'wacht-op-run', volgendeBlik: friday });
  });

  it('looks every working day: over the weekend and over Christmas', async () => {
    const { world, id } = await startedWith();
    const looks: string[] = [];
    for (let count = 0; count < 14; count += 1) {
      const outcome = await checkRun(world, id);
      if (outcome.uitkomst !== 'wacht') throw new Error(outcome.uitkomst);
      world.klok.set(outcome.tot);
      looks.push(dateInAmsterdam(outcome.tot).slice(5));
    }
    expect(looks).toEqual([
      ...['12-11', '12-14', '12-15', '12-16', '12-17', '12-18', '12-21', '12-22', '12-23', '12-24'],
      ...['12-28', '12-29', '12-30', '12-31'],
    ]);
  });

  it('tells the office on the planned day, once', async () => {
    const { world, id } = await startedWith();
    await checkRun(world, id);
    await checkRun(world, id);
    world.klok.set('2026-12-11T05:00:00.000Z');
    await checkRun(world, id);
    expect(mailsOf(world)).toEqual([OFFICE]);
    const text = JSON.stringify(world.post.verzonden);
    expect(text).toContain('vrijdag 11 december 2026');
    expect(text).toContain('november 2026');
    for (const canary of [TOKEN, BSN, '123456782']) expect(text).not.toContain(canary);
  });

  it('tells a.s.r. on the deadline, once', async () => {
    const { world, id } = await startedWith();
    world.klok.set('2026-12-30T05:00:00.000Z');
    await checkRun(world, id);
    expect(mailsOf(world)).toEqual([OFFICE]);
    world.klok.set('2026-12-31T05:00:00.000Z');
    await checkRun(world, id);
    world.klok.set('2027-01-04T05:00:00.000Z');
    await checkRun(world, id);
    expect(mailsOf(world)).toEqual([OFFICE, ASR, REMINDER]);
  });

  it('tells a.s.r. before a deadline on which nobody looks', async () => {
    const { world, subject: id } = await worldWith((one) => started(one, goedkeuren('wia', false)));
    world.nmbrs.bedrijven = [company({ runs: [] })];
    expect((await uitwisselingOf(world, id)).deadline, 'a Sunday').toBe('2027-01-31');
    world.klok.set('2027-01-28T05:00:00.000Z');
    await checkRun(world, id);
    expect(mailsOf(world)).toEqual([OFFICE]);
    world.klok.set('2027-01-29T05:00:00.000Z');
    await checkRun(world, id);
    expect(mailsOf(world)).toEqual([OFFICE, ASR]);
  });

  it('begins on the day on which it is locked', async () => {
    const { world, id } = await startedWith(run(811, { vergrendeld: false }));
    await checkRun(world, id);
    world.klok.set('2026-12-11T05:00:00.000Z');
    world.nmbrs.bedrijven = [company({ runs: [run(811)] })];
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, id)).not.toHaveProperty('volgendeBlik');
  });
});

describe('an exchange that has ended, or whose koppeling is not active', () => {
  it('lapses', async () => {
    const { world, id } = await startedWith(run(811));
    const koppeling = await koppelingOf(world, ID);
    const { aanmeldingId, versie } = koppeling;
    const regel = { aanmeldingId, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: versie + 1, status: 'gestopt' }, regel);
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'koppeling-gestopt' });
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    expect(world.gateway.calls.filter((call) => call === 'Run_GetList')).toHaveLength(3);
  });
});

describe('trouble', () => {
  it('at Nmbrs is tried again and changes nothing', async () => {
    const { world, id } = await startedWith(run(811));
    const asked = world.gateway.calls.filter((call) => call === 'Run_GetList').length;
    world.nmbrs.haperingen = { Run_GetList: asked + 1 };
    const before = await uitwisselingOf(world, id);
    await expect(checkRun(world, id)).rejects.toBeInstanceOf(Transient);
    expect(await uitwisselingOf(world, id)).toEqual(before);
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
  });

  it('with the login is for a person', async () => {
    const { world, id } = await startedWith(run(811));
    world.nmbrs.weigeringen = { Run_GetList: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    await expect(checkRun(world, id)).rejects.toMatchObject({ name: 'Refused', code: 'inloggegevens-ongeldig' });
  });

  it.each([
    ['with a locked run', [run(811)]],
    ['without one', []],
  ])('in the form of a crash anywhere changes nothing in the end: %s', async (_name, runs) => {
    const { id } = await startedWith();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await startedWith(...runs)).world,
      step: (world) => checkRun(world, id),
      endState: async (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        return endState(world, ID, id);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('an older period that is fetched again', () => {
  /** December's schedule found November open, of which the run was unlocked meanwhile. */
  async function decemberWaits(): Promise<World> {
    const { world, subject } = await worldWith((one) => completed(one));
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, subject);
    world.klok.set('2027-01-11T09:00:00.000Z');
    await startUitwisseling(world, { koppelingId, tijdvakId, opnieuw: 'nieuwe-run' });
    const next = { koppelingId, tijdvakId: TijdvakId.parse('2026-M12') };
    expect(await startUitwisseling(world, next)).toBe('bezig');
    world.nmbrs.bedrijven = [company({ runs: [run(811, { vergrendeld: false })] })];
    return world;
  }

  it('and lapses lets the period start that waited for it, after a crash anywhere too', async () => {
    const NOVEMBER = TijdvakId.parse('2026-M11');
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: decemberWaits,
      step: (world) => checkRun(world, uitwisselingIdOf(KOPPELING, NOVEMBER, 2)),
      endState: async ({ registratie, verloop }) => [
        (await registratie.listUitwisselingen(KOPPELING)).map(({ tijdvakId, status }) => `${tijdvakId} ${status}`),
        [...verloop.uitwisselingen].at(-1),
      ],
    });
    expect(calls).toContain('verloop.startUitwisseling');
    expect(undisturbed).toEqual([
      ['2026-M11 voltooid', '2026-M11 vervallen', '2026-M12 gepland'],
      uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M12'), 1),
    ]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('does not wait for a run: it would hold up the next period', async () => {
    const { world, subject } = await worldWith((one) => completed(one));
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, subject);
    await startUitwisseling(world, { koppelingId, tijdvakId, opnieuw: 'nieuwe-run' });
    const id = uitwisselingIdOf(koppelingId, tijdvakId, 2);
    world.nmbrs.bedrijven = [company({ runs: [run(811, { vergrendeld: false })] })];
    world.post.forget();
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'geen-vergrendelde-run' });
    expect(mailsOf(world)).toEqual([]);
  });
});
