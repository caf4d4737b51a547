import * as z from 'zod';
import { Aanmeldgegevens } from '../aanmelding/aanmeldgegevens.ts';
import type { Nazorg } from '../aanmelding/ports/nazorg.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import type { Hasher } from '../toegang/ports/identiteit.ts';

/** The body of `POST /kantoor/toegang`. */
export const Kantoorformulier = z.strictObject({ email: Aanmeldgegevens.shape.salarisverwerker.shape.email });

export interface AskKantoorcodeDeps {
  readonly identiteit: Hasher;
  readonly nazorg: Nazorg;
}

/**
 * Asks for a mail with a code for the list of the office with this address. Anybody may, so that the same is done whether there is such an
 * office or not: neither the answer nor how long it takes tells.
 */
export const askKantoorcode = ({ identiteit, nazorg }: AskKantoorcodeDeps, email: string): Promise<void> =>
  nazorg.mailKantoorcode(kantoorIdOf(identiteit, email));
