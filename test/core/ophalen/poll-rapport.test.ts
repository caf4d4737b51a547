import { describe, expect, it } from 'vitest';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, RunId, type UitwisselingId } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { LooncodeRegel } from '../../../core/nmbrs/gegevensset.ts';
import type { PayrollGateway } from '../../../core/nmbrs/ports/payroll.ts';
import { STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { overigeLooncodesKey, rapportKey } from '../../../core/uitwisseling/werkplan.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { setOf } from '../deliveries.ts';
import { endState, ndjsonOf, textOf } from '../end-state.ts';
import { distributed, drain, goedkeuren, started, uitwisselingOf, worldWith } from '../way.ts';
import { company, run, type World, werknemer } from '../world.ts';

/** Those of the profile that the koppeling has. */
const LOONCODES = STANDAARD_LOONCODES.wia;

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const START = 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';

async function partsDone(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await distributed(world, formulier);
  await drain(world);
  return id;
}
const fetchedWorld = () => worldWith((world) => partsDone(world));
const reported = () =>
  worldWith(async (world) => {
    const id = await partsDone(world);
    await startRapport(world, id);
    return id;
  });

const countOf = ({ gateway }: World, name: string) => gateway.calls.filter((call) => call === name).length;
const linesOf = ({ opslag }: World, id: UitwisselingId, looncode: number, runId = 811): unknown =>
  ndjsonOf(opslag.objecten.get(rapportKey(id, runId, looncode)));
async function rapportOf(world: World, id: UitwisselingId) {
  const found = await uitwisselingOf(world, id);
  if (found.status !== 'loopt' || found.rapport === undefined) throw new Error('no report');
  return found.rapport;
}

/** It was looked at so often and not ready; gives the seconds that the machine waited in all. */
async function lookedAt(world: World, id: UitwisselingId, times: number): Promise<number> {
  let seconds = 0;
  for (let time = 0; time < times; time += 1) {
    const outcome = await pollRapport(world, id);
    if (outcome.uitkomst !== 'bezig') throw new Error(outcome.uitkomst);
    seconds += outcome.wachtSeconden;
  }
  return seconds;
}

describe('the wage-code report', () => {
  it('is not made for verzuim', async () => {
    const { world, subject: id } = await worldWith((one) => partsDone(one, goedkeuren('verzuim')));
    await startRapport(world, id);
    expect(countOf(world, START)).toBe(1);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('is started for each wage code of each run', async () => {
    const { world, subject: id } = await worldWith(async (one) => {
      const started811 = await started(one);
      one.nmbrs.bedrijven = [company({ runs: [run(811), run(812)] })];
      await checkRun(one, started811);
      return started811;
    });
    await startRapport(world, id);
    const { taken, pogingen } = await rapportOf(world, id);
    expect(taken.map(({ runId, looncode }) => [runId, looncode])).toEqual(
      [811, 812].flatMap((runId) => LOONCODES.map((looncode) => [runId, looncode])),
    );
    expect([pogingen, new Set(taken.map(({ taakId }) => taakId)).size]).toEqual([1, taken.length]);
  });

  it('asks for the codes of the setting, by the profile of the koppeling', async () => {
    const { world, subject: id } = await worldWith((one) => partsDone(one, goedkeuren('volledig')));
    await startRapport({ ...world, looncodes: { wia: [1], pensioen: [2], volledig: [1400, 4711] } }, id);
    expect((await rapportOf(world, id)).taken.map(({ looncode }) => looncode)).toEqual([1400, 4711]);
  });

  it('is of the codes with which it was started, though the setting is another by then', async () => {
    const { world, subject: id } = await worldWith((one) => partsDone(one));
    const other = { ...world, looncodes: { wia: [4711], pensioen: [], volledig: [] } };
    await startRapport(world, id);
    await pollRapport(other, id);
    expect((await rapportOf(world, id)).looncodes).toEqual(LOONCODES);
    expect(await assembleGegevensset(other, id)).toBe('compleet');
    const { werknemers, vragen } = await setOf(world, id);
    expect(werknemers.flatMap(({ looncodes = [] }) => looncodes.map(({ code }) => code))).toContain(1000);
    expect(vragen.map(({ code }) => code)).not.toContain('looncode-niet-geleverd');
  });

  it('with an empty list is ready at once', async () => {
    const { world, subject: id } = await worldWith((one) => partsDone(one));
    const empty = { ...world, looncodes: { wia: [], pensioen: [], volledig: [] } };
    await startRapport(empty, id);
    expect(await pollRapport(empty, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('is not started again by a second run of the step', async () => {
    const { world, subject: id } = await reported();
    const calls = countOf(world, START);
    const before = await uitwisselingOf(world, id);
    await startRapport(world, id);
    expect(countOf(world, START)).toBe(calls);
    expect(await uitwisselingOf(world, id)).toEqual(before);
  });

  it('keeps the lines of each employee', async () => {
    const { world, subject: id } = await reported();
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
    expect(linesOf(world, id, 1000)).toEqual(
      [1001, 1002, 1007].map((werknemerId) => ({
        runId: 811,
        code: 1000,
        omschrijving: 'Salaris',
        waarde: '100.00',
        werknemerId,
      })),
    );
    expect(linesOf(world, id, 2200)).toEqual([]);
  });

  it('is looked at again while it is busy, a task that is ready only once, with waits of at most 15 s', async () => {
    const { world, subject: id } = await worldWith((one) => partsDone(one));
    world.nmbrs.rapportRondes = 12;
    await startRapport(world, id);
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const outcome = await pollRapport(world, id);
      if (outcome.uitkomst !== 'bezig') throw new Error(outcome.uitkomst);
      waits.push(outcome.wachtSeconden);
      world.klok.advance(outcome.wachtSeconden * 1000);
    }
    expect(waits).toEqual([2, 3, 5, 7, 11, 15, 15, 15, 15, 15, 15, 15]);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('fetches a result once, also while another task is still busy', async () => {
    const { world, subject: id } = await reported();
    const { taken } = await rapportOf(world, id);
    const polled: string[] = [];
    const gateway: PayrollGateway = {
      open(login) {
        const payroll = world.gateway.open(login);
        return {
          ...payroll,
          pollLooncodeRapport: async (taakId, runId, looncodes) => {
            polled.push(taakId);
            if (taakId === taken[0]?.taakId) return payroll.pollLooncodeRapport(taakId, runId, looncodes);
            return { ok: true, value: { stand: 'bezig' } };
          },
        };
      },
    };
    expect(await pollRapport({ ...world, gateway }, id)).toMatchObject({ uitkomst: 'bezig' });
    expect(linesOf(world, id, 1000)).toHaveLength(3);
    polled.length = 0;
    await pollRapport({ ...world, gateway }, id);
    expect(polled).toEqual(taken.slice(1).map(({ taakId }) => taakId));
  });
});

describe('the report of all wage codes', () => {
  const ALL = 'Reports_GetWageCodesByRunCompany_v2_Background';
  const regel = (code: number) => LooncodeRegel.parse({ runId: 811, code, omschrijving: 'Loon', waarde: '1.00' });
  const activeWorld = () =>
    worldWith(async (world) => {
      world.nmbrs.runRapport = true;
      const looncodes = [4711, ...LOONCODES.toReversed()].map(regel);
      world.nmbrs.bedrijven = [company({ werknemers: [werknemer(7, { looncodes })] })];
      return partsDone(world);
    });
  const allLines = ({ opslag }: World, id: UitwisselingId): unknown =>
    ndjsonOf(opslag.objecten.get(rapportKey(id, 811, undefined)));
  const othersOf = ({ opslag }: World, id: UitwisselingId): unknown =>
    JSON.parse(textOf(opslag.objecten.get(overigeLooncodesKey(id, 811, undefined))));

  it('is one call per run where it is active, and keeps the same wage codes', async () => {
    const { world, subject: id } = await activeWorld();
    const [all, single] = [countOf(world, ALL), countOf(world, START)];
    await startRapport(world, id);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
    expect([countOf(world, ALL) - all, countOf(world, START) - single]).toEqual([1, 0]);
    expect(allLines(world, id)).toMatchObject(LOONCODES.map((code) => ({ werknemerId: 1007, code })));
  });

  it('keeps the lines of the list only, and of other codes the number', async () => {
    const { world, subject: id } = await activeWorld();
    await startRapport(world, id);
    await pollRapport(world, id);
    expect(JSON.stringify(allLines(world, id))).not.toContain('4711');
    expect(othersOf(world, id)).toEqual([4711]);
  });

  it('follows the setting, by the profile of the koppeling', async () => {
    const { world, subject: id } = await activeWorld();
    const looncodes = { wia: [2300, 4711], pensioen: [1000], volledig: [1400] };
    await startRapport({ ...world, looncodes }, id);
    await pollRapport({ ...world, looncodes }, id);
    expect(allLines(world, id)).toMatchObject([{ code: 2300 }, { code: 4711 }]);
    expect(othersOf(world, id)).toEqual(LOONCODES.filter((code) => code !== 2300));
  });

  it('that is not active costs one call, and the codes are asked for one by one', async () => {
    const { world, subject: id } = await fetchedWorld();
    const before = countOf(world, ALL);
    await startRapport(world, id);
    expect(countOf(world, ALL) - before).toBe(1);
    expect((await rapportOf(world, id)).taken).toHaveLength(LOONCODES.length);
  });

  it('that does not come in time is started again code by code', async () => {
    const { world, subject: id } = await activeWorld();
    world.nmbrs.rapportRondes = 1000;
    await startRapport(world, id);
    await lookedAt(world, id, 63);
    world.nmbrs.rapportRondes = 0;
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
    expect((await rapportOf(world, id)).taken.map(({ looncode }) => looncode)).toEqual(LOONCODES);
    expect(linesOf(world, id, 1000)).toMatchObject([{ code: 1000 }]);
  });

  it('of a login that is refused is for a person', async () => {
    const { world, subject: id } = await activeWorld();
    world.nmbrs.bedrijven = [];
    await expect(startRapport(world, id)).rejects.toMatchObject({ name: 'Refused', code: 'geen-toegang' });
  });
});

describe('a report that fails', () => {
  it('is started once more, then given up', async () => {
    const { world, subject: id } = await reported();
    world.nmbrs.mislukteLooncodes = [2200];
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'bezig', wachtSeconden: 2 });
    expect((await rapportOf(world, id)).pogingen).toBe(2);
    await expect(pollRapport(world, id)).rejects.toMatchObject({ name: 'Defect', code: 'rapport-mislukt' });
  });

  it('to come within a quarter of an hour is started once more', async () => {
    const { world, subject: id } = await reported();
    world.nmbrs.rapportRondes = 1000;
    const seconds = await lookedAt(world, id, 62);
    expect([seconds, (await rapportOf(world, id)).pogingen]).toEqual([883, 1]);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'bezig', wachtSeconden: 2 });
    expect(await rapportOf(world, id)).toMatchObject({ pogingen: 2, gestartOp: world.klok.now() });
    await lookedAt(world, id, 62);
    await expect(pollRapport(world, id)).rejects.toBeInstanceOf(Defect);
  });

  it('is not ready by tasks that another look has given up meanwhile', async () => {
    const { world, subject: id } = await reported();
    world.nmbrs.rapportRondes = 1000;
    await lookedAt(world, id, 62);
    const registratie: World['registratie'] = {
      ...world.registratie,
      async findUitwisseling(uitwisselingId) {
        const before = await world.registratie.findUitwisseling(uitwisselingId);
        if ((await rapportOf(world, id)).pogingen === 1) await pollRapport(world, id);
        world.nmbrs.rapportRondes = 0;
        return before;
      },
    };
    await expect(pollRapport({ ...world, registratie }, id)).rejects.toBeInstanceOf(Transient);
    expect((await rapportOf(world, id)).pogingen).toBe(2);
    expect(await pollRapport(world, id)).toEqual({ uitkomst: 'klaar' });
  });

  it('for a right that was switched off is for a person', async () => {
    const { world, subject: id } = await fetchedWorld();
    world.nmbrs.weigeringen = { [START]: { reden: 'recht-niet-actief', code: '1002' } };
    await expect(startRapport(world, id)).rejects.toMatchObject({ name: 'Refused' });
  });
});

describe('a report step that is cut off', () => {
  const lines = (world: World, id: UitwisselingId) => LOONCODES.map((looncode) => linesOf(world, id, looncode));

  it('while it starts the tasks ends with one set of tasks that is looked at', async () => {
    const { subject: id } = await fetchedWorld();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await fetchedWorld()).world,
      step: (world) => startRapport(world, id),
      endState: async (world) => {
        const { taken } = await rapportOf(world, id);
        await pollRapport(world, id);
        return [taken.length, lines(world, id)];
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('while it looks ends with the same lines', async () => {
    const { subject: id } = await reported();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await reported()).world,
      step: (world) => pollRapport(world, id),
      endState: async (world) => [lines(world, id), await endState(world, ID)],
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('lines of several runs', () => {
  it('are kept per run', async () => {
    const regel = (runId: number) =>
      LooncodeRegel.parse({ runId, code: 1000, omschrijving: 'Salaris', waarde: `${runId}.00` });
    const { world, subject: id } = await worldWith(async (one) => {
      const started811 = await started(one);
      one.nmbrs.bedrijven = [
        company({ runs: [run(811), run(812)], werknemers: [werknemer(1, { looncodes: [regel(811), regel(812)] })] }),
      ];
      await checkRun(one, started811);
      await startRapport(one, started811);
      return started811;
    });
    await pollRapport(world, id);
    expect(linesOf(world, id, 1000, 811)).toMatchObject([{ runId: RunId.parse(811), waarde: '811.00' }]);
    expect(linesOf(world, id, 1000, 812)).toMatchObject([{ runId: RunId.parse(812), waarde: '812.00' }]);
  });
});
