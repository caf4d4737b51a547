import { describe, expect, it } from 'vitest';
import { Gegevensveld } from '../../../core/nmbrs/gegevensset.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { setOf } from '../deliveries.ts';
import {
  ALL,
  type Calls,
  changingWorld,
  LISTED,
  moveTo,
  PER_TIJDVAK,
  peilenBy,
  shownIn,
  toldIn,
  velden,
  WIDE,
} from '../past-and-present.ts';
import { nu } from '../peilen.ts';
import { carriedOut, goedkeuren, started } from '../way.ts';

// Nmbrs is not in the exchanged period when it is asked: every group says of which period it is, and is of that period.

const NOVEMBER = '2026-M11';

/** The set of November, made while Nmbrs was in this period: of another kind only after the gate, which stops there. */
async function deliveredIn(nmbrsIn: string, calls: Calls) {
  const world = changingWorld(calls);
  const id = await started(world, goedkeuren('volledig'));
  await checkRun(world, id);
  moveTo(world, nmbrsIn);
  await carriedOut(world, id);
  return setOf(world, id);
}

const KINDS = [
  ['the calls of the handleiding', LISTED],
  ['the company-wide calls', WIDE],
  ['the calls by period', PER_TIJDVAK],
  ['all calls', ALL],
] as const;

describe.each(KINDS)('of which period a group is by %s', (_name, calls) => {
  it.each([
    ['one further', '2026-M12'],
    ['three further', '2027-M02'],
    ['back, for a correction', '2026-M10'],
    ['back, in an earlier year', '2025-M12'],
    ['in weeks', '2026-X48'],
    ['in the period of that number of another kind', '2026-P11'],
  ])('is told when Nmbrs is %s, and is so', async (_where, nmbrsIn) => {
    const { werknemers } = await deliveredIn(nmbrsIn, calls);
    expect(werknemers).toHaveLength(2);
    for (const werknemer of werknemers) {
      expect(werknemer.peil).toEqual(peilenBy(nmbrsIn, calls));
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
  });

  it('is the period itself when Nmbrs is in it, but for what has no history', async () => {
    const { werknemers } = await deliveredIn(NOVEMBER, calls);
    for (const werknemer of werknemers) {
      const { partner, kinderen, ...others } = peilenBy(NOVEMBER, calls);
      const ofTijdvak = velden(
        Gegevensveld.options.filter((veld) => veld in others),
        'tijdvak',
      );
      expect(werknemer.peil).toEqual({ ...ofTijdvak, partner: nu(NOVEMBER), kinderen: nu(NOVEMBER) });
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
  });

  it('is counted in the manifest', async () => {
    const { manifest, werknemers } = await deliveredIn('2026-M12', calls);
    const counted = Object.entries(peilenBy('2026-M12', calls)).map(([veld, peil]) => [
      veld,
      peil === 'tijdvak'
        ? { tijdvak: werknemers.length, nu: {}, eerdereVersie: 0 }
        : { tijdvak: 0, nu: { '2026-M12': werknemers.length }, eerdereVersie: 0 },
    ]);
    expect(manifest.peil).toEqual(Object.fromEntries(counted));
  });
});

it.each(['2026-M11', '2026-M12', '2027-M02', '2026-M10'])(
  'a group of the period has the same bytes by whichever calls: Nmbrs in %s',
  async (nmbrsIn) => {
    const sets = await Promise.all(KINDS.map(([_name, calls]) => deliveredIn(nmbrsIn, calls)));
    for (const veld of Gegevensveld.options) {
      const told = sets.flatMap(({ werknemers }) => werknemers.filter(({ peil }) => peil[veld] === 'tijdvak'));
      expect(new Set(told.map((one) => JSON.stringify(one[veld]))).size, veld).toBeLessThanOrEqual(1);
    }
  },
);
