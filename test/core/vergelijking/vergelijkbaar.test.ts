import { describe, expect, it } from 'vitest';
import { Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import {
  canoniek,
  gegevensveldOf,
  VELD_SOORTEN,
  type VeldSoort,
  vergelijkbareVelden,
} from '../../../core/vergelijking/vergelijkbaar.ts';
import { everything } from '../canaries.ts';

const line = (over: object): Werknemer =>
  Werknemer.parse({ werknemerId: 7, dga: false, dienstverbanden: [], peil: {}, ...over });
const told = (soort: VeldSoort, over: object): Record<string, string> =>
  Object.fromEntries(vergelijkbareVelden(line(over), soort).map(({ veld, tekst }) => [veld, tekst]));

describe('the one spelling of a value', () => {
  it.each([
    ['members in any order', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    ['members that are absent or null', { a: undefined, b: null, c: '' }, '{"c":""}'],
    ['a decimal with zeros', { bedrag: '3000.00' }, '{"bedrag":"3000"}'],
    [
      'hours with zeros',
      { urenPerWeek: '36.50', deeltijdfactor: '0.90', uren: '1.0' },
      '{"deeltijdfactor":"0.9","uren":"1","urenPerWeek":"36.5"}',
    ],
    ['a wage component with zeros', [{ code: 1, waarde: '2.50' }], '[{"code":1,"waarde":"2.5"}]'],
    [
      'a number that is no decimal, as it is',
      { iban: '10.00', huisnummer: '1.0' },
      '{"huisnummer":"1.0","iban":"10.00"}',
    ],
    ['an accent apart', 'Ne\u0301vel', '"N\u00e9vel"'],
    ['a list in its own order', ['b', 'a'], '["b","a"]'],
    ['a text within a list', [{ naam: 'e\u0301' }], '[{"naam":"\u00e9"}]'],
    ['a truth', { wia: false }, '{"wia":false}'],
    ['nothing', null, 'null'],
  ])('of %s', (_name, value, expected) => {
    expect(canoniek(value)).toBe(expected);
  });
});

describe('the fields that are compared', () => {
  it('are of every kind but the employment', () => {
    expect(VELD_SOORTEN).toEqual([
      ...['persoon', 'contract', 'salaris', 'uren', 'adres', 'partner', 'kinderen', 'verzekeringsplicht'],
      ...['looncomponenten', 'bankrekening'],
    ]);
  });

  it('are those that have a value', () => {
    expect(VELD_SOORTEN.map((soort) => [soort, Object.keys(told(soort, {}))])).toEqual(
      VELD_SOORTEN.map((soort) => [soort, soort === 'persoon' ? ['dga'] : []]),
    );
  });

  it.each<readonly [VeldSoort, object, object]>([
    [
      'persoon',
      { persoon: { geslacht: 'man', achternaam: 'Nevel' }, bsn: '999999990', dga: true, personeelsnummer: '12' },
      {
        geslacht: '{"geslacht":"man"}',
        achternaam: '{"achternaam":"Nevel"}',
        bsn: '{"bsn":"999999990"}',
        dga: '{"dga":true}',
        personeelsnummer: '{"personeelsnummer":"12"}',
      },
    ],
    [
      'salaris',
      { salaris: { bedrag: '3000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' } },
      {
        bedrag: '{"bedrag":"3000"}',
        soort: '{"soort":"bruto-fulltime"}',
        ingangsdatum: '{"ingangsdatum":"2026-01-01"}',
      },
    ],
    [
      'uren',
      {
        rooster: { urenPerWeek: '40.0' },
        vasteUren: [
          { code: 2, uren: '2' },
          { code: 1, uren: '1.0' },
        ],
        variabeleUren: [{ code: 2100, uren: '12.5' }],
      },
      {
        urenPerWeek: '{"urenPerWeek":"40"}',
        vasteUren: JSON.stringify({ vasteUren: ['{"code":1,"uren":"1"}', '{"code":2,"uren":"2"}'] }),
        variabeleUren: JSON.stringify({ variabeleUren: ['{"code":2100,"uren":"12.5"}'] }),
      },
    ],
    ['partner', { partner: { geslacht: 'vrouw' } }, { geslacht: '{"geslacht":"vrouw"}' }],
    [
      'kinderen',
      { kinderen: [{ geslacht: 'onbekend', voornaam: 'Ster' }] },
      { kinderen: JSON.stringify({ kinderen: ['{"geslacht":"onbekend","voornaam":"Ster"}'] }) },
    ],
    ['verzekeringsplicht', { verzekering: { wia: false } }, { wia: '{"wia":false}' }],
    [
      'looncomponenten',
      { vasteLooncomponenten: [{ code: 1, waarde: '2.50' }], variabeleLooncomponenten: [] },
      {
        vasteLooncomponenten: JSON.stringify({ vasteLooncomponenten: ['{"code":1,"waarde":"2.5"}'] }),
        variabeleLooncomponenten: '{"variabeleLooncomponenten":[]}',
      },
    ],
    [
      'bankrekening',
      { bankrekeningen: [{ soort: 'b' }, { soort: 'a' }] },
      { bankrekeningen: JSON.stringify({ bankrekeningen: ['{"soort":"a"}', '{"soort":"b"}'] }) },
    ],
    [
      'contract',
      {
        contracten: [
          { contractId: 2, soort: 'bepaalde-tijd', ikv: 1 },
          { contractId: 1, soort: 'bepaalde-tijd' },
        ],
      },
      {
        contracten: JSON.stringify({
          contracten: ['{"contractId":1,"soort":"bepaalde-tijd"}', '{"contractId":2,"soort":"bepaalde-tijd"}'],
        }),
        ikv: JSON.stringify({ ikv: ['{"contractId":2,"ikv":1}'] }),
      },
    ],
    [
      'contract',
      { contracten: [{ contractId: 1, soort: 'onbekend' }] },
      { contracten: JSON.stringify({ contracten: ['{"contractId":1,"soort":"onbekend"}'] }) },
    ],
  ])('of %s', (soort, over, expected) => {
    expect(told(soort, over)).toEqual(expected);
  });

  it('of an address are those of its kind, by their names', () => {
    const adressen = [
      { soort: 'woonadres', plaats: 'Maanstad', huisnummer: '1' },
      { soort: 'postadres', plaats: 'Zonstad' },
    ];
    expect(told('adres', { adressen })).toEqual({
      'woonadres.huisnummer': JSON.stringify({ 'woonadres.huisnummer': ['"1"'] }),
      'woonadres.plaats': JSON.stringify({ 'woonadres.plaats': ['"Maanstad"'] }),
      'postadres.plaats': JSON.stringify({ 'postadres.plaats': ['"Zonstad"'] }),
    });
  });

  it('of two addresses of a kind are the values of both, in an order of the addresses', () => {
    const a = { soort: 'woonadres', plaats: 'Aardstad', huisnummer: '2' };
    const b = { soort: 'woonadres', plaats: 'Bergstad' };
    const expected = {
      'woonadres.huisnummer': JSON.stringify({ 'woonadres.huisnummer': ['"2"', 'null'] }),
      'woonadres.plaats': JSON.stringify({ 'woonadres.plaats': ['"Aardstad"', '"Bergstad"'] }),
    };
    expect(told('adres', { adressen: [a, b] })).toEqual(expected);
    expect(told('adres', { adressen: [b, a] })).toEqual(expected);
  });
});

describe('the group of a field', () => {
  it.each<readonly [VeldSoort, string, string | undefined]>([
    ['persoon', 'achternaam', 'persoon'],
    ['persoon', 'bsn', 'bsn'],
    // The company-wide lists tell these.
    ['persoon', 'dga', undefined],
    ['persoon', 'personeelsnummer', undefined],
    ['contract', 'contracten', 'contracten'],
    ['contract', 'ikv', 'contracten'],
    ['salaris', 'bedrag', undefined],
    ['uren', 'urenPerWeek', 'rooster'],
    ['uren', 'vasteUren', 'vasteUren'],
    ['uren', 'variabeleUren', 'variabeleUren'],
    ['adres', 'woonadres.plaats', 'adressen'],
    ['partner', 'begin', 'partner'],
    ['kinderen', 'kinderen', 'kinderen'],
    ['verzekeringsplicht', 'wia', 'verzekering'],
    ['looncomponenten', 'vasteLooncomponenten', 'vasteLooncomponenten'],
    ['looncomponenten', 'variabeleLooncomponenten', 'variabeleLooncomponenten'],
    ['bankrekening', 'bankrekeningen', 'bankrekeningen'],
  ])('%s.%s is %s', (soort, veld, expected) => {
    expect(gegevensveldOf(soort, veld)).toBe(expected);
  });

  it('is known of every field that can be told but those that are always of the period', () => {
    const all = line({ ...everything, personeelsnummer: '12', salaris: { bedrag: '1', soort: 'geen' } });
    const without = VELD_SOORTEN.flatMap((soort) =>
      vergelijkbareVelden(all, soort).flatMap(({ veld }) =>
        gegevensveldOf(soort, veld) === undefined ? [`${soort}.${veld}`] : [],
      ),
    );
    expect(without).toEqual(['persoon.dga', 'persoon.personeelsnummer', 'salaris.bedrag', 'salaris.soort']);
  });
});
