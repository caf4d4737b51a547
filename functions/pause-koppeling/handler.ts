import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Pauzeantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withIngreep } from '../../adapters/lambda/staff-koppeling.ts';
import { type PauseDeps, type PauseOutcome, pauseKoppeling } from '../../core/beheer/pause-koppeling.ts';
import type { KoppelingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

export interface HandlerDeps extends PauseDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/pauze`: nothing starts until someone resumes the koppeling. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withIngreep(deps, event, async (ingreep) => answerTo(ingreep.koppelingId, await pauseKoppeling(deps, ingreep))),
  );

function answerTo(koppelingId: KoppelingId, outcome: PauseOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'gepauzeerd': {
      const watNu =
        outcome.lopend === 0
          ? 'Er wordt niets opgehaald tot iemand de koppeling hervat.'
          : 'De uitwisseling die al was begonnen, wordt afgemaakt. Daarna wordt er niets opgehaald tot iemand de koppeling hervat.';
      return jsonAnswer(200, { koppelingId, status: 'gepauzeerd', watNu } satisfies Pauzeantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
