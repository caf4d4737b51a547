import { type AanmeldingMetGegevens, aanvraagOf } from '../../aanmelding/aanmelding.ts';
import { alinea, type Bericht, type Blok, isAanAsr, type SoortAanAsr } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import type { Weigering } from '../../berichten/weigering.ts';
import { dayAndDate, longDate } from '../../kalender/nederlands.ts';
import { dateInAmsterdam, type Tijdstip } from '../../kalender/tijd.ts';
import { wachtmomenten } from '../../kalender/wachtmomenten.ts';
import { kenmerken } from './aanmelding.ts';
import { eersteAkkoord } from './beoordeling.ts';
import { regelOf } from './bulk.ts';

// What is mailed in place of mails that were refused: how it is now, and never what was so when they were written.

const kop = (tekst: string): Blok => ({ soort: 'kop', tekst });
const lijst = (regels: readonly string[]): Blok => ({ soort: 'lijst', genummerd: false, regels });

type Status = AanmeldingMetGegevens['status'];

/** How an aanmelding is, in the words of a.s.r.: after its name. */
const STAND = {
  'wacht-op-bevestiging': 'wacht op de bevestiging van het e-mailadres',
  ontvangen: 'wordt bij Nmbrs gecontroleerd',
  'wordt-gecontroleerd': 'wordt bij Nmbrs gecontroleerd',
  'herstel-nodig': 'wacht op herstel door de salarisverwerker',
  'wacht-op-akkoord': 'wacht op een besluit van a.s.r.',
  goedgekeurd: 'is goedgekeurd en wordt gerealiseerd',
  gerealiseerd: 'is gerealiseerd',
  afgewezen: 'is afgewezen',
  vervallen: 'is vervallen',
  ingehaald: 'gaat niet door',
  'wordt-afgemeld': 'wordt afgemeld',
} as const satisfies Readonly<Record<Status, string>>;

const asHeading = (status: Status): string => STAND[status].replace(/^./, (first) => first.toUpperCase());

/** The same to its office, of more than one. */
const STAND_BIJ_KANTOOR: Readonly<Record<Status, string>> = {
  'wacht-op-bevestiging': 'Deze wachten op de bevestiging van uw e-mailadres',
  ontvangen: 'Deze worden bij Nmbrs gecontroleerd',
  'wordt-gecontroleerd': 'Deze worden bij Nmbrs gecontroleerd',
  'herstel-nodig': 'Hiervoor is nog iets van u nodig',
  'wacht-op-akkoord': 'Deze beoordeelt a.s.r.',
  goedgekeurd: 'Deze zijn goedgekeurd en worden gerealiseerd',
  gerealiseerd: 'Deze zijn gerealiseerd',
  afgewezen: 'Deze zijn afgewezen',
  vervallen: 'Deze zijn vervallen',
  ingehaald: 'Deze gaan niet door',
  'wordt-afgemeld': 'Deze worden afgemeld',
};

/** Which werkgevers of a bulk are how; those in the state that the reader must act on first. */
function perStand(
  alle: readonly AanmeldingMetGegevens[],
  { woorden, eerst }: { readonly woorden: (status: Status) => string; readonly eerst: Status },
): Blok[] {
  const inOrder = [...alle.filter(({ status }) => status === eerst), ...alle.filter(({ status }) => status !== eerst)];
  return [...Map.groupBy(inOrder, ({ status }) => woorden(status))].flatMap(([tekst, some]) => [
    kop(tekst),
    lijst(some.map(regelOf)),
  ]);
}

/** To the office: a mail about its bulk was refused. How each of these werkgevers is now; at least one. */
export const bulkStand = (first: AanmeldingMetGegevens, alle: readonly AanmeldingMetGegevens[]): Bericht => ({
  aan: first.gegevens.salarisverwerker.email,
  onderwerp: metKenmerk('Salariskoppeling: hoe uw aanmeldingen ervoor staan', aanvraagOf(first)),
  blokken: [
    alinea(`Beste medewerker van ${first.gegevens.salarisverwerker.bedrijfsnaam},`),
    alinea(
      'Een eerdere e-mail over uw aanmelding van meer werkgevers heeft u misschien niet bereikt. Daarom leest u hier hoe elke werkgever er nu voor staat.',
    ),
    ...perStand(alle, { woorden: (status) => STAND_BIJ_KANTOOR[status], eerst: 'herstel-nodig' }),
    alinea('Wat er per werkgever nodig is, staat op de pagina van uw kantoor; daar komt u met de code in deze e-mail.'),
    alinea('Met vriendelijke groet, a.s.r. Salariskoppeling'),
  ],
});

