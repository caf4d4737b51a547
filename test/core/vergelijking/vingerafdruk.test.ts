import { describe, expect, it } from 'vitest';
import { KoppelingId, TijdvakId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { Dienstverband, Roosters, SalarisRegel, Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import {
  dagenVan,
  dienstverloop,
  herinneringAan,
  levensloop,
  loonTekst,
  nooitInDienst,
  roosterverloop,
  salarisverloop,
  uitDienstTekst,
  Vingerafdruk,
  vergelijkingKey,
  vergelijkingPrefix,
  vingerafdrukOf,
} from '../../../core/vergelijking/vingerafdruk.ts';

const BEREIK = { begin: Datum.parse('2026-11-01'), eind: Datum.parse('2026-12-31') };
const datum = (text: string): Datum => Datum.parse(text);
/** Not secret at all, so that it can be read here what was hashed; long enough to be taken for a hash. */
const vinger = (werknemerId: number, tekst: string): string => `afdruk-van-${werknemerId}-----${tekst}`;
const hash = (tekst: string): string => vinger(7, tekst);
const dienst = (begin?: string, eind?: string) => Dienstverband.parse({ begin, eind });
const salaris = (bedrag: string, ingangsdatum?: string) =>
  SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum });

describe('the days in service', () => {
  it.each([
    ['since ever', [dienst()], [{ waarde: 'in' }]],
    ['never', [], [{ waarde: 'uit' }]],
    ['from the first day on', [dienst('2026-11-01')], [{ waarde: 'in' }]],
    ['from the second day on', [dienst('2026-11-02')], [{ waarde: 'uit' }, { vanaf: '2026-11-02', waarde: 'in' }]],
    [
      'until the first day',
      [dienst('2020-01-01', '2026-11-01')],
      [{ waarde: 'in' }, { vanaf: '2026-11-02', waarde: 'uit' }],
    ],
    ['until the day before', [dienst('2020-01-01', '2026-10-31')], [{ waarde: 'uit' }]],
    ['until the last day', [dienst('2020-01-01', '2026-12-31')], [{ waarde: 'in' }]],
    [
      'until the day before the last',
      [dienst('2020-01-01', '2026-12-30')],
      [{ waarde: 'in' }, { vanaf: '2026-12-31', waarde: 'uit' }],
    ],
    ['from after the last day on', [dienst('2027-01-01')], [{ waarde: 'uit' }]],
    [
      'with a day between',
      [dienst('2020-01-01', '2026-11-10'), dienst('2026-11-12')],
      [{ waarde: 'in' }, { vanaf: '2026-11-11', waarde: 'uit' }, { vanaf: '2026-11-12', waarde: 'in' }],
    ],
    ['one employment after another', [dienst('2020-01-01', '2026-11-10'), dienst('2026-11-11')], [{ waarde: 'in' }]],
  ])('%s', (_name, dienstverbanden, expected) => {
    expect(dienstverloop(dienstverbanden, BEREIK)).toEqual(expected);
  });
});

describe('the salary from day to day', () => {
  const [low, high] = ['3000', '3100'].map((bedrag) => JSON.stringify({ bedrag, soort: 'bruto-fulltime' }));

  it.each([
    ['none', [], [{ waarde: 'geen' }]],
    ['one since ever', [salaris('3000.00')], [{ waarde: low }]],
    ['one from the first day on', [salaris('3000.00', '2026-11-01')], [{ waarde: low }]],
    [
      'none before the first',
      [salaris('3000.00', '2026-12-01')],
      [{ waarde: 'geen' }, { vanaf: '2026-12-01', waarde: low }],
    ],
    [
      'a raise on the last day',
      [salaris('3000.00', '2020-01-01'), salaris('3100.00', '2026-12-31')],
      [{ waarde: low }, { vanaf: '2026-12-31', waarde: high }],
    ],
    ['a raise after it', [salaris('3000.00', '2020-01-01'), salaris('3100.00', '2027-01-01')], [{ waarde: low }]],
    ['the same amount again', [salaris('3000.00', '2020-01-01'), salaris('3000', '2026-12-01')], [{ waarde: low }]],
  ])('%s', (_name, regels, expected) => {
    expect(salarisverloop(regels, BEREIK)).toEqual(expected);
  });
});

