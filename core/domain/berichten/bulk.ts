import { type AanmeldingMetGegevens, aanvraagOf } from '../aanmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { maskLoonheffingennummer } from '../loonheffingennummer.ts';
import { metKenmerk } from './onderwerp.ts';

const alinea = (tekst: string): Blok => ({ soort: 'alinea', tekst });
const kop = (tekst: string): Blok => ({ soort: 'kop', tekst });
const AFSLUITING = alinea('Met vriendelijke groet, a.s.r. Salariskoppeling');

/** A bulk came in: which werkgevers, and what happens now. */
export const bulkOntvangen = (aanmeldingen: readonly AanmeldingMetGegevens[]): Bericht | undefined => {
  const [first] = aanmeldingen;
  if (first === undefined) return undefined;
  const { salarisverwerker, nmbrs } = first.gegevens;
  return {
    aan: salarisverwerker.email,
    onderwerp: metKenmerk('Salariskoppeling: aanmeldingen ontvangen', aanvraagOf(first)),
    blokken: [
      alinea(`Beste medewerker van ${salarisverwerker.bedrijfsnaam},`),
      alinea(
        `Wij hebben uw aanmelding van ${aanmeldingen.length} werkgevers voor de salariskoppeling met Nmbrs ontvangen. Wij controleren elke werkgever bij Nmbrs. Is er iets nodig, dan krijgt u een e-mail met de stappen; is alles goed, dan beoordeelt a.s.r. de aanmelding. Daarna krijgt u een e-mail met de datum van de eerste uitwisseling.`,
      ),
      {
        soort: 'gegevens',
        rijen: [
          ['Gebruikersnaam in Nmbrs', nmbrs.gebruikersnaam],
          ['Domein in Nmbrs', `${nmbrs.domein}.nmbrs.nl`],
        ],
      },
      kop('Deze werkgevers hebt u aangemeld'),
      { soort: 'lijst', genummerd: true, regels: aanmeldingen.map(regelOf) },
      alinea(
        'U volgt elke werkgever met de code die u bij het aanmelden kreeg. Kwijt? Vraag de lijst van uw kantoor aan (POST /kantoor/toegang), en per werkgever een nieuwe code (POST /aanmeldingen/{aanmeldingId}/toegang).',
      ),
      alinea('Hebt u deze werkgevers niet aangemeld? Neem dan contact op met a.s.r.'),
      AFSLUITING,
    ],
  };
};

const regelOf = ({ aanmeldingId, gegevens: { werkgever } }: AanmeldingMetGegevens): string =>
  `${werkgever.bedrijfsnaam}, contract ${werkgever.raamwerkcontractnummer}, ${maskLoonheffingennummer(werkgever.loonheffingennummer)} (${aanmeldingId})`;
