import * as z from 'zod';
import { fout } from '../invoer/probleem.ts';

const RESERVED_DOMAINS = ['www', 'api', 'api-sandbox', 'support', 'appstore'];
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function labelBeforeNmbrs(value: string): string {
  const match = /^(?:https?:\/\/)?([^/:?#@\\]+)\.nmbrs\.nl(?::443)?(?:[/?#].*)?$/.exec(value);
  return match?.[1] ?? value;
}

/** The secret itself: opaque, 8-256 printable characters without blanks. It never leaves the kluis but to Nmbrs. */
export const ApiToken = z
  .string({ error: 'Vul de API-token in; u vindt die in Nmbrs bij Gebruiker profiel > API-Token.' })
  .trim()
  .regex(/^[\x21-\x7e]{8,256}$/, {
    error: 'Een API-token heeft 8 tot 256 tekens zonder spaties. Kopieer de token opnieuw uit Nmbrs.',
  })
  .brand<'ApiToken'>();
export type ApiToken = z.infer<typeof ApiToken>;

/** The label before `.nmbrs.nl`; a pasted host or URL is accepted and cut down to it. */
export const NmbrsDomein = z
  .string({ error: 'Vul het domein van uw Nmbrs-omgeving in.' })
  .transform((value) => labelBeforeNmbrs(value.trim().toLowerCase()))
  .refine((value) => DOMAIN_LABEL.test(value), {
    error:
      'Vul alleen het deel in dat vóór .nmbrs.nl staat in de adresbalk van uw browser, bijvoorbeeld kantoor-jansen.',
    abort: true,
  })
  .refine(
    (value) => !RESERVED_DOMAINS.includes(value),
    fout(
      'domein-gereserveerd',
      'Dit is een adres van Nmbrs zelf. Vul het deel in dat vóór .nmbrs.nl staat als u bent ingelogd.',
    ),
  )
  .brand<'NmbrsDomein'>();
export type NmbrsDomein = z.infer<typeof NmbrsDomein>;

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
