import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateInAmsterdam, dayNumberOf, epochMs, Tijdstip, tijdstipAt } from '../../../core/kalender/tijd.ts';
import { secondsUntil, wachtmomenten } from '../../../core/kalender/wachtmomenten.ts';
import { isWerkdag, werkdagAfter } from '../../../core/kalender/werkdag.ts';

const at = (text: string) => Tijdstip.parse(text);

describe('a wait for people', () => {
  it.each([
    // A Tuesday: Friday, Tuesday two weeks later.
    ['2026-11-24T09:00:00Z', '2026-11-27T08:00:00.000Z', '2026-12-08T08:00:00.000Z', '2026-12-24'],
    // A Friday evening.
    ['2026-11-27T22:30:00Z', '2026-12-02T08:00:00.000Z', '2026-12-11T08:00:00.000Z', '2026-12-27'],
    // Friday 27 November 23:30 UTC is Saturday in the Netherlands: the working days are Monday and on.
    ['2026-11-27T23:30:00Z', '2026-12-02T08:00:00.000Z', '2026-12-11T08:00:00.000Z', '2026-12-28'],
    // Christmas and New Year's Day do not count.
    ['2026-12-23T10:00:00Z', '2026-12-29T08:00:00.000Z', '2027-01-08T08:00:00.000Z', '2027-01-22'],
    // Across the start of summer time: 09:00 stays 09:00 in the Netherlands.
    ['2027-03-25T10:00:00Z', '2027-03-31T07:00:00.000Z', '2027-04-09T07:00:00.000Z', '2027-04-24'],
  ])('that began at %s reminds at %s and %s, and lasts until the end of %s', (sinds, eerste, tweede, laatsteDag) => {
    expect(wachtmomenten(at(sinds))).toMatchObject({ eerste, tweede, laatsteDag });
  });

  it('reminds on working days at 09:00, in order, and ends at the end of the 30th day', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2060-01-01') }), (ms) => {
        const sinds = tijdstipAt(ms);
        const { eerste, tweede, laatsteDag, vervalt } = wachtmomenten(sinds);
        expect(epochMs(sinds)).toBeLessThan(epochMs(eerste));
        expect(epochMs(eerste)).toBeLessThan(epochMs(tweede));
        expect(epochMs(tweede)).toBeLessThan(epochMs(vervalt));
        expect(isWerkdag(dateInAmsterdam(eerste)) && isWerkdag(dateInAmsterdam(tweede))).toBe(true);
        expect(dayNumberOf(laatsteDag) - dayNumberOf(dateInAmsterdam(sinds))).toBe(30);
        expect(dateInAmsterdam(vervalt)).toBe(addDays(laatsteDag, 1));
        expect(dateInAmsterdam(tijdstipAt(epochMs(vervalt) - 1))).toBe(laatsteDag);
      }),
      { numRuns: 300 },
    );
  });

  it('counts working days from any day', () => {
    const friday = dateInAmsterdam(at('2026-11-27T09:00:00Z'));
    expect([0, 1, 3].map((aantal) => werkdagAfter(friday, aantal))).toEqual(['2026-11-27', '2026-11-30', '2026-12-02']);
  });
});

describe('the seconds until a moment', () => {
  it.each([
    ['2026-11-24T09:00:01.500Z', 2],
    ['2026-11-24T09:01:00Z', 60],
    ['2026-11-24T09:00:00Z', 1],
    ['2026-11-23T09:00:00Z', 1],
  ])('%s are %i', (moment, expected) => {
    expect(secondsUntil(at(moment), at('2026-11-24T09:00:00Z'))).toBe(expected);
  });
});
