import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM } from '../../core/aanmeldformulier.ts';
import { waitingForHerstel } from '../../core/way.ts';
import { createWorld } from '../../core/world.ts';
import { ASKED, BIG, type Conversation, csv, type Event, plain, type RouteName, routesOf, STAFF, wia } from './talk.ts';

const ODD_REQUESTS: readonly Event[] = [
  httpEvent(),
  httpEvent({ body: '' }),
  httpEvent({ body: BIG }),
  httpEvent({ body: new Uint8Array([0xff, 0xfe]) }),
  plain(ASKED),
  csv('dga;"b'),
  jsonEvent([], ASKED),
  jsonEvent({}, { ...ASKED, query: { onbekend: '1' } }),
  jsonEvent(GOOD_FORM, { ...ASKED, ...STAFF }),
  jsonEvent(wia, { ...STAFF, query: { status: 'x' } }),
  httpEvent({ aanmeldingId: '../x', headers: { authorization: 'Basic eDp5', 'idempotency-key': 'é' } }),
  httpEvent({ aanmeldingId: '', claims: {} }),
];

/** Requests that no route is made for, sent to each. */
export const oddConversations = (routes: readonly RouteName[]): readonly Conversation[] =>
  routes.flatMap((route) =>
    ODD_REQUESTS.map((event, index) => ({
      ...{ route, situation: `odd request ${index}`, expected: 0 },
      async run() {
        const world = createWorld();
        await waitingForHerstel(world);
        return routesOf(world)[route](event);
      },
    })),
  );
