import { expect, it } from 'vitest';
import { kortsteSpelling } from '../../../core/invoer/decimaal.ts';

it.each([
  ['3000.00', '3000'],
  ['3000.0000', '3000'],
  ['3000', '3000'],
  ['8.60', '8.6'],
  ['0.50', '0.5'],
  ['000.5', '0.5'],
  ['-12.10', '-12.1'],
  ['-0.00', '0'],
  ['+7', '7'],
  ['100', '100'],
])('%s is written as %s', (decimaal, expected) => {
  expect(kortsteSpelling(decimaal)).toBe(expected);
});
