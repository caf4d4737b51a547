import * as z from 'zod';
import { addMs, DAY_MS, epochMs, type Tijdstip } from '../kalender/tijd.ts';

/** So many random bits: nothing that can be guessed, and short enough to be typed over. */
export const TOEGANGSCODE_BITS = 100;
/** Crockford's base32: no I, L, O or U, so that nobody reads one character for another. Five bits each. */
export const TOEGANGSCODE_TEKENS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = TOEGANGSCODE_BITS / 5;
const GROUP = 5;
const PATTERN = new RegExp(`^[${TOEGANGSCODE_TEKENS}]{${LENGTH}}$`);
/** For so long the code of a mail opens what the mail is about. */
export const TOEGANG_DAGEN = 14;

/** What people make of a code when they type it over: small letters, blanks, other groups, an O for a zero. */
const typedOver = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** The code in a mail to the office, as it is hashed: without groups. Only its hash is kept. */
export const Toegangscode = z.string().transform(typedOver).pipe(z.string().regex(PATTERN)).brand<'Toegangscode'>();
export type Toegangscode = z.infer<typeof Toegangscode>;

/** In groups, as people read it: `8TK2M-Z0QX4-C7RNA-1HV9E`. */
export const inGroepen = (code: Toegangscode): string =>
  Array.from({ length: LENGTH / GROUP }, (_, index) => code.slice(index * GROUP, (index + 1) * GROUP)).join('-');

/** A mail that was claimed before this moment opens nothing any more; `vanaf`: nor one of before that. */
export function toegangSinds(nu: Tijdstip, vanaf?: Tijdstip): Tijdstip {
  const sinds = addMs(nu, -TOEGANG_DAGEN * DAY_MS);
  return vanaf !== undefined && epochMs(vanaf) > epochMs(sinds) ? vanaf : sinds;
}

/** The body of a request that a code alone opens. */
export const Codeformulier = z.strictObject({
  code: z
    .string({ error: 'Neem de code over uit de e-mail.' })
    .transform(typedOver)
    .pipe(
      z
        .string()
        .regex(PATTERN, { error: 'Dit is geen code uit een e-mail van ons: die heeft vier groepen van vijf tekens.' }),
    )
    .brand<'Toegangscode'>(),
});
