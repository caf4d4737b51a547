import * as z from 'zod';
import { isPrintable } from './aanmeldgegevens.ts';
import { Dekkingsprofiel } from './dekkingsprofiel.ts';
import { Tijdstip } from './tijd.ts';

/** What an assessor may decide; the body of `POST /aanmeldingen/{id}/besluit`. */
export const BesluitFormulier = z.discriminatedUnion(
  'besluit',
  [
    z.strictObject({
      besluit: z.literal('goedkeuren'),
      dekkingsprofiel: z.enum(Dekkingsprofiel.options, {
        error: 'Kies een dekkingsprofiel: verzuim, wia, pensioen of volledig.',
      }),
      huidigTijdvakMeenemen: z.boolean({ error: 'Geef aan of het huidige tijdvak meegaat: true of false.' }),
    }),
    z.strictObject({
      besluit: z.literal('afwijzen'),
      reden: z
        .string({ error: 'Geef de reden van de afwijzing; de salarisverwerker krijgt die te lezen.' })
        .trim()
        .min(1, { error: 'Geef de reden van de afwijzing; de salarisverwerker krijgt die te lezen.' })
        .max(1000, { error: 'Houd de reden binnen 1000 tekens.' })
        .refine(isPrintable, {
          error: 'Er staan tekens in de reden die niet zichtbaar zijn. Typ de reden opnieuw in.',
        }),
    }),
  ],
  { error: 'Kies goedkeuren of afwijzen.' },
);
export type BesluitFormulier = z.infer<typeof BesluitFormulier>;

const door = z.strictObject({ beoordelaar: z.string().min(1), besloten: Tijdstip });
export const Goedkeuring = door.extend({
  besluit: z.literal('goedkeuren'),
  dekkingsprofiel: Dekkingsprofiel,
  huidigTijdvakMeenemen: z.boolean(),
});
export type Goedkeuring = z.infer<typeof Goedkeuring>;
export const Afwijzing = door.extend({ besluit: z.literal('afwijzen'), reden: z.string() });
export type Afwijzing = z.infer<typeof Afwijzing>;
