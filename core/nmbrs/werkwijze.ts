import * as z from 'zod';
import { NmbrsTijdvak } from './peil.ts';
import { TijdvakAanroep } from './tijdvak-aanroep.ts';

/** How each employee is asked about, and in which period Nmbrs was when that was decided. */
export const Werkwijze = z.strictObject({ perTijdvak: z.array(TijdvakAanroep), nmbrsIn: NmbrsTijdvak });
export type Werkwijze = z.infer<typeof Werkwijze>;
