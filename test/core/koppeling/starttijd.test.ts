import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KoppelingId } from '../../../core/ids.ts';
import { Datum, epochMs, momentInAmsterdam, tijdstipAt } from '../../../core/kalender/tijd.ts';
import { startDateOf, startTimeOf } from '../../../core/koppeling/starttijd.ts';

const koppelingen = fc.uuid().map((uuid) => KoppelingId.parse(`kop-${uuid}`));

describe('the time of day at which an exchange starts', () => {
  it('lies between 05:00 and 06:59, the same each time', () => {
    fc.assert(
      fc.property(koppelingen, (koppelingId) => {
        const time = startTimeOf(koppelingId);
        expect(time >= '05:00' && time <= '06:59').toBe(true);
        expect(startTimeOf(koppelingId)).toBe(time);
      }),
    );
  });

  it('is spread over the two hours', () => {
    const ids = fc.sample(koppelingen, { numRuns: 6000, seed: 42 });
    const perMinute = new Map<string, number>();
    for (const id of ids) perMinute.set(startTimeOf(id), (perMinute.get(startTimeOf(id)) ?? 0) + 1);
    expect(perMinute.size).toBe(120);
    expect(Math.max(...perMinute.values())).toBeLessThan(150);
  });
});

describe('the day on which an exchange can still start', () => {
  const koppelingId = KoppelingId.parse('kop-00000000-0000-4000-8000-000000000001');
  /** A Friday; the clocks change in the weekend after it. */
  const planned = Datum.parse('2027-03-26');
  const moment = epochMs(momentInAmsterdam(planned, startTimeOf(koppelingId)));
  const MINUTE = 60_000;

  it.each([
    ['a week before', -7 * 24 * 60, '2027-03-26'],
    ['six minutes before', -6, '2027-03-26'],
    ['four minutes before, too late to write a schedule', -4, '2027-03-30'],
    ['a minute after', 1, '2027-03-30'],
    ['a day after', 24 * 60, '2027-03-30'],
    ['a week after', 7 * 24 * 60, '2027-04-05'],
  ])('is, %s, the planned one or the next working day', (_when, minutes, expected) => {
    expect(startDateOf(koppelingId, planned, tijdstipAt(moment + minutes * MINUTE))).toBe(expected);
  });
});
