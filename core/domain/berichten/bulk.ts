import {
  type AanmeldingMetGegevens,
  aanvraagOf,
  type HerstelNodigAanmelding,
  type WachtOpAkkoordAanmelding,
} from '../aanmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { maskLoonheffingennummer } from '../loonheffingennummer.ts';
import { dayAndDate, longDate } from '../nederlands.ts';
import { type Datum, dateInAmsterdam } from '../tijd.ts';
import type { Ronde } from '../wachtmomenten.ts';
import { bevindingenVan, totEnMet } from './aanmelding.ts';
import type { Vraag } from './beoordeling.ts';
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
        'U volgt elke werkgever met de code die u bij het aanmelden kreeg. Kwijt? Vraag per werkgever een nieuwe code aan (POST /aanmeldingen/{aanmeldingId}/toegang).',
      ),
      alinea('Hebt u deze werkgevers niet aangemeld? Neem dan contact op met a.s.r.'),
      AFSLUITING,
    ],
  };
};

const regelOf = ({ aanmeldingId, gegevens: { werkgever } }: AanmeldingMetGegevens): string =>
  `${werkgever.bedrijfsnaam}, contract ${werkgever.raamwerkcontractnummer}, ${maskLoonheffingennummer(werkgever.loonheffingennummer)} (${aanmeldingId})`;

const werkgevers = (n: number): string => (n === 1 ? '1 werkgever' : `${n} werkgevers`);

const HERSTEL_ONDERWERP: Readonly<Record<Ronde, string>> = {
  gevraagd: 'Salariskoppeling: er is nog iets nodig',
  herinnerd: 'Herinnering salariskoppeling: er is nog iets nodig',
  aangedrongen: 'Laatste herinnering salariskoppeling: er is nog iets nodig',
};

/** The login of a bulk is refused: what all its werkgevers wait for, which is mended at once. `own` is one of `alle`. */
export const bulkHerstelNodig = (
  own: HerstelNodigAanmelding,
  alle: readonly AanmeldingMetGegevens[],
  { ronde, laatsteDag }: { readonly ronde: Ronde; readonly laatsteDag: Datum },
): Bericht => {
  const { salarisverwerker, nmbrs } = own.gegevens;
  return {
    aan: salarisverwerker.email,
    onderwerp: metKenmerk(HERSTEL_ONDERWERP[ronde], aanvraagOf(own)),
    blokken: [
      alinea(`Beste medewerker van ${salarisverwerker.bedrijfsnaam},`),
      alinea(
        `Wij kunnen nog niet verder met ${werkgevers(alle.length)} die u samen hebt aangemeld. Zij hebben dezelfde inloggegevens, en die werken niet.`,
      ),
      {
        soort: 'gegevens',
        rijen: [
          ['Gebruikersnaam in Nmbrs', nmbrs.gebruikersnaam],
          ['Domein in Nmbrs', `${nmbrs.domein}.nmbrs.nl`],
        ],
      },
      ...bevindingenVan(own),
      kop('Hebt u de goede gegevens?'),
      alinea(
        'Stuur de aanmelding van deze werkgevers dan opnieuw in, met de goede token (POST /aanmeldingen/bulk, zonder de Idempotency-Key van deze keer). Van elke werkgever gaat de aanmelding door die het eerst door de controle komt; de andere vervalt dan. Gaat het om een paar werkgevers, dan kan het ook per werkgever (PUT /aanmeldingen/{aanmeldingId}/token). Stuur een token nooit per e-mail.',
      ),
      totEnMet(laatsteDag),
      ...lijst(alle),
      AFSLUITING,
    ],
  };
};

const lijst = (alle: readonly AanmeldingMetGegevens[]): Blok[] => [
  kop('Om deze werkgevers gaat het'),
  { soort: 'lijst', genummerd: true, regels: alle.map(regelOf) },
];

const AKKOORD: Readonly<Record<Ronde, readonly [onderwerp: string, tekst: (n: string) => string]>> = {
  gevraagd: [
    'Salariskoppeling: akkoord gevraagd',
    (n) => `De controle bij Nmbrs is geslaagd van ${n} die samen zijn aangemeld. Zij wachten op een besluit.`,
  ],
  herinnerd: [
    'Herinnering salariskoppeling: akkoord gevraagd',
    (n) => `Al drie werkdagen wachten op een besluit: ${n} die samen zijn aangemeld.`,
  ],
  aangedrongen: [
    'Escalatie salariskoppeling: nog geen besluit',
    (n) =>
      `Al tien werkdagen, ook na een herinnering, wachten op een besluit van de beoordelaars: ${n} die samen zijn aangemeld. Zolang er geen besluit is, ontvangt a.s.r. geen gegevens van deze werkgevers.`,
  ],
};

/** To a.s.r.: many of one office wait for a besluit. `own` is one of `alle`; `nogInControle`: so many of the same bulk have still to pass. */
export const bulkAkkoordGevraagd = (
  own: WachtOpAkkoordAanmelding,
  alle: readonly WachtOpAkkoordAanmelding[],
  { ronde, aan, laatsteDag, nogInControle }: Vraag & { readonly ronde: Ronde; readonly nogInControle: number },
): Bericht => {
  const [onderwerp, tekst] = AKKOORD[ronde];
  return {
    aan,
    onderwerp: metKenmerk(onderwerp, aanvraagOf(own)),
    blokken: [
      alinea(tekst(werkgevers(alle.length))),
      alinea(
        `Bekijk de aanmeldingen in de werkvoorraad (GET /werkvoorraad) en neem over elke werkgever een besluit. Dat kan tot en met ${dayAndDate(laatsteDag)}; daarna vervallen zij en moet de salarisverwerker opnieuw beginnen.`,
      ),
      ...(nogInControle === 0
        ? []
        : [
            alinea(
              `De controle van nog ${werkgevers(nogInControle)} van dezelfde aanmelding is niet klaar. Slaagt die vandaag, dan staan zij zonder nieuwe e-mail in de werkvoorraad.`,
            ),
          ]),
      { soort: 'gegevens', rijen: [['Salarisverwerker', own.gegevens.salarisverwerker.bedrijfsnaam]] },
      kop('Om deze werkgevers gaat het'),
      { soort: 'lijst', genummerd: true, regels: alle.map(gecontroleerd) },
    ],
  };
};

const gecontroleerd = (aanmelding: WachtOpAkkoordAanmelding): string => {
  const { uitgevoerdOp, werknemers } = aanmelding.controle;
  const dienst = werknemers === undefined ? '' : `; ${inDienst(werknemers)}`;
  return `${regelOf(aanmelding)}: gecontroleerd op ${longDate(dateInAmsterdam(uitgevoerdOp))}${dienst}`;
};

const inDienst = (werknemers: number): string =>
  werknemers === 0
    ? 'volgens Nmbrs is nu niemand in dienst; vraag de salarisverwerker of het het goede bedrijf is'
    : `werknemers in dienst: ${werknemers}`;
