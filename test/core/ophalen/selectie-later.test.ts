import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { KoppelingDga } from '../../../core/koppeling/koppeling.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { WerknemerVermelding } from '../../../core/nmbrs/payroll.ts';
import { countVertrokkenVoor, type Personeelslijsten, selectWerknemers } from '../../../core/ophalen/selectie.ts';

// Who begins after the period, who left before the first one, and what is asked in which words.

const TIJDVAK = tijdvakOf('maandelijks', 2026, 11);
const GETELD_OP = Datum.parse('2026-10-15');
const dienst = (begin?: string, eind?: string) => Dienstverband.parse({ begin, eind });
const people = (...rows: readonly (readonly [number, ...Dienstverband[]])[]) =>
  new Map(rows.map(([id, ...own]) => [WerknemerId.parse(id), own]));
const vermelding = (werknemerId: number, naam = 'Wolkje Zonnedauw', personeelsnummer = String(werknemerId)) =>
  WerknemerVermelding.parse({ werknemerId, personeelsnummer, naam });
const select = (over: Partial<Personeelslijsten>) =>
  selectWerknemers({
    ...{ inDienst: [], uitDienst: [], dienstverbanden: new Map(), dga: [], tijdvak: TIJDVAK },
    ...{ isNieuws: () => true, isGewist: () => false },
    ...over,
  });

describe('who begins after the period only', () => {
  it('is told apart, by id, with the first day of all, and is not in the set though it were news', () => {
    const dienstverbanden = people(
      [30, dienst('2027-02-01', '2027-03-01'), dienst('2026-12-01')],
      [4, dienst('2027-01-01')],
      [200, dienst('2026-12-31')],
      [5, dienst('2026-11-30')],
    );
    const { werknemers, later } = select({ dienstverbanden, inDienst: [30, 4, 200, 5].map((id) => vermelding(id)) });
    expect(werknemers.map(({ werknemerId }) => werknemerId)).toEqual([5]);
    expect(later).toEqual([
      { werknemerId: 4, eersteDag: '2027-01-01' },
      { werknemerId: 30, eersteDag: '2026-12-01' },
      { werknemerId: 200, eersteDag: '2026-12-31' },
    ]);
  });

  it('is nobody who is in service already, or was', () => {
    const dienstverbanden = people(
      [1, dienst('2020-01-01'), dienst('2027-01-01')],
      [2, dienst('2020-01-01', '2020-12-31'), dienst('2027-01-01')],
      [3, dienst(), dienst('2027-01-01')],
    );
    const { werknemers, later } = select({ dienstverbanden, inDienst: [1, 2, 3].map((id) => vermelding(id)) });
    expect(later).toEqual([]);
    expect(werknemers.map((one) => one.dienstverbanden)).toEqual([
      [dienst('2020-01-01')],
      [dienst('2020-01-01', '2020-12-31')],
      [dienst()],
    ]);
  });
});

describe('who had left before the first period', () => {
  it.each([
    ['in service since, and still', [dienst('2020-01-01')], 0],
    ['gone by the day of the count', [dienst('2020-01-01', '2026-10-15')], 0],
    ['gone after the count and before the period', [dienst('2020-01-01', '2026-10-31')], 1],
    ['gone the day after the count', [dienst('2020-01-01', '2026-10-16')], 1],
    ['gone on the first day of the period', [dienst('2020-01-01', '2026-11-01')], 0],
    ['gone, and back', [dienst('2020-01-01', '2026-10-31'), dienst('2026-11-15')], 0],
    ['gone twice', [dienst('2019-01-01', '2019-12-31'), dienst('2020-01-01', '2026-10-31')], 1],
    ['who came after the count', [dienst('2026-10-20', '2026-10-25')], 0],
  ])('and was counted by the controle: %s', (_name, own, expected) => {
    expect(countVertrokkenVoor({ dienstverbanden: people([1, ...own]), tijdvak: TIJDVAK }, GETELD_OP)).toBe(expected);
  });

  it('is counted each', () => {
    const left = dienst('2020-01-01', '2026-10-31');
    const dienstverbanden = people([1, left], [2, left], [3, dienst('2020-01-01')]);
    expect(countVertrokkenVoor({ dienstverbanden, tijdvak: TIJDVAK }, GETELD_OP)).toBe(2);
  });
});

describe('a line of the plan', () => {
  it('has no number where no list names one', () => {
    const { werknemers } = select({ dienstverbanden: people([7, dienst('2020-01-01')]) });
    expect(werknemers).toStrictEqual([{ werknemerId: 7, dga: false, dienstverbanden: [dienst('2020-01-01')] }]);
  });
});

describe('a DGA', () => {
  const dga = (medewerkersnummer: string, werknemerId?: number) =>
    KoppelingDga.parse({ naam: 'Wolkje Zonnedauw', medewerkersnummer, werknemerId });
  const marked = (over: Partial<Personeelslijsten>) =>
    select(over).werknemers.flatMap(({ werknemerId, dga: is }) => (is ? [werknemerId] : []));
  const dienstverbanden = people([1, dienst('2020-01-01')], [2, dienst('2020-01-01')], [3, dienst('2020-01-01')]);
  const inDienst = [vermelding(1), vermelding(2)];

  it('by number is the one with that number, and not another of that name', () => {
    expect(marked({ dienstverbanden, inDienst, dga: [dga('2')] })).toEqual([2]);
  });

  it.each([
    ['of a list', 2],
    ['of the employments alone', 3],
    ['of a list alone', 4],
  ])('by id is the one with that id, whoever has the number: %s', (_where, id) => {
    expect(marked({ dienstverbanden, inDienst: [...inDienst, vermelding(4)], dga: [dga('1', id)] })).toEqual([id]);
  });

  it('by id that nobody has is asked about, though somebody has the number', () => {
    const found = select({ dienstverbanden, inDienst, dga: [dga('1', 99)] });
    expect(found.werknemers.some((one) => one.dga)).toBe(false);
    expect(found.vragen.map(({ code }) => code)).toContain('dga-niet-gevonden');
  });
});

describe('what is asked about the lists', () => {
  const tekstOf = (code: string, over: Partial<Personeelslijsten>) =>
    select(over).vragen.find((vraag) => vraag.code === code)?.tekst;

  it('says what stands where', () => {
    expect(tekstOf('alleen-in-lijst', { inDienst: [vermelding(1)] })).toBe(
      'Deze werknemer staat in de werknemerslijst, maar heeft in Nmbrs geen dienstverband.',
    );
    expect(tekstOf('alleen-in-dienstverbanden', { dienstverbanden: people([1, dienst('2020-01-01')]) })).toBe(
      'Deze werknemer heeft in Nmbrs een dienstverband, maar staat niet in de werknemerslijst.',
    );
    const left = people([1, dienst('2020-01-01', '2026-10-31')]);
    expect(tekstOf('lijst-en-dienstverband-wijken-af', { inDienst: [vermelding(1)], dienstverbanden: left })).toBe(
      'De werknemerslijst en het dienstverband van deze werknemer in Nmbrs spreken elkaar tegen over in of uit dienst.',
    );
    const missing = [KoppelingDga.parse({ naam: 'Wolkje Zonnedauw', medewerkersnummer: '9' })];
    expect(tekstOf('dga-niet-gevonden', { dga: missing })).toBe(
      'Een opgegeven DGA staat niet (meer) in de werknemerslijst. Controleer de opgave.',
    );
  });
});
