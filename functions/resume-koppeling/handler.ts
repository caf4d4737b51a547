import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Hervatantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withIngreep } from '../../adapters/lambda/staff-koppeling.ts';
import { type ResumeDeps, type ResumeOutcome, resumeKoppeling } from '../../core/beheer/resume-koppeling.ts';
import type { KoppelingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { volgendeUitwisseling } from '../../core/kalender/nederlands.ts';

export interface HandlerDeps extends ResumeDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/hervatting`: ends a pause. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withIngreep(deps, event, async (ingreep) => answerTo(ingreep.koppelingId, await resumeKoppeling(deps, ingreep))),
  );

function answerTo(koppelingId: KoppelingId, outcome: ResumeOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'onderbroken':
      return problemAnswer(problemOf('koppeling-onderbroken'));
    case 'hervat': {
      const { tijdvakId, datum } = outcome.volgende;
      const gepland = `${volgendeUitwisseling({ tijdvakId, datum })}.`;
      const watNu = outcome.gestart
        ? 'Er is meteen een uitwisseling begonnen: er was een tijdvak gemist of gevraagd.'
        : gepland;
      const volgende = { tijdvakId, datum };
      return jsonAnswer(200, { koppelingId, status: 'actief', watNu, volgende } satisfies Hervatantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