describe('the schedule from day to day', () => {
  const roosters = (volledig: boolean, ...regels: object[]) => Roosters.parse({ regels, volledig });
  const of = (urenPerWeek: string, deeltijdfactor?: string) => JSON.stringify({ deeltijdfactor, urenPerWeek });
  const december = { urenPerWeek: '32.0', deeltijdfactor: '0.80', ingangsdatum: '2026-12-01' };

  it.each([
    ['not asked for', undefined, []],
    ['none, for certain', roosters(true), [{ waarde: 'geen' }]],
    ['none that is known', roosters(false), []],
    [
      'none before the first, for certain',
      roosters(true, december),
      [{ waarde: 'geen' }, { vanaf: '2026-12-01', waarde: of('32', '0.8') }],
    ],
    ['nothing known before the first', roosters(false, december), [{ vanaf: '2026-12-01', waarde: of('32', '0.8') }]],
    ['one since ever', roosters(false, { urenPerWeek: '40' }), [{ waarde: of('40') }]],
    [
      'another factor',
      roosters(false, { urenPerWeek: '32', deeltijdfactor: '1' }, december),
      [{ waarde: of('32', '1') }, { vanaf: '2026-12-01', waarde: of('32', '0.8') }],
    ],
  ])('%s', (_name, regels, expected) => {
    expect(roosterverloop(regels, BEREIK)).toEqual(expected);
  });
});

describe('life', () => {
  it.each([
    [undefined, [{ waarde: 'levend' }]],
    ['2026-10-31', [{ waarde: 'overleden' }]],
    ['2026-11-01', [{ waarde: 'overleden' }]],
    ['2026-11-02', [{ waarde: 'levend' }, { vanaf: '2026-11-02', waarde: 'overleden' }]],
    ['2026-12-31', [{ waarde: 'levend' }, { vanaf: '2026-12-31', waarde: 'overleden' }]],
    ['2027-01-01', [{ waarde: 'levend' }]],
  ])('with a death on %s', (dag, expected) => {
    expect(levensloop(dag === undefined ? undefined : datum(dag), BEREIK)).toEqual(expected);
  });
});

