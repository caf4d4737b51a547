import { describe, expect, it } from 'vitest';
import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { Dienstverband, Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { dienstMutaties, isLaatGemeld, nieuweDienst } from '../../../core/vergelijking/dienstmutaties.ts';
import { dagenVan, type Vingerafdruk } from '../../../core/vergelijking/vingerafdruk.ts';

const BEREIK = { begin: Datum.parse('2026-10-01'), eind: Datum.parse('2026-12-31') };
const DECEMBER = tijdvakOf('maandelijks', 2026, 12);
const hash = (tekst: string): string => `geheim-en-onleesbaar-${tekst}`;
type Dagen = readonly [begin: string | undefined, eind?: string];

const werknemer = (dienst: readonly Dagen[], over: object = {}): Werknemer =>
  Werknemer.parse({
    ...{ werknemerId: 7, dga: false, peil: {} },
    dienstverbanden: dienst.map(([begin, eind]) => ({ begin, eind })),
    ...over,
  });
const verteld = (dienst: readonly Dagen[]): Vingerafdruk => {
  const { werknemerId, dienstverbanden } = werknemer(dienst);
  return { werknemerId, ...dagenVan(dienstverbanden, hash), dienst: [], uitDienst: hash('x') };
};
/** `in-dienst 2026-11-01`, `dienstverband - begin`. */
const spoken = (mutaties: ReturnType<typeof dienstMutaties>): string[] =>
  mutaties.map((one) => {
    expect(one.werknemerId).toBe(7);
    const velden = one.soort === 'dienstverband' ? ` ${one.velden.join()}` : '';
    return `${one.soort} ${one.ingangsdatum ?? '-'}${velden}`;
  });

describe('somebody who was never told of', () => {
  it.each<readonly [string, readonly Dagen[], readonly string[]]>([
    ['without an employment', [], ['in-dienst -']],
    ['in service since ever', [[undefined]], ['in-dienst -']],
    ['who came', [['2026-11-15']], ['in-dienst 2026-11-15']],
    ['who came and went', [['2026-11-15', '2026-12-05']], ['in-dienst 2026-11-15', 'uit-dienst 2026-12-05']],
    [
      'with two employments, in the order of their days',
      [['2026-12-01'], ['2026-10-15', '2026-11-10']],
      ['in-dienst 2026-10-15', 'uit-dienst 2026-11-10', 'in-dienst 2026-12-01'],
    ],
    [
      'with one that ended on the first day that counts',
      [['2020-01-01', '2026-10-01'], ['2026-12-01']],
      ['in-dienst 2020-01-01', 'uit-dienst 2026-10-01', 'in-dienst 2026-12-01'],
    ],
    ['with one that ended the day before', [['2020-01-01', '2026-09-30'], ['2026-12-01']], ['in-dienst 2026-12-01']],
    [
      'with nothing but one that ended before',
      [['2020-01-01', '2026-09-30']],
      ['in-dienst 2020-01-01', 'uit-dienst 2026-09-30'],
    ],
  ])('%s', (_name, dienst, expected) => {
    expect(spoken(nieuweDienst(werknemer(dienst), BEREIK))).toEqual(expected);
  });

  it('is told with the day of report, and with the day of death', () => {
    const dienstverbanden = [Dienstverband.parse({ begin: '2026-11-15', gemeldOp: '2026-11-20' })];
    const persoon = { geslacht: 'onbekend', overlijdensdatum: '2026-12-24' };
    expect(nieuweDienst(werknemer([], { dienstverbanden, persoon }), BEREIK)).toStrictEqual([
      { soort: 'in-dienst', werknemerId: 7, ingangsdatum: '2026-11-15', gemeldOp: '2026-11-20' },
      { soort: 'overlijden', werknemerId: 7, ingangsdatum: '2026-12-24' },
    ]);
  });

  it('is told without what is not known', () => {
    expect(nieuweDienst(werknemer([[undefined]]), BEREIK)).toStrictEqual([{ soort: 'in-dienst', werknemerId: 7 }]);
  });
});

describe('first and last days that are other than was told', () => {
  it.each<readonly [string, readonly Dagen[], readonly Dagen[], readonly string[]]>([
    ['none', [['2020-01-01']], [['2020-01-01']], []],
    ['a last day', [['2020-01-01']], [['2020-01-01', '2026-12-31']], ['uit-dienst 2026-12-31']],
    ['another last day', [['2020-01-01', '2026-12-15']], [['2020-01-01', '2026-12-31']], ['uit-dienst 2026-12-31']],
    ['no last day any more', [['2020-01-01', '2026-12-15']], [['2020-01-01']], ['dienstverband - eind']],
    ['another first day', [['2026-11-01']], [['2026-11-15']], ['dienstverband 2026-11-15 begin']],
    ['no first day any more', [['2026-11-01']], [[undefined]], ['dienstverband - begin']],
    [
      'a second employment',
      [['2020-01-01', '2026-10-31']],
      [['2020-01-01', '2026-10-31'], ['2026-12-01']],
      ['in-dienst 2026-12-01'],
    ],
    [
      'two new employments, in the order of their days',
      [['2020-01-01', '2026-10-31']],
      [['2020-01-01', '2026-10-31'], ['2026-12-10'], ['2026-11-05', '2026-11-20']],
      ['in-dienst 2026-11-05', 'in-dienst 2026-12-10', 'uit-dienst 2026-11-20'],
    ],
    [
      'the earliest of two new first days takes the place of the one that is gone',
      [['2026-11-01']],
      [['2026-12-10'], ['2026-11-15', '2026-11-20']],
      ['dienstverband 2026-11-15 begin', 'in-dienst 2026-12-10', 'uit-dienst 2026-11-20'],
    ],
    ['one employment fewer', [['2020-01-01'], ['2021-01-01']], [['2020-01-01']], ['dienstverband - begin']],
    [
      'one employment fewer, and its last day',
      [['2020-01-01', '2020-12-31'], ['2021-01-01']],
      [['2021-01-01']],
      ['dienstverband - begin', 'dienstverband - eind'],
    ],
    ['two employments of one day, told as one', [['2020-01-01']], [['2020-01-01'], ['2020-01-01']], []],
    [
      'two new ones that begin on one day',
      [['2020-01-01']],
      [['2020-01-01'], ['2026-12-01'], ['2026-12-01']],
      ['in-dienst 2026-12-01'],
    ],
    [
      'two that end on one day',
      [['2020-01-01'], ['2021-01-01']],
      [
        ['2020-01-01', '2026-12-31'],
        ['2021-01-01', '2026-12-31'],
      ],
      ['uit-dienst 2026-12-31'],
    ],
    ['all of them', [['2020-01-01', '2026-12-15']], [], ['dienstverband - begin', 'dienstverband - eind']],
    [
      'as many first days, all others',
      [['2026-11-01'], ['2026-11-02']],
      [['2026-11-03'], ['2026-11-04']],
      ['dienstverband 2026-11-03 begin', 'dienstverband 2026-11-04 begin'],
    ],
  ])('%s', (_name, before, now, expected) => {
    expect(spoken(dienstMutaties(werknemer(now), verteld(before), hash))).toEqual(expected);
  });

  it('are told without a day that is not known', () => {
    const told = dienstMutaties(werknemer([[undefined]]), verteld([['2026-11-01', '2026-12-31']]), hash);
    expect(told).toStrictEqual([
      { soort: 'dienstverband', werknemerId: 7, velden: ['begin'] },
      { soort: 'dienstverband', werknemerId: 7, velden: ['eind'] },
    ]);
  });
});

describe('whether an employment was told late', () => {
  it.each([
    // Where Nmbrs says when it was entered, the period in which it begins decides.
    ['2026-11-15', '2026-11-30', false],
    ['2026-11-15', '2026-12-01', true],
    ['2026-12-15', '2026-12-31', false],
    ['2026-11-01', '2026-10-20', false],
    // Where it does not, the set in which it is told does.
    ['2026-11-30', undefined, true],
    ['2026-12-01', undefined, false],
    ['2026-12-15', undefined, false],
    [undefined, '2026-12-01', false],
    [undefined, undefined, false],
  ])('that begins on %s and was entered on %s: %s', (begin, gemeldOp, expected) => {
    const [told] = nieuweDienst(werknemer([], { dienstverbanden: [{ begin, gemeldOp }] }), BEREIK);
    if (told?.soort !== 'in-dienst') throw new Error('not told as in service');
    expect(isLaatGemeld(told, { tijdvak: DECEMBER })).toBe(expected);
  });
});