/** What each mail to a.s.r. was, for who did not get it. */
const WAT_HET_WAS: Readonly<Record<Exclude<SoortAanAsr, 'berichten-geweigerd-asr'>, string>> = {
  'akkoord-gevraagd': 'de vraag om een besluit',
  'tweede-akkoord-gevraagd': 'de vraag om een tweede akkoord',
  'akkoord-herinnering': 'de herinnering aan het besluit',
  'akkoord-escalatie': 'de melding dat er na tien werkdagen geen besluit is',
  'afmelding-ontvangen-asr': 'de melding dat de werkgever is afgemeld',
  'afmelding-ingetrokken-asr': 'de melding dat de afmelding is ingetrokken',
  'afgemeld-asr': 'de melding dat de koppeling is beëindigd',
  'run-over-deadline': 'de melding dat de run na de uiterste aangiftedatum nog niet is vergrendeld',
  'later-tijdvak-vergrendeld': 'de melding dat de run van een later tijdvak is vergrendeld',
  'verloning-gewijzigd-asr': 'de melding dat het loon in Nmbrs anders wordt verwerkt',
  'uitwisseling-mislukt': 'de melding dat een uitwisseling is gestopt',
  'levering-vastgehouden': 'de vraag om een besluit over een vastgehouden levering',
  'levering-vastgehouden-herinnering': 'de herinnering aan een vastgehouden levering',
  'levering-zonder-werknemers': 'de melding dat in een levering niemand in dienst is',
};

const regelVan = ({ soort, op }: Weigering): string[] =>
  isAanAsr(soort) && soort !== 'berichten-geweigerd-asr'
    ? [`${WAT_HET_WAS[soort]}, geweigerd op ${dayAndDate(dateInAmsterdam(op))}`]
    : [];

export interface Geweigerd {
  /** The mailbox within a.s.r. */
  readonly aan: string;
  readonly weigeringen: readonly Weigering[];
  readonly nu: Tijdstip;
}

const INLEIDING =
  'Deze e-mails aan a.s.r. zijn niet verstuurd, omdat de maildienst ze weigerde. Zij komen niet alsnog:';

const salarisverwerker = ({ gegevens }: AanmeldingMetGegevens): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Salarisverwerker', gegevens.salarisverwerker.bedrijfsnaam],
    ['E-mailadres salarisverwerker', gegevens.salarisverwerker.email],
    ['Domein in Nmbrs', `${gegevens.nmbrs.domein}.nmbrs.nl`],
  ],
});

/** To a.s.r.: which mails about this aanmelding it did not get, and what is open now. `aandacht`: what is the matter with its koppeling. */
export const berichtenGeweigerd = (
  aanmelding: AanmeldingMetGegevens,
  { aan, weigeringen, nu }: Geweigerd,
  aandacht: readonly string[],
): Bericht => ({
  aan,
  onderwerp: metKenmerk('Salariskoppeling: e-mails aan a.s.r. niet verstuurd', aanmelding.aanmeldingId),
  blokken: [
    alinea(INLEIDING),
    lijst(weigeringen.flatMap(regelVan)),
    kop('Wat staat er nu open?'),
    lijst([standNu(aanmelding, nu), ...aandacht]),
    kop('Wat moet u doen?'),
    alinea('Bekijk het dossier van deze aanmelding, onder het kenmerk hieronder, en doe wat daar nog openstaat.'),
    salarisverwerker(aanmelding),
    kenmerken(aanmelding),
  ],
});

/** How it is, and until when something can be done about it. */
function standNu(aanmelding: AanmeldingMetGegevens, nu: Tijdstip): string {
  const stand = `De aanmelding ${STAND[aanmelding.status]}`;
  if (aanmelding.status === 'wacht-op-akkoord') {
    const { laatsteDag } = wachtmomenten(aanmelding.controle.uitgevoerdOp);
    return `${stand}, tot en met ${dayAndDate(laatsteDag)}.${eersteAkkoord(aanmelding, nu)}`;
  }
  return aanmelding.status === 'gerealiseerd' && aanmelding.afmelding !== undefined
    ? `${stand} en afgemeld; ${longDate(aanmelding.afmelding.ingangsdatum)} is de laatste dag.`
    : `${stand}.`;
}

/** The same of a bulk: of these werkgevers of it, at least one. */
export const bulkBerichtenGeweigerd = (
  first: AanmeldingMetGegevens,
  alle: readonly AanmeldingMetGegevens[],
  { aan, weigeringen }: Geweigerd,
): Bericht => ({
  aan,
  onderwerp: metKenmerk('Salariskoppeling: e-mails aan a.s.r. niet verstuurd', aanvraagOf(first)),
  blokken: [
    alinea(INLEIDING),
    lijst(weigeringen.flatMap(regelVan)),
    alinea('Zij gingen over een aanmelding van meer werkgevers. Zo staan die er nu voor:'),
    ...perStand(alle, { woorden: asHeading, eerst: 'wacht-op-akkoord' }),
    kop('Wat moet u doen?'),
    alinea('Bekijk de werkvoorraad, en neem een besluit over elke werkgever die daar nog op wacht.'),
    salarisverwerker(first),
  ],
});
