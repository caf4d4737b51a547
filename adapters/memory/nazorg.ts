import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import type { Nazorg } from '../../core/ports/nazorg.ts';

export interface MemoryNazorg extends Nazorg {
  /** The sign-ups that will be looked at, in the order in which it was asked for. */
  readonly gevraagd: readonly AanmeldingId[];
}

export function createMemoryNazorg(): MemoryNazorg {
  const gevraagd: AanmeldingId[] = [];
  return {
    gevraagd,
    async schedule(aanmeldingId) {
      gevraagd.push(aanmeldingId);
    },
  };
}
