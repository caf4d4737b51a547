import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../../core/aanmeldformulier.ts';
import { proposed, realised, submitted, verified, waitingForAkkoord } from '../../core/way.ts';
import { decidedAs, ended, erased, nextPage, STATES, signedOff } from './situations.ts';
import {
  as,
  type Conversation,
  type Event,
  faultyBodies,
  type Go,
  holdUps,
  notStaff,
  type RouteName,
  STAFF,
  talk,
  verzuim,
  wia,
} from './talk.ts';

const inEveryState = (route: RouteName, event: Event) =>
  STATES.map(([situation, before]) => talk(route, 200, event, { situation, before }));
const sameCompany: Go = async (world) => {
  await waitingForAkkoord(world);
  await verified(world, withField(GOOD_FORM, 'werkgever.loonheffingennummer', '001234560L01'));
};
const erase = 'POST /aanmeldingen/{aanmeldingId}/wissing';
const toErase = jsonEvent({ reden: 'De betrokkene vraagt erom.' }, STAFF);

/** Every answer to an assessor that the document speaks of, brought about. */
export const STAFF_CONVERSATIONS: readonly Conversation[] = [
  ...STATES.map(([situation, before]) => {
    const status =
      { voorgesteld: 'wacht-op-akkoord', 'another name in Nmbrs': 'herstel-nodig' }[situation] ?? situation;
    return talk('GET /werkvoorraad', 200, httpEvent({ ...STAFF, query: { status } }), { situation, before });
  }),
  talk('GET /werkvoorraad', 200, httpEvent({ ...STAFF, query: { aantal: '1' } }), {
    situation: 'with a next page',
    before: nextPage,
  }),
  ...notStaff('GET /werkvoorraad'),
  talk('GET /werkvoorraad', 'ongeldige-vraag', httpEvent({ ...STAFF, query: { aantal: '0' } })),
  talk('GET /werkvoorraad', 'ongeldige-vraag', httpEvent({ ...STAFF, query: { na: 'x' } }), { situation: 'cursor' }),
  ...holdUps('GET /werkvoorraad', httpEvent(STAFF)),

  ...inEveryState('GET /werkvoorraad/{aanmeldingId}', httpEvent(STAFF)),
  ...notStaff('GET /werkvoorraad/{aanmeldingId}'),
  talk('GET /werkvoorraad/{aanmeldingId}', 'niet-gevonden', httpEvent(STAFF)),
  ...holdUps('GET /werkvoorraad/{aanmeldingId}', httpEvent(STAFF)),

  talk('GET /aanmeldingen/{aanmeldingId}/voorstel', 200, httpEvent(STAFF), { before: submitted }),
  talk('GET /aanmeldingen/{aanmeldingId}/voorstel', 200, httpEvent(STAFF), {
    situation: 'with a proposal',
    before: (world) => proposed(world),
  }),
  ...notStaff('GET /aanmeldingen/{aanmeldingId}/voorstel'),
  talk('GET /aanmeldingen/{aanmeldingId}/voorstel', 'niet-gevonden', httpEvent(STAFF)),
  talk('GET /aanmeldingen/{aanmeldingId}/voorstel', 'niet-te-besluiten', httpEvent(STAFF), { before: ended }),
  ...holdUps('GET /aanmeldingen/{aanmeldingId}/voorstel', httpEvent(STAFF)),

  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 200, jsonEvent(verzuim, STAFF), { before: waitingForAkkoord }),
  talk(
    'POST /aanmeldingen/{aanmeldingId}/besluit',
    200,
    jsonEvent({ besluit: 'afwijzen', reden: 'Beëindigd.' }, STAFF),
    { situation: 'afwijzen', before: waitingForAkkoord },
  ),
  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 202, jsonEvent(wia, STAFF), { before: waitingForAkkoord }),
  ...notStaff('POST /aanmeldingen/{aanmeldingId}/besluit'),
  ...faultyBodies('POST /aanmeldingen/{aanmeldingId}/besluit', STAFF, waitingForAkkoord),
  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 'niet-gevonden', jsonEvent(wia, STAFF)),
  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 'niet-te-besluiten', jsonEvent(wia, STAFF), { before: submitted }),
  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 'al-besloten', jsonEvent(verzuim, STAFF), {
    before: decidedAs('wia'),
  }),
  talk(
    'POST /aanmeldingen/{aanmeldingId}/besluit',
    'besluit-wijkt-af',
    jsonEvent({ ...wia, dekkingsprofiel: 'volledig' }, as('beoordelaar-2')),
    { before: (world) => proposed(world) },
  ),
  talk('POST /aanmeldingen/{aanmeldingId}/besluit', 'bedrijf-al-gekoppeld', jsonEvent(wia, STAFF), {
    before: sameCompany,
  }),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/besluit', jsonEvent(wia, STAFF)),

  talk('GET /aanmeldingen/{aanmeldingId}/audit', 200, httpEvent(STAFF), { before: (world) => realised(world) }),
  ...notStaff('GET /aanmeldingen/{aanmeldingId}/audit'),
  talk('GET /aanmeldingen/{aanmeldingId}/audit', 'niet-gevonden', httpEvent(STAFF)),
  ...holdUps('GET /aanmeldingen/{aanmeldingId}/audit', httpEvent(STAFF)),

  talk(erase, 200, toErase, { before: ended }),
  talk(erase, 200, toErase, { situation: 'again', before: ended, first: [toErase] }),
  talk(erase, 200, toErase, { situation: 'after an afmelding', before: erased }),
  ...notStaff(erase),
  ...faultyBodies(erase, STAFF, ended),
  talk(erase, 'niet-gevonden', toErase),
  ...[submitted, waitingForAkkoord, realised, signedOff].map((before) =>
    talk(erase, 'niet-beeindigd', toErase, { situation: before.name, before: (world) => before(world) }),
  ),
  ...holdUps(erase, toErase),
];
