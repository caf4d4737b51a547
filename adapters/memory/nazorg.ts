import type { Nazorg } from '../../core/aanmelding/ports/nazorg.ts';
import type { AanmeldingId, KantoorId } from '../../core/ids.ts';

export interface MemoryNazorg extends Nazorg {
  /** The sign-ups that will be looked at, in the order in which it was asked for. */
  readonly gevraagd: readonly AanmeldingId[];
}

/** What a look at once, and the mail to an office, do; by themselves nothing. */
export function createMemoryNazorg(
  look: (aanmeldingId: AanmeldingId) => Promise<unknown> = async () => {},
  mail: (kantoorId: KantoorId) => Promise<unknown> = async () => {},
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
    async mailKantoorcode(kantoorId) {
      await mail(kantoorId);
    },
  };
}
