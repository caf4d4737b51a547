import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPlan, planAfter, planFor, reckonPlan, upcomingDate } from '../../../core/kalender/planning.ts';
import { addDays, Datum, dateOfDayNumber, dayNumberOf } from '../../../core/kalender/tijd.ts';
import { nextTijdvak, tijdvakAt, tijdvakkenIn, tijdvakOf, Verloning } from '../../../core/kalender/tijdvak.ts';
import { isWerkdag } from '../../../core/kalender/werkdag.ts';

const datum = (value: string): Datum => Datum.parse(value);
const akkoorden = fc.record({
  akkoord: fc
    .integer({ min: dayNumberOf(datum('2000-01-01')), max: dayNumberOf(datum('2100-12-31')) })
    .map(dateOfDayNumber),
  verloning: fc.constantFrom(...Verloning.options),
  huidigTijdvakMeenemen: fc.boolean(),
});

describe('the first exchange', () => {
  it.each([
    // The examples of the rule.
    ['2026-11-24', 'maandelijks', true, '2026-M11', '2026-12-10', '2026-12-31'],
    ['2026-11-24', 'maandelijks', false, '2026-M12', '2027-01-11', '2027-01-31'],
    ['2026-11-24', 'vierwekelijks', true, '2026-P12', '2026-12-09', '2026-12-29'],
    ['2026-11-24', 'vierwekelijks', false, '2026-P13', '2027-01-11', '2027-01-31'],
    // An akkoord on the first day of a period: that period is full.
    ['2026-12-01', 'maandelijks', false, '2026-M12', '2027-01-11', '2027-01-31'],
    ['2026-11-30', 'vierwekelijks', false, '2026-P13', '2027-01-11', '2027-01-31'],
    ['2027-01-01', 'vierwekelijks', false, '2027-P01', '2027-02-10', '2027-02-28'],
    // An akkoord on the last day of a period: that period is not full.
    ['2026-11-30', 'maandelijks', false, '2026-M12', '2027-01-11', '2027-01-31'],
    ['2026-11-30', 'maandelijks', true, '2026-M11', '2026-12-10', '2026-12-31'],
    ['2026-11-29', 'vierwekelijks', false, '2026-P13', '2027-01-11', '2027-01-31'],
    // The planned day is a holiday or lies in a weekend.
    ['2026-03-15', 'maandelijks', true, '2026-M03', '2026-04-10', '2026-04-30'],
    ['2026-04-15', 'maandelijks', true, '2026-M04', '2026-05-11', '2026-05-31'],
    ['2025-05-30', 'maandelijks', true, '2025-M05', '2025-06-10', '2025-06-30'],
    ['2027-01-15', 'maandelijks', true, '2027-M01', '2027-02-10', '2027-02-28'],
  ] as const)(
    'after an akkoord on %s, %s, current period included: %s, is of %s on %s, deadline %s',
    (akkoord, verloning, huidigTijdvakMeenemen, tijdvakId, date, deadline) => {
      const plan = firstPlan({ akkoord: datum(akkoord), verloning, huidigTijdvakMeenemen });
      expect([plan.tijdvak.tijdvakId, plan.datum, plan.deadline]).toEqual([tijdvakId, date, deadline]);
    },
  );

  it('is on a working day, after the period and the akkoord, ten days or a little later, and not after the deadline', () => {
    fc.assert(
      fc.property(akkoorden, (input) => {
        const { tijdvak, datum: date, deadline } = firstPlan(input);
        expect(isWerkdag(date)).toBe(true);
        expect(date > tijdvak.eind).toBe(true);
        expect(date > input.akkoord).toBe(true);
        expect(date <= deadline).toBe(true);
        expect(date >= addDays(tijdvak.eind, 10)).toBe(true);
        expect(date <= addDays(tijdvak.eind, 15)).toBe(true);
      }),
    );
  });

  it('is of the first full period, unless the current one is included', () => {
    fc.assert(
      fc.property(akkoorden, (input) => {
        const { tijdvak } = firstPlan(input);
        const current = tijdvakAt(input.verloning, input.akkoord);
        const isFull = current.begin === input.akkoord;
        const expected = input.huidigTijdvakMeenemen || isFull ? current : nextTijdvak(current);
        expect(tijdvak).toEqual(expected);
        if (!input.huidigTijdvakMeenemen) expect(tijdvak.begin >= input.akkoord).toBe(true);
      }),
    );
  });
});

describe.each(Verloning.options)('every exchange from 2000 to 2100 of %s verloning', (verloning) => {
  it('is on a working day, at least ten days after its period and not after the deadline, one by one in time', () => {
    let before = datum('2000-01-01');
    for (let jaar = 2000; jaar <= 2100; jaar += 1) {
      for (const tijdvak of tijdvakkenIn(verloning, jaar)) {
        const { datum: date, deadline } = planFor(tijdvak);
        expect(isWerkdag(date), date).toBe(true);
        expect(date >= addDays(tijdvak.eind, 10) && date <= deadline, date).toBe(true);
        expect(date > before, date).toBe(true);
        for (let dag = addDays(tijdvak.eind, 10); dag < date; dag = addDays(dag, 1)) expect(isWerkdag(dag)).toBe(false);
        before = date;
      }
    }
  });
});

describe('the exchanges after it', () => {
  it('are of each next period, once, in order of date', () => {
    fc.assert(
      fc.property(akkoorden, (input) => {
        let plan = firstPlan(input);
        for (let count = 0; count < 14; count += 1) {
          const next = planAfter(plan.tijdvak);
          expect(next).toEqual(planFor(nextTijdvak(plan.tijdvak)));
          expect(next.tijdvak.begin).toBe(addDays(plan.tijdvak.eind, 1));
          expect(next.datum > plan.datum).toBe(true);
          plan = next;
        }
      }),
    );
  });

  it('cross the year', () => {
    expect(planAfter(tijdvakOf('maandelijks', 2026, 12)).tijdvak.tijdvakId).toBe('2027-M01');
    expect(planAfter(tijdvakOf('vierwekelijks', 2026, 13)).tijdvak.tijdvakId).toBe('2027-P01');
  });
});

describe('a date that the assessor chose', () => {
  it('takes the place of the one by the rule, and of nothing else', () => {
    const keuze = { akkoord: datum('2026-11-24'), verloning: 'maandelijks', huidigTijdvakMeenemen: true } as const;
    const chosen = { ...keuze, afwijkendeDatum: { datum: datum('2026-12-18') } };
    expect(firstPlan(chosen)).toEqual({ ...firstPlan(keuze), datum: '2026-12-18' });
  });
});

describe('the steps to a date', () => {
  it('are the day by the calendar and the working day that it becomes', () => {
    expect(reckonPlan(tijdvakOf('maandelijks', 2026, 12))).toEqual({
      ...{ deadline: '2027-01-31', kalenderdatum: '2027-01-10', werkdag: '2027-01-11', datum: '2027-01-11' },
    });
  });
});

describe('a planned date', () => {
  it.each([
    ['2026-12-10', '2026-12-09', '2026-12-10'],
    ['2026-12-10', '2026-12-10', '2026-12-11'],
    ['2026-12-10', '2026-12-11', '2026-12-14'],
    ['2026-12-13', '2026-12-11', '2026-12-13'],
  ])('of %s is, on %s, %s', (planned, vandaag, expected) => {
    expect(upcomingDate(datum(planned), datum(vandaag))).toBe(expected);
  });
});
