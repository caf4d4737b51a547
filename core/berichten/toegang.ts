import type { AanmeldingId } from '../ids.ts';
import { inGroepen, TOEGANG_DAGEN, type Toegangscode } from '../toegang/toegangscode.ts';
import type { Bericht, Blok } from './bericht.ts';

/** A code for the reader of a mail, and where the pages are, when there are any. */
export interface Code {
  readonly code: Toegangscode;
  readonly paginas: string | undefined;
}

/** What lets the reader of a mail in: the code of this mail. */
export interface Toegang extends Code {
  readonly aanmeldingId: AanmeldingId;
}

/** To the page of what the mail is about; none without pages. The code stands behind the `#`: a browser sends that part to nobody, and no log holds it. */
export const linkTo = (over: AanmeldingId | 'kantoor', { code, paginas }: Code, tekst: string): Blok[] =>
  paginas === undefined
    ? []
    : [{ soort: 'link', tekst, url: `${paginas.replace(/\/+$/, '')}/aanmelding/${over}#${inGroepen(code)}` }];

/** The same mail with how to get in, before its last block: the greeting. */
export function metToegang(bericht: Bericht, toegang: Toegang): Bericht {
  const { aanmeldingId, code } = toegang;
  const hoe: Blok[] = [
    { soort: 'kop', tekst: 'Uw aanmelding bekijken' },
    ...linkTo(aanmeldingId, toegang, 'Open uw aanmelding:'),
    { soort: 'gegevens', rijen: [['Toegangscode', inGroepen(code)]] },
    {
      soort: 'alinea',
      tekst: `Met deze code ziet en wijzigt u deze aanmelding, ${TOEGANG_DAGEN} dagen lang. Geef hem aan niemand buiten uw kantoor. Is de code verlopen, vraag dan op de pagina van uw aanmelding een nieuwe aan; wij mailen die naar dit adres.`,
    },
  ];
  return beforeGreeting(bericht, hoe);
}

/** Of what was erased only the receipt is left, and no address to mail another code to. */
export const metOntvangstbewijs = (bericht: Bericht, toegang: Toegang): Bericht =>
  beforeGreeting(bericht, [
    { soort: 'kop', tekst: 'Het ontvangstbewijs bekijken' },
    ...linkTo(toegang.aanmeldingId, toegang, 'Open het ontvangstbewijs:'),
    { soort: 'gegevens', rijen: [['Toegangscode', inGroepen(toegang.code)]] },
    {
      soort: 'alinea',
      tekst: `Met deze code leest u het ontvangstbewijs ook op de pagina van de aanmelding, ${TOEGANG_DAGEN} dagen lang. Daarna kunnen wij u geen nieuwe code meer sturen, omdat uw e-mailadres is gewist: bewaar daarom deze e-mail.`,
    },
  ]);

const beforeGreeting = (bericht: Bericht, hoe: readonly Blok[]): Bericht => ({
  ...bericht,
  blokken: [...bericht.blokken.slice(0, -1), ...hoe, ...bericht.blokken.slice(-1)],
});

/** The same mail with a code that opens the list of all that its reader signed up. */
export const metKantoorcode = (bericht: Bericht, code: Code): Bericht =>
  beforeGreeting(bericht, [
    { soort: 'kop', tekst: 'Al uw werkgevers bekijken' },
    ...linkTo('kantoor', code, 'Open de lijst van uw kantoor:'),
    { soort: 'gegevens', rijen: [['Kantoorcode', inGroepen(code.code)]] },
    {
      soort: 'alinea',
      tekst: `Met deze code ziet u alle werkgevers die met dit e-mailadres zijn aangemeld, ${TOEGANG_DAGEN} dagen lang, op de pagina van uw kantoor. Geef hem aan niemand buiten uw kantoor. Is de code verlopen, vraag daar dan een nieuwe aan.`,
    },
  ]);

/** The same mail with a code that opens only what the mail is about. */
export const metCode = (bericht: Bericht, { aanmeldingId, ...code }: Toegang): Bericht =>
  beforeGreeting(bericht, [
    ...linkTo(aanmeldingId, code, 'Uitleg over deze code:'),
    { soort: 'gegevens', rijen: [['Code', inGroepen(code.code)]] },
    { soort: 'alinea', tekst: 'Deze code werkt alleen hiervoor. Geef hem aan niemand anders.' },
  ]);
