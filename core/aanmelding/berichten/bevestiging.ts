import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import { linkTo, type Toegang } from '../../berichten/toegang.ts';
import { inGroepen } from '../../toegang/toegangscode.ts';
import { BEVESTIGING_DAGEN, TOKEN_UREN } from '../aanvraag.ts';

const kop = (tekst: string): Blok => ({ soort: 'kop', tekst });
const AANHEF = alinea('Beste medewerker,');
const AFSLUITING = alinea('Met vriendelijke groet, a.s.r. Salariskoppeling');

/**
 * Asks whoever reads the mail of this address to confirm it. Nothing that the sender of the request typed stands in it: a stranger may
 * have typed the address too.
 */
export const bevestigAdres = (aan: string, toegang: Toegang): Bericht => ({
  aan,
  onderwerp: metKenmerk('Salariskoppeling: bevestig uw e-mailadres', toegang.aanmeldingId),
  blokken: [
    AANHEF,
    alinea(
      'Bij a.s.r. is een aanmelding voor de salariskoppeling met Nmbrs binnengekomen met dit e-mailadres. Wij doen er niets mee totdat u dit adres bevestigt.',
    ),
    kop('Hebt u een werkgever aangemeld?'),
    alinea('Bevestig uw e-mailadres dan met deze code. Daarna controleren wij de aanmelding bij Nmbrs.'),
    ...linkTo(toegang.aanmeldingId, toegang, 'Bevestig uw e-mailadres:'),
    {
      soort: 'gegevens',
      rijen: [
        ['Bevestigingscode', inGroepen(toegang.code)],
        ['Kenmerk aanmelding', toegang.aanmeldingId],
      ],
    },
    alinea(
      `Doe dat binnen ${TOKEN_UREN} uur, op de pagina van de aanmelding; daarna wissen wij de API-token en vragen wij die opnieuw. Na ${BEVESTIGING_DAGEN} dagen wissen wij de hele aanmelding.`,
    ),
    kop('Hebt u niets aangemeld?'),
    alinea(
      'Dan heeft iemand anders dit adres ingevuld. Doe niets en geef de code aan niemand. Wij wissen de aanvraag vanzelf.',
    ),
    AFSLUITING,
  ],
});

/** Asks the same for an address that is to take the place of another one of an aanmelding. */
export const bevestigNieuwAdres = (aan: string, toegang: Toegang): Bericht => ({
  aan,
  onderwerp: metKenmerk('Salariskoppeling: bevestig uw e-mailadres', toegang.aanmeldingId),
  blokken: [
    AANHEF,
    alinea(
      'Bij a.s.r. is gevraagd om de e-mails over een aanmelding voor de salariskoppeling met Nmbrs voortaan naar dit e-mailadres te sturen. Dat doen wij pas als u dit adres bevestigt.',
    ),
    kop('Hebt u dat gevraagd?'),
    alinea('Bevestig uw e-mailadres dan met deze code.'),
    ...linkTo(toegang.aanmeldingId, toegang, 'Bevestig uw e-mailadres:'),
    {
      soort: 'gegevens',
      rijen: [
        ['Bevestigingscode', inGroepen(toegang.code)],
        ['Kenmerk', toegang.aanmeldingId],
      ],
    },
    alinea(
      `Dat doet u op de pagina van de aanmelding. Na ${BEVESTIGING_DAGEN} dagen vervalt de vraag; tot u bevestigt blijft het vorige adres gelden.`,
    ),
    kop('Hebt u dat niet gevraagd?'),
    alinea(
      'Dan heeft iemand anders dit adres ingevuld. Doe niets en geef de code aan niemand. De vraag vervalt vanzelf.',
    ),
    AFSLUITING,
  ],
});

/** Lets the reader of this address see all that was signed up with it. The code is added when it is sent. */
export const kantoorcode = (aan: string): Bericht => ({
  aan,
  onderwerp: 'Salariskoppeling: uw kantoorcode',
  blokken: [
    AANHEF,
    alinea(
      'Er is een kantoorcode gevraagd voor dit e-mailadres. Hebt u dat niet zelf gedaan, dan hoeft u niets te doen: alleen u krijgt de code.',
    ),
    AFSLUITING,
  ],
});
