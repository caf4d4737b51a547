import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffVerzoek } from '../../adapters/lambda/staff-verzoek.ts';
import { type FetchInzageDeps, type FetchInzageOutcome, fetchInzage } from '../../core/beheer/fetch-inzage.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

export interface HandlerDeps extends FetchInzageDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `GET /verzoeken/{verzoekId}/inzage`: what is kept of one employee; that it was taken stands in the audit trail. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffVerzoek(deps, event, async (verzoekId, beoordelaar) =>
        answerTo(await fetchInzage(deps, { verzoekId, beoordelaar })),
      ),
  );

function answerTo(outcome: FetchInzageOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('verzoek-onbekend'));
    case 'niet-klaar':
      return problemAnswer(problemOf('inzage-niet-klaar'));
    case 'niet-meer':
      return problemAnswer(problemOf('inzage-niet-meer'));
    case 'gevonden':
      return jsonAnswer(200, outcome.inzage);
    default:
      return outcome satisfies never;
  }
}
