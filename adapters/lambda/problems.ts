import type { Problem } from './problem.ts';

/**
 * Every problem that the API can answer with, by its code, which never changes. `title` is one sentence, always the same; `detail` says what
 * to do, and gives way to what is particular to an answer.
 */
export const PROBLEMEN = {
  'verkeerd-soort-inhoud': {
    status: 415,
    title: 'Dit soort inhoud kunnen wij niet lezen.',
    detail: 'Stuur de aanvraag als JSON in UTF-8, met de header Content-Type: application/json.',
  },
  'adres-onbekend': {
    status: 404,
    title: 'Dit adres bestaat niet in deze API.',
    detail:
      'Welke adressen er zijn, staat in /openapi.json. Let op hoofdletters, en op een schuine streep aan het eind.',
  },
  'methode-onbekend': {
    status: 405,
    title: 'Dit kan niet op dit adres.',
    detail: 'Wat er wel kan, staat in de header Allow en in /openapi.json.',
  },
  'te-groot': { status: 413, title: 'De aanvraag is te groot.' },
  'geen-json': {
    status: 400,
    title: 'De aanvraag is geen geldige JSON.',
    detail: 'Controleer de vorm van het bericht.',
  },
  'geen-csv': { status: 400, title: 'Het bestand is geen geldige CSV.' },
  'ongeldige-gegevens': {
    status: 400,
    title: 'Een of meer gegevens kloppen niet.',
    detail: 'Verbeter de genoemde velden; er is niets opgeslagen.',
  },
  'ongeldige-vraag': {
    status: 400,
    title: 'Een of meer onderdelen van de vraag in het adres kloppen niet.',
    detail: 'Verbeter de genoemde onderdelen.',
  },
  'ongeldige-sleutel': {
    status: 400,
    title: 'Deze Idempotency-Key kan niet.',
    detail:
      'De header Idempotency-Key heeft 16 tot 255 zichtbare ASCII-tekens, zonder spaties. Neem bijvoorbeeld een UUID.',
  },
  'sleutel-hergebruikt': {
    status: 422,
    title: 'Deze Idempotency-Key is al gebruikt voor een andere aanvraag.',
    detail: 'Kies een nieuwe sleutel voor een nieuwe aanvraag.',
  },
  'sleutel-vervallen': {
    status: 409,
    title: 'De aanvraag met deze Idempotency-Key is niet bevestigd en daarom gewist.',
    detail: 'Meld opnieuw aan, met een nieuwe sleutel.',
  },
  'te-veel-aanvragen': {
    status: 429,
    title: 'Er wachten nu te veel aanmeldingen op een bevestiging.',
    detail: 'Er is niets opgeslagen. Probeer het over een uur opnieuw, of stuur uw kantoorsleutel mee.',
  },
  'token-opnieuw-nodig': {
    status: 409,
    title: 'De API-token van deze aanmelding is gewist, omdat zij niet binnen 24 uur is bevestigd.',
    detail: 'Stuur de code nog eens, met de API-token erbij.',
  },
  'eerst-bevestigen': {
    status: 409,
    title: 'Het e-mailadres van deze aanmelding is nog niet bevestigd.',
    detail:
      'Bevestig het eerst, met de code uit de e-mail. Alleen het e-mailadres (salarisverwerker) kunt u nu al verbeteren. Doet u niets, dan wissen wij de aanmelding na 7 dagen vanzelf.',
  },
  'te-veel-adrescorrecties': {
    status: 429,
    title: 'Het e-mailadres van deze aanmelding is al drie keer verbeterd.',
    detail: 'Doe een nieuwe aanmelding; deze wissen wij vanzelf.',
  },
  'geen-kantoorcode': {
    status: 401,
    title: 'Stuur uw kantoorsleutel of de kantoorcode uit een e-mail mee: Authorization: Bearer <code>.',
    detail: 'Deze is er niet, of is verlopen. Vraag een kantoorcode aan met uw e-mailadres; wij mailen hem.',
  },
  'geen-toegangscode': {
    status: 401,
    title: 'Stuur de toegangscode mee die u bij de aanmelding kreeg: Authorization: Bearer <capability>.',
  },
  'niet-ingelogd': { status: 401, title: 'Log in als beoordelaar van a.s.r. en stuur het token mee.' },
  'geen-beoordelaar': {
    status: 403,
    title: 'Uw account mag aanmeldingen niet beoordelen.',
    detail: 'Vraag de rol aan bij de beheerder.',
  },
  'geen-lezer': {
    status: 403,
    title: 'Dit account mag de ontvangst van leveringen niet bevestigen.',
    detail: 'Vraag de rol aan bij de beheerder.',
  },
  'niet-gevonden': { status: 404, title: 'Deze aanmelding bestaat niet, of u hebt er geen toegang toe.' },
  'al-aangemeld': {
    status: 409,
    title:
      'Voor dit loonheffingennummer en raamwerkcontractnummer is al een aanmelding door de controle gekomen, of loopt al een salariskoppeling.',
    detail: 'Gebruik de toegangscode van die aanmelding, of neem contact op met a.s.r.',
  },
  'toegang-blijft': {
    status: 409,
    title: 'De werkgever is afgemeld: alleen het ontvangstbewijs is er nog.',
    detail: 'De toegangscode daarvan blijft zoals hij is.',
  },
  'geen-adres-meer': {
    status: 409,
    title: 'De werkgever is afgemeld: er is geen e-mailadres meer om naar te mailen.',
    detail: 'Alleen het ontvangstbewijs is er nog; dat is bij het afmelden gemaild.',
  },
  'geen-hercontrole-mogelijk': {
    status: 409,
    title: 'Dat kan nu niet met deze aanmelding.',
    detail:
      'Een nieuwe controle kan nu niet: de aanmelding wordt al gecontroleerd of is al afgehandeld. Bekijk de status.',
  },
  'te-veel-hercontroles': {
    status: 429,
    title: 'U hebt vandaag al 20 keer een nieuwe controle gevraagd voor deze aanmelding.',
    detail: 'Morgen kan het weer; neem contact op met a.s.r. als u er niet uitkomt.',
  },
  'te-veel-adressen': {
    status: 429,
    title: 'Het e-mailadres van deze aanmelding is binnen 24 uur al drie keer gewijzigd.',
    detail: 'Er is niets gewijzigd. Laat het adres nu weg, probeer het morgen weer, of neem contact op met a.s.r.',
  },
  'code-onbekend': {
    status: 404,
    title: 'Deze code werkt niet (meer) voor deze aanmelding.',
    detail: 'Neem de code en het kenmerk precies over uit de e-mail, of neem contact op met a.s.r.',
  },
  'te-veel-logins': {
    status: 429,
    title: 'Nmbrs heeft binnen een uur vijf keer een login voor deze aanmelding geweigerd.',
    detail:
      'Wij proberen het niet nog eens voordat het uur om is. Controleer de API-token en de gebruikersnaam in Nmbrs. Er is niets gewijzigd.',
  },
  'login-afgeremd': {
    status: 429,
    title: 'Er zijn het afgelopen uur veel logins geweigerd, misschien niet van u.',
    detail: 'Wij proberen deze pas later: hooguit over een uur. Stuur hem dan opnieuw. Er is niets gewijzigd.',
  },
  'niet-te-besluiten': {
    status: 409,
    title: 'Over deze aanmelding kan nu geen besluit worden genomen.',
    detail: 'Bekijk eerst de status.',
  },
  'al-besloten': { status: 409, title: 'Over deze aanmelding is al een ander besluit genomen.' },
  'besluit-wijkt-af': {
    status: 409,
    title: 'Een collega heeft een ander akkoord voorgesteld.',
    detail:
      'Bekijk het voorstel en bevestig precies dat, of wijs de aanmelding af. Alleen uw collega kan het voorstel wijzigen.',
  },
  'al-beeindigd': {
    status: 409,
    title: 'De koppeling eindigt al, op een andere dag.',
    detail: 'Draai dat eerst terug, en beëindig haar dan opnieuw.',
  },
  'niet-beeindigd-koppeling': { status: 409, title: 'De koppeling eindigt niet: er is niets terug te draaien.' },
  'wijziging-wijkt-af': {
    status: 409,
    title: 'Een collega heeft een ander dekkingsprofiel voorgesteld.',
    detail:
      'Er is niets gewijzigd. Bekijk de koppeling en vraag precies dat profiel, of vraag het profiel van nu om het voorstel te laten vervallen.',
  },
  'door-asr-beeindigd': {
    status: 409,
    title: 'Deze koppeling is door a.s.r. beëindigd.',
    detail: 'Klopt dat niet, neem dan contact op met a.s.r.; alleen a.s.r. kan dit terugdraaien.',
  },
  'niet-meer-te-verbeteren': {
    status: 409,
    title: 'De koppeling werkt al: hier wijzigt u alleen het e-mailadres, de DGA’s en de 13e maand.',
    detail:
      'Er is niets gewijzigd. Stuur alleen die gegevens; een nieuwe API-token geeft u apart, en voor de rest neemt u contact op met a.s.r.',
  },
  'niet-beeindigd': {
    status: 409,
    title: 'Deze aanmelding is nog niet geëindigd.',
    detail: 'Wijs haar eerst af, of laat het kantoor de werkgever afmelden; daarna kan zij worden gewist.',
  },
  'nog-geen-koppeling': {
    status: 409,
    title: 'Er is geen salariskoppeling, dus ook geen kalender.',
    detail: 'Bekijk de status van uw aanmelding.',
  },
  'niet-afgemeld': {
    status: 409,
    title: 'Er is geen afmelding van een salariskoppeling om in te trekken.',
    detail: 'Bekijk de status.',
  },
  'afmelding-begonnen': {
    status: 409,
    title: 'De afmelding kan niet meer worden ingetrokken: de laatste dag is voorbij, of wij wissen de gegevens al.',
    detail: 'U kunt de werkgever daarna opnieuw aanmelden.',
  },
  'niets-te-bevestigen': {
    status: 409,
    title: 'Deze afmelding wacht niet op een bevestiging: zij is ingetrokken of gewijzigd.',
    detail: 'Bekijk de status.',
  },
  'te-vaak-ingetrokken': {
    status: 429,
    title: 'Deze werkgever is binnen 24 uur al drie keer afgemeld en weer ingetrokken.',
    detail:
      'Morgen kunt u weer afmelden; was u dat niet zelf, vervang dan uw toegangscode en neem contact op met a.s.r.',
  },
  'al-afgemeld': { status: 409, title: 'De werkgever is al afgemeld, per een andere datum.' },
  'token-niet-nodig': {
    status: 409,
    title: 'Deze aanmelding is geëindigd of wordt afgemeld.',
    detail: 'Een nieuwe token is daarvoor niet nodig.',
  },
  'token-geweigerd': {
    status: 422,
    title: 'Nmbrs weigert deze inloggegevens.',
    detail:
      'Nmbrs weigert deze gebruikersnaam met deze API-token. Kopieer de token opnieuw bij Gebruiker profiel > API-Token, en controleer de gebruikersnaam en het domein. Er is niets gewijzigd.',
  },
  'werkgever-niet-zichtbaar': {
    status: 422,
    title: 'Met deze inloggegevens is de werkgever niet zichtbaar in Nmbrs.',
    detail:
      'Controleer de gebruikersnaam, en bij een overkoepelend account de tag op de debiteur en in het filter van de login. Er is niets gewijzigd.',
  },
  'andere-werkgevers-niet-zichtbaar': {
    status: 422,
    title: 'Met deze inloggegevens zijn andere werkgevers van dit account niet zichtbaar in Nmbrs.',
    detail: 'Er is niets gewijzigd.',
  },
  'koppeling-onbekend': { status: 404, title: 'Deze koppeling bestaat niet, of de gegevens ervan zijn gewist.' },
  'uitwisseling-onbekend': { status: 404, title: 'Deze uitwisseling bestaat niet.' },
  'koppeling-gestopt': {
    status: 409,
    title: 'Deze koppeling is gestopt: de werkgever is afgemeld.',
    detail: 'Er kan niets meer aan worden veranderd.',
  },
  'koppeling-onderbroken': {
    status: 409,
    title: 'Deze koppeling is onderbroken: Nmbrs accepteert de API-token niet meer.',
    detail: 'Zij gaat vanzelf verder als het kantoor een nieuwe token geeft.',
  },
  'koppeling-niet-actief': {
    status: 409,
    title: 'Deze koppeling is gepauzeerd of onderbroken; er kan nu niets worden opgehaald.',
    detail: 'Hervat haar eerst, of wacht op een nieuwe token van het kantoor.',
  },
  'uitwisseling-begonnen': {
    status: 409,
    title: 'Van dit tijdvak worden al gegevens opgehaald, of de levering wacht op een besluit.',
    detail: 'Wacht tot die uitwisseling klaar is.',
  },
  'niet-vastgehouden': {
    status: 409,
    title: 'De levering van deze uitwisseling wordt niet vastgehouden; er valt niets te besluiten.',
  },
  'niet-geleverd': {
    status: 409,
    title: 'Deze uitwisseling heeft (nog) niets geleverd; er valt niets te bevestigen.',
    detail: 'Bekijk de status van de uitwisseling.',
  },
  'ander-manifest': {
    status: 409,
    title: 'De hash is niet die van het manifest zoals het er nu staat.',
    detail: 'Lees het manifest opnieuw, neem de levering zo nodig opnieuw over, en bevestig met de hash daarvan.',
  },
  'levering-verwijderd': {
    status: 409,
    title: 'Deze levering is na haar bewaartermijn verwijderd en kan niet meer worden bevestigd.',
    detail: 'Hebt u haar niet, vraag het tijdvak dan opnieuw aan.',
  },
  'geen-levering': {
    status: 409,
    title: 'Van deze uitwisseling is (nog) niets geleverd.',
    detail: 'Bekijk de status van de uitwisseling.',
  },
  'levering-niet-meer': {
    status: 404,
    title: 'Deze levering is er niet meer: zij is na haar bewaartermijn verwijderd.',
  },
  'vrijgave-al-besloten': { status: 409, title: 'Over deze levering is al een ander besluit genomen.' },
  'verzoek-onbekend': {
    status: 404,
    title: 'Dit verzoek bestaat niet, of er is niet binnen 30 dagen akkoord op gegeven.',
    detail: 'Dien het zo nodig opnieuw in.',
  },
  'zelfde-beoordelaar': {
    status: 409,
    title: 'U hebt dit verzoek zelf ingediend.',
    detail: 'Vraag een collega om ernaar te kijken en akkoord te geven.',
  },
  'verzoek-al-besloten': {
    status: 409,
    title: 'Over dit verzoek heeft een collega al besloten.',
    detail: 'Bekijk de status.',
  },
  'inzage-niet-klaar': {
    status: 409,
    title: 'Er is nog niets op te halen: dit verzoek is niet uitgevoerd, of het is geen verzoek om inzage.',
    detail: 'Bekijk de status.',
  },
  'inzage-niet-meer': {
    status: 404,
    title: 'Het document is er niet meer: het staat er 14 dagen, en verdwijnt ook als de werknemer wordt gewist.',
    detail: 'Dien zo nodig een nieuw verzoek in.',
  },
  'bedrijf-al-gekoppeld': {
    status: 409,
    title: 'Dit bedrijf in Nmbrs is ook aangemeld met een ander loonheffingennummer.',
    detail:
      'Controleer of het van deze werkgever is. Klopt het, geef dan de reden mee (zelfdeBedrijf); anders wijst u de aanmelding af.',
  },
  'geen-login-om-te-delen': {
    status: 409,
    title: 'Met deze aanmelding kan nu geen werkgever worden aangemeld.',
    detail:
      'Haar login heeft de controle bij Nmbrs (nog) niet gehaald, of is gewist. Meld de werkgever gewoon aan, met de API-token.',
  },
  'eerst-nieuwe-token': {
    status: 409,
    title: 'Nmbrs accepteert de API-token van dit account niet meer.',
    detail: 'Geef eerst een nieuwe token; meld de werkgever daarna aan.',
  },
  'tijdelijk-niet-beschikbaar': {
    status: 503,
    title: 'Het lukt nu even niet.',
    detail: 'Probeer het over een halve minuut opnieuw.',
  },
  'onverwachte-fout': {
    status: 500,
    title: 'Er ging bij ons iets mis.',
    detail: 'Misschien is uw aanvraag niet verwerkt. Bekijk de status of probeer het later opnieuw.',
  },
} as const satisfies Readonly<Record<string, Pick<Problem, 'status' | 'title' | 'detail'>>>;

export type Probleemcode = keyof typeof PROBLEMEN;

/** The problem of this code, with what is particular to this answer. */
export const problemOf = (
  code: Probleemcode,
  particular: Pick<Problem, 'detail' | 'fouten' | 'retryAfterSeconds'> = {},
): Problem => ({ code, ...PROBLEMEN[code], ...particular });

/** In one text: what is the matter, and what to do. */
export const meaningOf = ({ title, detail }: Pick<Problem, 'title' | 'detail'>): string =>
  detail === undefined ? title : `${title} ${detail}`;
