import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Loonheffingennummer, maskLoonheffingennummer } from '../../../core/invoer/loonheffingennummer.ts';

const weights = [9, 8, 7, 6, 5, 4, 3, 2];
const controlDigit = (eight: string): number =>
  weights.reduce((sum, weight, index) => sum + weight * Number(eight[index]), 0) % 11;

const messageOf = (value: unknown): string | undefined =>
  Loonheffingennummer.safeParse(value).error?.issues[0]?.message;

describe('a loonheffingennummer', () => {
  it.each([
    ['123456782L01', '123456782L01'],
    ['001234560L01', '001234560L01'],
    [' 123456782l01 ', '123456782L01'],
    ['123456782 L 01', '123456782L01'],
    ['1234 56 782\u00a0L01', '123456782L01'],
    ['123456782L99', '123456782L99'],
    ['1234.56.782.L.01', '123456782L01'],
    ['1234.56.782L01', '123456782L01'],
    ['12.34.56.782.L.01', '123456782L01'],
    ['123.456.782.L01.', '123456782L01'],
    ['123456782-L-01', '123456782L01'],
    ['1234\u201356\u2013782 \u2014 l\u201101', '123456782L01'],
  ])('%j is taken as %s', (value, expected) => {
    expect(Loonheffingennummer.parse(value)).toBe(expected);
  });

  it.each([
    ['a wrong control digit', '123456789L01', 'controlecijfer'],
    ['two digits swapped', '213456782L01', 'controlecijfer'],
    ['L00', '123456782L00', 'bestaat niet'],
    ['three leading zeros', '000123458L01', 'bestaat niet'],
    ['nothing but zeros', '000000000L01', 'bestaat niet'],
    ['eight digits', '12345678L01', '9 cijfers'],
    ['ten digits', '1234567820L01', '9 cijfers'],
    ['a btw-nummer', '123456782B01', '9 cijfers'],
    ['no suffix', '123456782', '9 cijfers'],
    ['one digit after the L', '123456782L1', '9 cijfers'],
    ['three digits after the L', '123456782L001', '9 cijfers'],
    ['commas', '123,456,782L01', '9 cijfers'],
    ['slashes', '123456782/L/01', '9 cijfers'],
    ['ten digits, told so', '1234567820L01', '10 cijfers voor de L'],
    ['ten digits in groups', '1234.56.7820.L.01', '10 cijfers voor de L'],
    ['the number of an assessment', '1234.56.782.L.01.6110', 'aanslagnummer'],
    ['the number of an assessment without dots', '123456782L016110', 'aanslagnummer'],
    ['a btw-nummer, told so', 'NL123456782B01', 'btw-nummer'],
    ['no L, told so', '12345678201', 'ontbreekt de letter L'],
    ['nine digits only', '1234.56.782', 'ontbreekt de letter L'],
    ['digits of another script', '١٢٣٤٥٦٧٨٢L01', '9 cijfers'],
    ['something in front', 'NL123456782L01', '9 cijfers'],
    ['a line after it', '123456782L01\n1', '9 cijfers'],
    ['nothing', '', '9 cijfers'],
  ])('is refused with the reason in Dutch: %s', (_name, value, reason) => {
    expect(messageOf(value)).toContain(reason);
  });

  it.each([[123456782], [null], [{}], [['123456782L01']], [true]])('is refused when it is not text: %j', (value) => {
    expect(Loonheffingennummer.safeParse(value).success).toBe(false);
  });

  it('has exactly one right control digit, or none when that would be 10', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), (number) => {
        const eight = String(number).padStart(8, '0');
        const accepted = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter(
          (digit) => Loonheffingennummer.safeParse(`${eight}${digit}L01`).success,
        );
        const expected = controlDigit(eight);
        expect(accepted).toEqual(expected === 10 || eight.startsWith('000') ? [] : [expected]);
      }),
    );
  });
});

describe('a masked loonheffingennummer', () => {
  it('keeps the first two digits and the suffix, and no other digit', () => {
    expect(maskLoonheffingennummer(Loonheffingennummer.parse('123456782L01'))).toBe('12******L01');
    expect(maskLoonheffingennummer(Loonheffingennummer.parse('999999990L12'))).toBe('99******L12');
  });
});
