import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import type { Nazorg } from '../../core/ports/nazorg.ts';

export interface MemoryNazorg extends Nazorg {
  /** The sign-ups that will be looked at, in the order in which it was asked for. */
  readonly gevraagd: readonly AanmeldingId[];
}

/** `look` is what a look at once does; by itself nothing. */
export function createMemoryNazorg(
  look: (aanmeldingId: AanmeldingId) => Promise<unknown> = async () => {},
): MemoryNazorg {
  const gevraagd: AanmeldingId[] = [];
  return {
    gevraagd,
    async schedule(aanmeldingId) {
      gevraagd.push(aanmeldingId);
    },
    async lookNow(aanmeldingId) {
      await look(aanmeldingId);
    },
  };
}
