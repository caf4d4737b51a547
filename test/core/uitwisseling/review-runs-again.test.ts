import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Kloktijdstip, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import type { Run } from '../../../core/nmbrs/payroll.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { reviewRuns } from '../../../core/uitwisseling/review-runs.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { LEVERING_AFGEKEURD } from '../../../core/uitwisseling/uitwisseling.ts';
import { completed, koppelingOf, realised, uitwisselingOf, worldWith } from '../way.ts';
import { company, createWorld, run, type World } from '../world.ts';

// What makes a delivered period another one, at its edges: one run of several, a moment that is not told, a moment that is equal.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const NOVEMBER = TijdvakId.parse('2026-M11');
const SECOND = uitwisselingIdOf(KOPPELING, NOVEMBER, 2);
const RUN_AT = Kloktijdstip.parse('2026-11-27T10:00:00');
const OTHER_AT = Kloktijdstip.parse('2026-11-28T10:00:00');
const LATER = Kloktijdstip.parse('2026-12-14T16:30:00');
const REJECTED_ON = Tijdstip.parse('2026-12-15T03:30:00.000Z');

const runsAre = (world: World, ...runs: readonly Run[]): void => {
  world.nmbrs.bedrijven = [company({ runs })];
};

/** November was delivered on 10 December with these runs; it is the morning of the 15th. */
async function delivered(...runs: readonly Run[]) {
  const { world } = await worldWith((one) => {
    runsAre(one, ...runs);
    return completed(one);
  });
  world.klok.set(REJECTED_ON);
  return { world, review: () => reviewRuns(world, KOPPELING) };
}

async function change(world: World, over: Partial<Koppeling>): Promise<void> {
  const koppeling = await koppelingOf(world, ID);
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
  await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, ...over }, regel);
}

describe('runs that are looked at', () => {
  it('are none before the first delivery, nor of a koppeling that nobody knows: Nmbrs is not asked', async () => {
    const world = createWorld();
    const { koppelingId } = await realised(world);
    world.nmbrs.bedrijven = [];
    expect(await reviewRuns(world, koppelingId)).toBe('ongewijzigd');
    const unknown = koppelingIdOf(AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000099'));
    expect(await reviewRuns(world, unknown)).toBe('ongewijzigd');
  });
});

describe('of several runs', () => {
  const one = run(811, { gedraaidOp: RUN_AT });
  const two = run(812, { gedraaidOp: OTHER_AT });

  it('each is held against itself: none changed', async () => {
    const { review } = await delivered(one, two);
    expect(await review()).toBe('ongewijzigd');
  });

  it.each([
    ['the first', [{ ...one, gedraaidOp: LATER }, two]],
    ['the last', [one, { ...two, gedraaidOp: LATER }]],
    ['one that was replaced', [one, run(819)]],
  ])('one that changed is enough: %s', async (_which, runs) => {
    const { world, review } = await delivered(one, two);
    runsAre(world, ...runs);
    expect(await review()).toBe('nieuwe-versie');
    expect((await koppelingOf(world, ID)).inhalen).toBeUndefined();
  });
});

describe('a moment that was not told', () => {
  it('when the data was fetched says nothing by now', async () => {
    const { world, review } = await delivered(run(811));
    runsAre(world, run(811, { gedraaidOp: LATER }));
    expect(await review()).toBe('ongewijzigd');
  });

  it('with the exchange, which is from before it was noted, says nothing either', async () => {
    const { world } = await delivered(run(811, { gedraaidOp: RUN_AT }));
    const registratie: World['registratie'] = {
      ...world.registratie,
      listUitwisselingen: async (id) =>
        (await world.registratie.listUitwisselingen(id)).map((exchange) => {
          if (!('runs' in exchange)) return exchange;
          const { runs: _unknown, ...rest } = exchange;
          return rest;
        }),
    };
    expect(await reviewRuns({ ...world, registratie }, KOPPELING)).toBe('ongewijzigd');
  });
});

describe('that a run was seen open', () => {
  it.each([
    ['before the version was started', '2026-12-01T00:00:00.000Z', 'ongewijzigd'],
    ['at the moment at which it was started', undefined, 'ongewijzigd'],
    ['after that', '2026-12-14T00:00:00.000Z', 'nieuwe-versie'],
  ])('%s gives: %#', async (_when, op, expected) => {
    const { world, review } = await delivered(run(811, { gedraaidOp: RUN_AT }));
    const first = await uitwisselingOf(world, uitwisselingIdOf(KOPPELING, NOVEMBER, 1));
    if (first.status !== 'voltooid') throw new Error('not delivered');
    const ontgrendeldGezienOp = op === undefined ? first.gestartOp : Tijdstip.parse(op);
    await change(world, { herziening: { tijdvakId: NOVEMBER, ontgrendeldGezienOp } });
    expect(await review()).toBe(expected);
  });
});

describe('a change while another exchange is open', () => {
  it('is noted beside what was asked for already, with its reason, and starts nothing', async () => {
    const { world, review } = await delivered(run(811, { gedraaidOp: RUN_AT }));
    const october = { tijdvakId: TijdvakId.parse('2026-M10'), na: 1 };
    world.klok.set('2027-01-11T09:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await change(world, { inhalen: [october] });
    runsAre(world, run(811, { gedraaidOp: LATER }));
    expect(await review()).toBe('bezig');
    expect((await koppelingOf(world, ID)).inhalen).toEqual([
      october,
      { tijdvakId: NOVEMBER, na: 1, aanleiding: 'nieuwe-run' },
    ]);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      wat: 'uitwisseling.inhalen-gevraagd',
      waarom: '2026-M11: nieuwe run',
    });
    expect(await world.registratie.findUitwisseling(SECOND)).toBeUndefined();
  });
});

