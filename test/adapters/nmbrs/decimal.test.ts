import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  halfOf,
  hundredthOf,
  isAtMost,
  isZero,
  shortestOf,
  sumOf,
  toDecimaal,
} from '../../../adapters/nmbrs/decimal.ts';
import { Decimaal } from '../../../core/nmbrs/gegevensset.ts';

const decimaal = (text: string) => Decimaal.parse(text);
/** Thousandths, so that whole numbers can tell what the outcome must be. */
const thousandths = fc.integer({ min: -9_999_999, max: 9_999_999 });
const spelled = (n: number) => {
  const digits = String(Math.abs(n)).padStart(4, '0');
  return decimaal(`${n < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`);
};

test('a sum is the sum', () =>
  fc.assert(
    fc.property(fc.array(thousandths, { maxLength: 14 }), (terms) => {
      const total = terms.reduce((sum, term) => sum + term, 0);
      expect(sumOf(terms.map(spelled))).toBe(shortestOf(spelled(total)));
    }),
  ));

test('two halves are the whole, and a hundred hundredths too', () =>
  fc.assert(
    fc.property(thousandths, (n) => {
      const whole = shortestOf(spelled(n));
      expect(sumOf([halfOf(whole), halfOf(whole)])).toBe(whole);
      expect(sumOf(Array(100).fill(hundredthOf(whole)))).toBe(whole);
    }),
  ));

test('order is the order of numbers', () =>
  fc.assert(
    fc.property(thousandths, thousandths, (a, b) => {
      expect(isAtMost(spelled(a), spelled(b))).toBe(a <= b);
    }),
  ));

test.each([
  ['8.60', '8.60'],
  ['+8.6', '8.6'],
  ['.5', '0.5'],
  ['-.5', '-0.5'],
  ['5.', '5'],
  ['79228162514264337593543950335', '79228162514264337593543950335'],
])('%s is written as %s', (text, expected) => {
  expect(toDecimaal(text)).toBe(expected);
});

test.each(['', '.', '-', '1e3', '1,5', '1.2.3', 'NaN', 'INF', '0x10', '1 000', '9'.repeat(41)])(
  '%j is no decimal',
  (text) => {
    expect(toDecimaal(text)).toBeUndefined();
  },
);

test('nothing is zero in each of its spellings', () => {
  expect(['0', '0.00', '-0', '-0.0'].map((text) => isZero(decimaal(text)))).toEqual([true, true, true, true]);
  expect(sumOf([])).toBe('0');
  expect(shortestOf(decimaal('-0.0'))).toBe('0');
  expect(isZero(decimaal('0.0001'))).toBe(false);
});
