import {
  type AanmeldingMetGegevens,
  aanvraagOf,
  type HerstelNodigAanmelding,
  type WachtOpAkkoordAanmelding,
} from '../../aanmelding/aanmelding.ts';
import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import { maskLoonheffingennummer } from '../../invoer/loonheffingennummer.ts';
import { dayAndDate, longDate } from '../../kalender/nederlands.ts';
import { type Datum, dateInAmsterdam, type Tijdstip } from '../../kalender/tijd.ts';
import type { Ronde } from '../../kalender/wachtmomenten.ts';
import { bevindingenVan } from './aanmelding.ts';
import { eersteAkkoord, type Vraag } from './beoordeling.ts';

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
        'U volgt elke werkgever met de code die u bij het aanmelden kreeg. Kwijt? Vraag per werkgever een nieuwe code aan op de pagina van die aanmelding; het kenmerk staat achter de werkgever.',
      ),
      alinea('Hebt u deze werkgevers niet aangemeld? Neem dan contact op met a.s.r.'),
      AFSLUITING,
    ],
  };
};

/** One werkgever of many, in a list. */
export const regelOf = ({ aanmeldingId, gegevens: { werkgever } }: AanmeldingMetGegevens): string =>
  `${werkgever.bedrijfsnaam}, contract ${werkgever.raamwerkcontractnummer}, ${maskLoonheffingennummer(werkgever.loonheffingennummer)} (${aanmeldingId})`;

const werkgevers = (n: number): string => (n === 1 ? '1 werkgever' : `${n} werkgevers`);
/** What is said of one, or of more than one. */
const vanAantal = (n: number, een: string, meer: string): string => (n === 1 ? een : meer);

const INLEIDING: Readonly<Record<Ronde, string>> = {
  gevraagd: 'Wij hebben uw aanmelding voor de salariskoppeling bij Nmbrs gecontroleerd.',
  herinnerd: 'Uw aanmelding voor de salariskoppeling wacht op u.',
  aangedrongen: 'Uw aanmelding voor de salariskoppeling wacht nog steeds op u. Dit is de laatste herinnering.',
};

const HERSTEL_ONDERWERP: Readonly<Record<Ronde, string>> = {
  gevraagd: 'Salariskoppeling: er is nog iets nodig',
  herinnerd: 'Herinnering salariskoppeling: er is nog iets nodig',
  aangedrongen: 'Laatste herinnering salariskoppeling: er is nog iets nodig',
};

/**
 * The login of a bulk is refused: what all its werkgevers wait for, which is mended at once. `own` is one of `alle`; `ontbreken`: so many of
 * the same bulk were not taken in.
 */
export const bulkHerstelNodig = (
  own: HerstelNodigAanmelding,
  alle: readonly AanmeldingMetGegevens[],
  { ronde, laatsteDag, ontbreken }: { readonly ronde: Ronde; readonly laatsteDag: Datum; readonly ontbreken: number },
): Bericht => {
  const { salarisverwerker, nmbrs } = own.gegevens;
  return {
    aan: salarisverwerker.email,
    onderwerp: metKenmerk(HERSTEL_ONDERWERP[ronde], aanvraagOf(own)),
    blokken: [
      alinea(`Beste medewerker van ${salarisverwerker.bedrijfsnaam},`),
      alinea(
        `${INLEIDING[ronde]} Wij kunnen niet verder met ${werkgevers(alle.length)} uit uw aanmelding van meer werkgevers: de inloggegevens werken niet.`,
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
        'Stuur de aanmelding van deze werkgevers dan opnieuw in, met de goede token, als een nieuwe aanvraag. Van elke werkgever gaat de aanmelding door die het eerst door de controle komt. De andere eindigt dan; daarvan krijgt u per werkgever bericht.',
      ),
      alinea(
        'Gaat het om een paar werkgevers, dan kan het ook per werkgever: vraag op de pagina van die aanmelding een code aan en geef daarmee de token. Stuur een token nooit per e-mail.',
      ),
      ...(ontbreken === 0
        ? []
        : [alinea(`Uit dezelfde aanmelding zijn ${werkgevers(ontbreken)} nog niet verwerkt. Ook daarvoor geldt dit.`)]),
      alinea(
        `U kunt dit doen tot en met ${dayAndDate(laatsteDag)}. Daarna vervalt de aanmelding van elke werkgever die dan nog wacht, en wissen wij de API-token.`,
      ),
      ...lijst(alle),
      AFSLUITING,
    ],
  };
};

