import * as z from 'zod';
import { EMAILADRES } from '../invoer/emailadres.ts';
import { Loonheffingennummer } from '../invoer/loonheffingennummer.ts';
import { isPrintable } from '../invoer/printable.ts';
import { fout } from '../invoer/probleem.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { Verloning } from '../kalender/tijdvak.ts';
import { ApiToken, NmbrsDomein } from '../nmbrs/inloggegevens.ts';
import { BestaandeTekstversie, HUIDIGE_TEKSTVERSIE, Machtiging } from './machtiging.ts';

const CONTRACT_NUMBER = /^[A-Z0-9][A-Z0-9 ./-]{3,19}$/;

// Characters without any shape of their own: zero-width blanks and joiners, soft hyphens, fillers.
const SHAPELESS = /[\p{Cf}\u115F\u1160\u3164\uFFA0]/gu;

/** Whether there is something to be seen: not only blanks, shapeless characters and loose accents. */
const isVisible = (value: string): boolean => /[^\s\p{M}]/u.test(value.replace(SHAPELESS, ''));

const UNPRINTABLE_NAME = fout(
  'onzichtbare-tekens',
  'Er staan tekens in die niet zichtbaar zijn. Typ de naam opnieuw in.',
);

// What mail programs make a link of, in whichever form of Unicode.
const LINK = /:\/\/|www\./i;
const hasNoLink = (value: string): boolean => !LINK.test(value.normalize('NFKC'));
const LINK_IN_NAME = (remedie: string) =>
  fout('internetadres', `Er staat een internetadres in (:// of www.). ${remedie}`);

/** A person's or organisation's name: trimmed, 1-200 characters, nothing unprintable and no address of a site. */
export const Naam = (wat: string) =>
  z
    .string({ error: `Vul ${wat} in.` })
    .trim()
    .min(1, { error: `Vul ${wat} in.`, abort: true })
    .max(200, { error: `Vul ${wat} in met hoogstens 200 tekens.` })
    .refine((value) => isPrintable(value) && value.search(SHAPELESS) < 0 && isVisible(value), UNPRINTABLE_NAME)
    .refine(hasNoLink, LINK_IN_NAME('Vul alleen de naam in.'));

/** One e-mail address of at most 254 characters; the pattern admits no blanks, line ends or second address. */
const Email = (wat: string) =>
  z
    .string({ error: `Vul ${wat} in.` })
    .trim()
    .max(254, { error: 'Een e-mailadres heeft hoogstens 254 tekens.' })
    .pipe(z.email({ pattern: EMAILADRES, error: `Vul ${wat} in als één e-mailadres, bijvoorbeeld naam@kantoor.nl.` }));

/** The contract number of the policy at a.s.r.; no public format exists, the assessor is the authority. INFERRED. */
export const Raamwerkcontractnummer = z
  .string({ error: 'Vul het raamwerkcontractnummer in; het staat op de polis van a.s.r.' })
  .transform((value) => value.trim().toUpperCase())
  .refine((value) => CONTRACT_NUMBER.test(value), {
    error: 'Een raamwerkcontractnummer heeft 4 tot 20 letters en cijfers; het staat op de polis van a.s.r.',
  })
  .brand<'Raamwerkcontractnummer'>();
export type Raamwerkcontractnummer = z.infer<typeof Raamwerkcontractnummer>;

/** The same as it is kept and delivered: nothing is left to be normalised. */
export const BewaardContractnummer = z.string().regex(CONTRACT_NUMBER).brand<'Raamwerkcontractnummer'>();

/** A number that people give in Nmbrs: a 32-bit one there, so up to ten digits. */
const isNmbrsNummer = (value: string): boolean => /^\d{1,10}$/.test(value);

/** A declared DGA (director-major shareholder): the name and the employee number in Nmbrs. */
export const Dga = z.strictObject({
  naam: Naam('de naam van de DGA'),
  medewerkersnummer: z
    .union([z.string(), z.int()], { error: 'Vul het medewerkersnummer van de DGA in.' })
    .transform((value) => String(value).trim())
    .refine(isNmbrsNummer, {
      error: 'Een medewerkersnummer bestaat uit 1 tot 10 cijfers; het staat in Nmbrs bij de werknemer.',
    }),
});
export type Dga = z.infer<typeof Dga>;

export const AccountSoort = z.enum(['overkoepelend', 'per-debiteur'], {
  error: 'Kies overkoepelend (één account voor al uw werkgevers) of per-debiteur.',
});
export type AccountSoort = z.infer<typeof AccountSoort>;

/** The number of the company in Nmbrs (`Number`), as the office sees it there. */
const Bedrijfsnummer = z
  .union([z.string(), z.int()], { error: 'Vul het bedrijfsnummer in zoals het in Nmbrs staat.' })
  .transform((value) => String(value).trim())
  .refine(isNmbrsNummer, {
    error: 'Een bedrijfsnummer bestaat uit 1 tot 10 cijfers; het staat in Nmbrs bij het bedrijf.',
  });

