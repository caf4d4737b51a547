import type {
  AanmeldingMetGegevens,
  AfgewezenAanmelding,
  GerealiseerdeAanmelding,
  HerstelNodigAanmelding,
  IngehaaldeAanmelding,
  VervallenAanmelding,
} from '../../aanmelding/aanmelding.ts';
import { type Agendapunt, alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import { maskLoonheffingennummer } from '../../invoer/loonheffingennummer.ts';
import { dayAndDate, longDate, tijdvakName } from '../../kalender/nederlands.ts';
import type { Datum } from '../../kalender/tijd.ts';
import { aangifteDeadline, type Tijdvak } from '../../kalender/tijdvak.ts';
import { laatsteVergrendeldag, vergrendelStappen } from '../vergrendelen.ts';

type Gemeld = Pick<AanmeldingMetGegevens, 'aanmeldingId' | 'gegevens'>;

const aanhef = ({ gegevens }: Gemeld): Blok =>
  alinea(`Beste medewerker van ${gegevens.salarisverwerker.bedrijfsnaam},`);

const afsluiting: Blok = alinea('Met vriendelijke groet, a.s.r. Salariskoppeling');

/** Which aanmelding this is about; the loonheffingennummer masked, because it can hold a BSN. */
export const kenmerken = ({ aanmeldingId, gegevens }: Gemeld): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Werkgever', gegevens.werkgever.bedrijfsnaam],
    ['Raamwerkcontractnummer', gegevens.werkgever.raamwerkcontractnummer],
    ['Loonheffingennummer', maskLoonheffingennummer(gegevens.werkgever.loonheffingennummer)],
    ['Kenmerk aanmelding', aanmeldingId],
  ],
});

/** A mail to the office about its aanmelding. */
export const mail = (aanmelding: Gemeld, onderwerp: string, blokken: readonly Blok[]): Bericht => ({
  aan: aanmelding.gegevens.salarisverwerker.email,
  onderwerp: metKenmerk(onderwerp, aanmelding.aanmeldingId),
  blokken: [aanhef(aanmelding), ...blokken, kenmerken(aanmelding), afsluiting],
});

/** The aanmelding came in: what was understood, and what happens now. */
export const ontvangen = (aanmelding: Gemeld): Bericht => {
  const { accountSoort, nmbrs, verloning } = aanmelding.gegevens;
  return mail(aanmelding, 'Salariskoppeling: aanmelding ontvangen', [
    alinea('Wij hebben uw aanmelding voor de salariskoppeling met Nmbrs ontvangen. Dit gaan wij nu doen:'),
    {
      soort: 'lijst',
      genummerd: true,
      regels: [
        'Wij controleren bij Nmbrs de inloggegevens, het bedrijf, het tijdvak en de rechten.',
        'Is er iets nodig, dan krijgt u een e-mail met de stappen. Is alles goed, dan beoordeelt a.s.r. uw aanmelding.',
        'Daarna krijgt u een e-mail met de datum van de eerste uitwisseling.',
      ],
    },
    {
      soort: 'gegevens',
      rijen: [
        ['Bedrijfsnaam in Nmbrs', nmbrs.bedrijfsnaam],
        ['Gebruikersnaam in Nmbrs', nmbrs.gebruikersnaam],
        ['Domein in Nmbrs', `${nmbrs.domein}.nmbrs.nl`],
        ['Soort account', accountSoort],
        ['Verloning', verloning],
      ],
    },
    alinea(
      `U volgt uw aanmelding met de code die u bij het aanmelden kreeg, of met de code in deze e-mail, op de pagina van uw aanmelding.`,
    ),
    alinea('Hebt u deze werkgever niet aangemeld? Neem dan contact op met a.s.r.'),
  ]);
};

/** Somebody asked for another code, perhaps not the office. */
export const nieuweToegang = (aanmelding: Gemeld): Bericht =>
  mail(aanmelding, 'Salariskoppeling: uw nieuwe toegangscode', [
    alinea(
      'Er is een nieuwe toegangscode voor deze aanmelding gevraagd. Hebt u dat niet zelf gedaan, dan hoeft u niets te doen: alleen u krijgt de code. Eerdere codes blijven werken tot zij verlopen.',
    ),
  ]);

/** a.s.r. gave the office another way in: whatever it had before opens nothing any more. */
export const toegangDoorAsr = (aanmelding: Gemeld): Bericht =>
  mail(aanmelding, 'Salariskoppeling: uw nieuwe toegangscode', [
    alinea(
      'a.s.r. heeft uw kantoor een nieuwe toegangscode voor deze aanmelding gegeven. Alle eerdere codes openen niets meer. Hebt u hier niet om gevraagd? Neem dan contact op met a.s.r.',
    ),
  ]);

