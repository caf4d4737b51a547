import { describe, expect, it } from 'vitest';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import { epochMs, Tijdstip } from '../../core/kalender/tijd.ts';

/** What every klok does. */
export function describeKlokContract(name: string, klokOf: () => Klok): void {
  describe(`klok: ${name}`, () => {
    it('tells the moment in UTC', () => {
      const nu = klokOf().now();
      expect(Tijdstip.safeParse(nu).success).toBe(true);
      expect(nu.endsWith('Z')).toBe(true);
    });

    it('does not run backwards by itself', () => {
      const klok = klokOf();
      const first = klok.now();
      expect(epochMs(klok.now())).toBeGreaterThanOrEqual(epochMs(first));
    });
  });
}
