import { KoppelingenQuery } from '../queries.ts';
import * as voorbeeld from './examples-beheer.ts';
import { BODY_PROBLEMS, HOLD_UPS, READER_PROBLEMS, type Route, STAFF_PROBLEMS } from './route.ts';

const ONE = '/koppelingen/{koppelingId}';
const reden = {
  schema: 'Redenformulier',
  examples: { reden: { summary: 'Met een reden', value: voorbeeld.reden } },
} as const;

/** What a.s.r. sees of the koppelingen, and can do to them. */
export const BEHEER_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/koppelingen',
    functie: 'show-koppelingen',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Bekijk de koppelingen en wat er mis is',
    description:
      'De koppelingen van alle werkgevers, bladzijde voor bladzijde, met de laatste en de volgende uitwisseling. Vraagt een koppeling om aandacht, dan staat in `watIsErMis` één zin. Met `aandacht=ja` krijgt u alleen die, met `zoek` alleen die met deze tekst. Een bladzijde kan dan korter of leeg zijn; ga door zolang er `volgende` staat.',
    query: KoppelingenQuery,
    answers: {
      200: {
        description: 'Een bladzijde.',
        schema: 'Koppelingen',
        examples: { aandacht: { summary: 'Eén die op de run wacht', value: voorbeeld.koppelingen } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'ongeldige-vraag', ...HOLD_UPS],
  },
  {
    method: 'get',
    path: ONE,
    functie: 'show-koppeling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Bekijk één koppeling',
    description:
      'De koppeling met haar uitwisselingen van de laatste jaren en met alles wat er mis is. Zonder gegevens van werknemers.',
    answers: {
      200: {
        description: 'De koppeling.',
        schema: 'Koppeling',
        examples: { wacht: { summary: 'Eén die op de run wacht', value: voorbeeld.koppeling } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'koppeling-onbekend', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/pauze`,
    functie: 'pause-koppeling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Pauzeer een koppeling',
    description:
      'Er begint geen uitwisseling meer tot iemand de koppeling hervat. Een uitwisseling die op de run wacht, vervalt; een die al gegevens ophaalt, wordt afgemaakt. Nog eens sturen mag.',
    body: reden,
    answers: {
      200: {
        description: 'De koppeling is gepauzeerd.',
        schema: 'Pauzeantwoord',
        examples: { gepauzeerd: { summary: 'Gepauzeerd', value: voorbeeld.gepauzeerd } },
      },
    },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS, 'koppeling-onbekend', 'koppeling-gestopt', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: `${ONE}/hervatting`,
    functie: 'resume-koppeling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Hervat een gepauzeerde koppeling',
    description:
      'De uitwisselingen gaan weer door. Wat tijdens de pauze is gemist, wordt ingehaald, op volgorde. Nog eens sturen mag.',
    body: reden,
    answers: {
      200: {
        description: 'De koppeling is weer actief.',
        schema: 'Hervatantwoord',
        examples: { hervat: { summary: 'Hervat', value: voorbeeld.hervat } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'koppeling-onderbroken'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/uitwisselingen`,
    functie: 'fetch-again',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Haal een of meer tijdvakken opnieuw op',
    description:
      'Eén tijdvak, of een reeks: op volgorde, één voor één. Elk tijdvak krijgt een nieuwe versie van de levering; de oude blijft staan. Het kan vanaf het eerste tijdvak van de koppeling, als het tijdvak voorbij is. Loopt er al een uitwisseling, dan wacht de aanvraag daarop.',
    body: {
      schema: 'Opnieuwformulier',
      examples: {
        eenTijdvak: { summary: 'Eén tijdvak', value: voorbeeld.eenTijdvak },
        reeks: { summary: 'Een reeks', value: voorbeeld.reeks },
      },
    },
    answers: {
      202: {
        description: 'De tijdvakken worden opgehaald.',
        schema: 'Opnieuwantwoord',
        examples: { gevraagd: { summary: 'Drie tijdvakken', value: voorbeeld.gevraagd } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'koppeling-niet-actief'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/overslag`,
    functie: 'skip-tijdvak',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Sla een tijdvak over waarvan geen run komt',
    description:
      'Voor een tijdvak zonder run: seizoenwerk, een nihilaangifte, of lonen die in een latere run zitten. Alleen het tijdvak dat aan de beurt is en voorbij is, kan worden overgeslagen. De uitwisseling die op de run wachtte, vervalt; het tijdvak erna komt aan de beurt. De volgende levering noemt het overgeslagen tijdvak met de reden. Nog eens sturen mag.',
    body: {
      schema: 'Overslagformulier',
      examples: { november: { summary: 'Een maand zonder run', value: voorbeeld.overslaan } },
    },
    answers: {
      200: {
        description: 'Het tijdvak is overgeslagen.',
        schema: 'Overslagantwoord',
        examples: { overgeslagen: { summary: 'December is aan de beurt', value: voorbeeld.overgeslagen } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'uitwisseling-begonnen'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/verloning`,
    functie: 'change-verloning',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Leg vast dat de verloning per 1 januari wijzigt',
    description:
      'Een werkgever kan met het jaar van maandelijks naar vierwekelijks gaan, of terug. De tijdvakken van ervoor blijven wat ze waren. Staat de koppeling al bij het eerste tijdvak van dat jaar, dan komt het andere eerste tijdvak ervoor in de plaats. Nog eens sturen mag.',
    body: {
      schema: 'Verloningformulier',
      examples: { vierWeken: { summary: 'Naar vier weken', value: voorbeeld.andereVerloning } },
    },
    answers: {
      200: {
        description: 'De verloning is vastgelegd.',
        schema: 'Verloningantwoord',
        examples: { gewijzigd: { summary: 'Vanaf 2027', value: voorbeeld.verloningGewijzigd } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'uitwisseling-begonnen'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'get',
    path: '/uitwisselingen/{uitwisselingId}',
    functie: 'show-uitwisseling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Bekijk één uitwisseling',
    description:
      'Hoe ver de uitwisseling is: de delen die klaar zijn, de delen die nog open staan met de fout waarop ze stopten, de runs en het looncoderapport. Zonder gegevens van werknemers.',
    answers: {
      200: {
        description: 'De uitwisseling.',
        schema: 'Uitwisseling',
        examples: { loopt: { summary: 'Eén die loopt', value: voorbeeld.uitwisseling } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'uitwisseling-onbekend', ...HOLD_UPS],
  },
  {
    method: 'post',
    path: '/uitwisselingen/{uitwisselingId}/ontvangst',
    functie: 'confirm-levering',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Bevestig dat u een levering hebt',
    description:
      'Voor het programma dat de leveringen overneemt (met de rol van lezer), of een beoordelaar. Stuur dit als de levering veilig is overgenomen, met de hash van het manifest dat u las. Nog eens sturen mag; het eerste moment blijft staan. Na een 503 is de levering er wel, maar nog niet afgesloten: stuur het dan opnieuw. Is dat zo ingesteld, dan gaat er een alarm af over een levering die niet op tijd is bevestigd.',
    body: {
      schema: 'Ontvangstformulier',
      examples: { manifest: { summary: 'Met de hash van het manifest', value: voorbeeld.ontvangst } },
    },
    answers: {
      200: {
        description: 'De ontvangst is genoteerd.',
        schema: 'Ontvangstantwoord',
        examples: { ontvangen: { summary: 'Genoteerd', value: voorbeeld.ontvangen } },
      },
    },
    problems: [
      ...READER_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['uitwisseling-onbekend', 'niet-geleverd', 'ander-manifest', 'levering-verwijderd'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: '/uitwisselingen/{uitwisselingId}/vrijgave',
    functie: 'decide-vrijgave',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Besluit over een vastgehouden levering',
    description:
      'Heeft een levering meer dan 20 % minder werknemers dan de vorige, dan wacht zij op een besluit van a.s.r. Leveren: zij gaat zoals zij is. Afkeuren: er gaat niets, en de volgende werkdag wordt het tijdvak opnieuw opgehaald. Hetzelfde besluit nog eens sturen mag.',
    body: {
      schema: 'Vrijgaveformulier',
      examples: {
        leveren: { summary: 'Leveren', value: voorbeeld.vrijgeven },
        afkeuren: { summary: 'Afkeuren', value: voorbeeld.afkeuren },
      },
    },
    answers: {
      200: {
        description: 'Het besluit is genomen.',
        schema: 'Vrijgaveantwoord',
        examples: { leveren: { summary: 'Leveren', value: voorbeeld.vrijgegeven } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['uitwisseling-onbekend', 'niet-vastgehouden', 'vrijgave-al-besloten'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/beeindiging`,
    functie: 'sign-off-koppeling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Beëindig een koppeling',
    description:
      'Bijvoorbeeld omdat de polis eindigt. `per` is de laatste dag, vandaag als u niets geeft. De tijdvakken tot en met die dag worden nog uitgewisseld, tenzij u `direct` geeft; daarna wordt alles gewist. Er wordt nooit binnen een dag gewist: tot dan kan het worden teruggedraaid. Het kantoor krijgt een e-mail met de reden. Nog eens sturen mag.',
    body: {
      schema: 'Beeindigingsformulier',
      examples: { polis: { summary: 'De polis eindigt', value: voorbeeld.beeindigen } },
    },
    answers: {
      202: {
        description: 'De koppeling eindigt.',
        schema: 'Beeindigantwoord',
        examples: { eindigt: { summary: 'Per 31 december', value: voorbeeld.beeindigd } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'al-beeindigd'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/beeindiging/intrekking`,
    functie: 'withdraw-beeindiging',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Draai een afmelding of beëindiging terug',
    description:
      'Zolang er nog niets is gewist, ook als het kantoor zelf de werkgever afmeldde. Een andere dag: draai terug, en beëindig opnieuw. Het kantoor krijgt een e-mail. Nog eens sturen mag.',
    body: reden,
    answers: {
      200: {
        description: 'De koppeling gaat door.',
        schema: 'Koppelingantwoord',
        examples: { door: { summary: 'Zij gaat door', value: voorbeeld.teruggedraaid } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'niet-beeindigd-koppeling'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: `${ONE}/wijziging`,
    functie: 'change-koppeling',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Wijzig de gegevens van een koppeling',
    description:
      'De DGA’s, de 13e maand en het dekkingsprofiel; stuur alleen wat anders moet. Het geldt vanaf de volgende levering, en het kantoor krijgt een e-mail. Komt er met het dekkingsprofiel een burgerservicenummer bij, dan wacht dat (202) tot een collega binnen 30 dagen hetzelfde stuurt. Wie het profiel van nu vraagt, laat zo’n voorstel vervallen. De verloning wijzigt u apart. Nog eens sturen mag.',
    body: {
      schema: 'Wijzigingsformulier',
      examples: {
        profiel: { summary: 'Een ander dekkingsprofiel', value: voorbeeld.anderProfiel },
        dga: { summary: 'Een andere DGA', value: voorbeeld.andereDga },
      },
    },
    answers: {
      200: {
        description: 'De wijziging geldt, of er was niets te wijzigen.',
        schema: 'Wijzigantwoord',
        examples: { gewijzigd: { summary: 'Gewijzigd', value: voorbeeld.gewijzigd } },
      },
      202: {
        description: 'Een collega moet hetzelfde dekkingsprofiel vragen.',
        schema: 'Wijzigantwoord',
        examples: { voorgesteld: { summary: 'Voorgesteld', value: voorbeeld.profielVoorgesteld } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['koppeling-onbekend', 'koppeling-gestopt', 'uitwisseling-begonnen', 'wijziging-wijkt-af'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: '/aanmeldingen/{aanmeldingId}/nieuwe-toegang',
    functie: 'reissue-access',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Geef het kantoor een nieuwe toegangscode',
    description:
      'Als het kantoor zijn code kwijt is en zijn e-mail niet meer kan lezen, of als iemand met de code is vertrokken. Alle eerdere codes openen niets meer. De nieuwe wordt gemaild, zo nodig naar een ander adres: stel vast met wie u spreekt, want dat adres wordt niet meer bevestigd en het oude kan zichzelf niet terugzetten. Het oude adres krijgt er bericht van.',
    body: {
      schema: 'Toegangsformulier',
      examples: { adres: { summary: 'Naar een ander adres', value: voorbeeld.nieuweToegang } },
    },
    answers: {
      200: {
        description: 'De eerdere codes openen niets meer; `gemaild` zegt of de nieuwe is verstuurd.',
        schema: 'Mailantwoord',
        examples: { gemaild: { summary: 'Gemaild', value: voorbeeld.toegangGegeven } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['niet-gevonden', 'eerst-bevestigen', 'toegang-blijft'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    method: 'post',
    path: '/aanmeldingen/{aanmeldingId}/stand',
    functie: 'mail-stand',
    tag: 'Beheer',
    toegang: 'beoordelaar',
    summary: 'Mail het kantoor hoe de aanmelding ervoor staat',
    description:
      'Als een e-mail is teruggekomen of geweigerd, en het adres klopt. Het kantoor leest wat er nu nodig is, in de woorden van zijn status: een oude e-mail opnieuw zou iets kunnen zeggen wat niet meer zo is. Er staat een nieuwe toegangscode in; de oude blijven werken. Klopt het adres niet, geef dan een nieuwe toegangscode op het goede adres.',
    body: { schema: 'Redenformulier', examples: { reden: { summary: 'Met een reden', value: voorbeeld.reden } } },
    answers: {
      200: {
        description: '`gemaild` zegt of de e-mail is verstuurd.',
        schema: 'Mailantwoord',
        examples: { gemaild: { summary: 'Gemaild', value: voorbeeld.standGemaild } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['niet-gevonden', 'eerst-bevestigen', 'geen-adres-meer'] as const),
      ...HOLD_UPS,
    ],
  },
];