/** What is to be put right, with the click paths. */
export const bevindingenVan = ({ controle }: HerstelNodigAanmelding): Blok[] =>
  controle.bevindingen.flatMap(({ tekst, stappen }): Blok[] => [
    { soort: 'kop', tekst },
    { soort: 'lijst', genummerd: true, regels: stappen },
  ]);

/** A token that Nmbrs refuses is not mended by checking it once more. */
export const needsToken = ({ controle }: HerstelNodigAanmelding): boolean =>
  controle.bevindingen.some(({ code }) => code === 'inloggegevens-ongeldig');

/** Nothing is known to be wrong: there was no answer to go on with. */
const isNietGelukt = ({ controle }: HerstelNodigAanmelding): boolean =>
  controle.bevindingen.some(({ code }) => code === 'controle-niet-gelukt');

const VERBETER =
  'Klopt een gegeven in uw aanmelding niet, verbeter dan dat gegeven op die pagina; wij controleren dan meteen opnieuw.';

function hoeVerder(aanmelding: HerstelNodigAanmelding): Blok {
  if (isNietGelukt(aanmelding)) {
    return alinea(
      `Een nieuwe controle vraagt u aan op de pagina van uw aanmelding. U hoeft de API-token daarvoor niet opnieuw in te voeren. ${VERBETER}`,
    );
  }
  return alinea(
    needsToken(aanmelding)
      ? `Geef ons de nieuwe token op de pagina van uw aanmelding, met de code in deze e-mail; wij controleren dan meteen opnieuw. Stuur een token nooit per e-mail. ${VERBETER}`
      : `Is het in Nmbrs hersteld? Vraag dan een nieuwe controle aan op de pagina van uw aanmelding. U hoeft de API-token daarvoor niet opnieuw in te voeren. ${VERBETER}`,
  );
}

const totEnMet = (laatsteDag: Datum): Blok =>
  alinea(
    `U kunt dit doen tot en met ${dayAndDate(laatsteDag)}. Daarna vervalt de aanmelding en wissen wij de API-token.`,
  );

/** Something must be put right in Nmbrs or in the aanmelding: the findings with their click paths. */
export const herstelNodig = (aanmelding: HerstelNodigAanmelding, laatsteDag: Datum): Bericht =>
  mail(aanmelding, 'Salariskoppeling: er is nog iets nodig', [
    alinea(
      isNietGelukt(aanmelding)
        ? 'Wij wilden uw aanmelding voor de salariskoppeling bij Nmbrs controleren. Dat is nog niet gelukt.'
        : 'Wij hebben uw aanmelding voor de salariskoppeling bij Nmbrs gecontroleerd. Wij kunnen nog niet verder.',
    ),
    ...bevindingenVan(aanmelding),
    hoeVerder(aanmelding),
    totEnMet(laatsteDag),
  ]);

/** The same list once more, because nobody repaired it yet. */
export const herstelHerinnering = (aanmelding: HerstelNodigAanmelding, laatsteDag: Datum): Bericht =>
  mail(aanmelding, 'Herinnering salariskoppeling: er is nog iets nodig', [
    alinea('Uw aanmelding voor de salariskoppeling wacht op u. Dit is nog nodig:'),
    ...bevindingenVan(aanmelding),
    hoeVerder(aanmelding),
    totEnMet(laatsteDag),
  ]);

/** The last mail before the aanmelding lapses. */
export const herstelLaatsteHerinnering = (aanmelding: HerstelNodigAanmelding, laatsteDag: Datum): Bericht =>
  mail(aanmelding, 'Laatste herinnering salariskoppeling: er is nog iets nodig', [
    alinea('Uw aanmelding voor de salariskoppeling wacht nog steeds op u. Dit is onze laatste herinnering.'),
    totEnMet(laatsteDag),
    ...bevindingenVan(aanmelding),
    hoeVerder(aanmelding),
  ]);

/** The last day to lock the run of a period, for the calendar of the office; the same of each period wherever it comes from. */
export const vergrendelpunt = (
  { aanmeldingId, gegevens, besluit }: Pick<GerealiseerdeAanmelding, 'aanmeldingId' | 'gegevens' | 'besluit'>,
  { tijdvak, datum, vergrendelen }: Vergrendeling,
): Agendapunt => ({
  kenmerk: `${aanmeldingId}-${tijdvak.tijdvakId}`,
  gemaakt: besluit.besloten,
  datum: vergrendelen,
  titel: `Run vergrendelen voor de salariskoppeling – ${gegevens.werkgever.bedrijfsnaam}`,
  omschrijving: `Vandaag is de laatste dag om de run van ${tijdvakName(tijdvak)} in Nmbrs te vergrendelen. De uitwisseling begint op ${dayAndDate(datum)}, vroeg in de ochtend. Kenmerk: ${aanmeldingId}`,
});

