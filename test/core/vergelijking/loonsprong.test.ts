import { describe, expect, it } from 'vitest';
import { LooncodeRegel, Salaris } from '../../../core/nmbrs/gegevensset.ts';
import { gewoneStappen, isSprong, stapVan } from '../../../core/vergelijking/loonsprong.ts';

const regel = (code: number, waarde: string): LooncodeRegel =>
  LooncodeRegel.parse({ runId: 811, code, omschrijving: 'x', waarde });
const salaris = (bedrag: string, soort = 'bruto-fulltime'): Salaris => Salaris.parse({ bedrag, soort });

describe('the size of the wage of a run', () => {
  it.each([
    ['nothing of it', [], undefined],
    ['a wage of nothing', [regel(8100, '0.00')], undefined],
    ['a wage below nothing', [regel(8100, '-120.00')], undefined],
    ['one euro', [regel(8100, '1.00')], 0],
    // 1.05^164 = 2985.69 and 1.05^165 = 3134.98
    ['just below a step', [regel(8100, '2985.60')], 163],
    ['just above it', [regel(8100, '2985.80')], 164],
    ['a wage in two lines', [regel(8100, '1000.00'), regel(8100, '2000.00')], 164],
    ['another code', [regel(8100, '3000.00'), regel(1000, '900.00')], 164],
    ['holiday allowance, which is paid once a year', [regel(8100, '5000.00'), regel(2200, '2000.00')], 164],
    ['a 13e maand', [regel(8100, '6000.00'), regel(2300, '3000.00')], 164],
    ['both', [regel(8100, '8000.00'), regel(2200, '2000.00'), regel(2300, '3000.00')], 164],
    ['what is paid once a year and nothing else', [regel(8100, '2000.00'), regel(2200, '2000.00')], undefined],
  ])('with %s', (_name, regels, expected) => {
    expect(stapVan(regels)).toBe(expected);
  });
});

describe('the steps that nobody has to look at', () => {
  it('are eight below and eight above, and its own', () => {
    expect(gewoneStappen(164)).toEqual([
      156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172,
    ]);
  });
});

describe('a salary', () => {
  it.each([
    ['3000.00', '3000.00', false],
    ['3000.00', '3750.00', false],
    ['3000.00', '3750.01', true],
    ['3000.00', '2250.00', false],
    ['3000.00', '2249.99', true],
    ['3000.00', '30000.00', true],
    ['3000.00', '0.00', true],
    ['0.00', '3000.00', false],
    ['0.00', '0.00', false],
    ['-100.00', '3000.00', false],
  ])('from %s to %s jumped: %s', (before, after, expected) => {
    expect(isSprong(salaris(before), salaris(after))).toBe(expected);
  });

  it('of another kind than before cannot be compared', () => {
    expect(isSprong(salaris('3000.00'), salaris('18.00', 'bruto-uurloon'))).toBe(false);
  });

  it('that was not there before, or is there no more, did not jump', () => {
    expect(isSprong(undefined, salaris('3000.00'))).toBe(false);
    expect(isSprong(salaris('3000.00'), undefined)).toBe(false);
    expect(isSprong(undefined, undefined)).toBe(false);
  });
});
