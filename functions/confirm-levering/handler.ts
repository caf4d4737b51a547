import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Ontvangstantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { type ReaderDeps, withReader } from '../../adapters/lambda/staff.ts';
import { UitwisselingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import {
  type ConfirmLeveringDeps,
  confirmLevering,
  type OntvangstOutcome,
} from '../../core/levering/confirm-levering.ts';
import { Ontvangstformulier } from '../../core/levering/ontvangst.ts';

export interface HandlerDeps extends ConfirmLeveringDeps, ReaderDeps {
  readonly logboek: Logboek;
}

/** `POST /uitwisselingen/{uitwisselingId}/ontvangst`: a.s.r. has the delivered set. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withReader(deps, event, async (door) => {
        const id = UitwisselingId.safeParse(event.pathParameters?.uitwisselingId);
        if (!id.success) return problemAnswer(problemOf('uitwisseling-onbekend'));
        const parsed = parseBody(event, Ontvangstformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const melding = { uitwisselingId: id.data, formulier: parsed.value, door };
        return answerTo(id.data, await confirmLevering(deps, melding));
      }),
  );

function answerTo(uitwisselingId: UitwisselingId, outcome: OntvangstOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'ontvangen':
      return jsonAnswer(200, { uitwisselingId, ontvangenOp: outcome.op } satisfies Ontvangstantwoord);
    case 'onbekend':
      return problemAnswer(problemOf('uitwisseling-onbekend'));
    case 'niet-geleverd':
      return problemAnswer(problemOf('niet-geleverd'));
    case 'ander-manifest':
      return problemAnswer(problemOf('ander-manifest'));
    case 'verwijderd':
      return problemAnswer(problemOf('levering-verwijderd'));
    default:
      return outcome satisfies never;
  }
}
