import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Leveringsmutaties, Leveringsvragen } from '../../adapters/lambda/answers.ts';
import {
  type Bestandsplaats,
  bestandscursorOf,
  FOREIGN_CURSOR,
  readBestandscursor,
} from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { MutatiesQuery, VragenQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import { Defect } from '../../core/errors.ts';
import { UitwisselingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import {
  type Blik,
  type LeveringOutcome,
  listMutaties,
  listVragen,
  type ShowLeveringDeps,
  showLevering,
} from '../../core/levering/show-levering.ts';

export interface HandlerDeps extends ShowLeveringDeps, StaffDeps {
  readonly logboek: Logboek;
}

type Look = (deps: HandlerDeps, event: APIGatewayProxyEventV2, blik: Blik) => Promise<HttpAnswer>;

const ONE = '/uitwisselingen/{uitwisselingId}';

/** What each route shows: one function, for all three may read and note the same. */
const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  [`GET ${ONE}/levering`, async (deps, _event, blik) => answerTo(await showLevering(deps, blik), (found) => found)],
  [`GET ${ONE}/mutaties`, mutaties],
  [`GET ${ONE}/vragen`, vragen],
]);

/** `GET /uitwisselingen/{uitwisselingId}/levering`, `…/mutaties` and `…/vragen`: what was delivered, without values. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async (beoordelaar) => {
        const look = LOOKS.get(event.routeKey);
        if (look === undefined) throw new Defect({ code: 'route-onbekend', message: 'no look belongs to this route' });
        const id = UitwisselingId.safeParse(event.pathParameters?.uitwisselingId);
        if (!id.success) return problemAnswer(problemOf('uitwisseling-onbekend'));
        return look(deps, event, { uitwisselingId: id.data, beoordelaar });
      }),
  );

/** `andere`: it is no place of ours, or one of another question. */
function placeIn(
  lijst: 'mutaties' | 'vragen',
  { uitwisselingId, soort }: Omit<Bestandsplaats, 'plaats'>,
  cursor: string | undefined,
): Bestandsplaats['plaats'] | undefined | 'andere' {
  if (cursor === undefined) return undefined;
  const found = readBestandscursor(cursor, lijst);
  return found?.uitwisselingId === uitwisselingId && found.soort === soort ? found.plaats : 'andere';
}

async function mutaties(deps: HandlerDeps, event: APIGatewayProxyEventV2, blik: Blik): Promise<HttpAnswer> {
  const parsed = parseQuery(event, MutatiesQuery);
  if (!parsed.ok) return problemAnswer(parsed.problem);
  const { soort, aantal, na: cursor } = parsed.value;
  const vraag = { uitwisselingId: blik.uitwisselingId, ...(soort === undefined ? {} : { soort }) };
  const na = placeIn('mutaties', vraag, cursor);
  if (na === 'andere') return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
  return answerTo(await listMutaties(deps, blik, { soort, aantal, na }), ({ rijen, volgende: plaats }) => {
    const volgende = plaats && bestandscursorOf({ ...vraag, plaats }, 'mutaties');
    return { mutaties: rijen, ...(volgende === undefined ? {} : { volgende }) } satisfies Leveringsmutaties;
  });
}

async function vragen(deps: HandlerDeps, event: APIGatewayProxyEventV2, blik: Blik): Promise<HttpAnswer> {
  const parsed = parseQuery(event, VragenQuery);
  if (!parsed.ok) return problemAnswer(parsed.problem);
  const { aantal, na: cursor } = parsed.value;
  const { uitwisselingId } = blik;
  const na = placeIn('vragen', { uitwisselingId }, cursor);
  if (na === 'andere') return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
  return answerTo(await listVragen(deps, blik, { aantal, na }), ({ rijen, volgende: plaats }) => {
    const volgende = plaats && bestandscursorOf({ uitwisselingId, plaats }, 'vragen');
    return { vragen: rijen, ...(volgende === undefined ? {} : { volgende }) } satisfies Leveringsvragen;
  });
}

function answerTo<T>(outcome: LeveringOutcome<T>, show: (gevonden: T) => unknown): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'gevonden':
      return jsonAnswer(200, show(outcome.gevonden));
    case 'onbekend':
      return problemAnswer(problemOf('uitwisseling-onbekend'));
    case 'niet-geleverd':
      return problemAnswer(problemOf('geen-levering'));
    case 'niet-meer':
      return problemAnswer(problemOf('levering-niet-meer'));
    case 'ander-bestand':
      return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
    default:
      return outcome satisfies never;
  }
}
