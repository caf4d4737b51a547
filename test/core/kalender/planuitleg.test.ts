import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAndDate, longDate } from '../../../core/kalender/nederlands.ts';
import { firstPlan } from '../../../core/kalender/planning.ts';
import { explainPlan } from '../../../core/kalender/planuitleg.ts';
import { Datum, dateOfDayNumber, dayNumberOf } from '../../../core/kalender/tijd.ts';
import { Verloning } from '../../../core/kalender/tijdvak.ts';

const explain = (akkoord: string, huidigTijdvakMeenemen: boolean, verloning: Verloning = 'maandelijks') =>
  explainPlan({ akkoord: Datum.parse(akkoord), verloning, huidigTijdvakMeenemen }).stappen;

describe('the first exchange, explained', () => {
  it('with the current period', () => {
    expect(explain('2026-11-24', true)).toEqual([
      'Het akkoord valt op dinsdag 24 november 2026, in november 2026. Dat tijdvak gaat mee: de eerste uitwisseling gaat over november 2026.',
      'Het tijdvak eindigt op maandag 30 november 2026; 10 kalenderdagen later is het donderdag 10 december 2026.',
      'Dat is een werkdag.',
      'De uiterste aangiftedatum is 31 december 2026; de eerste uitwisseling is daarvóór of op die dag, dus op donderdag 10 december 2026.',
    ]);
  });

  it('without it, and with a planned day in a weekend', () => {
    expect(explain('2026-11-24', false)).toEqual([
      'Het akkoord valt op dinsdag 24 november 2026, in november 2026. Dat tijdvak gaat niet mee: het eerste volledige tijdvak na het akkoord is december 2026.',
      'Het tijdvak eindigt op donderdag 31 december 2026; 10 kalenderdagen later is het zondag 10 januari 2027.',
      'Dat is geen werkdag (zondag); de eerste werkdag erna is maandag 11 januari 2027.',
      'De uiterste aangiftedatum is 31 januari 2027; de eerste uitwisseling is daarvóór of op die dag, dus op maandag 11 januari 2027.',
    ]);
  });

  it('on the first day of a period, which is full', () => {
    expect(explain('2026-12-01', false)[0]).toContain('de eerste dag van december 2026. Dat tijdvak is dus volledig');
  });

  it('with a planned day on a holiday names it', () => {
    expect(explain('2023-03-15', true)[2]).toBe(
      'Dat is geen werkdag (Tweede paasdag); de eerste werkdag erna is dinsdag 11 april 2023.',
    );
  });

  it('names a four-weekly period with its days', () => {
    expect(explain('2026-11-24', true, 'vierwekelijks')[0]).toContain(
      'periode 12 van 2026 (2 november 2026 t/m 29 november 2026)',
    );
  });

  it('gives the numbers of the plan, and tells them in its steps', () => {
    const keuzes = fc.record({
      akkoord: fc
        .integer({ min: dayNumberOf(Datum.parse('2020-01-01')), max: dayNumberOf(Datum.parse('2040-12-31')) })
        .map(dateOfDayNumber),
      verloning: fc.constantFrom(...Verloning.options),
      huidigTijdvakMeenemen: fc.boolean(),
    });
    fc.assert(
      fc.property(keuzes, (keuze) => {
        const { stappen, ...plan } = explainPlan(keuze);
        expect(plan).toEqual(firstPlan(keuze));
        expect(stappen).toHaveLength(4);
        expect(stappen[0]).toContain(dayAndDate(keuze.akkoord));
        expect(stappen[1]).toContain(dayAndDate(plan.tijdvak.eind));
        expect(stappen[3]).toContain(longDate(plan.deadline));
        expect(stappen[3]).toContain(dayAndDate(plan.datum));
      }),
    );
  });
});
