import * as z from 'zod';
import type { Aanmeldgegevens } from './aanmeldgegevens.ts';

const KORTSTE = 2;
const LANGSTE = 100;
/** As much of a kenmerk as every subject has. */
const KORTSTE_KENMERK = 8;
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

interface Gezocht {
  readonly aanmeldingId: string;
  readonly gegevens: Pick<Aanmeldgegevens, 'werkgever' | 'salarisverwerker' | 'nmbrs'>;
}

/** A kenmerk as a mail or a list has it: of the aanmelding, of its koppeling, or only the beginning that both share. */
const zonderSoort = (kenmerk: string): string => kenmerk.replace(/^(?:aan|kop)-/, '');

/**
 * Whether the text is part of the contract number, the name of the werkgever or the office, its address, or the domain in Nmbrs, or is how
 * the kenmerk begins.
 */
export function wordtGevondenMet(
  { aanmeldingId, gegevens: { werkgever, salarisverwerker, nmbrs } }: Gezocht,
  zoek: Zoektekst,
): boolean {
  const kenmerk = zonderSoort(zoek);
  if (kenmerk.length >= KORTSTE_KENMERK && zonderSoort(aanmeldingId).startsWith(kenmerk)) return true;
  const { bedrijfsnaam, raamwerkcontractnummer } = werkgever;
  const van = [raamwerkcontractnummer, bedrijfsnaam, nmbrs.bedrijfsnaam, nmbrs.domein];
  return [...van, salarisverwerker.bedrijfsnaam, salarisverwerker.email].some((tekst) =>
    gevouwen(tekst).includes(zoek),
  );
}
