import * as z from 'zod';
import { ApiToken, NmbrsDomein } from './aanmeldgegevens.ts';

/** What opens Nmbrs. Exists only in the kluis and in the memory of the function that calls Nmbrs. */
export const Inloggegevens = z.strictObject({
  domein: NmbrsDomein,
  gebruikersnaam: z.string().min(1),
  apiToken: ApiToken,
});
export type Inloggegevens = z.infer<typeof Inloggegevens>;

export const isSameLogin = (a: Inloggegevens, b: Inloggegevens): boolean =>
  a.domein === b.domein && a.gebruikersnaam === b.gebruikersnaam && a.apiToken === b.apiToken;

/** Where in the kluis the inloggegevens lie; safe to store and to pass on. */
export const InloggegevensRef = z.string().min(1).max(512).brand<'InloggegevensRef'>();
export type InloggegevensRef = z.infer<typeof InloggegevensRef>;
