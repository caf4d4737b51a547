import { describe, expect, it } from 'vitest';
import { addDays, Datum } from '../../../core/kalender/tijd.ts';
import { isWerkdag } from '../../../core/kalender/werkdag.ts';
import { runHerinneringOp } from '../../../core/uitwisseling/herinnering.ts';

const waiting = (gepland: string, deadline: string, wachtSinds?: string) => ({
  gepland: Datum.parse(gepland),
  deadline: Datum.parse(deadline),
  ...(wachtSinds === undefined ? {} : { wachtSinds: Datum.parse(wachtSinds) }),
});

/** The days on which a look of each working day finds another reminder due. */
function remindedOn(one: ReturnType<typeof waiting>, days: number): string[] {
  const begin = one.wachtSinds ?? one.gepland;
  const seen = new Set<string>();
  const found: string[] = [];
  for (let count = 0; count < days; count += 1) {
    const vandaag = addDays(begin, count);
    const ronde = isWerkdag(vandaag) ? runHerinneringOp(one, vandaag) : undefined;
    if (ronde === undefined || seen.has(ronde)) continue;
    seen.add(ronde);
    found.push(vandaag);
  }
  return found;
}

describe('a reminder of a run that is not locked', () => {
  it('comes every third working day until the deadline, then weekly', () => {
    expect(remindedOn(waiting('2026-12-10', '2026-12-31', '2026-12-10'), 50)).toEqual([
      ...['2026-12-15', '2026-12-18', '2026-12-23', '2026-12-29'],
      ...['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25'],
    ]);
  });

  it('knows an exchange of before the first look was kept', () => {
    expect(remindedOn(waiting('2026-12-10', '2026-12-31'), 10)).toEqual(['2026-12-15', '2026-12-18']);
  });

  it('does not come on the first day, also not of a period that is caught up with after its deadline', () => {
    expect(remindedOn(waiting('2026-12-10', '2026-12-31', '2027-02-10'), 20)).toEqual(['2027-02-17', '2027-02-24']);
    expect(remindedOn(waiting('2026-12-10', '2026-12-31', '2026-12-30'), 10)).toEqual(['2027-01-04']);
    expect(remindedOn(waiting('2026-12-10', '2026-12-31', '2027-01-04'), 8)).toEqual(['2027-01-11']);
  });

  it('has the same name until the next is due, so that a day without a look is made up for', () => {
    const one = waiting('2026-12-10', '2026-12-31', '2026-12-10');
    const on = (vandaag: string) => runHerinneringOp(one, Datum.parse(vandaag));
    expect(['2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18'].map(on)).toEqual([
      undefined,
      'werkdag-3',
      'werkdag-3',
      'werkdag-3',
      'werkdag-6',
    ]);
    expect(['2026-12-31', '2027-01-04', '2027-01-08', '2027-01-11'].map(on)).toEqual([
      'werkdag-12',
      'week-0',
      'week-0',
      'week-1',
    ]);
  });
});
