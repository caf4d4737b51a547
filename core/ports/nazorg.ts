import type { AanmeldingId } from '../domain/aanmelding.ts';

/** Aftercare: a look at what became of a sign-up. */
export interface Nazorg {
  /**
   * Asks for a look a quarter of an hour after it came in. Throws `Transient` when it could not be asked for: the sign-up is then not
   * taken in.
   */
  schedule(aanmeldingId: AanmeldingId): Promise<void>;
  /** Asks for a look at once, which does what the request leaves to it. Throws `Transient`. */
  lookNow(aanmeldingId: AanmeldingId): Promise<void>;
}
