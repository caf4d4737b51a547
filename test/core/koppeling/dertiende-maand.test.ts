import { describe, expect, it } from 'vitest';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { createDertiendeMaandvraag } from '../../../core/koppeling/dertiende-maand.ts';
import { Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';

const november = tijdvakOf('maandelijks', 2026, 11);
const december = tijdvakOf('maandelijks', 2026, 12);
const lastFourWeeks = tijdvakOf('vierwekelijks', 2026, 13);
const twelfthFourWeeks = tijdvakOf('vierwekelijks', 2026, 12);

/** By employee what the run paid, as code and amount. */
type Paid = readonly (readonly [code: number, waarde: string])[];
const bonus: Paid = [
  [1000, '3000.00'],
  [2300, '2750.00'],
];
const salary: Paid = [[1000, '3000.00']];

function vragenOf(
  opgegeven: boolean,
  tijdvak = december,
  paid: readonly Paid[] = [],
  looncodes = STANDAARD_LOONCODES.wia,
) {
  const vraag = createDertiendeMaandvraag({ tijdvak, opgegeven, looncodes });
  for (const [index, regels] of paid.entries()) {
    const lines = regels.map(([code, waarde]) => ({ runId: 1, code, omschrijving: '', waarde }));
    vraag.see(Werknemer.parse({ werknemerId: index + 1, dga: false, dienstverbanden: [], looncodes: lines, peil: {} }));
  }
  return vraag.vragen();
}
const codesOf = (...input: Parameters<typeof vragenOf>) => vragenOf(...input).map(({ code }) => code);

describe('a 13e maand', () => {
  it('that was paid and not declared is asked about once, with how many got it, whichever period it is', () => {
    for (const tijdvak of [november, december]) {
      const [vraag, ...others] = vragenOf(false, tijdvak, [bonus, salary, bonus]);
      expect([vraag?.code, others]).toEqual(['dertiende-maand-niet-opgegeven', []]);
      expect(vraag?.tekst).toContain('Bij 2 werknemers');
      expect(vraag).not.toHaveProperty('werknemerId');
    }
  });

  it('that was declared and not paid is asked about in the period in which it is to be paid', () => {
    expect(codesOf(true, december, [salary])).toEqual(['dertiende-maand-niet-betaald']);
    expect(codesOf(true, lastFourWeeks, [salary])).toEqual(['dertiende-maand-niet-betaald']);
    expect(codesOf(true, november, [salary])).toEqual([]);
    expect(codesOf(true, twelfthFourWeeks, [salary])).toEqual([]);
  });

  it.each<[string, Parameters<typeof vragenOf>]>([
    ['declared and paid', [true, december, [bonus, salary]]],
    ['declared and paid earlier than expected', [true, november, [bonus]]],
    ['neither', [false, december, [salary]]],
    ['a line of nothing', [false, december, [[[2300, '0.00']]]]],
    ['no lines at all, which is asked about by itself', [true, december, [[], []]]],
    ['a code that a.s.r. does not get', [true, december, [salary], [1000]]],
  ])('is no question: %s', (_name, input) => {
    expect(codesOf(...input)).toEqual([]);
  });
});