describe('what is kept of an employee', () => {
  const werknemer = (over: object = {}): Werknemer =>
    Werknemer.parse({ werknemerId: 7, dga: false, dienstverbanden: [], peil: {}, ...over });
  const afdruk = (over: object = {}, regels: SalarisRegel[] = [], roosters?: Roosters) =>
    vingerafdrukOf({ werknemer: werknemer(over), salarissen: regels, roosters }, { bereik: BEREIK, vinger });

  it('is read back as it was written', () => {
    const kept = afdruk({ persoon: { geslacht: 'man' }, dienstverbanden: [{ begin: '2020-01-01' }] });
    expect(Vingerafdruk.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it('is a hash of each field by its kind and name, of kinds that have any', () => {
    const { inhoud } = afdruk({ persoon: { geslacht: 'man' }, verzekering: { wia: false } });
    expect(inhoud.velden).toEqual({
      persoon: {
        geslacht: hash('persoon.geslacht={"geslacht":"man"}'),
        dga: hash('persoon.dga={"dga":false}'),
      },
      verzekeringsplicht: { wia: hash('verzekeringsplicht.wia={"wia":false}') },
    });
  });

  it('is of which period each group was', () => {
    const peil = { persoon: 'tijdvak', partner: { nu: '2026-M12' } };
    expect(afdruk({ peil }).inhoud.peil).toEqual(peil);
  });

  it('is the first and the last days, and from day to day', () => {
    const kept = afdruk(
      {
        dienstverbanden: [{ begin: '2026-11-15', eind: '2026-12-10' }, { eind: '2020-01-31' }],
        persoon: { geslacht: 'man', overlijdensdatum: '2026-12-10' },
      },
      [salaris('3000.00')],
      Roosters.parse({ regels: [{ urenPerWeek: '40' }], volledig: true }),
    );
    expect(kept.begin).toEqual([hash('begin=2026-11-15'), hash('begin=')]);
    expect(kept.eind).toEqual([hash('eind=2026-12-10'), hash('eind=2020-01-31')]);
    expect(kept.dienst).toEqual([
      { waarde: hash('dienst@=uit') },
      { vanaf: hash('dag=2026-11-15'), waarde: hash('dienst@=in') },
      { vanaf: hash('dag=2026-12-11'), waarde: hash('dienst@=uit') },
    ]);
    expect(kept.inhoud.salaris).toEqual([{ waarde: hash('salaris@={"bedrag":"3000","soort":"bruto-fulltime"}') }]);
    expect(kept.inhoud.rooster).toEqual([{ waarde: hash('rooster@={"urenPerWeek":"40"}') }]);
    expect(kept.inhoud.leven).toEqual([
      { waarde: hash('leven@=levend') },
      { vanaf: hash('dag=2026-12-10'), waarde: hash('leven@=overleden') },
    ]);
  });

  it.each([
    ['in service on the day after the period', '2027-01-01', false],
    ['out of service with the last day of the period', '2026-12-31', true],
    ['out of service before', '2026-12-30', true],
  ])('is whether everything had ended: %s', (_name, eind, expected) => {
    expect(afdruk({ dienstverbanden: [{ begin: '2020-01-01', eind }] }).uitDienst).toBe(hash(uitDienstTekst(expected)));
  });

  it('is the size of the wage in the run, where there was one', () => {
    const looncodes = [{ runId: 811, code: 8100, omschrijving: 'x', waarde: '3000.00' }];
    expect(afdruk({ looncodes }).inhoud.loon).toBe(hash(loonTekst(164)));
    expect(afdruk({ looncodes: [] }).inhoud).not.toHaveProperty('loon');
    expect(afdruk().inhoud).not.toHaveProperty('loon');
  });

  it('is the GUID where it is known', () => {
    const guid = '00000000-0000-4000-8000-000000000007';
    expect(afdruk({ guid }).guid).toBe(guid);
    expect(afdruk()).not.toHaveProperty('guid');
  });
});

describe('what stays of somebody who is not in the set any more', () => {
  const { dienst: inDienst, ...dagen } = {
    ...dagenVan([dienst('2020-01-01')], hash),
    dienst: [{ waarde: hash('dienst@=in') }],
  };
  const was: Vingerafdruk = Vingerafdruk.parse({
    ...{ werknemerId: 7, ...dagen, dienst: inDienst, uitDienst: hash(uitDienstTekst(false)) },
    inhoud: { velden: {}, peil: {}, salaris: [], rooster: [], leven: [] },
  });
  const vanaf = datum('2027-01-01');

  it('is that they are out of service from a day on, and no content', () => {
    expect(herinneringAan(was, { vanaf, verdwenen: false, hash })).toStrictEqual({
      werknemerId: 7,
      ...dagen,
      dienst: [...inDienst, { vanaf: hash('dag=2027-01-01'), waarde: hash('dienst@=uit') }],
      uitDienst: hash(uitDienstTekst(true)),
    });
  });

  it('is that they never were in service, when the first day was put off', () => {
    expect(herinneringAan(was, { vanaf: undefined, verdwenen: true, hash })).toStrictEqual({
      werknemerId: 7,
      ...dagen,
      dienst: nooitInDienst(hash),
      uitDienst: hash(uitDienstTekst(true)),
      verdwenen: true,
    });
    expect(nooitInDienst(hash)).toEqual([{ waarde: hash('dienst@=uit') }]);
  });

  const uit = { vanaf: hash('dag=2026-12-01'), waarde: hash('dienst@=uit') };
  const weerIn = { vanaf: hash('dag=2026-12-15'), waarde: hash('dienst@=in') };

  it.each([
    ['when they always were', nooitInDienst(hash)],
    ['when they had left', [...inDienst, uit]],
    ['when they had left once more', [...inDienst, uit, weerIn, { ...uit, vanaf: hash('dag=2026-12-20') }]],
  ])('adds nothing to who was out of service already: %s', (_name, out) => {
    expect(herinneringAan({ ...was, dienst: out }, { vanaf, verdwenen: false, hash }).dienst).toEqual(out);
  });

  it('is that they are out of service also when they had left and come back', () => {
    const back = [...inDienst, uit, weerIn];
    const { dienst: kept } = herinneringAan({ ...was, dienst: back }, { vanaf, verdwenen: false, hash });
    expect(kept).toEqual([...back, { vanaf: hash('dag=2027-01-01'), waarde: hash('dienst@=uit') }]);
  });

  it('is for good that they were gone without a last day', () => {
    expect(herinneringAan({ ...was, verdwenen: true }, { vanaf, verdwenen: false, hash }).verdwenen).toBe(true);
  });

  it('keeps the GUID', () => {
    const guid = '00000000-0000-4000-8000-000000000007';
    const kept = herinneringAan(Vingerafdruk.parse({ ...was, guid }), { vanaf, verdwenen: false, hash });
    expect(kept.guid).toBe(guid);
  });
});

describe('where it is kept', () => {
  it('is by koppeling, period and version', () => {
    const koppelingId = KoppelingId.parse('kop-00000000-0000-4000-8000-000000000001');
    const set = { koppelingId, tijdvakId: TijdvakId.parse('2026-M12'), datasetVersie: 2 };
    expect(vergelijkingPrefix(koppelingId)).toBe(`vergelijking/${koppelingId}/`);
    expect(vergelijkingKey(set)).toBe(`vergelijking/${koppelingId}/2026-M12/v2.ndjson`);
  });
});
