import * as z from 'zod';

export const BerichtSoort = z.enum([
  'herstel-nodig',
  'gerealiseerd',
  'afgewezen',
  'vervallen',
  'run-niet-vergrendeld',
  'run-over-deadline',
  'eerste-uitwisseling-voltooid',
  'uitwisseling-mislukt',
]);
export type BerichtSoort = z.infer<typeof BerichtSoort>;

/** The content of a mail, one source for its text and its HTML. All text is plain: the mail adapter escapes it. */
export type Blok =
  | { readonly soort: 'alinea'; readonly tekst: string }
  | { readonly soort: 'kop'; readonly tekst: string }
  | { readonly soort: 'gegevens'; readonly rijen: readonly (readonly [label: string, waarde: string])[] }
  | { readonly soort: 'lijst'; readonly genummerd: boolean; readonly regels: readonly string[] };

/** A mail to one address, in Dutch. Never a token, a BSN or an unmasked loonheffingennummer. */
export interface Bericht {
  readonly aan: string;
  readonly onderwerp: string;
  readonly blokken: readonly Blok[];
}
