import type { LeveringBeschikbaar } from '../../core/levering/levering-beschikbaar.ts';
import type { Gebeurtenissen } from '../../core/levering/ports/gebeurtenissen.ts';

export interface MemoryGebeurtenissen extends Gebeurtenissen {
  /** Everything that was told, in that order; the same twice when it was told twice. */
  readonly gepubliceerd: readonly LeveringBeschikbaar[];
}

export function createMemoryGebeurtenissen(): MemoryGebeurtenissen {
  const gepubliceerd: LeveringBeschikbaar[] = [];
  return {
    gepubliceerd,
    async publish(levering) {
      gepubliceerd.push(structuredClone(levering));
    },
  };
}
