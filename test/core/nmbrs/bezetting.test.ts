import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { type Bezetting, blijftNa, countInDienst, redenOmVastTeHouden } from '../../../core/nmbrs/bezetting.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { WerknemerVermelding } from '../../../core/nmbrs/payroll.ts';

const DAG = Datum.parse('2026-11-30');
const dienst = (begin?: string, eind?: string) => Dienstverband.parse({ begin, eind });

describe('whether somebody is in service when the day is over', () => {
  it.each([
    ['no employment at all', [], true],
    ['one since ever', [dienst()], true],
    ['one that begins on the day', [dienst('2026-11-30')], true],
    ['one that begins the day after', [dienst('2026-12-01')], false],
    ['one that ends on the day', [dienst('2020-01-01', '2026-11-30')], false],
    ['one that ends the day after', [dienst('2020-01-01', '2026-12-01')], true],
    ['one that ended the day before', [dienst('2020-01-01', '2026-11-29')], false],
    [
      'one that ended and one that is still to begin',
      [dienst('2020-01-01', '2026-11-29'), dienst('2026-12-01')],
      false,
    ],
    ['one that ended and one that goes on', [dienst('2020-01-01', '2026-11-29'), dienst('2026-11-30')], true],
    ['one without a first day, over by then', [dienst(undefined, '2026-11-30')], false],
  ])('with %s: %s %s', (_name, dienstverbanden, expected) => {
    expect(blijftNa(dienstverbanden, DAG)).toBe(expected);
  });

  it('is counted once, of whom a list or an employment names', () => {
    const id = (nummer: number) => WerknemerId.parse(nummer);
    const listed = [1, 2, 3].map((werknemerId) =>
      WerknemerVermelding.parse({ werknemerId, personeelsnummer: '1', naam: 'Wolkje Zonnedauw' }),
    );
    const dienstverbanden = new Map([
      [id(2), [dienst('2020-01-01')]],
      [id(3), [dienst('2020-01-01', '2026-11-30')]],
      [id(4), [dienst('2020-01-01')]],
      [id(5), [dienst('2020-01-01', '2026-11-30')]],
    ]);
    expect(countInDienst({ vermeldingen: listed, dienstverbanden }, DAG)).toBe(3);
  });
});

describe('why a set waits for a person', () => {
  const counts = (over: Partial<Bezetting>): Bezetting => ({ nu: 100, eraf: 0, spoorloos: 0, gemeld: 0, ...over });

  it.each<readonly [string, number, Partial<Bezetting>, ReturnType<typeof redenOmVastTeHouden>]>([
    ['nobody is gone', 100, {}, undefined],
    // Of fewer than five each is a fifth: only who is gone without a word counts.
    ['four, of whom one is gone without a word', 4, { nu: 3, spoorloos: 1 }, 'spoorloos'],
    ['four, who all left with a last day', 4, { nu: 0, eraf: 4, gemeld: 4 }, undefined],
    ['four, of whom nothing is known', 4, { nu: 0 }, undefined],
    ['five, of whom one is gone without a word', 5, { nu: 4, spoorloos: 1 }, undefined],
    ['five, of whom two are gone without a word', 5, { nu: 3, spoorloos: 2 }, 'spoorloos'],
    ['a fifth is gone without a word', 100, { nu: 80, spoorloos: 20 }, undefined],
    ['more than a fifth is gone without a word', 100, { nu: 79, spoorloos: 21 }, 'spoorloos'],
    ['of a fifth a last day is told', 100, { gemeld: 20 }, 'veel-uit-dienst'],
    ['of less than a fifth a last day is told', 100, { gemeld: 19 }, undefined],
    ['of a fifth, which is four people, a last day is told', 20, { nu: 20, gemeld: 4 }, undefined],
    ['of a fifth, which is five people, a last day is told', 25, { nu: 25, gemeld: 5 }, 'veel-uit-dienst'],
    ['a fifth fewer than before', 100, { nu: 80 }, undefined],
    ['more than a fifth fewer than before', 100, { nu: 79 }, 'veel-minder'],
    ['a fifth fewer than those who should be left', 100, { nu: 72, eraf: 10 }, undefined],
    ['more than a fifth fewer than those who should be left', 100, { nu: 71, eraf: 10 }, 'veel-minder'],
    ['without a word comes before told at once', 100, { nu: 50, spoorloos: 21, gemeld: 29 }, 'spoorloos'],
    ['told at once comes before fewer', 100, { nu: 50, gemeld: 20 }, 'veel-uit-dienst'],
  ])('%s', (_name, voor, over, expected) => {
    expect(redenOmVastTeHouden(counts(over), voor)).toBe(expected);
  });
});
