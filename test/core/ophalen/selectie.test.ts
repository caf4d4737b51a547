import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dga } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { WerknemerId } from '../../../core/ids.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { WerknemerVermelding } from '../../../core/nmbrs/payroll.ts';
import { type Personeelslijsten, selectWerknemers } from '../../../core/ophalen/selectie.ts';

const TIJDVAK = tijdvakOf('maandelijks', 2026, 11);
const id = (werknemerId: number) => WerknemerId.parse(werknemerId);
const vermelding = (werknemerId: number, personeelsnummer = String(werknemerId)) =>
  WerknemerVermelding.parse({ werknemerId, personeelsnummer, naam: 'Wolkje Zonnedauw' });
const dienst = (begin: string, eind?: string) =>
  Dienstverband.parse({ begin, ...(eind === undefined ? {} : { eind }) });
const dgaRow = (medewerkersnummer: string) => Dga.parse({ naam: 'Wolkje Zonnedauw', medewerkersnummer });

const OPEN = [dienst('2020-01-01')];

function select(lijsten: Partial<Personeelslijsten>) {
  const plan = selectWerknemers({
    inDienst: [],
    uitDienst: [],
    dienstverbanden: new Map(),
    dga: [],
    tijdvak: TIJDVAK,
    isNieuws: () => false,
    isGewist: () => false,
    ...lijsten,
  });
  return {
    ids: plan.werknemers.map(({ werknemerId }) => werknemerId),
    vragen: plan.vragen.map(({ code, werknemerId }) => (werknemerId === undefined ? code : `${code} ${werknemerId}`)),
    werknemers: plan.werknemers,
  };
}

