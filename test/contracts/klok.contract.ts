import { describe, expect, it } from 'vitest';
import { epochMs, Tijdstip } from '../../core/domain/tijd.ts';
import type { Klok } from '../../core/ports/klok.ts';

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
