import { describe, expect, it } from 'vitest';
import type { Bericht } from '../../../core/berichten/bericht.ts';
import { metToegang } from '../../../core/berichten/toegang.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { inGroepen, Toegangscode, toegangSinds } from '../../../core/toegang/toegangscode.ts';

const CODE = Toegangscode.parse('8TK2MZ0QX4C7RNA1HV9E');
const aanmeldingId = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('a toegangscode', () => {
  it('is read in groups of five', () => {
    expect(inGroepen(CODE)).toBe('8TK2M-Z0QX4-C7RNA-1HV9E');
  });

  it.each([
    ['in its groups', '8TK2M-Z0QX4-C7RNA-1HV9E'],
    ['in small letters', '8tk2m-z0qx4-c7rna-1hv9e'],
    ['with blanks around and within', ' 8TK2M Z0QX4\tC7RNA 1HV9E\n'],
    ['with an O for the zero', '8TK2M-ZOQX4-C7RNA-1HV9E'],
    ['with an I or an L for the one', '8TK2M-Z0QX4-C7RNA-lHV9E'],
  ])('is the same %s', (_name, typed) => {
    expect(Toegangscode.parse(typed)).toBe(CODE);
  });

  it.each(['', '8TK2M-Z0QX4-C7RNA-1HV9', '8TK2M-Z0QX4-C7RNA-1HV9EE', '8TK2M-Z0QX4-C7RNA-1HV9U', 'x'.repeat(43)])(
    'is not «%s»',
    (typed) => {
      expect(Toegangscode.safeParse(typed).success).toBe(false);
    },
  );

  it('opens for fourteen days of 24 hours', () => {
    expect(toegangSinds(Tijdstip.parse('2026-12-08T09:00:00.000Z'))).toBe('2026-11-24T09:00:00.000Z');
  });
});

describe('a mail to the office', () => {
  const groet = { soort: 'alinea', tekst: 'Met vriendelijke groet' } as const;
  const bericht: Bericht = {
    aan: 'salaris@duinzicht.example',
    onderwerp: 'Ontvangen',
    blokken: [{ soort: 'alinea', tekst: 'Beste lezer' }, groet],
  };

  it('has its code before the greeting, and how to ask for another', () => {
    const { blokken, ...rest } = metToegang(bericht, { aanmeldingId, code: CODE, paginas: undefined });
    expect(rest).toEqual({ aan: bericht.aan, onderwerp: bericht.onderwerp });
    expect(blokken[0]).toEqual(bericht.blokken[0]);
    expect(blokken.at(-1)).toEqual(groet);
    expect(blokken).toContainEqual({ soort: 'gegevens', rijen: [['Toegangscode', '8TK2M-Z0QX4-C7RNA-1HV9E']] });
    expect(JSON.stringify(blokken)).toContain('vraag dan op de pagina van uw aanmelding een nieuwe aan');
    expect(blokken.some(({ soort }) => soort === 'link')).toBe(false);
  });

  it.each(['https://koppeling.example', 'https://koppeling.example/'])(
    'links to the pages at %s, with the code where a browser keeps it to itself',
    (paginas) => {
      const { blokken } = metToegang(bericht, { aanmeldingId, code: CODE, paginas });
      const url = `https://koppeling.example/aanmelding/${aanmeldingId}#8TK2M-Z0QX4-C7RNA-1HV9E`;
      expect(blokken).toContainEqual(expect.objectContaining({ soort: 'link', url }));
    },
  );
});
