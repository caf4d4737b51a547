import type { AanmeldingId } from '../domain/aanmelding.ts';

/** Aftercare: a look at what became of a sign-up, a quarter of an hour after it came in. */
export interface Nazorg {
  /** Asks for the look. Throws `Transient` when it could not be asked for: the sign-up is then not taken in. */
  schedule(aanmeldingId: AanmeldingId): Promise<void>;
}
