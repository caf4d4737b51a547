import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffVerzoek } from '../../adapters/lambda/staff-verzoek.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type DecideVerzoekDeps, type DecideVerzoekOutcome, decideVerzoek } from '../../core/verzoek/decide-verzoek.ts';
import { Verzoekbesluit } from '../../core/verzoek/verzoek.ts';
import { type Lezing, presentVerzoek } from '../../core/weergave/present-verzoek.ts';

export interface HandlerDeps extends DecideVerzoekDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /verzoeken/{verzoekId}/besluit`: the second pair of eyes on access or erasure for one employee. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffVerzoek(deps, event, async (verzoekId, beoordelaar, beoordelaarNaam) => {
        const parsed = parseBody(event, Verzoekbesluit);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const verzoek = { verzoekId, formulier: parsed.value, beoordelaar, beoordelaarNaam };
        return answerTo(await decideVerzoek(deps, verzoek), { nu: deps.klok.now(), beoordelaar });
      }),
  );

function answerTo(outcome: DecideVerzoekOutcome, lezing: Lezing): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('verzoek-onbekend'));
    case 'zelfde-beoordelaar':
      return problemAnswer(problemOf('zelfde-beoordelaar'));
    case 'al-besloten':
      return problemAnswer(problemOf('verzoek-al-besloten'));
    case 'besloten':
      return jsonAnswer(outcome.verzoek.status === 'loopt' ? 202 : 200, presentVerzoek(outcome.verzoek, lezing));
    default:
      return outcome satisfies never;
  }
}
