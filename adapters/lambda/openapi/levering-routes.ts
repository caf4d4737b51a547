import { MutatiesQuery, VragenQuery } from '../queries.ts';
import * as voorbeeld from './examples-levering.ts';
import { HOLD_UPS, OFFICE_PROBLEMS, type Route, STAFF_PROBLEMS } from './route.ts';

const ONE = '/uitwisselingen/{uitwisselingId}';
const staff = { functie: 'show-levering', tag: 'Beheer', toegang: 'beoordelaar' } as const;
const PROBLEMS = [
  ...STAFF_PROBLEMS,
  ...(['uitwisseling-onbekend', 'geen-levering', 'levering-niet-meer'] as const),
  ...HOLD_UPS,
];

/** What a.s.r. and the office see of what was delivered, without values. */
export const LEVERING_ROUTES: readonly Route[] = [
  {
    ...{ method: 'get', path: `${ONE}/levering`, operatie: 'show-levering', ...staff },
    summary: 'Bekijk wat er is geleverd, in aantallen',
    description:
      'De aantallen van de levering, de hash van het manifest en of a.s.r. de ontvangst heeft bevestigd. Zonder gegevens van werknemers. Dat u dit bekijkt, komt in het auditspoor.',
    answers: {
      200: {
        description: 'De levering.',
        schema: 'Levering',
        examples: { december: { summary: 'Een levering met mutaties', value: voorbeeld.levering } },
      },
    },
    problems: PROBLEMS,
  },
  {
    ...{ method: 'get', path: `${ONE}/mutaties`, operatie: 'show-leveringsmutaties', ...staff },
    summary: 'Bekijk wat er is gewijzigd, zonder waarden',
    description:
      'De mutaties van deze levering, bladzijde voor bladzijde: de soort, het Nmbrs-nummer van de werknemer en welke velden anders zijn. Geen namen, geen BSN, geen bedragen. Dat u dit bekijkt, komt in het auditspoor.',
    query: MutatiesQuery,
    answers: {
      200: {
        description: 'Een bladzijde.',
        schema: 'Leveringsmutaties',
        examples: { december: { summary: 'Drie mutaties', value: voorbeeld.mutaties } },
      },
    },
    problems: [...PROBLEMS, 'ongeldige-vraag'],
  },
  {
    ...{ method: 'get', path: `${ONE}/vragen`, operatie: 'show-leveringsvragen', ...staff },
    summary: 'Bekijk de vragen bij een levering',
    description:
      'De vragen bij deze levering, bladzijde voor bladzijde: de code, het Nmbrs-nummer van de werknemer en een zin zonder waarden. Dat u dit bekijkt, komt in het auditspoor.',
    query: VragenQuery,
    answers: {
      200: {
        description: 'Een bladzijde.',
        schema: 'Leveringsvragen',
        examples: { december: { summary: 'Twee vragen', value: voorbeeld.vragen } },
      },
    },
    problems: [...PROBLEMS, 'ongeldige-vraag'],
  },
  {
    method: 'get',
    path: '/aanmeldingen/{aanmeldingId}/vragen',
    functie: 'show-vragen',
    tag: 'Salarisverwerker',
    toegang: 'toegangscode',
    summary: 'Bekijk de open vragen over uw gegevens in Nmbrs',
    description:
      'Wat er na de laatste uitwisseling opvalt en wat u in Nmbrs kunt nakijken of verbeteren, bladzijde voor bladzijde: van welke werknemer (het personeelsnummer), wat er aan de hand is, en wat u doet. Geen namen, geen BSN, geen bedragen. Een vraag blijft open tot een volgende uitwisseling haar niet meer heeft; u hoeft ons niets te melden.',
    query: VragenQuery,
    answers: {
      200: {
        description: 'De open vragen; een lege lijst als er geen zijn.',
        schema: 'Vragenantwoord',
        examples: {
          tweeVragen: { summary: 'Twee vragen', value: voorbeeld.openVragen },
          geen: { summary: 'Nog niets uitgewisseld', value: voorbeeld.geenVragen },
        },
      },
    },
    problems: [...OFFICE_PROBLEMS, 'ongeldige-vraag', ...HOLD_UPS],
  },
];