describe('who is in the data set', () => {
  it('is everyone on the payroll list, by Nmbrs id', () => {
    const { ids, vragen } = select({
      inDienst: [vermelding(30), vermelding(4), vermelding(200)],
      dienstverbanden: new Map([
        [id(4), OPEN],
        [id(30), OPEN],
        [id(200), OPEN],
      ]),
    });
    expect(ids).toEqual([4, 30, 200]);
    expect(vragen).toEqual([]);
  });

  it.each([
    ['whose last day is the first day that counts', '2026-11-01', true],
    ['whose last day lies in the period', '2026-11-15', true],
    ['whose last day is still to come', '2026-12-31', true],
    ['whose last day was the day before', '2026-10-31', false],
  ])('has someone out of service %s: %s, %s', (_name, eind, expected) => {
    const { ids } = select({
      uitDienst: [vermelding(7)],
      dienstverbanden: new Map([[id(7), [dienst('2020-01-01', eind)]]]),
    });
    expect(ids).toEqual(expected ? [7] : []);
  });

  it('has someone who left and came back, with both employments', () => {
    const both = [dienst('2019-01-01', '2020-12-31'), dienst('2026-11-15')];
    const { werknemers } = select({ uitDienst: [vermelding(7)], dienstverbanden: new Map([[id(7), both]]) });
    expect(werknemers).toEqual([{ werknemerId: 7, personeelsnummer: '7', dga: false, dienstverbanden: both }]);
  });

  it('has someone who stands on both lists once', () => {
    const { ids, vragen } = select({
      inDienst: [vermelding(7)],
      uitDienst: [vermelding(7)],
      dienstverbanden: new Map([[id(7), OPEN]]),
    });
    expect(ids).toEqual([7]);
    expect(vragen).toEqual([]);
  });

  it('has two people with one employee number both', () => {
    const { ids } = select({
      inDienst: [vermelding(7, '12'), vermelding(8, '12')],
      dienstverbanden: new Map([
        [id(7), OPEN],
        [id(8), OPEN],
      ]),
    });
    expect(ids).toEqual([7, 8]);
  });

  it('has someone on the list without an employment, and asks', () => {
    const { ids, vragen } = select({ inDienst: [vermelding(7)], uitDienst: [vermelding(8)] });
    expect(ids).toEqual([7, 8]);
    expect(vragen).toEqual(['alleen-in-lijst 7', 'alleen-in-lijst 8']);
  });

  it('has someone on the list whose employments are an empty row, and asks', () => {
    const { ids, vragen } = select({
      inDienst: [vermelding(7)],
      uitDienst: [vermelding(8)],
      dienstverbanden: new Map([
        [id(7), []],
        [id(8), []],
      ]),
    });
    expect(ids).toEqual([7, 8]);
    expect(vragen).toEqual(['alleen-in-lijst 7', 'alleen-in-lijst 8']);
  });

  it('has someone on whom list and employments contradict each other, and asks', () => {
    const { ids, vragen } = select({
      inDienst: [vermelding(7), vermelding(8)],
      uitDienst: [vermelding(9)],
      dienstverbanden: new Map([
        [id(7), [dienst('2019-01-01', '2025-12-31')]],
        [id(8), [dienst('2019-01-01', '2026-11-15')]],
        [id(9), OPEN],
      ]),
    });
    expect(ids).toEqual([7, 8, 9]);
    expect(vragen).toEqual(['lijst-en-dienstverband-wijken-af 7', 'lijst-en-dienstverband-wijken-af 9']);
  });

  it('has someone whom only the employments know as employed, and asks', () => {
    const { ids, vragen, werknemers } = select({
      dienstverbanden: new Map([
        [id(7), OPEN],
        [id(8), [dienst('2019-01-01', '2020-12-31')]],
        [id(9), [dienst('2019-01-01', '2026-11-15')]],
      ]),
    });
    expect(ids).toEqual([7, 9]);
    expect(vragen).toEqual(['alleen-in-dienstverbanden 7', 'alleen-in-dienstverbanden 9']);
    expect(werknemers[0]).toEqual({ werknemerId: 7, dga: false, dienstverbanden: OPEN });
  });

  it('loses nobody who may be employed, whatever the lists say', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 15 });
    const rows = fc.array(fc.constantFrom(dienst('2020-01-01'), dienst('2020-01-01', '2026-11-03')), { maxLength: 3 });
    fc.assert(
      fc.property(ids, ids, fc.dictionary(fc.integer({ min: 1, max: 40 }).map(String), rows), (inn, uit, known) => {
        const dienstverbanden = new Map(Object.entries(known).map(([key, value]) => [id(Number(key)), value]));
        const employed = [...dienstverbanden].filter(([, value]) => value.length > 0).map(([key]) => key);
        const expected = new Set<number>([...inn, ...uit, ...employed]);
        const found = select({
          inDienst: inn.map((one) => vermelding(one)),
          uitDienst: uit.map((one) => vermelding(one)),
          dienstverbanden,
        });
        expect(found.ids).toEqual([...expected].sort((a, b) => a - b));
      }),
    );
  });

  it.each([
    ['the last day of the period', '2026-11-30', true],
    ['the first day after it', '2026-12-01', false],
    ['half a year later', '2027-06-01', false],
  ])('is who begins on %s (%s): %s, and asks nothing', (_name, begin, expected) => {
    const { ids, vragen } = select({
      inDienst: [vermelding(7)],
      dienstverbanden: new Map([[id(7), [dienst(begin)]]]),
    });
    expect([ids, vragen]).toEqual([expected ? [7] : [], []]);
  });

  it('has of somebody who left and comes back later the employment that had begun, or is not in it', () => {
    const later = dienst('2027-01-01');
    const both = (eind: string) => new Map([[id(7), [dienst('2019-01-01', eind), later]]]);
    const during = select({ inDienst: [vermelding(7)], dienstverbanden: both('2026-11-10') });
    expect(during.werknemers[0]?.dienstverbanden).toEqual([dienst('2019-01-01', '2026-11-10')]);
    const before = select({ inDienst: [vermelding(7)], dienstverbanden: both('2026-10-31') });
    expect([before.ids, before.vragen]).toEqual([[], []]);
  });

  it('asks nothing about who has left and whom the payroll list still has, while one employment is to come', () => {
    const { ids, vragen } = select({
      uitDienst: [vermelding(7)],
      dienstverbanden: new Map([[id(7), [dienst('2027-01-01')]]]),
    });
    expect([ids, vragen]).toEqual([[], []]);
  });

  it('has who left before the period when that was not told as it is, and nobody else of them', () => {
    const left = [dienst('2020-01-01', '2026-09-30')];
    const dienstverbanden = new Map([
      [id(7), left],
      [id(8), left],
    ]);
    const { ids, vragen } = select({
      uitDienst: [vermelding(7), vermelding(8)],
      dienstverbanden,
      isNieuws: (werknemerId) => werknemerId === 8,
    });
    expect([ids, vragen]).toEqual([[8], []]);
  });
});

