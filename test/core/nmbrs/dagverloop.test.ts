import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, Datum, dayNumberOf } from '../../../core/kalender/tijd.ts';
import {
  type Dagverloop,
  dagverloopVan,
  Verloopafdruk,
  verloopafdrukVan,
  verschillen,
} from '../../../core/nmbrs/dagverloop.ts';

// What held from day to day, kept without being readable, and held against what holds now.

const bereik = { begin: Datum.parse('2026-11-01'), eind: Datum.parse('2027-01-31') };
const DAYS = dayNumberOf(bereik.eind) - dayNumberOf(bereik.begin) + 1;
const day = (offset: number) => addDays(bereik.begin, offset);
const hash = (tekst: string) => `geheim-en-onleesbaar-${tekst.split('').reverse().join('')}`;
const met = { bereik, wat: 'salaris', hash };
const keep = (verloop: Dagverloop) => verloopafdrukVan(verloop, 'salaris', hash);
const datum = (text: string) => Datum.parse(text);

describe('the course of a fact', () => {
  it('has a piece for each value, the first without a day', () => {
    const days = [datum('2026-11-15'), datum('2026-10-01'), datum('2027-02-01')];
    const value = (dag: string) => (dag < '2026-11-15' ? 'a' : 'b');
    expect(dagverloopVan(bereik, days, value)).toEqual([{ waarde: 'a' }, { vanaf: '2026-11-15', waarde: 'b' }]);
  });

  it('begins where something is known', () => {
    const days = [datum('2026-11-15')];
    const value = (dag: string) => (dag < '2026-11-15' ? undefined : 'b');
    expect(dagverloopVan(bereik, days, value)).toEqual([{ vanaf: '2026-11-15', waarde: 'b' }]);
  });

  it('has its pieces in the order of their days, in whichever order these are given', () => {
    const days = [datum('2026-12-20'), datum('2026-11-15')];
    const value = (dag: string) => (dag < '2026-11-15' ? 'a' : dag < '2026-12-20' ? 'b' : 'c');
    expect(dagverloopVan(bereik, days, value)).toEqual([
      { waarde: 'a' },
      { vanaf: '2026-11-15', waarde: 'b' },
      { vanaf: '2026-12-20', waarde: 'c' },
    ]);
  });

  it('has no piece on a day on which nothing changed', () => {
    expect(dagverloopVan(bereik, [day(3), day(9)], () => 'a')).toEqual([{ waarde: 'a' }]);
  });
});

describe('a course that is kept', () => {
  it.each([
    ['of 16 characters', 'q'.repeat(16), true],
    ['of more', 'q'.repeat(43), true],
    ['of 15', 'q'.repeat(15), false],
    ['that can be read', '2026-11-15', false],
  ])('has hashes and nothing shorter: one %s', (_what, text, expected) => {
    expect(Verloopafdruk.safeParse([{ waarde: text }]).success).toBe(expected);
    expect(Verloopafdruk.safeParse([{ vanaf: text, waarde: 'q'.repeat(16) }]).success).toBe(expected);
  });
});

describe('days on which it is another than was kept', () => {
  const course = (...pieces: [string | undefined, string][]): Dagverloop =>
    pieces.map(([vanaf, waarde]) => ({ ...(vanaf === undefined ? {} : { vanaf: datum(vanaf) }), waarde }));

  it.each([
    ['none', course([undefined, 'a']), course([undefined, 'a']), []],
    [
      'from a day on',
      course([undefined, 'a']),
      course([undefined, 'a'], ['2026-12-10', 'b']),
      ['2026-12-10 2027-01-31'],
    ],
    [
      'a first day that was moved later',
      course([undefined, 'uit'], ['2026-11-01', 'in']),
      course([undefined, 'uit'], ['2026-12-15', 'in']),
      ['2026-11-01 2026-12-14'],
    ],
    [
      'a stretch in the middle',
      course([undefined, 'a'], ['2026-11-10', 'b'], ['2026-11-20', 'a']),
      course([undefined, 'a']),
      ['2026-11-10 2026-11-19'],
    ],
    [
      'two stretches',
      course([undefined, 'a']),
      course([undefined, 'b'], ['2026-11-05', 'a'], ['2027-01-31', 'b']),
      ['2026-11-01 2026-11-04', '2027-01-31 2027-01-31'],
    ],
    [
      'one stretch of two values',
      course([undefined, 'a']),
      course([undefined, 'b'], ['2026-11-05', 'c']),
      ['2026-11-01 2027-01-31'],
    ],
    [
      'between two courses of the same values on other days',
      course(['2026-11-05', 'a'], ['2026-12-10', 'b']),
      course(['2026-11-06', 'a'], ['2026-12-20', 'b']),
      ['2026-12-10 2026-12-19'],
    ],
    ['not those after the range', course([undefined, 'a']), course([undefined, 'a'], ['2027-02-01', 'b']), []],
    ['not those that are not known now', course([undefined, 'a']), course(['2026-12-01', 'a']), []],
    ['not those that were not known', course(['2026-12-01', 'a']), course([undefined, 'b']), ['2026-12-01 2027-01-31']],
  ])('are found: %s', (_name, was, is, expected) => {
    expect(verschillen(keep(was), is, met).map(({ begin, eind }) => `${begin} ${eind}`)).toEqual(expected);
  });

  it('are exactly those on which a day by day look differs, for any two courses', () => {
    const values = fc.array(fc.constantFrom('a', 'b', 'c', undefined), { minLength: 1, maxLength: 6 });
    const course = fc
      .tuple(values, fc.array(fc.integer({ min: 0, max: DAYS + 5 }), { maxLength: 5 }))
      .map(([all, offsets]) => {
        const turns = [0, ...new Set(offsets)].sort((a, b) => a - b);
        const valueOn = (dag: string): string | undefined => {
          const place = turns.filter((offset) => day(offset) <= dag).length - 1;
          // Once something is known it stays known: only before the first row nothing is.
          const known = Array.from({ length: place + 1 }, (_, index) => all[index % all.length]).filter(
            (value) => value !== undefined,
          );
          return known.at(-1);
        };
        return { turns, valueOn, verloop: dagverloopVan(bereik, turns.map(day), valueOn) };
      });
    fc.assert(
      fc.property(course, course, (was, is) => {
        const found = verschillen(keep(was.verloop), is.verloop, met);
        for (let offset = 0; offset < DAYS; offset += 1) {
          const [a, b] = [was.valueOn(day(offset)), is.valueOn(day(offset))];
          const differs = a !== undefined && b !== undefined && a !== b;
          expect([day(offset), found.some(({ begin, eind }) => begin <= day(offset) && day(offset) <= eind)]).toEqual([
            day(offset),
            differs,
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
