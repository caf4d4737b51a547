import * as z from 'zod';
import type { Aanmeldgegevens } from './aanmeldgegevens.ts';

const KORTSTE = 2;
const LANGSTE = 100;
const LENGTE = `Zoek met ${KORTSTE} tot en met ${LANGSTE} tekens.`;

/** The text as it is compared: without accents, in small letters, with one blank where there are several. */
const gevouwen = (tekst: string): string =>
  tekst.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** What staff look for, as it is compared. */
export const Zoektekst = z
  .string()
  .max(LANGSTE, { error: LENGTE })
  .transform(gevouwen)
  .refine((tekst) => tekst.length >= KORTSTE, { error: LENGTE })
  .brand<'Zoektekst'>();
export type Zoektekst = z.infer<typeof Zoektekst>;

/** Whether the text is part of the contract number, the name of the werkgever or the office, its address, or the domain in Nmbrs. */
export function wordtGevondenMet(
  { werkgever, salarisverwerker, nmbrs }: Pick<Aanmeldgegevens, 'werkgever' | 'salarisverwerker' | 'nmbrs'>,
  zoek: Zoektekst,
): boolean {
  const { bedrijfsnaam, raamwerkcontractnummer } = werkgever;
  const van = [raamwerkcontractnummer, bedrijfsnaam, nmbrs.bedrijfsnaam, nmbrs.domein];
  return [...van, salarisverwerker.bedrijfsnaam, salarisverwerker.email].some((tekst) =>
    gevouwen(tekst).includes(zoek),
  );
}