describe('who was erased at their own request', () => {
  it('is in no set any more, of a period in which they were in service either', () => {
    const { ids, vragen } = select({
      uitDienst: [vermelding(7), vermelding(8)],
      dienstverbanden: new Map([
        [id(7), [dienst('2020-01-01', '2026-11-10')]],
        [id(8), [dienst('2020-01-01', '2026-11-10')]],
        [id(9), [dienst('2020-01-01', '2026-11-10')]],
      ]),
      isGewist: (werknemerId) => werknemerId !== 8,
    });
    expect([ids, vragen]).toEqual([[8], []]);
  });

  it('is in it while they stand on the payroll list: then they work there again', () => {
    const { ids } = select({
      inDienst: [vermelding(7)],
      dienstverbanden: new Map([[id(7), OPEN]]),
      isGewist: () => true,
    });
    expect(ids).toEqual([7]);
  });
});

describe('a declared DGA', () => {
  it('stays marked when the number changes, and the number does not take the mark to another', () => {
    const dga = [{ ...dgaRow('7'), werknemerId: 70 }];
    const dienstverbanden = new Map([
      [id(70), OPEN],
      [id(80), OPEN],
    ]);
    const { werknemers, vragen } = select({
      inDienst: [vermelding(70, '8'), vermelding(80, '7')],
      dienstverbanden,
      dga,
    });
    expect(werknemers.map((one) => [one.werknemerId, one.dga])).toEqual([
      [70, true],
      [80, false],
    ]);
    expect(vragen).toEqual([]);
  });

  it('of whom only the number is known is a question when that belongs to another name', () => {
    const { werknemers, vragen } = select({
      inDienst: [{ ...vermelding(70, '7'), naam: 'Komeet, K.' }],
      dienstverbanden: new Map([[id(70), OPEN]]),
      dga: [dgaRow('7')],
    });
    expect(werknemers[0]?.dga).toBe(false);
    expect(vragen).toEqual(['dga-niet-gevonden']);
  });

  it('stays in the data set, marked', () => {
    const { werknemers, vragen } = select({
      inDienst: [vermelding(70, '7'), vermelding(80, '8')],
      dienstverbanden: new Map([
        [id(70), OPEN],
        [id(80), OPEN],
      ]),
      dga: [dgaRow('007')],
    });
    expect(werknemers.map(({ werknemerId, dga }) => [werknemerId, dga])).toEqual([
      [70, true],
      [80, false],
    ]);
    expect(vragen).toEqual([]);
  });

  it('whom nobody knows is a question, for each', () => {
    expect(select({ dga: [dgaRow('7'), dgaRow('8')] }).vragen).toEqual(['dga-niet-gevonden', 'dga-niet-gevonden']);
  });

  it('who has left is marked too', () => {
    const { werknemers } = select({
      uitDienst: [vermelding(70, '7')],
      dienstverbanden: new Map([[id(70), [dienst('2020-01-01', '2026-11-10')]]]),
      dga: [dgaRow('7')],
    });
    expect(werknemers[0]?.dga).toBe(true);
  });
});
