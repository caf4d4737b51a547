import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bezwaarTegen } from '../../../core/akkoord/afwijkende-datum.ts';
import { firstPlan } from '../../../core/kalender/planning.ts';
import { addDays, Datum, dateOfDayNumber, dayNumberOf } from '../../../core/kalender/tijd.ts';
import { Verloning } from '../../../core/kalender/tijdvak.ts';
import { isWerkdag } from '../../../core/kalender/werkdag.ts';

const keuzes = fc.record({
  akkoord: fc
    .integer({ min: dayNumberOf(Datum.parse('2020-01-01')), max: dayNumberOf(Datum.parse('2040-12-31')) })
    .map(dateOfDayNumber),
  verloning: fc.constantFrom(...Verloning.options),
  huidigTijdvakMeenemen: fc.boolean(),
});

describe('another date for the first exchange', () => {
  it('may always be the one that the rule gives', () => {
    fc.assert(
      fc.property(keuzes, (keuze) => {
        const plan = firstPlan(keuze);
        expect(bezwaarTegen(plan.datum, plan, keuze.akkoord)).toBeUndefined();
      }),
    );
  });

  it('may be a working day after today and the period, at most 30 days after the deadline, and nothing else', () => {
    fc.assert(
      fc.property(keuzes, fc.integer({ min: -40, max: 120 }), (keuze, days) => {
        const plan = firstPlan(keuze);
        const datum = addDays(keuze.akkoord, days);
        const isFine =
          isWerkdag(datum) && datum > keuze.akkoord && datum > plan.tijdvak.eind && datum <= addDays(plan.deadline, 30);
        expect(bezwaarTegen(datum, plan, keuze.akkoord) === undefined).toBe(isFine);
      }),
    );
  });

  it('is planned in its place, of the same period', () => {
    fc.assert(
      fc.property(keuzes, (keuze) => {
        const plan = firstPlan(keuze);
        const datum = addDays(plan.datum, 1);
        expect(firstPlan({ ...keuze, afwijkendeDatum: { datum } })).toEqual({ ...plan, datum });
      }),
    );
  });
});
