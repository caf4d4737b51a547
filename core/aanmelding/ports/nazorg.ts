import * as z from 'zod';
import { AanmeldingId, KantoorId } from '../../ids.ts';

/** What is asked for: a look at an aanmelding or its request, or a mail to an office. */
export const Nazorgbericht = z.union([
  z.object({ aanmeldingId: AanmeldingId, kantoorId: z.undefined().optional() }),
  z.object({ kantoorId: KantoorId, aanmeldingId: z.undefined().optional() }),
]);
export type Nazorgbericht = z.infer<typeof Nazorgbericht>;

/** Aftercare: a look at what became of a sign-up, and what a request should not be seen to do. */
export interface Nazorg {
  /**
   * Asks for a look a quarter of an hour after it came in. Throws `Transient` when it could not be asked for: the sign-up is then not
   * taken in.
   */
  schedule(aanmeldingId: AanmeldingId): Promise<void>;
  /** Asks for a look at once, which does what the request leaves to it. Throws `Transient`. */
  lookNow(aanmeldingId: AanmeldingId): Promise<void>;
  /** Asks for the mail with a code for the list of this office, if there is one. Throws `Transient`. */
  mailKantoorcode(kantoorId: KantoorId): Promise<void>;
}
