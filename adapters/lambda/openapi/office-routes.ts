import { AANMELDPAGINA } from '../aanmeldpagina.ts';
import { pageAnswer } from '../page.ts';
import { AfmeldQuery, KalenderQuery, KantoorQuery } from '../queries.ts';
import * as voorbeeld from './examples-sign-up.ts';
import * as stand from './examples-status.ts';
import { BODY_PROBLEMS, HOLD_UPS, OFFICE_PROBLEMS, type Route } from './route.ts';

const HTML = pageAnswer(AANMELDPAGINA).body ?? '';
const ONE = '/aanmeldingen/{aanmeldingId}';
const CORRECTED =
  'Dit telt als een hercontrole: één tegelijk, en hoogstens 20 per dag per aanmelding (een dag loopt van middernacht tot middernacht in Nederland).';

export const OFFICE_ROUTES: readonly Route[] = [
  {
    method: 'post',
    path: '/aanmeldingen',
    functie: 'submit-aanmelding',
    tag: 'Salarisverwerker',
    summary: 'Meld een werkgever aan',
    toegangMag: 'kantoorsleutel',
    description:
      'U krijgt meteen antwoord. Stuurt u uw kantoorsleutel mee, dan controleren wij daarna in Nmbrs of alles klopt; anders mailen wij eerst een code waarmee u uw e-mailadres bevestigt. Bewaar de toegangscode (`capability`): u krijgt die één keer, en u hebt hem nodig voor alles wat u daarna doet. Alle fouten in de gegevens staan in één antwoord. Met een Idempotency-Key kunt u dezelfde aanvraag 24 uur lang opnieuw sturen: u krijgt dan hetzelfde antwoord. Door te versturen verklaart u dat de werkgever u heeft gemachtigd; de tekst staat bij het veld `machtiging`, dat u mag weglaten.',
    headers: ['IdempotencyKey'],
    body: {
      schema: 'Aanmeldformulier',
      examples: {
        overkoepelend: { summary: 'Eén account voor al uw werkgevers', value: voorbeeld.aanmelden },
        perDebiteur: { summary: 'Een eigen account, een DGA, vierwekelijks', value: voorbeeld.aanmeldenMetDga },
      },
    },
    answers: {
      202: {
        description: 'Wij hebben de aanmelding.',
        schema: 'Aanmeldantwoord',
        examples: {
          aangemeld: { summary: 'Het e-mailadres moet nog worden bevestigd', value: voorbeeld.aangemeld },
          metSleutel: { summary: 'Met de kantoorsleutel', value: voorbeeld.aangemeldMetSleutel },
        },
        headers: ['Location'],
      },
    },
    problems: [
      ...BODY_PROBLEMS,
      'ongeldige-sleutel',
      'sleutel-hergebruikt',
      'sleutel-vervallen',
      'al-aangemeld',
      'te-veel-aanvragen',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: '/aanmeldingen/bulk',
    functie: 'submit-bulk',
    tag: 'Salarisverwerker',
    summary: 'Meld tot 500 werkgevers tegelijk aan',
    toegangMag: 'kantoorsleutel',
    description:
      'Zonder kantoorsleutel mailen wij één code, waarmee u het e-mailadres voor alle rijen bevestigt. Voor werkgevers die samen één overkoepelend account hebben. Stuur JSON of CSV, hoogstens 512 KB. Elke werkgever krijgt een eigen uitkomst; een foute rij houdt de andere niet tegen. U kunt hetzelfde bestand opnieuw sturen: er komt niets dubbel. Met dezelfde Idempotency-Key krijgt u dan ook dezelfde toegangscodes terug. Door te versturen verklaart u dat elk van deze werkgevers u heeft gemachtigd; de tekst staat bij het veld `machtiging` van het account, dat u mag weglaten.',
    headers: ['IdempotencyKey'],
    body: {
      schema: 'Bulkformulier',
      examples: { tweeWerkgevers: { summary: 'Twee werkgevers', value: voorbeeld.bulk } },
      also: {
        'text/csv': {
          description:
            'CSV zoals Excel het schrijft: een puntkomma, komma of tab tussen de kolommen, de kolomnamen op de eerste regel; een regel «sep=;» ervoor mag. Het liefst in UTF-8 («CSV UTF-8»). Een bestand in windows-1252 of UTF-16 kan ook, maar alleen als application/csv: van text/csv blijven de letters met een accent dan onderweg niet heel. De kolommen van het account staan op de eerste regel eronder; daarna zijn ze leeg of gelijk. dga is naam:nummer|naam:nummer, dertiendeMaand is ja of nee. nmbrs.bedrijfsnummer, machtiging.tekstversie en machtiging.namens mogen ontbreken; de laatste twee zijn van het account.',
          example: voorbeeld.bulkCsv,
        },
        'application/csv': {
          description: 'Hetzelfde bestand, ook in UTF-16 of windows-1252: het komt byte voor byte over.',
          example: voorbeeld.bulkCsv,
        },
      },
    },
    answers: {
      200: {
        description: 'Per werkgever wat ervan geworden is.',
        schema: 'Bulkantwoord',
        examples: { verwerkt: { summary: 'Van elke uitkomst één', value: voorbeeld.bulkVerwerkt } },
      },
    },
    problems: [
      ...BODY_PROBLEMS,
      'geen-csv',
      'ongeldige-sleutel',
      'sleutel-hergebruikt',
      'sleutel-vervallen',
      'te-veel-aanvragen',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'get',
    path: ONE,
    functie: 'show-aanmelding',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Bekijk de status',
    description:
      'Alles over uw aanmelding: waar zij staat, wat u moet doen, het verslag van de controle, de datums en wat er is gebeurd. U mag dit zo vaak vragen als u wilt; er verandert niets door. Stuur de ETag van het vorige antwoord mee als If-None-Match: is er niets veranderd, dan krijgt u 304 zonder inhoud.',
    headers: ['IfNoneMatch'],
    answers: {
      200: {
        description: 'De status.',
        schema: 'Statusdocument',
        examples: {
          herstelNodig: { summary: 'Er is nog iets nodig', value: stand.herstelNodig },
          gerealiseerd: { summary: 'De koppeling werkt', value: stand.gerealiseerd },
          afgemeld: { summary: 'De werkgever is afgemeld', value: stand.afgemeld },
        },
        headers: ['ETag'],
      },
      304: { description: 'Er is niets veranderd sinds de ETag die u meestuurde.', headers: ['ETag'] },
    },
    problems: [...OFFICE_PROBLEMS, ...HOLD_UPS],
  },
  {
    method: 'get',
    path: `${ONE}/kalender`,
    functie: 'show-kalender',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Bekijk de kalender van het jaar',
    description:
      'Elk tijdvak van dit jaar, en vanaf december ook van het volgende, dat wordt uitgewisseld: op welke dag, wat de laatste dag is om de run in Nmbrs te vergrendelen, en tot wanneer de loonaangifte kan. De uitwisseling begint vroeg in de ochtend; daarom is de laatste dag om te vergrendelen de werkdag ervoor. Met `vorm=ics` krijgt u de dagen die nog komen als agendabestand, met elke keer een herinnering. Dat staat in het adres en niet in Accept, zodat een programma dat geen kopregels kan kiezen, het ook kan opvragen. Een dag houdt altijd dezelfde UID, ook die in onze e-mail: haalt u het bestand opnieuw op, dan wordt hij vervangen en niet verdubbeld.',
    query: KalenderQuery,
    answers: {
      200: {
        description: 'De kalender.',
        schema: 'Kalender',
        examples: { kalender: { summary: 'Het eind van een jaar', value: stand.kalender } },
        also: {
          'text/calendar': {
            description: 'Een agendabestand (RFC 5545): per tijdvak de laatste dag om de run te vergrendelen.',
            example: stand.agenda,
          },
        },
      },
    },
    problems: [...OFFICE_PROBLEMS, 'ongeldige-vraag', 'nog-geen-koppeling', ...HOLD_UPS],
  },
  {
    method: 'get',
    path: '/aanmelding/{aanmeldingId}',
    functie: 'show-aanmeldpagina',
    elkKenmerk: true,
    tag: 'Salarisverwerker',
    summary: 'Lees waar de code van een e-mail voor is',
    description:
      'Hierheen leidt de link in een e-mail. Er is nog geen pagina waarop u de aanmelding zelf ziet: deze legt uit wat de toegangscode is en hoe u hem gebruikt. De pagina is voor elk kenmerk dezelfde, ook als het niet bestaat. De link bij een kantoorcode heeft `kantoor` op de plaats van het kenmerk.',
    answers: { 200: { description: 'De uitleg, voor mensen.', html: HTML } },
    problems: [],
  },
  {
    method: 'post',
    path: `${ONE}/bevestiging`,
    functie: 'confirm-aanvraag',
    tag: 'Salarisverwerker',
    summary: 'Bevestig het e-mailadres',
    description:
      'Met de code uit de e-mail waarin wij om de bevestiging vragen. Daarna controleren wij de aanmelding bij Nmbrs; van een bulk alle rijen tegelijk, en mag hier elk kenmerk uit die bulk staan. Na 24 uur is de API-token gewist en stuurt u hem mee. U krijgt een kantoorsleutel: daarmee hoeft u 180 dagen lang geen nieuwe aanmelding met dit e-mailadres te bevestigen. Opnieuw sturen mag; u krijgt dan een nieuwe kantoorsleutel, en de vorige werkt niet meer.',
    body: {
      schema: 'Bevestigingsformulier',
      examples: {
        code: { summary: 'Binnen 24 uur', value: voorbeeld.bevestiging },
        later: { summary: 'Later, met de API-token', value: voorbeeld.bevestigingMetToken },
      },
    },
    answers: {
      200: {
        description: 'Het e-mailadres is bevestigd.',
        schema: 'Bevestigantwoord',
        examples: { bevestigd: { summary: 'Bevestigd', value: voorbeeld.bevestigd } },
      },
    },
    problems: [...BODY_PROBLEMS, 'code-onbekend', 'token-opnieuw-nodig', ...HOLD_UPS],
  },
  {
    method: 'get',
    path: '/kantoor',
    functie: 'show-kantoor',
    tag: 'Salarisverwerker',
    toegang: 'kantoorcode',
    summary: 'Bekijk alle werkgevers van uw kantoor',
    description:
      'Alle werkgevers die met uw bevestigde e-mailadres zijn aangemeld, de oudste eerst, 100 per bladzijde. Een werkgever zelf opent u met zijn eigen toegangscode; een nieuwe vraagt u aan met POST /aanmeldingen/{aanmeldingId}/toegang.',
    query: KantoorQuery,
    answers: {
      200: {
        description: 'Een bladzijde van de lijst.',
        schema: 'Kantoorantwoord',
        examples: { lijst: { summary: 'Eén werkgever', value: voorbeeld.kantoor } },
      },
    },
    problems: ['geen-kantoorcode', 'ongeldige-vraag', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: '/kantoor/toegang',
    functie: 'ask-kantoorcode',
    tag: 'Salarisverwerker',
    summary: 'Mail een kantoorcode',
    description:
      'Wij mailen een code waarmee u 14 dagen de lijst van uw kantoor ziet. Het antwoord is altijd hetzelfde, of het adres bekend is of niet. Hoogstens drie e-mails per uur.',
    body: {
      schema: 'Kantoorformulier',
      examples: { adres: { summary: 'Het e-mailadres van uw kantoor', value: voorbeeld.kantoorcode } },
    },
    answers: {
      202: {
        description: 'Als het adres bekend is, is de e-mail onderweg.',
        schema: 'Toegangantwoord',
        examples: { gevraagd: { summary: 'Gevraagd', value: voorbeeld.kantoorcodeGevraagd } },
      },
    },
    problems: [...BODY_PROBLEMS, ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/toegang`,
    functie: 'mail-toegang',
    elkKenmerk: true,
    tag: 'Salarisverwerker',
    summary: 'Mail een nieuwe toegangscode',
    description:
      'Voor wie de toegangscode kwijt is. Wij mailen een nieuwe naar het adres van de aanmelding; hij werkt 14 dagen, en opent alles wat de toegangscode van het aanmelden opent. Het antwoord is altijd hetzelfde, of de aanmelding bestaat of niet. Hoogstens drie e-mails per uur. U stuurt geen inhoud mee.',
    answers: {
      202: {
        description: 'Als de aanmelding bestaat, is de e-mail onderweg.',
        schema: 'Toegangantwoord',
        examples: { gevraagd: { summary: 'Gevraagd', value: voorbeeld.toegang } },
      },
    },
    problems: [...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/capability`,
    functie: 'replace-capability',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Vervang de toegangscode van het aanmelden',
    description:
      'Bijvoorbeeld omdat iemand anders hem heeft gezien. U krijgt een nieuwe `capability`; de oude werkt niet meer, ook niet als u de aanmelding met dezelfde Idempotency-Key nog eens stuurt. Codes uit e-mails blijven werken tot zij verlopen. U stuurt geen inhoud mee.',
    answers: {
      200: {
        description: 'De nieuwe toegangscode. U krijgt hem één keer.',
        schema: 'Capabilityantwoord',
        examples: { vervangen: { summary: 'Vervangen', value: voorbeeld.capability } },
      },
    },
    problems: [...OFFICE_PROBLEMS, 'toegang-blijft', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/hercontrole`,
    functie: 'recheck-aanmelding',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Vraag een nieuwe controle',
    description:
      'Wij controleren opnieuw in Nmbrs, met de token die wij al hebben. Dat kan bij `herstel-nodig` en bij `wacht-op-akkoord`: één tegelijk, en hoogstens 20 per dag per aanmelding. U stuurt geen inhoud mee.',
    answers: {
      202: {
        description: 'De controle is begonnen.',
        schema: 'Hercontroleantwoord',
        examples: { begonnen: { summary: 'Begonnen', value: voorbeeld.hercontrole } },
      },
    },
    problems: [
      ...OFFICE_PROBLEMS,
      'eerst-bevestigen',
      'geen-hercontrole-mogelijk',
      'te-veel-hercontroles',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'patch',
    path: ONE,
    functie: 'correct-aanmelding',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Verbeter de aanmelding',
    description: `Bij \`herstel-nodig\`; bij \`wacht-op-bevestiging\` alleen het e-mailadres, hoogstens drie keer; en van een gerealiseerde koppeling het e-mailadres, de DGA’s en de 13e maand, die vanaf de volgende levering gelden. Stuur alleen de velden die anders moeten, ook binnen \`salarisverwerker\`, \`werkgever\` en \`nmbrs\`; bij \`herstel-nodig\` controleren wij daarna meteen opnieuw. ${CORRECTED} Een ander e-mailadres melden wij aan het adres dat er stond; dat kan zichzelf 7 dagen lang terugzetten, en hoogstens drie keer in 24 uur wordt het gewijzigd.`,
    body: {
      schema: 'Aanmeldcorrectie',
      examples: {
        naam: { summary: 'De bedrijfsnaam zoals die in Nmbrs staat', value: voorbeeld.verbeterNaam },
        adres: { summary: 'Het e-mailadres, dat nog niet bevestigd is', value: voorbeeld.verbeterAdres },
        meer: { summary: 'De verloning en de DGA’s', value: voorbeeld.verbeterMeer },
      },
    },
    answers: {
      202: {
        description: 'De verbetering is bewaard en de controle is begonnen, of er is een nieuwe code gemaild.',
        schema: 'Hercontroleantwoord',
        examples: {
          begonnen: { summary: 'Begonnen', value: voorbeeld.hercontrole },
          gemaild: { summary: 'Een code naar het verbeterde adres', value: voorbeeld.adresVerbeterd },
        },
      },
    },
    problems: [
      ...OFFICE_PROBLEMS,
      ...BODY_PROBLEMS,
      'geen-hercontrole-mogelijk',
      'te-veel-hercontroles',
      'eerst-bevestigen',
      'te-veel-adrescorrecties',
      'te-veel-adressen',
      'niet-meer-te-verbeteren',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'put',
    path: `${ONE}/token`,
    functie: 'replace-token',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Geef een nieuwe API-token',
    description:
      'Bijvoorbeeld omdat de token in Nmbrs is vernieuwd. Wij proberen de nieuwe token eerst: hij moet deze werkgever kunnen zien, en na de realisatie ook alle andere werkgevers van hetzelfde account. Lukt dat niet, dan blijft de oude in gebruik. Na vijf geweigerde logins binnen een uur proberen wij het niet meer tot het uur om is. Het domein kunt u niet veranderen. Bij `herstel-nodig` begint meteen een nieuwe controle.',
    body: {
      schema: 'Tokenformulier',
      examples: {
        token: { summary: 'Een nieuwe token van dezelfde gebruiker', value: voorbeeld.nieuweToken },
        gebruiker: { summary: 'Een andere gebruiker van Nmbrs', value: voorbeeld.andereGebruiker },
      },
    },
    answers: {
      200: {
        description: 'De nieuwe token is in gebruik.',
        schema: 'Tokenantwoord',
        examples: { vervangen: { summary: 'Voor twaalf werkgevers', value: stand.tokenVervangen } },
      },
    },
    problems: [
      ...OFFICE_PROBLEMS,
      ...BODY_PROBLEMS,
      'eerst-bevestigen',
      'token-niet-nodig',
      'token-geweigerd',
      'te-veel-logins',
      'login-afgeremd',
      'werkgever-niet-zichtbaar',
      'andere-werkgevers-niet-zichtbaar',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'delete',
    path: ONE,
    functie: 'sign-off-aanmelding',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Meld de werkgever af',
    description:
      'De koppeling stopt na de dag die u kiest. Daarna wissen wij de gegevens en krijgt u een ontvangstbewijs, per e-mail en in de status. U krijgt meteen een e-mail; daarmee kunt u de afmelding intrekken. Wat binnen een dag zou beginnen (per vandaag, of met «direct» na de laatste dag), begint pas 24 uur later, of als u het bevestigt met de code uit die e-mail; `begintOp` zegt wanneer. Een aanmelding die nog geen koppeling is, wordt meteen gewist. Nog eens afmelden per dezelfde dag geeft hetzelfde antwoord. U stuurt geen inhoud mee.',
    query: AfmeldQuery,
    answers: {
      202: {
        description: 'Wij hebben de afmelding.',
        schema: 'Afmeldantwoord',
        examples: {
          perEindVanHetJaar: { summary: 'Per 31 december 2026', value: stand.afgemeldPer },
          perVandaag: { summary: 'Per vandaag: het wacht 24 uur', value: stand.afgemeldVandaag },
        },
      },
    },
    problems: [
      ...OFFICE_PROBLEMS,
      'eerst-bevestigen',
      'ongeldige-vraag',
      'al-afgemeld',
      'te-vaak-ingetrokken',
      ...HOLD_UPS,
    ],
  },
  {
    method: 'delete',
    path: `${ONE}/afmelding`,
    functie: 'withdraw-afmelding',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Trek een afmelding in',
    description:
      'Zolang zij niet is begonnen: tot het eind van de laatste dag, of in de 24 uur waarin een afmelding per vandaag wacht. Er is dan niets gewist en de koppeling gaat door. Is alleen «direct» gevraagd, dan blijft de gewone afmelding staan. U krijgt er een e-mail over. U stuurt geen inhoud mee.',
    answers: {
      200: {
        description: 'De afmelding is ingetrokken.',
        schema: 'Intrekantwoord',
        examples: { ingetrokken: { summary: 'De koppeling gaat door', value: stand.ingetrokken } },
      },
    },
    problems: [...OFFICE_PROBLEMS, 'niet-afgemeld', 'door-asr-beeindigd', 'afmelding-begonnen', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/afmelding/bevestiging`,
    functie: 'confirm-afmelding',
    tag: 'Salarisverwerker',
    summary: 'Bevestig een afmelding die wacht',
    description:
      'Met de code uit de e-mail over de afmelding begint zij meteen. De toegangscode van het aanmelden kan dit niet: wie die in handen kreeg, zou zo alles kunnen wissen.',
    body: {
      schema: 'Codeformulier',
      examples: { code: { summary: 'De code uit de e-mail', value: voorbeeld.code } },
    },
    answers: {
      202: {
        description: 'De afmelding begint.',
        schema: 'Afmeldantwoord',
        examples: { bevestigd: { summary: 'Bevestigd', value: stand.afmeldingBevestigd } },
      },
    },
    problems: [...BODY_PROBLEMS, 'code-onbekend', 'niets-te-bevestigen', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/adres-herstel`,
    functie: 'restore-adres',
    tag: 'Salarisverwerker',
    summary: 'Zet het vorige e-mailadres terug',
    description:
      'Voor wie op het vorige adres las dat het is gewijzigd, 7 dagen lang, hoe ver de aanmelding ook is. De code in die e-mail werkt alleen voor die ene wijziging. U krijgt een nieuwe toegangscode; de oude opent niets meer, en de codes in e-mails tot vijf minuten na nu ook niet. Het andere adres krijgt bericht dat het adres is teruggezet, en verder niets. Nog eens sturen mag.',
    body: {
      schema: 'Codeformulier',
      examples: { code: { summary: 'De code uit de e-mail', value: voorbeeld.code } },
    },
    answers: {
      200: {
        description: 'Het adres staat er weer. U krijgt de toegangscode één keer.',
        schema: 'Adresherstelantwoord',
        examples: { hersteld: { summary: 'Teruggezet', value: voorbeeld.adresHersteld } },
      },
    },
    problems: [...BODY_PROBLEMS, 'code-onbekend', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/werkgevers`,
    functie: 'add-werkgever',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Meld nog een werkgever aan met dezelfde login',
    description:
      'Voor een aanmelding waarvan de controle is geslaagd. De nieuwe werkgever krijgt het kantoor, het soort account, het domein, de gebruikersnaam en de API-token van deze aanmelding; u hoeft de token niet opnieuw in te vullen, en het e-mailadres niet opnieuw te bevestigen. Verder gaat het als bij elke aanmelding: wij controleren in Nmbrs, en a.s.r. beoordeelt. Bewaar de toegangscode (`capability`) van de nieuwe aanmelding. Met een Idempotency-Key kunt u dezelfde aanvraag 24 uur lang opnieuw sturen, met dezelfde toegangscode. Door te versturen verklaart u dat de werkgever u heeft gemachtigd; de tekst staat bij het veld `machtiging`, dat u mag weglaten.',
    headers: ['IdempotencyKey'],
    body: {
      schema: 'Werkgeverformulier',
      examples: { werkgever: { summary: 'Nog een werkgever', value: voorbeeld.werkgeverErbij } },
    },
    answers: {
      202: {
        description: 'Wij hebben de aanmelding.',
        schema: 'Aanmeldantwoord',
        examples: { aangemeld: { summary: 'De controle begint', value: voorbeeld.aangemeldMetSleutel } },
        headers: ['Location'],
      },
    },
    problems: [
      ...OFFICE_PROBLEMS,
      ...BODY_PROBLEMS,
      'ongeldige-sleutel',
      'sleutel-hergebruikt',
      'al-aangemeld',
      'eerst-bevestigen',
      'geen-login-om-te-delen',
      'eerst-nieuwe-token',
      ...HOLD_UPS,
    ],
  },
];
