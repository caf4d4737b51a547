import type * as z from 'zod';
import { Redenformulier } from '../audit/beheer.ts';
import { Aanmeldformulier } from './aanmeldgegevens.ts';

/** To which address the office gets a new code, that which is there when absent, and why. */
export const Toegangsformulier = Redenformulier.extend({
  email: Aanmeldformulier.shape.salarisverwerker.shape.email.optional(),
});
export type Toegangsformulier = z.infer<typeof Toegangsformulier>;
