import * as voorbeeld from './examples-verzoek.ts';
import { BODY_PROBLEMS, HOLD_UPS, type Route, STAFF_PROBLEMS } from './route.ts';

const ONE_KOPPELING = '/koppelingen/{koppelingId}/verzoeken';
const ONE = '/verzoeken/{verzoekId}';
const staff = { tag: 'Beheer', toegang: 'beoordelaar' } as const;

/** What an employee may ask of a.s.r.: access, and erasure. */
export const VERZOEK_ROUTES: readonly Route[] = [
  {
    ...{ method: 'post', path: ONE_KOPPELING, functie: 'ask-verzoek', ...staff },
    summary: 'Dien een verzoek van een werknemer in',
    description:
      'Inzage (AVG art. 15) of wissen (art. 17) van wat er van één werknemer wordt bewaard. Er gebeurt niets tot een collega akkoord geeft. Het kan ook als de werkgever is afgemeld. Noem de werknemer met het werknemer-id van Nmbrs: dat staat in elke levering, het personeelsnummer is niet uniek. Nog eens sturen mag.',
    body: {
      schema: 'Verzoekformulier',
      examples: {
        inzage: { summary: 'Inzage', value: voorbeeld.inzageVragen },
        wissen: { summary: 'Wissen', value: voorbeeld.wissenVragen },
      },
    },
    answers: {
      202: {
        description: 'Het verzoek wacht op een collega.',
        schema: 'Verzoek',
        examples: { wacht: { summary: 'Wacht op akkoord', value: voorbeeld.wacht } },
      },
    },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS, 'koppeling-onbekend', ...HOLD_UPS],
  },
  {
    ...{ method: 'get', path: ONE_KOPPELING, functie: 'show-verzoeken', ...staff },
    summary: 'Bekijk de verzoeken van werknemers van één koppeling',
    description: 'De oudste eerst. Zolang een verzoek niet is afgehandeld, staat erbij over wie het gaat.',
    answers: {
      200: {
        description: 'De verzoeken.',
        schema: 'Verzoeken',
        examples: { een: { summary: 'Eén dat wacht', value: { verzoeken: [voorbeeld.wacht] } } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'koppeling-onbekend', ...HOLD_UPS],
  },
  {
    ...{ method: 'get', path: ONE, functie: 'show-verzoek', ...staff },
    summary: 'Bekijk één verzoek',
    description: 'Hoe ver het is, wie het vroeg en wie akkoord gaf, en na afloop wat er is gevonden, in aantallen.',
    answers: {
      200: {
        description: 'Het verzoek.',
        schema: 'Verzoek',
        examples: {
          gewist: { summary: 'Gewist', value: voorbeeld.gewist },
          geweigerd: { summary: 'Nog in dienst', value: voorbeeld.geweigerd },
        },
      },
    },
    problems: [...STAFF_PROBLEMS, 'verzoek-onbekend', ...HOLD_UPS],
  },
  {
    ...{ method: 'post', path: `${ONE}/besluit`, functie: 'decide-verzoek', ...staff },
    summary: 'Geef akkoord op een verzoek, of wijs het af',
    description:
      'Akkoord geeft een andere collega dan wie het verzoek indiende; daarna begint het opzoeken of wissen. Afwijzen kan iedereen, ook wie het indiende. Hetzelfde besluit nog eens sturen mag.',
    body: {
      schema: 'Verzoekbesluit',
      examples: {
        akkoord: { summary: 'Akkoord', value: voorbeeld.akkoord },
        afwijzen: { summary: 'Afwijzen', value: voorbeeld.afwijzen },
      },
    },
    answers: {
      200: {
        description: 'Het verzoek is afgewezen, of was al afgehandeld.',
        schema: 'Verzoek',
        examples: { afgewezen: { summary: 'Afgewezen', value: voorbeeld.afgewezen } },
      },
      202: {
        description: 'Het verzoek wordt uitgevoerd.',
        schema: 'Verzoek',
        examples: { loopt: { summary: 'Loopt', value: voorbeeld.loopt } },
      },
    },
    problems: [
      ...STAFF_PROBLEMS,
      ...BODY_PROBLEMS,
      ...(['verzoek-onbekend', 'zelfde-beoordelaar', 'verzoek-al-besloten'] as const),
      ...HOLD_UPS,
    ],
  },
  {
    ...{ method: 'get', path: `${ONE}/inzage`, functie: 'fetch-inzage', ...staff },
    summary: 'Haal op wat er van een werknemer wordt bewaard',
    description:
      'Alles wat er van deze werknemer staat, letterlijk, met waar het staat en tot wanneer. Het document is er 14 dagen. Dat u het ophaalt, komt in het auditspoor.',
    answers: {
      200: {
        description: 'Het document.',
        schema: 'Inzage',
        examples: { inzage: { summary: 'Eén levering', value: voorbeeld.inzage } },
      },
    },
    problems: [...STAFF_PROBLEMS, 'verzoek-onbekend', 'inzage-niet-klaar', 'inzage-niet-meer', ...HOLD_UPS],
  },
];
