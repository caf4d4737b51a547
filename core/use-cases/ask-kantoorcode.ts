import * as z from 'zod';
import { Aanmeldgegevens } from '../domain/aanmeldgegevens.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Nazorg } from '../ports/nazorg.ts';
import { kantoorIdOf } from './kantoor-id.ts';

/** The body of `POST /kantoor/toegang`. */
export const Kantoorformulier = z.strictObject({ email: Aanmeldgegevens.shape.salarisverwerker.shape.email });

export interface AskKantoorcodeDeps {
  readonly identiteit: Identiteit;
  readonly nazorg: Nazorg;
}

/**
 * Asks for a mail with a code for the list of the office with this address. Anybody may, so that the same is done whether there is such an
 * office or not: neither the answer nor how long it takes tells.
 */
export const askKantoorcode = ({ identiteit, nazorg }: AskKantoorcodeDeps, email: string): Promise<void> =>
  nazorg.mailKantoorcode(kantoorIdOf(identiteit, email));
