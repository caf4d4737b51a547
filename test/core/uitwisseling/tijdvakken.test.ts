import { describe, expect, it } from 'vitest';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { aandachtVoor } from '../../../core/beheer/aandacht.ts';
import { changeVerloning } from '../../../core/beheer/change-verloning.ts';
import { fetchAgain } from '../../../core/beheer/fetch-again.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak, type Run } from '../../../core/nmbrs/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { skipTijdvak } from '../../../core/uitwisseling/skip-tijdvak.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { setOf } from '../deliveries.ts';
import { endState } from '../end-state.ts';
import { carriedOut, completed, goedkeuren, koppelingOf, started, uitwisselingOf } from '../way.ts';
import { ASSESSORS, company, createWorld, run, type World, werknemer } from '../world.ts';

// Which runs belong to which period, and what becomes of a period of which none will come.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const NOVEMBER = TijdvakId.parse('2026-M11');
const december = run(812, { tijdvakVan: 12, tijdvakTot: 12 });

const nmbrsIs = (world: World, runs: readonly Run[], tijdvak?: object): void => {
  world.nmbrs.bedrijven = [
    company({ runs, ...(tijdvak === undefined ? {} : { tijdvak: PayrollTijdvak.parse(tijdvak) }) }),
  ];
};
const exchangeOf = (tijdvakId: string, versie = 1): UitwisselingId =>
  uitwisselingIdOf(KOPPELING, TijdvakId.parse(tijdvakId), versie);
const subjectsOf = ({ post }: World) =>
  post.verzonden.map(({ aan, onderwerp }) => `${aan} ${onderwerp.split(' – ')[0]}`);
const codesOf = async (world: World) =>
  aandachtVoor(
    await koppelingOf(world, ID),
    await world.registratie.listUitwisselingen(KOPPELING),
    world.klok.now(),
  ).map(({ code }) => code);

/** November is planned, and Nmbrs has these runs. */
async function november(...runs: readonly Run[]) {
  const world = createWorld();
  const id = await started(world, goedkeuren('verzuim'));
  nmbrsIs(world, runs);
  world.post.forget();
  return { world, id };
}

const skip = (world: World, tijdvakId: TijdvakId = NOVEMBER) =>
  skipTijdvak(world, { koppelingId: KOPPELING, tijdvakId, reden: 'Seizoenbedrijf.', beoordelaar: 'b-1' });

describe('a period without a run', () => {
  it('is told to a.s.r. as soon as a later period has a locked one, once', async () => {
    const { world, id } = await november();
    await checkRun(world, id);
    expect(await codesOf(world)).toEqual(['wacht-op-run']);
    world.post.forget();
    nmbrsIs(world, [december]);
    await checkRun(world, id);
    await checkRun(world, id);
    expect(subjectsOf(world)).toEqual([`${ASSESSORS} Salariskoppeling: een tijdvak zonder run`]);
    expect(JSON.stringify(world.post.verzonden)).toMatch(
      new RegExp(`sla november 2026 .2026-M11. dan over.*${KOPPELING}`),
    );
    expect(await codesOf(world)).toEqual(['tijdvak-zonder-run']);
  });

  it('that is the last of its year looks for a later one in the next year', async () => {
    const { world } = await november(run(811));
    await carriedOut(world, exchangeOf('2026-M11'));
    world.post.forget();
    world.klok.set('2027-02-11T06:00:00.000Z');
    nmbrsIs(world, [run(811), run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 })]);
    await startWhenDue(world, KOPPELING);
    await checkRun(world, exchangeOf('2026-M12'));
    expect(subjectsOf(world)).toContain(`${ASSESSORS} Salariskoppeling: een tijdvak zonder run`);
  });

  it('is passed over by a.s.r.: the next one is exchanged, and its set names it with the reason', async () => {
    const { world, id } = await november();
    await checkRun(world, id);
    world.klok.set('2027-01-12T06:00:00.000Z');
    nmbrsIs(world, [december]);
    expect(await skip(world)).toMatchObject({ uitkomst: 'overgeslagen', volgende: { tijdvakId: '2026-M12' } });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'overgeslagen' });
    const next = exchangeOf('2026-M12');
    expect((await uitwisselingOf(world, next)).status).toBe('gepland');
    await carriedOut(world, next);
    expect((await setOf(world, next)).manifest.overgeslagen).toEqual([
      { tijdvakId: '2026-M11', oorzaak: 'geen-run', reden: 'Seizoenbedrijf.' },
    ]);
    const regels = await world.registratie.listAudit(ID);
    expect(regels.find(({ wat }) => wat === 'koppeling.tijdvak-overgeslagen')).toMatchObject({
      wie: 'beoordelaar:b-1',
      waarom: '2026-M11: Seizoenbedrijf.',
    });
  });

  it('is passed over once, however often it is asked', async () => {
    const { world } = await november();
    await skip(world);
    expect(await skip(world)).toMatchObject({ uitkomst: 'overgeslagen', volgende: { tijdvakId: '2026-M12' } });
    expect((await koppelingOf(world, ID)).overgeslagen).toHaveLength(1);
  });

  it('is passed over whole after a crash anywhere, when it is asked again', async () => {
    const prepare = async () => {
      const { world, id } = await november();
      await checkRun(world, id);
      return world;
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world) => skip(world),
      endState: (world) => endState(world, ID, exchangeOf('2026-M11')),
    });
    expect(calls.length).toBeGreaterThan(4);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it.each([
    ['that is not the next one', '2026-M12', 'tijdvak-niet-aan-de-beurt'],
    ['of another kind', '2026-P11', 'tijdvak-niet-aan-de-beurt'],
  ])('%s is not passed over', async (_what, tijdvakId, code) => {
    const { world } = await november();
    const outcome = await skip(world, TijdvakId.parse(tijdvakId));
    expect(outcome).toMatchObject({ uitkomst: 'ongeldig', fouten: [{ veld: 'tijdvak', code }] });
  });

  it('that is not over yet is not passed over, nor one whose data is being fetched', async () => {
    const { world, id } = await november(run(811));
    await checkRun(world, id);
    expect(await skip(world)).toEqual({ uitkomst: 'begonnen' });
    await carriedOut(world, id);
    world.klok.set('2026-12-31T12:00:00.000Z');
    expect(await skip(world, TijdvakId.parse('2026-M12'))).toMatchObject({
      fouten: [{ code: 'tijdvak-niet-voorbij' }],
    });
  });
});

