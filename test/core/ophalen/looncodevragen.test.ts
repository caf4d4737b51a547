import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { Looncodelijst, looncodesFor, STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';
import { createLooncodevragen } from '../../../core/ophalen/looncodevragen.ts';

const LIJST = Looncodelijst.parse({ wia: [1000, 8100], pensioen: [1000, 2200], volledig: [] });
const NOBODY: ReadonlySet<WerknemerId> = new Set();

const werknemer = (over: object = {}): Werknemer =>
  Werknemer.parse({ werknemerId: 7, dga: false, dienstverbanden: [], looncodes: [], peil: {}, ...over });
const paid = werknemer({ looncodes: [{ runId: 811, code: 1000, omschrijving: 'Salaris', waarde: '1.00' }] });
const component = (code: number) => [{ code, waarde: '12.34' }];

function vragenAfter(
  werknemers: readonly Werknemer[],
  {
    profiel = 'wia',
    overige = [],
    vreemden = NOBODY,
  }: {
    readonly profiel?: Dekkingsprofiel;
    readonly overige?: readonly number[];
    readonly vreemden?: ReadonlySet<WerknemerId>;
  } = {},
) {
  const looncodes = createLooncodevragen(looncodesFor(profiel, LIJST), profiel);
  for (const one of werknemers) looncodes.see(one);
  return looncodes.vragen({ overige, vreemden });
}

describe('the wage codes that a.s.r. gets', () => {
  it('are those of the profile, and none for verzuim', () => {
    expect(Dekkingsprofiel.options.map((profiel) => looncodesFor(profiel, LIJST))).toEqual([
      [],
      [1000, 8100],
      [1000, 2200],
      [],
    ]);
  });

  it('have a default of codes for salary, allowances, overtime and holiday pay', () => {
    for (const profiel of ['wia', 'pensioen', 'volledig'] as const) {
      expect(looncodesFor(profiel, STANDAARD_LOONCODES)).toEqual([1000, 1400, 2100, 2200, 2300, 8100]);
    }
    expect(Looncodelijst.parse(STANDAARD_LOONCODES)).toEqual(STANDAARD_LOONCODES);
  });

  it.each([
    ['no code at all', { wia: [0], pensioen: [], volledig: [] }],
    ['a fraction', { wia: [1000.5], pensioen: [], volledig: [] }],
    ['a profile too few', { wia: [], pensioen: [] }],
    ['a profile that has none', { verzuim: [1000], wia: [], pensioen: [], volledig: [] }],
    [
      'more than are asked for in a morning',
      { wia: Array.from({ length: 101 }, (_, one) => one + 1), pensioen: [], volledig: [] },
    ],
  ])('are not a list with %s', (_name, lijst) => {
    expect(Looncodelijst.safeParse(lijst).success).toBe(false);
  });
});

describe('a wage code that is not on the list', () => {
  it('is named once and in order, without what it says', () => {
    const vragen = vragenAfter([paid], { overige: [4711, 1400, 4711] });
    expect(vragen.map(({ code, werknemerId }) => [code, werknemerId])).toEqual([['looncode-niet-geleverd', undefined]]);
    expect(vragen[0]?.tekst).toMatch(/: 1400, 4711\.$/);
  });

  it('is named when it is a component of somebody', () => {
    const withComponents = werknemer({
      vasteLooncomponenten: [...component(9001), ...component(1000)],
      variabeleLooncomponenten: component(9000),
    });
    const [vraag, ...more] = vragenAfter([paid, withComponents, withComponents], { profiel: 'pensioen' });
    expect(more).toEqual([]);
    expect(vraag?.code).toBe('looncode-niet-geleverd');
    expect(vraag?.tekst).toMatch(/: 9000, 9001\.$/);
    expect(vraag?.tekst).not.toContain('12.34');
  });

  it.each([
    ['all are on the list', 'wia', [1000, 8100]],
    ['the profile has no wage codes', 'verzuim', [4711]],
  ] as const)('is no question when %s', (_why, profiel, overige) => {
    expect(vragenAfter([paid], { profiel, overige })).toEqual([]);
  });

  it('is every one where the list is empty', () => {
    expect(vragenAfter([paid], { profiel: 'volledig', overige: [1000, 2200] })[0]?.tekst).toMatch(/: 1000, 2200\.$/);
  });
});

describe('a report without lines', () => {
  it('is a question when there are employees', () => {
    expect(vragenAfter([werknemer(), werknemer()]).map(({ code }) => code)).toEqual(['geen-looncodes']);
  });

  it.each([
    ['one of them has a line', 'wia', [werknemer(), paid]],
    ['there is nobody', 'wia', []],
    ['the profile has no wage codes', 'verzuim', [werknemer()]],
  ] as const)('is none when %s', (_why, profiel, werknemers) => {
    expect(vragenAfter(werknemers, { profiel })).toEqual([]);
  });

  it('but with wages of people who are not in the set names those people', () => {
    const vreemden = new Set([12, 9].map((id) => WerknemerId.parse(id)));
    expect(vragenAfter([werknemer()], { vreemden }).map(({ code, werknemerId }) => [code, werknemerId])).toEqual([
      ['looncodes-zonder-werknemer', 9],
      ['looncodes-zonder-werknemer', 12],
    ]);
  });
});