const lijst = (alle: readonly AanmeldingMetGegevens[]): Blok[] => [
  kop('Om deze werkgevers gaat het'),
  { soort: 'lijst', genummerd: true, regels: alle.map(regelOf) },
];

const AKKOORD: Readonly<Record<Ronde, readonly [onderwerp: string, tekst: (n: number) => string]>> = {
  gevraagd: [
    'Salariskoppeling: akkoord gevraagd',
    (n) =>
      `De controle bij Nmbrs is geslaagd voor ${werkgevers(n)} uit een aanmelding van meer werkgevers. ${vanAantal(n, 'Die wacht', 'Zij wachten')} op een besluit.`,
  ],
  herinnerd: [
    'Herinnering salariskoppeling: akkoord gevraagd',
    (n) =>
      `Uit een aanmelding van meer werkgevers ${vanAantal(n, 'wacht', 'wachten')} ${werkgevers(n)} al drie werkdagen op een besluit.`,
  ],
  aangedrongen: [
    'Escalatie salariskoppeling: nog geen besluit',
    (n) =>
      `Uit een aanmelding van meer werkgevers ${vanAantal(n, 'wacht', 'wachten')} ${werkgevers(n)} al tien werkdagen op een besluit van de beoordelaars, ook na een herinnering. Zolang er geen besluit is, ontvangt a.s.r. daarvan geen gegevens.`,
  ],
};

/** To a.s.r.: of many of one office some wait for a besluit. `own` is one of `alle`; `nogNiet` are those of the same bulk that may come to it yet. */
export const bulkAkkoordGevraagd = (
  own: WachtOpAkkoordAanmelding,
  alle: readonly WachtOpAkkoordAanmelding[],
  {
    ronde,
    aan,
    laatsteDag,
    nu,
    nogNiet,
  }: Vraag & { readonly ronde: Ronde; readonly nogNiet: readonly AanmeldingMetGegevens[] },
): Bericht => {
  const [onderwerp, tekst] = AKKOORD[ronde];
  return {
    aan,
    onderwerp: metKenmerk(onderwerp, aanvraagOf(own)),
    blokken: [
      alinea(tekst(alle.length)),
      alinea(
        `Bekijk de werkvoorraad en neem over elke werkgever een besluit. Dat kan tot en met ${dayAndDate(laatsteDag)}; daarna vervalt de aanmelding van wie dan nog wacht en moet de salarisverwerker opnieuw beginnen.`,
      ),
      {
        soort: 'gegevens',
        rijen: [
          ['Salarisverwerker', own.gegevens.salarisverwerker.bedrijfsnaam],
          ['E-mailadres salarisverwerker', own.gegevens.salarisverwerker.email],
          ['Domein in Nmbrs', `${own.gegevens.nmbrs.domein}.nmbrs.nl`],
        ],
      },
      kop('Om deze werkgevers gaat het'),
      { soort: 'lijst', genummerd: true, regels: alle.map((one) => gecontroleerd(one, nu)) },
      ...(nogNiet.length === 0
        ? []
        : [
            kop('Deze werkgevers komen er misschien nog bij'),
            alinea(
              'Hun controle is nog niet geslaagd. Lukt dat vandaag, dan staan zij zonder nieuwe e-mail in de werkvoorraad.',
            ),
            { soort: 'lijst', genummerd: true, regels: nogNiet.map(regelOf) } as const,
          ]),
    ],
  };
};

const gecontroleerd = (aanmelding: WachtOpAkkoordAanmelding, nu: Tijdstip): string => {
  const { uitgevoerdOp, werknemers } = aanmelding.controle;
  const dienst = werknemers === undefined ? '' : `; ${inDienst(werknemers)}`;
  return `${regelOf(aanmelding)}: gecontroleerd op ${longDate(dateInAmsterdam(uitgevoerdOp))}${dienst}${eersteAkkoord(aanmelding, nu).replace(/^ /, '. ')}`;
};

const inDienst = (werknemers: number): string =>
  werknemers === 0
    ? 'volgens Nmbrs is nu niemand in dienst; vraag de salarisverwerker of het het goede bedrijf is'
    : `werknemers in dienst: ${werknemers}`;
