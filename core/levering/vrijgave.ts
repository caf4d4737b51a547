import * as z from 'zod';
import { Redenformulier } from '../audit/beheer.ts';
import { Vrijgave } from '../uitwisseling/uitwisseling.ts';

/** What becomes of a data set that is held, and why. */
export const Vrijgaveformulier = Redenformulier.extend({
  besluit: z.enum(Vrijgave.shape.besluit.options, { error: 'Kies leveren of afkeuren.' }),
});
export type Vrijgaveformulier = z.infer<typeof Vrijgaveformulier>;
