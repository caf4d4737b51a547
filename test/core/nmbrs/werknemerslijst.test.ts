import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Persoon, Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { csvRegel, kopregel } from '../../../core/nmbrs/werknemerslijst.ts';

const WERKNEMER = Werknemer.parse({
  werknemerId: 1007,
  personeelsnummer: '12',
  dga: false,
  dienstverbanden: [{ begin: '2020-01-01', eind: '2021-01-01' }, { begin: '2022-01-01' }],
  salaris: { bedrag: '3500.50', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' },
  rooster: { urenPerWeek: '36', deeltijdfactor: '0.9' },
  looncodes: [],
  peil: {},
});
const named = (achternaam: string): Werknemer => ({
  ...WERKNEMER,
  persoon: Persoon.parse({ achternaam, geslacht: 'vrouw' }),
});

/** As a spreadsheet reads it. */
function cells(werknemer: Werknemer, profiel: Dekkingsprofiel = 'verzuim'): Record<string, string> {
  const text = kopregel(profiel) + csvRegel(werknemer, profiel);
  const rows: Record<string, string>[] = parse(text, {
    bom: true,
    delimiter: ';',
    columns: true,
    recordDelimiter: '\r\n',
  });
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}
const cellFor = (achternaam: string): string | undefined => cells(named(achternaam)).achternaam;

describe('werknemers.csv', () => {
  it('begins with a byte order mark, has semicolons, and ends its lines as Excel wants', () => {
    const kop = kopregel('verzuim');
    expect(kop.startsWith('\uFEFFwerknemer-id;personeelsnummer;dga;')).toBe(true);
    expect([kop, csvRegel(WERKNEMER, 'verzuim')].every((line) => line.endsWith('\r\n'))).toBe(true);
  });

  it('has figures with a comma, dates as they are, and the last employment', () => {
    expect(cells(WERKNEMER)).toMatchObject({
      'werknemer-id': '1007',
      dga: 'nee',
      'in dienst': '2022-01-01',
      'uit dienst': '',
      salaris: '3500,50',
      'uren per week': '36',
      deeltijdfactor: '0,9',
    });
  });

  it.each(Dekkingsprofiel.options)('has the same columns for every employee of %s, each once', (profiel) => {
    const kop = kopregel(profiel).trim().split(';');
    expect(new Set(kop).size).toBe(kop.length);
    expect(csvRegel(WERKNEMER, profiel).split(';')).toHaveLength(kop.length);
    expect(kop.includes('bsn')).toBe(profiel !== 'verzuim');
    expect(kop.includes('iban')).toBe(profiel === 'volledig');
  });

  it.each(['=1+1', '+31 6', '-1', '@SUM(A1)', '\tx', '\r=1', '\n=1', '  =1+1', '\uFF1D1'])(
    'does not let %j be a formula',
    (name) => {
      expect(cellFor(name)).toBe(`'${name}`);
    },
  );

  it.each(['1-3', '1E5', '012345678', '1.5', '12/3', '1234567890123456'])('lets Excel not change %j', (name) => {
    expect(cellFor(name)).toBe(`'${name}`);
  });

  it.each(['Sterrenstof', "van 't Hoff", 'Jansen-de Wit', '12', '0', '', 'a;b', 'zegt "hoi"', 'twee\nregels', 'x=1'])(
    'gives %j as it is',
    (name) => {
      expect(cellFor(name)).toBe(name);
    },
  );

  it.each(['999999990', '012345672', '000000000'])('gives a BSN as it is: %s', (bsn) => {
    expect(cells({ ...WERKNEMER, bsn }, 'wia').bsn).toBe(bsn);
  });

  it.each(['=1+1', '01234567', '1234.56.782'])('lets Excel not change what is no BSN: %s', (bsn) => {
    expect(cells({ ...WERKNEMER, bsn }, 'wia').bsn).toBe(`'${bsn}`);
  });

  it('gives any name back in its own cell, and never as a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const cell = cellFor(name) ?? '';
        expect(cell === name || cell === `'${name}`).toBe(true);
        expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('has what there are several of in one cell', () => {
    const several = Werknemer.parse({
      ...WERKNEMER,
      kinderen: [
        { geslacht: 'man', geboortedatum: '2015-01-02' },
        { geslacht: 'vrouw', geboortedatum: '2017-03-04' },
      ],
      vasteLooncomponenten: [{ code: 2100, waarde: '-12.50' }],
      adressen: [{ soort: 'woonadres', straat: 'Melkweg', huisnummer: '1-3', toevoeging: 'A' }],
    });
    expect(cells(several, 'pensioen')).toMatchObject({
      'aantal kinderen': '2',
      'kinderen geboren op': '2015-01-02 | 2017-03-04',
      'vaste looncomponenten': '2100=-12,50',
      adres: 'Melkweg 1-3 A',
    });
  });
});
