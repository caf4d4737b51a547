import { describe, expect, it } from 'vitest';
import { Opnieuwformulier } from '../../../core/audit/beheer.ts';
import { faultsInTijdvakken } from '../../../core/beheer/tijdvakken-opnieuw.ts';
import { TijdvakId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';

const GRENZEN = {
  verloningIn: () => 'vierwekelijks' as const,
  eerste: TijdvakId.parse('2024-P01'),
  volgende: TijdvakId.parse('2026-P12'),
  vandaag: Datum.parse('2026-11-30'),
} as const;

const P13 = TijdvakId.parse('2026-P13');

const codes = (van: string, tot: string) =>
  faultsInTijdvakken(Opnieuwformulier.parse({ van, tot, reden: 'x' }), GRENZEN).map(({ code }) => code);

describe('the periods that are asked for again', () => {
  it.each([
    ['two years of them are taken', '2024-P13', '2026-P12', []],
    ['one more is refused', '2024-P12', '2026-P12', ['te-veel-tijdvakken']],
    ['one that ended yesterday is taken', '2026-P12', '2026-P12', []],
    ['one that has not ended is refused', '2026-P12', '2026-P13', ['tijdvak-niet-voorbij']],
    ['the first one of the koppeling is taken', '2024-P01', '2024-P01', []],
    ['one before that is refused', '2023-P13', '2024-P01', ['tijdvak-te-vroeg']],
  ])('%s', (_story, van, tot, expected) => {
    expect(codes(van, tot)).toEqual(expected);
  });

  it.each([
    ['2026-P13', 'tijdvak-niet-voorbij'],
    ['2026-M11', 'ander-soort-tijdvak'],
  ])('tells what is wrong with %s at the field that was sent', (van, code) => {
    const faults = faultsInTijdvakken(Opnieuwformulier.parse({ van, reden: 'x' }), { ...GRENZEN, volgende: P13 });
    expect(faults).toMatchObject([{ veld: 'van', code }]);
  });

  it.each(['0000-M01', '0999-P13'])('refuses %s, a year that no date has', (van) => {
    expect(Opnieuwformulier.safeParse({ van, reden: 'x' }).error?.issues).toMatchObject([{ path: ['van'] }]);
  });
});