export const NmbrsZonderToken = z.strictObject({
  /** Kept byte for byte: capitals, blanks, dots and commas count, no trimming and no Unicode normalisation. */
  bedrijfsnaam: z
    .string({ error: 'Vul de bedrijfsnaam in, letterlijk zoals die in Nmbrs staat.' })
    .min(1, { error: 'Vul de bedrijfsnaam in, letterlijk zoals die in Nmbrs staat.', abort: true })
    .max(200, { error: 'Een bedrijfsnaam in Nmbrs heeft hoogstens 200 tekens.' })
    .refine((value) => isPrintable(value) && isVisible(value), UNPRINTABLE_NAME)
    .refine(
      hasNoLink,
      LINK_IN_NAME('Heet het bedrijf in Nmbrs zo, geef het daar dan een naam zonder internetadres en vul die in.'),
    ),
  gebruikersnaam: Email('de gebruikersnaam (het e-mailadres waarmee u in Nmbrs inlogt)'),
  domein: NmbrsDomein,
  /** Only needed when Nmbrs has more than one company with this name. */
  bedrijfsnummer: Bedrijfsnummer.optional(),
});

/** What is kept of a sign-up: every field of the handleiding but the token. */
export const Aanmeldgegevens = z.strictObject({
  accountSoort: AccountSoort,
  salarisverwerker: z.strictObject({
    bedrijfsnaam: Naam('de naam van uw organisatie'),
    email: Email('uw e-mailadres'),
  }),
  werkgever: z.strictObject({
    bedrijfsnaam: Naam('de naam van de werkgever'),
    raamwerkcontractnummer: Raamwerkcontractnummer,
    loonheffingennummer: Loonheffingennummer,
  }),
  salarispakket: z.literal('Nmbrs', { error: 'Deze salariskoppeling werkt alleen met het salarispakket Nmbrs.' }),
  nmbrs: NmbrsZonderToken,
  dga: z
    .array(Dga, { error: 'Geef de lijst van DGA’s; een lege lijst als er geen DGA in de verloning zit.' })
    .max(20, { error: 'U kunt hoogstens 20 DGA’s opgeven.' })
    .refine(
      (rows) => new Set(rows.map(({ medewerkersnummer }) => Number(medewerkersnummer))).size === rows.length,
      fout(
        'dubbel-medewerkersnummer',
        'Een medewerkersnummer staat er meer dan één keer in. Geef elke DGA één keer op, met het eigen nummer.',
      ),
    ),
  verloning: z.enum(Verloning.options, { error: 'Kies maandelijks of vierwekelijks.' }),
  dertiendeMaand: z.boolean({
    error: 'Geef aan of er een 13e maand wordt uitgekeerd: true of false (in een CSV-bestand ja of nee).',
  }),
  /** Absent in what was stored before it was asked for. */
  machtiging: Machtiging.optional(),
});
export type Aanmeldgegevens = z.infer<typeof Aanmeldgegevens>;

/** Under which text the office declares that it may act for the werkgever, and who of the office does. */
export const Machtigingsformulier = z.strictObject({
  tekstversie: BestaandeTekstversie,
  namens: Naam('de naam in van wie dit namens uw kantoor verklaart').optional(),
});
export type Machtigingsformulier = z.infer<typeof Machtigingsformulier>;

/** The body of `POST /aanmeldingen`. */
export const Aanmeldformulier = Aanmeldgegevens.extend({
  nmbrs: NmbrsZonderToken.extend({ apiToken: ApiToken }),
  /** Left out: sending the form is the declaration, under the text that holds then. */
  machtiging: Machtigingsformulier.optional(),
});
export type Aanmeldformulier = z.infer<typeof Aanmeldformulier>;

/** Parts the form into what is stored, but for the machtiging, and the secret that goes to the kluis. */
export function splitToken({ machtiging, ...formulier }: Aanmeldformulier): {
  gegevens: Aanmeldgegevens;
  apiToken: ApiToken;
} {
  const { apiToken, ...nmbrs } = formulier.nmbrs;
  return { gegevens: { ...formulier, nmbrs }, apiToken };
}

/** What the office declares by sending the form at this moment. */
export function machtigingOf({ machtiging, salarisverwerker }: Aanmeldformulier, verklaardOp: Tijdstip): Machtiging {
  const { tekstversie = HUIDIGE_TEKSTVERSIE, namens } = machtiging ?? {};
  return { tekstversie, verklaardOp, door: { ...salarisverwerker, ...(namens === undefined ? {} : { namens }) } };
}

/** The same office at the address that it confirmed: that is where who declares it is known. */
export const metAdres = ({ salarisverwerker, machtiging, ...gegevens }: Aanmeldgegevens, email: string) => ({
  ...gegevens,
  salarisverwerker: { ...salarisverwerker, email },
  ...(machtiging === undefined ? {} : { machtiging: { ...machtiging, door: { ...machtiging.door, email } } }),
});

/** Something that is taken, but that the office may want to look at again. */
export const Waarschuwing = z.strictObject({
  veld: z.string(),
  code: z.literal('ongebruikelijke-token'),
  tekst: z.string(),
});
export type Waarschuwing = z.infer<typeof Waarschuwing>;

// How tokens of Nmbrs look as far as anyone has seen: 32 hexadecimal digits, or a GUID. The vendor publishes no format.
const USUAL_TOKEN = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** What is odd about a token, which is tried all the same: only Nmbrs knows whether it is one. */
export const waarschuwingenBij = (apiToken: ApiToken): readonly Waarschuwing[] =>
  USUAL_TOKEN.test(apiToken)
    ? []
    : [
        {
          veld: 'nmbrs.apiToken',
          code: 'ongebruikelijke-token',
          tekst:
            'De API-token ziet er anders uit dan gebruikelijk (32 cijfers en letters a-f). Wij proberen hem; controleer of u hem helemaal hebt overgenomen.',
        },
      ];
