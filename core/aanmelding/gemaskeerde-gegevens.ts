import * as z from 'zod';
import { maskLoonheffingennummer } from '../invoer/loonheffingennummer.ts';
import { Aanmeldgegevens } from './aanmeldgegevens.ts';

/** What a person may see of a loonheffingennummer: `12******L01`. */
export const GemaskeerdLoonheffingennummer = z.string().regex(/^\d{2}\*{6}L\d{2}$/);

/** What a person may see of the aanmeldgegevens: all but the middle of the loonheffingennummer. The machtiging is told beside them. */
export const GemaskeerdeGegevens = Aanmeldgegevens.omit({ machtiging: true }).extend({
  werkgever: Aanmeldgegevens.shape.werkgever.extend({ loonheffingennummer: GemaskeerdLoonheffingennummer }),
});
export type GemaskeerdeGegevens = z.infer<typeof GemaskeerdeGegevens>;

export function maskedGegevens({ werkgever, machtiging, ...gegevens }: Aanmeldgegevens): GemaskeerdeGegevens {
  const loonheffingennummer = maskLoonheffingennummer(werkgever.loonheffingennummer);
  return { ...gegevens, werkgever: { ...werkgever, loonheffingennummer } };
}
