import { describe, expect, it } from 'vitest';
import { Datum } from '../../../core/kalender/tijd.ts';
import {
  isVerteldAlsLeaver,
  wijzigingenVanUitgestelden,
  wijzigingenVanVerdwenen,
} from '../../../core/vergelijking/wijzigingen.ts';
import { all, between, keptOf, met, type Stand, vinger } from '../between.ts';
import { nu as inNmbrs } from '../peilen.ts';

const codes = ({ vragen }: ReturnType<typeof between>): string[] => vragen.map(({ code }) => code);

describe('nothing that changed', () => {
  it('is told as nothing', () => {
    const same = { salarissen: [{ bedrag: '3000.00', ingangsdatum: '2020-01-01' }], peil: all('persoon', 'rooster') };
    expect(between(same, same)).toStrictEqual({ mutaties: [], vragen: [], nietVergeleken: [] });
  });
});

describe('a field that changed', () => {
  const persoon = (over: object) => ({ persoon: { geslacht: 'man', ...over }, peil: all('persoon') });

  it('is told with the others of its kind', () => {
    const was = persoon({ achternaam: 'Nevel', voorletters: 'A' });
    expect(between(was, persoon({ achternaam: 'Maan', voorletters: 'B' })).mutaties).toStrictEqual([
      { soort: 'persoon', werknemerId: 7, velden: ['voorletters', 'achternaam'] },
    ]);
  });

  it('is told too when it came or went', () => {
    expect(between(persoon({}), persoon({ achternaam: 'Maan' })).mutaties).toMatchObject([{ velden: ['achternaam'] }]);
    expect(between(persoon({ achternaam: 'Maan' }), persoon({})).mutaties).toMatchObject([{ velden: ['achternaam'] }]);
  });

  it('is none where only one of the two sets asked for its group', () => {
    const [asked, unasked] = [{ bsn: '999999990', peil: all('bsn') }, {}];
    expect(between(asked, unasked).mutaties).toEqual([]);
    expect(between(unasked, asked).mutaties).toEqual([]);
  });

  it('is none of a group that cannot be laid beside the other, which is counted', () => {
    const was = { ...persoon({ achternaam: 'Nevel' }), bsn: '999999990', peil: all('persoon', 'bsn') };
    const is = {
      ...was,
      persoon: { geslacht: 'man', achternaam: 'Maan' },
      peil: { ...was.peil, persoon: inNmbrs('2027-M01') },
    };
    expect(between(was, is)).toMatchObject({ mutaties: [], nietVergeleken: ['persoon'] });
    expect(between(is, was)).toMatchObject({ mutaties: [], nietVergeleken: ['persoon'] });
    const same = { ...was, peil: is.peil };
    expect(between(was, same)).toMatchObject({ mutaties: [], nietVergeleken: ['persoon'] });
  });

  it('is told with between which two moments, where neither is of its period', () => {
    const [was, is] = ['2026-M12', '2027-M01'].map((peil) => ({ persoon: inNmbrs(peil) }));
    const person = (achternaam: string, peil: unknown) => ({ persoon: { geslacht: 'man', achternaam }, peil });
    expect(between(person('Nevel', was), person('Maan', is)).mutaties).toStrictEqual([
      {
        ...{ soort: 'persoon', werknemerId: 7, velden: ['achternaam'] },
        tussen: { van: '2026-M12', tot: '2027-M01' },
      },
    ]);
  });

  it('is told apart from those of its kind that are of another moment', () => {
    const uren = (urenPerWeek: string, code: number, rooster: unknown) => ({
      rooster: { urenPerWeek },
      vasteUren: [{ code, uren: '1' }],
      peil: { rooster, vasteUren: 'tijdvak' },
    });
    const { mutaties } = between(uren('40', 1, inNmbrs('2026-M12')), uren('32', 2, inNmbrs('2027-M01')));
    expect(mutaties).toStrictEqual([
      { soort: 'uren', werknemerId: 7, velden: ['urenPerWeek'], tussen: { van: '2026-M12', tot: '2027-M01' } },
      { soort: 'uren', werknemerId: 7, velden: ['vasteUren'] },
    ]);
  });

  it('is told with what is always of the period, where it is of its period too', () => {
    const is = { ...persoon({ achternaam: 'Maan' }), dga: true };
    expect(between(persoon({ achternaam: 'Nevel' }), is).mutaties).toMatchObject([{ velden: ['achternaam', 'dga'] }]);
  });

  it.each<readonly [string, Stand, Stand, object]>([
    [
      'a salary',
      { salarissen: [{ bedrag: '3000', ingangsdatum: '2020-01-01' }] },
      {
        salarissen: [
          { bedrag: '3000', ingangsdatum: '2020-01-01' },
          { bedrag: '3100', ingangsdatum: '2026-12-05' },
        ],
      },
      { soort: 'salaris', ingangsdatum: '2026-12-05', velden: ['bedrag', 'ingangsdatum'] },
    ],
    [
      'a salary without a day',
      { salarissen: [{ bedrag: '3000' }] },
      { salarissen: [{ bedrag: '3100' }] },
      { soort: 'salaris', velden: ['bedrag'] },
    ],
    [
      'hours',
      { rooster: { urenPerWeek: '40' }, peil: all('rooster') },
      { rooster: { urenPerWeek: '32', ingangsdatum: '2026-12-07' }, peil: all('rooster') },
      { soort: 'uren', ingangsdatum: '2026-12-07', velden: ['urenPerWeek', 'ingangsdatum'] },
    ],
    [
      'a salary that is gone',
      { salarissen: [{ bedrag: '3000' }] },
      {},
      { soort: 'salaris', velden: ['bedrag', 'soort'] },
    ],
    [
      'a schedule that is gone',
      { rooster: { urenPerWeek: '40', ingangsdatum: '2020-01-01' }, peil: all('rooster') },
      { peil: all('rooster') },
      { soort: 'uren', velden: ['urenPerWeek', 'ingangsdatum'] },
    ],
    [
      'hours of a schedule and others together',
      { rooster: { urenPerWeek: '40' }, vasteUren: [], peil: all('rooster', 'vasteUren') },
      {
        rooster: { urenPerWeek: '32', ingangsdatum: '2026-12-07' },
        vasteUren: [{ code: 1, uren: '2' }],
        peil: all('rooster', 'vasteUren'),
      },
      { soort: 'uren', ingangsdatum: '2026-12-07', velden: ['urenPerWeek', 'ingangsdatum', 'vasteUren'] },
    ],
    [
      'hours that no schedule tells',
      { rooster: { urenPerWeek: '40', ingangsdatum: '2020-01-01' }, vasteUren: [], peil: all('rooster', 'vasteUren') },
      {
        rooster: { urenPerWeek: '40', ingangsdatum: '2020-01-01' },
        vasteUren: [{ code: 1, uren: '2' }],
        peil: all('rooster', 'vasteUren'),
      },
      { soort: 'uren', velden: ['vasteUren'] },
    ],
    [
      'a partner',
      { peil: all('partner') },
      { partner: { geslacht: 'vrouw', begin: '2026-12-24' }, peil: all('partner') },
      { soort: 'partner', ingangsdatum: '2026-12-24', velden: ['geslacht', 'begin'] },
    ],
    [
      'a partner who is gone',
      { partner: { geslacht: 'vrouw', begin: '2020-12-24' }, peil: all('partner') },
      { peil: all('partner') },
      { soort: 'partner', velden: ['geslacht', 'begin'] },
    ],
    [
      'contracts, from the last one on',
      { peil: all('contracten') },
      {
        contracten: [
          { contractId: 2, soort: 'onbekend', begin: '2026-12-01' },
          { contractId: 1, soort: 'onbekend', begin: '2025-01-01' },
          { contractId: 3, soort: 'onbekend' },
        ],
        peil: all('contracten'),
      },
      { soort: 'contract', ingangsdatum: '2026-12-01', velden: ['contracten'] },
    ],
    [
      'contracts that are gone',
      { contracten: [{ contractId: 1, soort: 'onbekend', begin: '2025-01-01' }], peil: all('contracten') },
      { peil: all('contracten') },
      { soort: 'contract', velden: ['contracten'] },
    ],
    [
      'an address, which has no day',
      { peil: all('adressen') },
      { adressen: [{ soort: 'woonadres', plaats: 'Maanstad' }], peil: all('adressen') },
      { soort: 'adres', velden: ['woonadres.plaats'] },
    ],
  ])('is told with the day from which it holds: %s', (_name, was, is, expected) => {
    const { mutaties, vragen } = between(was, is, { geleverd: [] });
    expect(mutaties).toStrictEqual([{ werknemerId: 7, ...expected }]);
    expect(vragen).toEqual([]);
  });
});

