import { completeUitwisseling } from '../../../core/use-cases/complete-uitwisseling.ts';
import { httpEvent } from '../../adapters/lambda/http-event.ts';
import { assembled, realised, running } from '../../core/way.ts';
import { type Conversation, type Go, holdUps, notStaff, type RouteName, STAFF, talk } from './talk.ts';

const ROUTES = [
  'GET /uitwisselingen/{uitwisselingId}/levering',
  'GET /uitwisselingen/{uitwisselingId}/mutaties',
  'GET /uitwisselingen/{uitwisselingId}/vragen',
] as const satisfies readonly RouteName[];
const [, mutaties, vragen] = ROUTES;

const real: Go = (world) => realised(world);
const delivered: Go = async (world) => completeUitwisseling(world, await assembled(world));
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
  ...[mutaties, vragen].flatMap((route) => [
    talk(route, 'ongeldige-vraag', asking({ aantal: '0' }), { situation: 'none', before: delivered }),
    talk(route, 'ongeldige-vraag', asking({ na: 'x' }), { situation: 'cursor', before: delivered }),
  ]),
];
