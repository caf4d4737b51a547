import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { httpEvent } from '../../adapters/lambda/http-event.ts';
import { assembled, realised, running, submitted } from '../../core/way.ts';
import { company, werknemer } from '../../core/world.ts';
import {
  ASKED,
  type Conversation,
  type Go,
  holdUps,
  notStaff,
  type RouteName,
  STAFF,
  strangers,
  talk,
} from './talk.ts';

const ROUTES = [
  'GET /uitwisselingen/{uitwisselingId}/levering',
  'GET /uitwisselingen/{uitwisselingId}/mutaties',
  'GET /uitwisselingen/{uitwisselingId}/vragen',
] as const satisfies readonly RouteName[];
const [, mutaties, vragen] = ROUTES;
const open = 'GET /aanmeldingen/{aanmeldingId}/vragen';

const real: Go = (world) => realised(world);
const delivered: Go = async (world) => completeUitwisseling(world, await assembled(world));
const asked: Go = async (world) => {
  const without = [1, 2].map((one) => {
    const { gegevens, ...rest } = werknemer(one);
    return { ...rest, gegevens: { ...gegevens, rooster: undefined } };
  });
  world.nmbrs.bedrijven = [company({ werknemers: [...without, werknemer(7)] })];
  await delivered(world);
};
const removed: Go = async (world) => {
  await delivered(world);
  Object.assign(world.opslag, { get: async () => undefined });
};
const ask = httpEvent(STAFF);
const asking = (query: Readonly<Record<string, string>>) => httpEvent({ ...STAFF, query });

const ofEach = (route: RouteName): readonly Conversation[] => [
  talk(route, 200, ask, { before: delivered }),
  ...notStaff(route),
  talk(route, 'uitwisseling-onbekend', ask, { before: real }),
  talk(route, 'uitwisseling-onbekend', httpEvent({ ...STAFF, uitwisselingId: 'x' }), { situation: 'no id' }),
  talk(route, 'geen-levering', ask, { before: running }),
  talk(route, 'levering-niet-meer', ask, { before: removed }),
  ...holdUps(route, ask),
];

/** Every answer about a delivered set that the document speaks of, brought about. */
export const LEVERING_CONVERSATIONS: readonly Conversation[] = [
  ...ROUTES.flatMap(ofEach),
  talk(mutaties, 200, asking({ soort: 'salaris', aantal: '1' }), { situation: 'of one kind', before: delivered }),
  talk(mutaties, 'ongeldige-vraag', asking({ soort: 'loon' }), { before: delivered }),
  talk(open, 200, httpEvent(ASKED), { situation: 'nothing delivered', before: submitted }),
  talk(open, 200, httpEvent(ASKED), { situation: 'delivered', before: delivered }),
  talk(open, 200, httpEvent({ ...ASKED, query: { aantal: '1' } }), { situation: 'with questions', before: asked }),
  ...strangers(open),
  talk(open, 'ongeldige-vraag', httpEvent({ ...ASKED, query: { na: 'x' } }), { before: submitted }),
  ...holdUps(open, httpEvent(ASKED)),
  ...[mutaties, vragen].flatMap((route) => [
    talk(route, 'ongeldige-vraag', asking({ aantal: '0' }), { situation: 'none', before: delivered }),
    talk(route, 'ongeldige-vraag', asking({ na: 'x' }), { situation: 'cursor', before: delivered }),
  ]),
];
