import * as z from 'zod';
import { passesElfproef } from './elfproef.ts';
import { fout } from './probleem.ts';

const SHAPE = /^\d{9}L\d{2}$/;

/**
 * A loonheffingennummer: nine digits, `L`, two digits. Trimmed, upper-cased, inner blanks dropped. Never `L00`, never
 * three leading zeros. Source: the Belastingdienst's rules as tested in public code.
 */
export const Loonheffingennummer = z
  .string()
  .transform((value) => value.replace(/\s/g, '').toUpperCase())
  .refine((value) => SHAPE.test(value), {
    error: 'Een loonheffingennummer bestaat uit 9 cijfers, de letter L en 2 cijfers, bijvoorbeeld 123456782L01.',
    abort: true,
  })
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