/** Of which period, the date of its exchange, and the last day to lock its run. */
export interface Vergrendeling {
  readonly tijdvak: Tijdvak;
  readonly datum: Datum;
  readonly vergrendelen: Datum;
}

/** The salariskoppeling is realised, over which period and on which date the first exchange is. */
export const gerealiseerd = (aanmelding: GerealiseerdeAanmelding): Bericht => {
  const { gegevens, realisatiedatum, eersteUitwisseling } = aanmelding;
  const { tijdvak, datum } = eersteUitwisseling;
  const { bedrijfsnaam } = gegevens.werkgever;
  const vergrendelen = laatsteVergrendeldag(datum, realisatiedatum);
  return {
    ...mail(aanmelding, 'Salariskoppeling gerealiseerd', [
      alinea(
        `a.s.r. heeft uw aanmelding goedgekeurd. De salariskoppeling voor ${bedrijfsnaam} is op ${longDate(realisatiedatum)} gerealiseerd.`,
      ),
      alinea(`De eerste uitwisseling van gegevens vindt plaats op ${dayAndDate(datum)}.`),
      {
        soort: 'gegevens',
        rijen: [
          ['Realisatiedatum', longDate(realisatiedatum)],
          ['Eerste tijdvak', tijdvakName(tijdvak)],
          ['Begin en eind van dat tijdvak', `${longDate(tijdvak.begin)} tot en met ${longDate(tijdvak.eind)}`],
          ['Run vergrendelen', `uiterlijk ${dayAndDate(vergrendelen)}`],
          ['Eerste uitwisseling', dayAndDate(datum)],
        ],
      },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      alinea(
        `Vergrendel de run van dit tijdvak in Nmbrs uiterlijk ${dayAndDate(vergrendelen)}. De uitwisseling begint op ${dayAndDate(datum)} vroeg in de ochtend: een run die u die dag pas vergrendelt, is te laat.`,
      ),
      { soort: 'lijst', genummerd: true, regels: vergrendelStappen(tijdvak) },
      alinea(
        'Verder hoeft u niets te doen. Vergrendelt u elke run op tijd, dan halen wij de gegevens elk tijdvak zelf op.',
      ),
      { soort: 'kop', tekst: 'En als de run dan niet is vergrendeld?' },
      alinea(
        `Dan krijgt u bericht en kijken wij elke werkdag opnieuw. Is de run op ${longDate(aangifteDeadline(tijdvak))} nog niet vergrendeld, dan neemt a.s.r. contact met u op. Zolang de run niet is vergrendeld, heeft a.s.r. de gegevens van dit tijdvak niet.`,
      ),
      alinea('De laatste dag om te vergrendelen zit als afspraak bij deze e-mail. U kunt hem in uw agenda zetten.'),
    ]),
    agendapunt: vergrendelpunt(aanmelding, { tijdvak, datum, vergrendelen }),
  };
};

export const afgewezen = (aanmelding: AfgewezenAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling afgewezen', [
    alinea('Uw aanmelding voor de salariskoppeling is afgewezen. De reden:'),
    alinea(aanmelding.besluit.reden),
    alinea('De API-token die u ons gaf, hebben wij gewist. U kunt de werkgever opnieuw aanmelden.'),
  ]);

/** Who let the thirty days go by: the office, or a.s.r. itself. */
export const whyVervallen = ({ controle }: VervallenAanmelding): string =>
  controle.uitkomst === 'geslaagd'
    ? 'Uw aanmelding is vervallen, omdat a.s.r. er binnen 30 dagen geen besluit over heeft genomen. Dat lag niet aan uw gegevens.'
    : 'Uw aanmelding is vervallen, omdat er 30 dagen niets mee is gebeurd.';

export const vervallen = (aanmelding: VervallenAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling: aanmelding vervallen', [
    alinea(`${whyVervallen(aanmelding)} De API-token die u ons gaf, hebben wij gewist.`),
    alinea('U kunt de werkgever opnieuw aanmelden.'),
  ]);

/** Not whose it is: another office's aanmelding is not this one's business. */
export const WHY_INGEHAALD =
  'Uw aanmelding gaat niet door, omdat een andere aanmelding voor deze werkgever eerder door de controle bij Nmbrs kwam. Daarmee gaan wij verder.';
/** What the office can do about it. */
export const NA_INGEHAALD =
  'Hebt u de werkgever zelf nog een keer aangemeld, dan hoeft u niets te doen. Klopt het niet, neem dan contact op met a.s.r.';

export const ingehaald = (aanmelding: IngehaaldeAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling: aanmelding gaat niet door', [
    alinea(`${WHY_INGEHAALD} De API-token die u ons gaf, hebben wij gewist.`),
    alinea(NA_INGEHAALD),
  ]);