describe('somebody who was not in the earlier set', () => {
  it('is told as in service, and asked about when that was entered late', () => {
    const found = between(undefined, { dienstverbanden: [{ begin: '2026-12-01' }] });
    expect(found.mutaties).toEqual([{ soort: 'in-dienst', werknemerId: 7, ingangsdatum: '2026-12-01' }]);
    expect(codes(found)).toEqual([]);
    const late = between(undefined, { dienstverbanden: [{ begin: '2026-11-30' }] });
    expect(late.vragen).toEqual([
      {
        ...{ code: 'laat-gemeld', werknemerId: 7 },
        tekst:
          'De indiensttreding van deze werknemer is pas na afloop van het tijdvak waarin die begint in Nmbrs gemeld.',
      },
    ]);
  });

  it('and had ended before the periods that are remembered is told whole, or from these on', () => {
    const both = { dienstverbanden: [{ begin: '2019-01-01', eind: '2026-09-30' }, { begin: '2026-12-01' }] };
    expect(between(undefined, both).mutaties).toMatchObject([{ soort: 'in-dienst', ingangsdatum: '2026-12-01' }]);
    const last = { dienstverbanden: [{ begin: '2019-01-01', eind: '2026-10-01' }, { begin: '2026-12-01' }] };
    expect(between(undefined, last, { geleverd: [] }).mutaties).toMatchObject([{ ingangsdatum: '2026-12-01' }]);
  });

  it('because they were gone from Nmbrs is told anew; others by what changed', () => {
    const kept = keptOf({});
    const { inhoud: _gone, ...left } = kept;
    expect(between({ ...left, verdwenen: true }, {}).mutaties).toMatchObject([{ soort: 'in-dienst' }]);
    expect(between(left, {}).mutaties).toEqual([]);
    expect(between(left, { persoon: { geslacht: 'man' }, peil: all('persoon') })).toStrictEqual({
      mutaties: [],
      vragen: [],
      nietVergeleken: [],
    });
  });
});

