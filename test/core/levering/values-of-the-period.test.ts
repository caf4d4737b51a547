import { describe, expect, it } from 'vitest';
import { SalarisRegel } from '../../../core/nmbrs/gegevensset.ts';
import { firstDelivered, nextDelivered, setOf } from '../deliveries.ts';
import { goedkeuren } from '../way.ts';
import { werknemer } from '../world.ts';

// Which of several salaries stands in a set: November 2026, then December.

const salaris = (bedrag: string, ingangsdatum: string) =>
  SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum });
const crowd = [werknemer(7), ...Array.from({ length: 6 }, (_, index) => werknemer(20 + index))];

describe('the salary in a set', () => {
  it.each([
    ['on the first day of the period', '2026-11-01', '3100.00', '3100.00'],
    ['on the second', '2026-11-02', '3100.00', '3100.00'],
    ['on the fifteenth', '2026-11-15', '3100.00', '3100.00'],
    ['on the last day', '2026-11-30', '3100.00', '3100.00'],
    ['on the first day of the next period', '2026-12-01', '3000.00', '3100.00'],
    ['on the last day of the next period', '2026-12-31', '3000.00', '3100.00'],
    ['after that', '2027-01-01', '3000.00', '3000.00'],
  ])('is that of the last day of its period; raised %s, %s', async (_when, ingangsdatum, november, december) => {
    const person = {
      ...werknemer(3),
      salarissen: [salaris('3000.00', '2020-01-01'), salaris('3100.00', ingangsdatum)],
    };
    const { world, id } = await firstDelivered([person, ...crowd], goedkeuren('verzuim'));
    const next = await nextDelivered(world, id, [person, ...crowd]);
    const amounts = await Promise.all(
      [id, next].map(async (one) => {
        const { werknemers } = await setOf(world, one);
        return werknemers.find(({ werknemerId }) => werknemerId === 1003)?.salaris?.bedrag;
      }),
    );
    expect(amounts).toEqual([november, december]);
  });
});
