import * as z from 'zod';
import { passesElfproef } from './elfproef.ts';
import { fout } from './probleem.ts';

const SHAPE = /^\d{9}L\d{2}$/;
const MET_AANSLAG = /^\d{9}L\d{2}\d+$/;
const TIEN_CIJFERS = /^\d{10}L\d{2}$/;
const ZONDER_LETTER = /^\d{9}(?:\d{2})?$/;
const BTW = /^(?:NL)?\d{9}B\d{2}$/;

// The Belastingdienst prints it in groups: 1234.56.782.L.01. Hyphens are of every length, as a word processor makes them.
const SCHEIDING = /[\s.\p{Pd}]/gu;

/**
 * A loonheffingennummer: nine digits, `L`, two digits. Upper-cased; blanks, dots and hyphens dropped. Never `L00`, never
 * three leading zeros. Source: the Belastingdienst's rules as tested in public code.
 */
export const Loonheffingennummer = z
  .string()
  .transform((value) => value.replace(SCHEIDING, '').toUpperCase())
  .refine((value) => SHAPE.test(value), { error: ({ input }) => whatItIs(String(input)), abort: true })
  .refine((value) => !value.startsWith('000') && !value.endsWith('L00'), {
    ...fout('bestaat-niet', 'Dit loonheffingennummer bestaat niet. Neem het over van de brief van de Belastingdienst.'),
    abort: true,
  })
  .refine(
    (value) => passesElfproef(value.slice(0, 9)),
    fout(
      'controlecijfer',
      'Dit loonheffingennummer klopt niet (controlecijfer). Controleer of er een cijfer is verwisseld.',
    ),
  )
  .brand<'Loonheffingennummer'>();
export type Loonheffingennummer = z.infer<typeof Loonheffingennummer>;

const VORM = 'Een loonheffingennummer bestaat uit 9 cijfers, de letter L en 2 cijfers, bijvoorbeeld 123456782L01.';

/** What was filled in instead, where that can be seen: another number of the same letters of the Belastingdienst. */
function whatItIs(value: string): string {
  if (MET_AANSLAG.test(value))
    return `Dit lijkt een aanslagnummer of betalingskenmerk: na de L staan er meer dan 2 cijfers. ${VORM} Neem alleen dat deel over.`;
  if (TIEN_CIJFERS.test(value))
    return `Hier staan 10 cijfers voor de L. ${VORM} Laat het cijfer weg dat er te veel is.`;
  if (BTW.test(value)) return `Dit is een btw-nummer. ${VORM}`;
  if (ZONDER_LETTER.test(value)) return `Hier ontbreekt de letter L met 2 cijfers. ${VORM}`;
  return VORM;
}

/**
 * Whether a text holds nine digits that pass the elfproef, as a BSN and the number of a sole trader do; also when they are
 * written in groups. One in eleven other numbers of nine digits passes too.
 */
export const holdsNummer = (tekst: string): boolean =>
  [...tekst.matchAll(/(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g)].some(([found]) => passesElfproef(found.replace(/\D/g, '')));

/** What a person or a log may see: a sole trader's number contains the owner's BSN. `12******L01`. */
export const maskLoonheffingennummer = (nummer: Loonheffingennummer): string =>
  `${nummer.slice(0, 2)}******${nummer.slice(9)}`;

/**
 * HMAC-SHA-256 of the normalised number (`123456782L01`, as UTF-8) under a key that a.s.r. holds too, as base64url: who has the key
 * finds the reference of each number that it knows, and nobody reads the number, or the BSN in it, from the reference.
 */
export const Loonheffingenreferentie = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'Loonheffingenreferentie'>();
export type Loonheffingenreferentie = z.infer<typeof Loonheffingenreferentie>;