describe('somebody who is in the set no more', () => {
  it('without a last day is told as gone, with a question', () => {
    expect(wijzigingenVanVerdwenen(keptOf({}))).toEqual({
      mutaties: [{ soort: 'uit-dienst', werknemerId: 7 }],
      vragen: [
        {
          ...{ code: 'uit-dienst-zonder-datum', werknemerId: 7 },
          tekst:
            'Deze werknemer zat in een eerdere levering en heeft in Nmbrs tot en met dit tijdvak geen dienstverband meer, zonder datum uit dienst.',
        },
      ],
      nietVergeleken: [],
    });
  });

  it('because the first day was put off is told so, and of which delivered days', () => {
    const kept = keptOf({ dienstverbanden: [{ begin: '2026-11-16' }] });
    const day = Datum.parse('2027-01-04');
    expect(wijzigingenVanUitgestelden(kept, day, met())).toEqual({
      mutaties: [
        { soort: 'dienstverband', werknemerId: 7, ingangsdatum: '2027-01-04', velden: ['begin'] },
        { soort: 'twk', werknemerId: 7, tijdvakId: '2026-M11', oorzaak: 'dienstverband', ingangsdatum: '2026-11-16' },
      ],
      vragen: [
        {
          ...{ code: 'eerste-dag-verplaatst', werknemerId: 7 },
          tekst:
            'Van deze werknemer is de eerste dag verplaatst naar 4 januari 2027, na dit tijdvak. Eerder was de werknemer als in dienst gemeld. Klopt dat?',
        },
      ],
      nietVergeleken: [],
    });
    expect(wijzigingenVanUitgestelden(kept, day, met({ geleverd: [] })).mutaties).toHaveLength(1);
  });

  it('was told as out of service when every employment had ended', () => {
    expect(isVerteldAlsLeaver(keptOf({ dienstverbanden: [{ begin: '2020-01-01', eind: '2026-11-30' }] }), vinger)).toBe(
      true,
    );
    expect(isVerteldAlsLeaver(keptOf({}), vinger)).toBe(false);
  });
});