describe('who worked only in a period that was passed over', () => {
  const dienst = (begin: string, eind: string) => ({
    ...werknemer(3, { dienstverbanden: [Dienstverband.parse({ begin, eind })] }),
    soort: 'uit-dienst' as const,
  });
  const told = async (world: World, tijdvakId: string) =>
    (await setOf(world, exchangeOf(tijdvakId))).mutaties
      .filter(({ werknemerId }) => werknemerId === 1003)
      .map(({ soort, ...one }) => [soort, 'ingangsdatum' in one ? one.ingangsdatum : undefined]);

  it('is told of in the next set', async () => {
    const world = createWorld({ bedrijven: [company({ runs: [run(811), december] })] });
    await completed(world, goedkeuren('verzuim'));
    world.klok.set('2027-02-11T06:00:00.000Z');
    expect(await skip(world, TijdvakId.parse('2026-M12'))).toMatchObject({ uitkomst: 'overgeslagen' });
    const people = [...company().werknemers, dienst('2026-12-03', '2026-12-20')];
    const runs = [run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 })];
    world.nmbrs.bedrijven = [company({ runs, werknemers: people })];
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2027-M01'));
    expect(await told(world, '2027-M01')).toEqual([
      ['in-dienst', '2026-12-03'],
      ['uit-dienst', '2026-12-20'],
    ]);
  });

  it('is in the first set when the period before it was the first one', async () => {
    const { world } = await november();
    await skip(world);
    world.klok.set('2027-01-12T06:00:00.000Z');
    nmbrsIs(world, [december]);
    world.nmbrs.bedrijven = [
      company({ runs: [december], werknemers: [...company().werknemers, dienst('2026-11-03', '2026-11-20')] }),
    ];
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    const { werknemers } = await setOf(world, exchangeOf('2026-M12'));
    expect(werknemers.map(({ werknemerId }) => werknemerId)).toContain(1003);
  });
});

describe('a run over several periods', () => {
  it('counts in the last one, and those before it are passed over by themselves', async () => {
    const { world, id } = await november(run(811, { tijdvakVan: 11, tijdvakTot: 12 }));
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2026-M12');
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: '2026-M12' }]);
    world.klok.set('2027-01-12T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    const { manifest } = await setOf(world, exchangeOf('2026-M12'));
    expect(manifest).toMatchObject({
      runIds: [811],
      langereRuns: [{ runId: 811, tijdvakVan: 11, tijdvakTot: 12 }],
      overgeslagen: [{ tijdvakId: '2026-M11', oorzaak: 'run-over-meer-tijdvakken' }],
    });
  });

  it('of which the last is not exchanged any more is told of in the last one that is', async () => {
    const { world, id } = await november(run(811, { tijdvakVan: 11, tijdvakTot: 12 }));
    world.klok.set('2026-11-26T09:00:00.000Z');
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-11-30') });
    world.klok.set('2026-12-10T06:00:00.000Z');
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'loopt', runIds: [811] });
  });

  it('beside one of the period itself holds nothing up', async () => {
    const { world, id } = await november(run(811), run(812, { tijdvakVan: 11, tijdvakTot: 12 }));
    await checkRun(world, id);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'loopt', runIds: [811] });
  });
});