describe('a new version that a person rejected', () => {
  /** It failed at `REJECTED_ON`; the next morning the runs are looked at again. */
  async function rejected(...runs: readonly Run[]) {
    const { world, review } = await delivered(run(811, { gedraaidOp: RUN_AT }), run(812, { gedraaidOp: RUN_AT }));
    runsAre(world, ...runs);
    expect(await review()).toBe('nieuwe-versie');
    await failUitwisseling(world, SECOND, LEVERING_AFGEKEURD);
    world.klok.advance(86_400_000);
    return { world, review };
  }
  const changed = (gedraaidOp = LATER) => [run(811, { gedraaidOp: RUN_AT }), run(812, { gedraaidOp })];

  it.each([
    ['on the day before', '2026-12-14T23:59:59', 'ongewijzigd'],
    ['in the first second of the day', '2026-12-15T00:00:00', 'nieuwe-versie'],
    ['the day after', '2026-12-16T00:00:00', 'nieuwe-versie'],
  ])('is tried again when one of the runs was run %s: %s, %s', async (_when, at, expected) => {
    const { world, review } = await rejected(...changed());
    runsAre(world, ...changed(Kloktijdstip.parse(at)));
    expect(await review()).toBe(expected);
  });

  it('is not tried again for a run that does not tell when it was run', async () => {
    const { world, review } = await rejected(run(819));
    expect(await review()).toBe('ongewijzigd');
    expect(await world.registratie.findUitwisseling(uitwisselingIdOf(KOPPELING, NOVEMBER, 3))).toBeUndefined();
  });

  it.each([
    ['before it', '2026-12-14T00:00:00.000Z', 'ongewijzigd'],
    ['at that very moment', REJECTED_ON, 'ongewijzigd'],
    ['after it', '2026-12-15T03:30:00.001Z', 'nieuwe-versie'],
  ])('is tried again when a run was seen open %s: %s, %s', async (_when, op, expected) => {
    const { world, review } = await rejected(...changed());
    await change(world, { herziening: { tijdvakId: NOVEMBER, ontgrendeldGezienOp: Tijdstip.parse(op) } });
    expect(await review()).toBe(expected);
  });

  it('of another period does not matter', async () => {
    const { world, review } = await delivered(run(811, { gedraaidOp: RUN_AT }));
    world.klok.set('2027-01-11T09:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await failUitwisseling(world, uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M12'), 1), LEVERING_AFGEKEURD);
    runsAre(world, run(811, { gedraaidOp: LATER }));
    expect(await review()).toBe('nieuwe-versie');
  });
});
