import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Kloktijdstip } from '../../../core/kalender/tijd.ts';
import { PayrollTijdvak, type Run } from '../../../core/nmbrs/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { carriedOut, completed, goedkeuren, koppelingOf, started, uitwisselingOf } from '../way.ts';
import { company, createWorld, run, type World } from '../world.ts';

// What is noted of a look at the runs, and of which year's runs it is.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const exchangeOf = (tijdvakId: string): UitwisselingId => uitwisselingIdOf(KOPPELING, TijdvakId.parse(tijdvakId), 1);
const nmbrsIs = (world: World, runs: readonly Run[], tijdvak?: object): void => {
  world.nmbrs.bedrijven = [
    company({ runs, ...(tijdvak === undefined ? {} : { tijdvak: PayrollTijdvak.parse(tijdvak) }) }),
  ];
};
const lastAudit = async (world: World) => (await world.registratie.listAudit(ID)).at(-1);

async function november(...runs: readonly Run[]) {
  const world = createWorld();
  const id = await started(world, goedkeuren('verzuim'));
  nmbrsIs(world, runs);
  return { world, id };
}
/** As it is stored: what is absent is not there at all. */
async function begunWith(...runs: readonly Run[]) {
  const { world, id } = await november(...runs);
  await checkRun(world, id);
  const begun = await uitwisselingOf(world, id);
  if (begun.status !== 'loopt') throw new Error(`it is ${begun.status}`);
  return begun;
}

describe('an exchange that begins', () => {
  it('notes of a run no more than there is', async () => {
    const begun = await begunWith(run(811));
    expect(begun.runs).toStrictEqual([{ runId: 811 }]);
    expect(begun).not.toHaveProperty('runsZonderTijdvak');
  });

  it('notes when a run was run, and over which periods when they are several', async () => {
    const gedraaidOp = Kloktijdstip.parse('2026-11-27T10:00:00');
    const begun = await begunWith(run(811, { gedraaidOp, tijdvakVan: 10, tijdvakTot: 11 }));
    expect(begun.runs).toStrictEqual([{ runId: 811, gedraaidOp, tijdvakVan: 10, tijdvakTot: 11 }]);
  });

  it('notes a run of no period, of its own year alone', async () => {
    const stray = { tijdvakVan: 13, tijdvakTot: 13 };
    const begun = await begunWith(run(811), run(814, stray), run(714, { ...stray, jaar: 2025 }));
    expect(begun.runsZonderTijdvak).toStrictEqual([{ runId: 814, jaar: 2026, tijdvak: 13 }]);
  });
});

describe('the first period of a year', () => {
  it('notes what counts in no period of the year before, by the verloning of that year', async () => {
    const december = run(812, { tijdvakVan: 12, tijdvakTot: 12 });
    const world = createWorld({ bedrijven: [company({ runs: [run(811), december] })] });
    await completed(world, goedkeuren('verzuim'));
    world.klok.set('2027-01-12T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    const volgende = { ...koppeling.volgende, tijdvakId: TijdvakId.parse('2027-P01') };
    const verloningen = [{ vanafJaar: 2027, verloning: 'vierwekelijks' as const }];
    await world.registratie.replaceKoppeling(
      { ...koppeling, versie: koppeling.versie + 1, volgende, verloningen },
      regel,
    );
    world.klok.set('2027-02-11T06:00:00.000Z');
    // The thirteenth of 2026 is of no month; it would have been a period of four weeks.
    const runs = [run(813, { tijdvakVan: 13, tijdvakTot: 13 }), run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 })];
    nmbrsIs(world, runs, { jaar: 2027, nummer: 2, verloning: 'vierwekelijks' });
    await startWhenDue(world, KOPPELING);
    expect(await checkRun(world, exchangeOf('2027-P01'))).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, exchangeOf('2027-P01'))).toMatchObject({
      runIds: [901],
      runsZonderTijdvak: [{ runId: 813, jaar: 2026, tijdvak: 13 }],
    });
  });
});

describe('an exchange that waits', () => {
  it('says for what in the audit trail: a run', async () => {
    const { world, id } = await november();
    await checkRun(world, id);
    expect(await lastAudit(world)).toMatchObject({ wat: 'uitwisseling.wacht-op-run', waarom: id });
  });

  it('says for what in the audit trail: the verloning', async () => {
    const { world, id } = await november(run(811));
    nmbrsIs(world, [run(811)], { jaar: 2026, nummer: 12, verloning: 'vierwekelijks' });
    await checkRun(world, id);
    expect(await lastAudit(world)).toMatchObject({ wat: 'uitwisseling.wacht-op-verloning', waarom: id });
  });
});

describe('a period that is passed over', () => {
  it('says by which run, and ends as passed over', async () => {
    const { world, id } = await november(run(811, { nummer: 4, tijdvakVan: 11, tijdvakTot: 12 }));
    await checkRun(world, id);
    expect((await koppelingOf(world, ID)).overgeslagen).toEqual([
      {
        ...{ tijdvakId: '2026-M11', oorzaak: 'run-over-meer-tijdvakken' },
        reden: 'Run 4 in Nmbrs gaat over de tijdvakken 11 t/m 12.',
      },
    ]);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'overgeslagen' });
  });
});

describe('an exchange that has ended', () => {
  it('is left as it is, and Nmbrs is not asked', async () => {
    const world = createWorld();
    const id = await completed(world);
    const before = await uitwisselingOf(world, id);
    world.nmbrs.bedrijven = [];
    world.nmbrs.weigeringen = { Company_GetCurrentPeriod: { reden: 'recht-niet-actief', code: '1002' } };
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    expect(await uitwisselingOf(world, id)).toEqual(before);
  });
});
