import { describe, expect, it } from 'vitest';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Contract, Dienstverband, Persoon, Rooster, Verzekering, Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { NmbrsTijdvak, type Peil } from '../../../core/nmbrs/peil.ts';
import { vragenOver } from '../../../core/ophalen/vragen.ts';

const tijdvak = tijdvakOf('maandelijks', 2026, 11);
const WERKNEMER = Werknemer.parse({
  werknemerId: 7,
  dga: true,
  dienstverbanden: [{ begin: '2020-01-01' }],
  persoon: { achternaam: 'Sterrenstof', geboortedatum: '1990-01-01', geslacht: 'onbekend' },
  bsn: '999999990',
  contracten: [{ contractId: 1, soort: 'onbepaalde-tijd', begin: '2020-01-01' }],
  adressen: [{ soort: 'woonadres', plaats: 'Sterrenstad' }],
  rooster: { urenPerWeek: '36' },
  verzekering: { ww: false },
  salaris: { bedrag: '1000.00', soort: 'bruto-fulltime' },
  peil: {},
});

describe('a question about an employee', () => {
  const insured = Verzekering.parse({ wia: true, ww: false, zw: false });
  const notInsured = Verzekering.parse({ wia: false, ww: false, zw: false });
  const unknown = Verzekering.parse({ ww: false });
  const line = (over: Partial<Werknemer>): Werknemer => ({ ...WERKNEMER, ...over });
  const codesFor = (werknemer: Werknemer, profiel: Dekkingsprofiel = 'wia') =>
    vragenOver(werknemer, { dekkingsprofiel: profiel, tijdvak, perTijdvak: [] }).map(({ code }) => code);
  const without = (field: 'salaris' | 'rooster' | 'bsn'): Werknemer => {
    const { [field]: _dropped, ...rest } = line({ verzekering: unknown });
    return rest;
  };

  it('is not asked when all is there', () => {
    expect(codesFor(line({ dga: false, verzekering: insured }))).toEqual([]);
  });

  it.each([
    ['salaris', 'geen-salaris'],
    ['rooster', 'geen-rooster'],
    ['bsn', 'geen-bsn'],
  ] as const)('is asked when there is no %s', (field, code) => {
    expect(codesFor(without(field))).toEqual([code]);
  });

  it('is not asked about a BSN that the profile does not need', () => {
    expect(codesFor(without('bsn'), 'verzuim')).toEqual([]);
  });

  it.each([
    ['a DGA who is insured', true, insured, ['dga-verzekerd']],
    ['a DGA who is not insured', true, notInsured, []],
    ['an employee who is insured', false, insured, []],
    ['an employee without any insurance', false, notInsured, ['onverzekerd-zonder-dga']],
    ['an employee of whom not all flags are known', false, unknown, []],
  ])('is about insurance: %s', (_name, dga, verzekering, expected) => {
    expect(codesFor(line({ dga, verzekering }))).toEqual(expected);
  });

  it.each([
    ['a DGA who is insured', true, insured, ['eigen ontslag', 'twee derde', 'een tiende']],
    ['an employee without any insurance', false, notInsured, ['eigen ontslag', 'twee derde', 'geen bestuurder']],
  ])('says of %s that it can be right, and by which rule', (_name, dga, verzekering, rule) => {
    const [found] = vragenOver(line({ dga, verzekering }), { dekkingsprofiel: 'wia', tijdvak, perTijdvak: [] });
    for (const words of ['Dat kan kloppen', ...rule]) expect(found?.tekst).toContain(words);
  });

  it('names the employee by Nmbrs id, and nothing of the person', () => {
    const vragen = vragenOver(without('bsn'), { dekkingsprofiel: 'wia', tijdvak, perTijdvak: [] });
    expect(vragen[0]?.werknemerId).toBe(7);
    expect(JSON.stringify(vragen)).not.toContain('Sterrenstof');
  });

  it('says of which period a contract is missing: the company-wide call answers for the period that is exchanged', () => {
    const nu = NmbrsTijdvak.parse('2026-M12');
    const textFor = (contracten: Peil) =>
      vragenOver(line({ dga: false, contracten: [], verzekering: insured, peil: { contracten } }), {
        dekkingsprofiel: 'wia',
        tijdvak,
        perTijdvak: [],
      });
    expect(textFor('tijdvak')).toMatchObject([
      { code: 'geen-contract', tekst: expect.stringContaining('dit tijdvak') },
    ]);
    expect(textFor({ nu })).toMatchObject([
      { code: 'geen-contract', tekst: expect.stringContaining('het tijdvak waarin Nmbrs nu staat (2026-M12)') },
    ]);
  });

  const persoon = (over: object) => Persoon.parse({ geslacht: 'vrouw', geboortedatum: '1990-01-01', ...over });
  const contract = (contractId: number, over: object) =>
    Contract.parse({ contractId, soort: 'bepaalde-tijd', begin: '2026-01-01', ...over });

  it('is asked about hours that did not come although the exchange asks for those of everyone', () => {
    const asked = { dekkingsprofiel: 'verzuim', tijdvak, perTijdvak: ['HourComponentVar_Get'] } as const;
    const codes = (werknemer: Werknemer) => vragenOver(werknemer, asked).map(({ code }) => code);
    expect(codes(line({ dga: false }))).toEqual(['geen-uren']);
    expect(codes(line({ dga: false, variabeleUren: [] }))).toEqual([]);
  });

  it.each([
    [
      'zero hours and no hours worked',
      { rooster: Rooster.parse({ urenPerWeek: '0.00' }), variabeleUren: [] },
      'nul-uren',
    ],
    ['hours that are not known', { rooster: Rooster.parse({ urenPerWeek: '0.00' }) }, 'geen-uren'],
    ['two contracts at once', { contracten: [contract(1, {}), contract(2, {})] }, 'twee-contracten'],
    ['a child of twelve', { persoon: persoon({ geboortedatum: '2013-12-01' }) }, 'leeftijd-onwaarschijnlijk'],
    ['somebody of 101', { persoon: persoon({ geboortedatum: '1925-11-01' }) }, 'leeftijd-onwaarschijnlijk'],
    ['a death in service', { persoon: persoon({ overlijdensdatum: '2026-11-03' }) }, 'overleden-in-dienst'],
  ])('is asked about %s', (_name, over, code) => {
    expect(codesFor(line({ dga: false, ...over }))).toEqual([code]);
  });

  it.each([
    ['few hours', { rooster: Rooster.parse({ urenPerWeek: '0.5' }) }],
    [
      'a contract that followed another',
      { contracten: [contract(1, { eind: '2026-11-29' }), contract(2, { begin: '2026-11-30' })] },
    ],
    ['somebody of thirteen', { persoon: persoon({ geboortedatum: '2013-11-30' }) }],
    [
      'a death that was processed',
      {
        persoon: persoon({ overlijdensdatum: '2026-11-03' }),
        dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind: '2026-11-03' })],
      },
    ],
  ])('is not asked about %s', (_name, over) => {
    expect(codesFor(line({ dga: false, ...over }))).toEqual([]);
  });
});