describe('a run that belongs to no period', () => {
  const stray = run(814, { tijdvakVan: 13, tijdvakTot: 13 });

  it('is a question beside the set and a point of attention, and pays for nobody', async () => {
    const { world, id } = await november(run(811), stray);
    await carriedOut(world, id);
    const { manifest, vragen } = await setOf(world, id);
    expect(manifest.runIds).toEqual([811]);
    expect(vragen.filter(({ code }) => code === 'run-zonder-tijdvak')).toMatchObject([
      { tekst: expect.stringContaining('tijdvak 13 van 2026') },
    ]);
    expect(await codesOf(world)).toContain('run-zonder-tijdvak');
  });

  it('and is not final is none yet', async () => {
    const { world, id } = await november(run(811), { ...stray, vergrendeld: false });
    await carriedOut(world, id);
    expect((await setOf(world, id)).vragen.map(({ code }) => code)).not.toContain('run-zonder-tijdvak');
  });

  it('that came after the last set of its year is asked about beside the first one of the next', async () => {
    const { world, id } = await november(run(811), december);
    await carriedOut(world, id);
    world.klok.set('2027-01-12T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    world.klok.set('2027-02-11T06:00:00.000Z');
    nmbrsIs(world, [december, stray, run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 })]);
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2027-M01'));
    expect((await setOf(world, exchangeOf('2027-M01'))).vragen.map(({ code }) => code)).toContain('run-zonder-tijdvak');
  });

  it('and begins in the last period counts there', async () => {
    const { world, id } = await november(run(811));
    await carriedOut(world, id);
    world.klok.set('2027-01-12T06:00:00.000Z');
    nmbrsIs(world, [run(812, { tijdvakVan: 12, tijdvakTot: 13 })]);
    await startWhenDue(world, KOPPELING);
    await checkRun(world, exchangeOf('2026-M12'));
    expect(await uitwisselingOf(world, exchangeOf('2026-M12'))).toMatchObject({ status: 'loopt', runIds: [812] });
  });
});

