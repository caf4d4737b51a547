import { describe, expect, it } from 'vitest';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { Run } from '../../../core/nmbrs/payroll.ts';
import {
  isLaterVergrendeld,
  langereRunOver,
  lockedRunsOf,
  overRunZonderTijdvak,
  runsOf,
  runsZonderTijdvak,
  tijdvakVan,
} from '../../../core/nmbrs/tijdvak-runs.ts';

const NOVEMBER = tijdvakOf('maandelijks', 2026, 11);
const DECEMBER = tijdvakOf('maandelijks', 2026, 12);
const P13 = tijdvakOf('vierwekelijks', 2026, 13);
const run = (runId: number, van: number, tot = van, over: object = {}): Run =>
  Run.parse({ runId, nummer: 1, jaar: 2026, tijdvakVan: van, tijdvakTot: tot, vergrendeld: true, ...over });
const idsOf = (runs: readonly Run[]): number[] => runs.map(({ runId }) => runId);

describe('the runs that count in a period', () => {
  it.each([
    ['its own', NOVEMBER, run(1, 11), true],
    ['that of the period before', NOVEMBER, run(1, 10), false],
    ['that of the period after', NOVEMBER, run(1, 12), false],
    ['that of the same number a year before', NOVEMBER, run(1, 11, 11, { jaar: 2025 }), false],
    ['that of the same number a year later', NOVEMBER, run(1, 11, 11, { jaar: 2027 }), false],
    ['a longer one that ends in it', NOVEMBER, run(1, 9, 11), true],
    ['a longer one that begins in it', NOVEMBER, run(1, 11, 12), false],
    ['one over the whole year, in its last period', DECEMBER, run(1, 1, 12), true],
    ['one from the last period into what follows it', DECEMBER, run(1, 12, 13), true],
    ['one that begins after the last period', DECEMBER, run(1, 13), false],
    ['one that begins before the first', NOVEMBER, run(1, 0, 11), false],
    ['one from the first period on', NOVEMBER, run(1, 1, 11), true],
    ['the thirteenth of a four-weekly year', P13, run(1, 13), true],
    ['the fourteenth of a four-weekly year', P13, run(1, 14), false],
    ['week 53 counted on to the thirteenth', P13, run(1, 13, 14), true],
  ])('%s', (_name, tijdvak, one, expected) => {
    expect(runsOf(tijdvak, [one])).toEqual(expected ? [one] : []);
  });

  it('are in the order of their numbers, and of their ids where those are equal', () => {
    const runs = [
      run(5, 11, 11, { nummer: 3 }),
      run(9, 11, 11, { nummer: 2 }),
      run(4, 11, 11, { nummer: 2 }),
      run(6, 11),
    ];
    expect(idsOf(runsOf(NOVEMBER, runs))).toEqual([6, 4, 9, 5]);
  });

  it('are final when they are locked', () => {
    expect(idsOf(lockedRunsOf(NOVEMBER, [run(1, 11), run(2, 11, 11, { vergrendeld: false }), run(3, 12)]))).toEqual([
      1,
    ]);
  });
});

describe('a longer run over a period', () => {
  it.each([
    ['that begins in it', run(1, 11, 12), true],
    ['that begins before it', run(1, 9, 12), true],
    ['that begins after it', run(1, 12, 12), false],
    ['that ends in it', run(1, 9, 11), false],
    ['that ends before it', run(1, 9, 10), false],
    ['that is not locked', run(1, 11, 12, { vergrendeld: false }), false],
    ['that ends in it and counts in no period', run(1, 0, 11), false],
    ['of the year before', run(1, 11, 12, { jaar: 2025 }), false],
    ['of the year after', run(1, 11, 12, { jaar: 2027 }), false],
  ])('%s', (_name, one, expected) => {
    expect(langereRunOver(NOVEMBER, [one])).toEqual(expected ? one : undefined);
  });

  it('does not matter beside a run of its own, locked or not', () => {
    expect(langereRunOver(NOVEMBER, [run(1, 11, 12), run(2, 11)])).toBeUndefined();
    expect(langereRunOver(NOVEMBER, [run(1, 11, 12), run(2, 11, 11, { vergrendeld: false })])).toBeUndefined();
  });

  it('never counts beyond the last period of the year', () => {
    expect(langereRunOver(DECEMBER, [run(1, 12, 13)])).toBeUndefined();
    expect(tijdvakVan(NOVEMBER, run(1, 12, 13)).tijdvakId).toBe('2026-M12');
    expect(tijdvakVan(NOVEMBER, run(1, 10, 12)).tijdvakId).toBe('2026-M12');
    expect(tijdvakVan(P13, run(1, 11, 12)).tijdvakId).toBe('2026-P12');
  });
});

describe('a run of a later period', () => {
  it.each([
    ['the same one', run(1, 11), false],
    ['the next one', run(1, 12), true],
    ['the next one, not locked', run(1, 12, 12, { vergrendeld: false }), false],
    ['one before it', run(1, 10), false],
    ['one that begins in it and ends later', run(1, 11, 12), false],
    ['one of the next year', run(1, 1, 1, { jaar: 2027 }), true],
    ['one of the next year, not locked', run(1, 1, 1, { jaar: 2027, vergrendeld: false }), false],
    ['a later number of the year before', run(1, 12, 12, { jaar: 2025 }), false],
  ])('is final: %s', (_name, one, expected) => {
    expect(isLaterVergrendeld(NOVEMBER, [run(2, 1), one])).toBe(expected);
  });

  it('is not there without runs', () => {
    expect(isLaterVergrendeld(NOVEMBER, [])).toBe(false);
  });
});

describe('a run that counts in no period', () => {
  it.each([
    ['maandelijks', 0, true],
    ['maandelijks', 1, false],
    ['maandelijks', 12, false],
    ['maandelijks', 13, true],
    ['vierwekelijks', 13, false],
    ['vierwekelijks', 14, true],
  ] as const)('%s, number %i: %s', (verloning, nummer, expected) => {
    expect(idsOf(runsZonderTijdvak(verloning, [run(1, nummer)]))).toEqual(expected ? [1] : []);
  });

  it('is told of when it is final', () => {
    expect(runsZonderTijdvak('maandelijks', [run(1, 13, 13, { vergrendeld: false })])).toEqual([]);
    expect(overRunZonderTijdvak({ jaar: 2026, tijdvak: 14 })).toBe(
      'In Nmbrs staat een vergrendelde run van tijdvak 14 van 2026. Dat tijdvak bestaat niet; wat in die run is betaald, zit in geen levering.',
    );
  });
});
