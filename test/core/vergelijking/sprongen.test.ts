import { describe, expect, it } from 'vitest';
import type { Vergelijking } from '../../../core/vergelijking/wijzigingen.ts';
import { between, type Stand } from '../between.ts';

describe('a jump', () => {
  const wage = (waarde: string, over: object = {}) => ({
    looncodes: [{ runId: 811, code: 8100, omschrijving: 'x', waarde }],
    ...over,
  });
  const paid = (bedrag: string, over: object = {}) => ({
    salarissen: [{ bedrag, ingangsdatum: '2020-01-01' }],
    ...over,
  });

  it.each<readonly [string, Stand, Stand, Partial<Vergelijking>, boolean]>([
    ['of the wage', wage('3000.00'), wage('6000.00'), {}, true],
    ['of the wage downwards', wage('6000.00'), wage('3000.00'), {}, true],
    ['of the wage by less than eight steps', wage('3000.00'), wage('4000.00'), {}, false],
    ['of the wage that is expected', wage('3000.00'), wage('6000.00'), { sprongVerwacht: ['loon'] }, false],
    [
      'of the wage, when one of the salary is expected',
      wage('3000.00'),
      wage('6000.00'),
      { sprongVerwacht: ['salaris'] },
      true,
    ],
    ['of a wage that was not there', wage('0.00'), wage('6000.00'), {}, false],
    ['of a wage that is not there', wage('3000.00'), wage('0.00'), {}, false],
    ['when nothing was delivered before', wage('3000.00'), wage('6000.00'), { geleverd: [] }, false],
    [
      'of somebody who came on the first day of the period before',
      wage('3000.00'),
      wage('6000.00', { dienstverbanden: [{ begin: '2026-11-01' }] }),
      {},
      true,
    ],
    [
      'of somebody who came in the period before',
      wage('3000.00'),
      wage('6000.00', { dienstverbanden: [{ begin: '2026-11-02' }] }),
      {},
      false,
    ],
    ['of somebody in service since ever', wage('3000.00'), wage('6000.00', { dienstverbanden: [{}] }), {}, true],
    [
      'of somebody who leaves',
      wage('3000.00'),
      wage('6000.00', { dienstverbanden: [{ begin: '2020-01-01', eind: '2026-12-31' }] }),
      {},
      false,
    ],
    ['of nobody without an employment', wage('3000.00'), wage('6000.00', { dienstverbanden: [] }), {}, false],
  ])('%s: %#', (_name, was, is, over, expected) => {
    const found = between(was, is, over).vragen.filter(({ code }) => code === 'sprong-in-loon');
    const tekst = 'Het loon in de run van deze werknemer verschilt sterk van het vorige tijdvak.';
    expect(found).toEqual(expected ? [{ code: 'sprong-in-loon', werknemerId: 7, tekst }] : []);
  });

  it.each<readonly [string, Stand, Partial<Vergelijking>, boolean]>([
    [
      'of a salary',
      {
        salarissen: [
          { bedrag: '3000', ingangsdatum: '2020-01-01' },
          { bedrag: '30000', ingangsdatum: '2026-12-01' },
        ],
      },
      {},
      true,
    ],
    [
      'of a salary that was so before',
      {
        salarissen: [
          { bedrag: '3000', ingangsdatum: '2020-01-01' },
          { bedrag: '30000', ingangsdatum: '2026-11-30' },
        ],
      },
      {},
      false,
    ],
    [
      'of a salary that is expected',
      {
        salarissen: [
          { bedrag: '3000', ingangsdatum: '2020-01-01' },
          { bedrag: '30000', ingangsdatum: '2026-12-01' },
        ],
      },
      { sprongVerwacht: ['salaris'] },
      false,
    ],
    ['of no salary', paid('3000'), {}, false],
  ])('%s: %#', (_name, is, over, expected) => {
    const found = between(paid('3000'), is, over).vragen.filter(({ code }) => code === 'sprong-in-loon');
    const tekst = 'Het salaris van deze werknemer verschilt sterk van het vorige tijdvak.';
    expect(found).toEqual(expected ? [{ code: 'sprong-in-loon', werknemerId: 7, tekst }] : []);
  });

  it('is asked about nobody who was not told of before', () => {
    expect(between(undefined, wage('6000.00', { dienstverbanden: [{ begin: '2026-12-01' }] })).vragen).toEqual([]);
  });
});
