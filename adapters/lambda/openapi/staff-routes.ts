import { WerkvoorraadQuery } from '../queries.ts';
import * as voorbeeld from './examples-staff.ts';
import { BODY_PROBLEMS, HOLD_UPS, type Route, STAFF_PROBLEMS } from './route.ts';

const ONE = '/aanmeldingen/{aanmeldingId}';

export const STAFF_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/werkvoorraad',
    functie: 'show-werkvoorraad',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Bekijk de werkvoorraad',
    description:
      'De aanmeldingen met één status, de oudste eerst, bladzijde voor bladzijde. Met `zoek` alleen die met deze tekst; zonder status dan in alle die nog lopen. Per vraag wordt een beperkt aantal bekeken: een bladzijde kan korter of leeg zijn; ga door zolang er `volgende` staat.',
    query: WerkvoorraadQuery,
    answers: {
      200: {
        description: 'Een bladzijde.',
        schema: 'Werkvoorraad',
        examples: { wachtend: { summary: 'Eén die wacht op een tweede akkoord', value: voorbeeld.werkvoorraad } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'ongeldige-vraag', ...HOLD_UPS],
  },
  {
    method: 'get',
    path: '/werkvoorraad/{aanmeldingId}',
    functie: 'show-dossier',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Bekijk één aanmelding helemaal',
    description:
      'Alles wat a.s.r. van de aanmelding weet: de gegevens (het loonheffingennummer deels verborgen), de controle, het voorstel, het besluit met wie het nam, de koppeling, de e-mails aan het kantoor en of ze aankwamen, en de tijdlijn.',
    answers: {
      200: {
        description: 'Het dossier.',
        schema: 'Dossier',
        examples: { voorgesteld: { summary: 'Een collega stelde akkoord voor', value: voorbeeld.dossier } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'niet-gevonden', ...HOLD_UPS],
  },
  {
    method: 'get',
    path: `${ONE}/voorstel`,
    functie: 'show-voorstel',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Bekijk wanneer de eerste uitwisseling zou zijn',
    description:
      'De eerste uitwisseling na een akkoord van vandaag, met en zonder het huidige tijdvak, stap voor stap uitgelegd. Ook wat een collega al heeft voorgesteld.',
    answers: {
      200: {
        description: 'Twee varianten.',
        schema: 'Voorstel',
        examples: { novemberOfDecember: { summary: 'Op 25 november 2026', value: voorbeeld.voorstel } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'niet-gevonden', 'niet-te-besluiten', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/besluit`,
    functie: 'decide-aanmelding',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Keur een aanmelding goed of wijs haar af',
    description:
      'De beoordelaar is wie in het token staat. Gaat bij het dekkingsprofiel het burgerservicenummer mee, dan is het eerste akkoord een voorstel (202), waarover de mailbox van de beoordelaars bericht krijgt; een andere beoordelaar maakt het definitief door hetzelfde te sturen (200). Afwijzen kan altijd meteen, ook tijdens de controle, bij `herstel-nodig` en als een goedgekeurde aanmelding langer dan een uur niet gerealiseerd raakt; de nummers van de werkgever zijn daarna weer vrij. Hetzelfde besluit nog eens sturen mag.',
    body: {
      schema: 'Besluitformulier',
      examples: {
        goedkeuren: { summary: 'Goedkeuren', value: voorbeeld.goedkeuren },
        goedkeurenOpDatum: { summary: 'Goedkeuren met een andere datum', value: voorbeeld.goedkeurenOpDatum },
        afwijzen: { summary: 'Afwijzen', value: voorbeeld.afwijzen },
      },
    },
    answers: {
      200: {
        description: 'Het besluit is genomen.',
        schema: 'Besluitantwoord',
        examples: {
          goedgekeurd: { summary: 'Goedgekeurd', value: voorbeeld.goedgekeurd },
          afgewezen: { summary: 'Afgewezen', value: voorbeeld.afgewezen },
        },
      },
      202: {
        description: 'Het akkoord is voorgesteld; een tweede beoordelaar moet hetzelfde sturen.',
        schema: 'Besluitvoorstel',
        examples: { tweedeNodig: { summary: 'Een tweede akkoord is nodig', value: voorbeeld.tweedeNodig } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      'niet-gevonden',
      'niet-te-besluiten',
      'al-besloten',
      'besluit-wijkt-af',
      'bedrijf-al-gekoppeld',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'get',
    path: `${ONE}/audit`,
    functie: 'show-audit',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Haal het auditspoor op',
    description:
      'Wie wat deed, wanneer en waarom, op volgorde. Elke regel draagt de hash van de regel ervoor: wie er iets aan verandert, breekt de keten.',
    answers: {
      200: {
        description: 'Het hele spoor.',
        schema: 'Auditspoor',
        examples: { eersteRegels: { summary: 'De eerste regels', value: voorbeeld.audit } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'niet-gevonden', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/wissing`,
    functie: 'erase-aanmelding',
    tag: 'Beoordelaar',
    toegang: 'beoordelaar',
    summary: 'Wis een aanmelding die is geëindigd',
    description:
      'Voor wie vraagt om zijn gegevens te wissen: een aanmelding die is afgewezen, vervallen of ingehaald, wordt meteen gewist in plaats van na 90 dagen. Wat overblijft is het ontvangstbewijs, zonder persoonsgegevens, en het auditspoor met uw reden. Het kantoor kan hetzelfde zelf, met DELETE. Nog eens sturen mag.',
    body: { schema: 'Redenformulier', examples: { verzoek: { summary: 'Op verzoek', value: voorbeeld.wissen } } },
    answers: {
      200: {
        description: 'De gegevens zijn gewist.',
        schema: 'Wisantwoord',
        examples: { gewist: { summary: 'Gewist', value: voorbeeld.gewist } },
      },
    },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS, 'niet-gevonden', 'niet-beeindigd', ...HOLD_UPS],
  },
];