describe('another verloning in Nmbrs', () => {
  const P1 = run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 });
  const weekly = { jaar: 2027, nummer: 5 };
  const fourWeekly = { jaar: 2027, nummer: 2, verloning: 'vierwekelijks' };
  const change = (world: World, over: object = {}) =>
    changeVerloning(world, {
      ...{
        koppelingId: KOPPELING,
        verloning: 'vierwekelijks',
        vanafJaar: 2027,
        reden: 'Overstap.',
        beoordelaar: 'b-1',
      },
      ...over,
    });

  /** December was delivered, and the gate of January is reached. */
  async function january(tijdvak: object) {
    const world = createWorld({ bedrijven: [company({ runs: [run(811), december] })] });
    await completed(world, goedkeuren('verzuim'));
    world.klok.set('2027-01-12T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    world.klok.set('2027-02-11T06:00:00.000Z');
    world.post.forget();
    nmbrsIs(world, [P1], tijdvak);
    await startWhenDue(world, KOPPELING);
    return { world, outcome: await checkRun(world, exchangeOf('2027-M01')) };
  }

  it.each([
    ['vierwekelijks', fourWeekly, 'per vier weken'],
    ['per week', weekly, 'per week'],
  ])(
    'stops the exchange before anything is fetched, and is told to the office and to a.s.r.: %s',
    async (_kind, nmbrs, words) => {
      const { world, outcome } = await january(nmbrs);
      expect(outcome).toMatchObject({ uitkomst: 'wacht' });
      await checkRun(world, exchangeOf('2027-M01'));
      expect(subjectsOf(world)).toEqual([
        'salaris@duinzicht.example Salariskoppeling: de verloning is in Nmbrs anders',
        `${ASSESSORS} Salariskoppeling: andere verloning in Nmbrs`,
      ]);
      expect(JSON.stringify(world.post.verzonden)).toContain(words);
      expect(await codesOf(world)).toEqual(['verloning-wijkt-af']);
    },
  );

  it('is noted by a.s.r., and the exchange goes on with the first period of the other kind', async () => {
    const { world } = await january(fourWeekly);
    expect(await change(world)).toMatchObject({ uitkomst: 'gewijzigd', volgende: { tijdvakId: '2027-P01' } });
    expect(await uitwisselingOf(world, exchangeOf('2027-M01'))).toMatchObject({ status: 'vervallen' });
    await carriedOut(world, exchangeOf('2027-P01'));
    const { manifest } = await setOf(world, exchangeOf('2027-P01'));
    expect(manifest).toMatchObject({
      vorige: { tijdvakId: '2026-M12' },
      tijdvak: { begin: '2027-01-01', eind: '2027-01-31' },
    });
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2027-P02');
    expect(await codesOf(world)).toEqual([]);
  });

  it('is noted in the year before: what is left of that year stays as it was', async () => {
    const { world, id } = await november(run(811));
    expect(await change(world)).toMatchObject({ volgende: { tijdvakId: '2026-M11' } });
    await carriedOut(world, id);
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2026-M12');
    world.klok.set('2027-01-12T06:00:00.000Z');
    nmbrsIs(world, [december], fourWeekly);
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, exchangeOf('2026-M12'));
    expect((await koppelingOf(world, ID)).volgende.tijdvakId).toBe('2027-P01');
  });

  it('strikes off what was asked for of a period that is none any more, and the other one begins', async () => {
    const { world } = await january(fourWeekly);
    const formulier = Opnieuwformulier.parse({ van: '2027-M01', reden: 'nog eens' });
    await fetchAgain(world, { koppelingId: KOPPELING, formulier, beoordelaar: 'b-1' });
    await change(world);
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
    expect((await uitwisselingOf(world, exchangeOf('2027-P01'))).status).toBe('gepland');
    expect(await world.registratie.findUitwisseling(exchangeOf('2027-M01', 2))).toBeUndefined();
  });

  it('met by a delivered period that is asked for again lapses once, and is struck off', async () => {
    const { world, id } = await november(run(811));
    await carriedOut(world, id);
    nmbrsIs(world, [run(811)], { jaar: 2026, nummer: 13, verloning: 'vierwekelijks' });
    const formulier = Opnieuwformulier.parse({ van: '2026-M11', reden: 'nog eens' });
    await fetchAgain(world, { koppelingId: KOPPELING, formulier, beoordelaar: 'b-1' });
    expect(await checkRun(world, exchangeOf('2026-M11', 2))).toEqual({ uitkomst: 'vervallen' });
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
    expect(await world.registratie.findUitwisseling(exchangeOf('2026-M11', 3))).toBeUndefined();
  });

  it('back to the old one is an ordinary change too; asked twice is once', async () => {
    const { world } = await january(fourWeekly);
    await change(world);
    expect(await change(world)).toMatchObject({ volgende: { tijdvakId: '2027-P01' } });
    expect(await change(world, { verloning: 'maandelijks' })).toMatchObject({ volgende: { tijdvakId: '2027-M01' } });
  });

  it('asked twice at the same moment leaves what the faster one started', async () => {
    const { world } = await january(fourWeekly);
    const before = await koppelingOf(world, ID);
    await change(world);
    let looks = 0;
    const findKoppeling: typeof world.registratie.findKoppeling = async (id) => {
      looks += 1;
      return looks === 1 ? before : world.registratie.findKoppeling(id);
    };
    const late: World = { ...world, registratie: { ...world.registratie, findKoppeling } };
    expect(await change(late)).toMatchObject({ uitkomst: 'gewijzigd', volgende: { tijdvakId: '2027-P01' } });
    expect(await uitwisselingOf(world, exchangeOf('2027-P01'))).toMatchObject({ status: 'gepland' });
    expect(await world.registratie.findUitwisseling(exchangeOf('2027-P01', 2))).toBeUndefined();
  });

  it.each([2025, 2026])('from a year of which a period was exchanged is refused: %i', async (vanafJaar) => {
    const { world } = await november();
    expect(await change(world, { vanafJaar })).toMatchObject({
      uitkomst: 'ongeldig',
      fouten: [{ veld: 'vanafJaar', code: 'jaar-al-begonnen' }],
    });
  });

  it('is not taken for one while Nmbrs is still in the year before, or in the next already', async () => {
    const { world, id } = await november(run(811));
    nmbrsIs(world, [run(811)], fourWeekly);
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'run-vergrendeld' });
  });
});
