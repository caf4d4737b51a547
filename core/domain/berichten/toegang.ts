import type { AanmeldingId } from '../aanmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { inGroepen, TOEGANG_DAGEN, type Toegangscode } from '../toegangscode.ts';

/** What lets the reader of a mail in: the code of this mail, and where the pages are, when there are any. */
export interface Toegang {
  readonly aanmeldingId: AanmeldingId;
  readonly code: Toegangscode;
  readonly paginas: string | undefined;
}

/** The code stands behind the `#`: a browser sends that part to nobody, and no log holds it. */
export const linkOf = ({ aanmeldingId, code, paginas }: Toegang & { readonly paginas: string }): string =>
  `${paginas.replace(/\/+$/, '')}/aanmelding/${aanmeldingId}#${inGroepen(code)}`;

/** The same mail with how to get in, before its last block: the greeting. */
export function metToegang(bericht: Bericht, toegang: Toegang): Bericht {
  const { aanmeldingId, code, paginas } = toegang;
  const hoe: Blok[] = [
    { soort: 'kop', tekst: 'Uw aanmelding bekijken' },
    ...(paginas === undefined
      ? []
      : [{ soort: 'link', tekst: 'Open uw aanmelding:', url: linkOf({ ...toegang, paginas }) } as const]),
    { soort: 'gegevens', rijen: [['Toegangscode', inGroepen(code)]] },
    {
      soort: 'alinea',
      tekst: `Met deze code ziet en wijzigt u deze aanmelding, ${TOEGANG_DAGEN} dagen lang. Geef hem aan niemand buiten uw kantoor. Is de code verlopen, vraag dan een nieuwe aan (POST /aanmeldingen/${aanmeldingId}/toegang); wij mailen die naar dit adres.`,
    },
  ];
  return beforeGreeting(bericht, hoe);
}

const beforeGreeting = (bericht: Bericht, hoe: readonly Blok[]): Bericht => ({
  ...bericht,
  blokken: [...bericht.blokken.slice(0, -1), ...hoe, ...bericht.blokken.slice(-1)],
});

/** The same mail with a code that opens only what the mail is about. */
export const metCode = (bericht: Bericht, code: Toegangscode): Bericht =>
  beforeGreeting(bericht, [
    { soort: 'gegevens', rijen: [['Code', inGroepen(code)]] },
    { soort: 'alinea', tekst: 'Deze code werkt alleen hiervoor. Geef hem aan niemand anders.' },
  ]);
