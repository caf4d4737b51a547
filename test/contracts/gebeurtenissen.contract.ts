import { describe, expect, it } from 'vitest';
import { LeveringBeschikbaar } from '../../core/levering/levering-beschikbaar.ts';
import type { Gebeurtenissen } from '../../core/levering/ports/gebeurtenissen.ts';
import { MutatieSoort } from '../../core/vergelijking/mutatie.ts';

export interface GebeurtenissenSubject {
  readonly gebeurtenissen: Gebeurtenissen;
  /** What was told, oldest first. */
  told(): readonly unknown[];
}

export const LEVERING = LeveringBeschikbaar.parse({
  schemaVersie: 1,
  gebeurtenisId: 'levering-kop-00000000-0000-4000-8000-000000000001_2026-M11_v1',
  uitwisselingId: 'kop-00000000-0000-4000-8000-000000000001_2026-M11_v1',
  koppelingId: 'kop-00000000-0000-4000-8000-000000000001',
  raamwerkcontractnummer: 'RC-10001',
  tijdvakId: '2026-M11',
  datasetVersie: 1,
  dekkingsprofiel: 'wia',
  werknemers: 3,
  vragen: 1,
  mutaties: Object.fromEntries(MutatieSoort.options.map((soort) => [soort, 0])),
  manifest: {
    sleutel: 'leveringen/kop-00000000-0000-4000-8000-000000000001/2026-M11/v1/manifest.json',
    sha256: 'a'.repeat(64),
  },
});

/** What everything that tells does. */
export function describeGebeurtenissenContract(name: string, subjectOf: () => GebeurtenissenSubject): void {
  describe(`gebeurtenissen: ${name}`, () => {
    it('tells exactly what it was given', async () => {
      const { gebeurtenissen, told } = subjectOf();
      await gebeurtenissen.publish(LEVERING);
      expect(told().at(-1)).toEqual(LEVERING);
    });

    it('tells the same again when it is asked to, with the same id', async () => {
      const { gebeurtenissen, told } = subjectOf();
      const before = told().length;
      await gebeurtenissen.publish(LEVERING);
      await gebeurtenissen.publish(LEVERING);
      expect(told().slice(before)).toEqual([LEVERING, LEVERING]);
    });
  });
}
