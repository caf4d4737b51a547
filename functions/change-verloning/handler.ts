import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Verloningantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { invalidFields, parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { Verloningformulier } from '../../core/audit/beheer.ts';
import { changeVerloning, type VerloningOutcome, type VerloningRequest } from '../../core/beheer/change-verloning.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { volgendeUitwisseling } from '../../core/kalender/nederlands.ts';
import type { PlanVolgendeDeps } from '../../core/koppeling/plan-volgende.ts';
import type { StartDeps } from '../../core/uitwisseling/start-uitwisseling.ts';

export interface HandlerDeps extends PlanVolgendeDeps, StartDeps, StaffDeps {
  readonly registratie: PlanVolgendeDeps['registratie'] & StartDeps['registratie'];
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/verloning`: another verloning from 1 January of a year on. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
        const parsed = parseBody(event, Verloningformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const request = { ...parsed.value, koppelingId, beoordelaar };
        return answerTo(request, await changeVerloning(deps, request));
      }),
  );

function answerTo({ koppelingId, verloning, vanafJaar }: VerloningRequest, outcome: VerloningOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'begonnen':
      return problemAnswer(problemOf('uitwisseling-begonnen'));
    case 'ongeldig':
      return problemAnswer(invalidFields(outcome.fouten));
    case 'gewijzigd': {
      const { volgende } = outcome;
      const watNu = `Vanaf 1 januari ${vanafJaar} is de verloning ${verloning}. ${volgendeUitwisseling(volgende)}.`;
      return jsonAnswer(200, { koppelingId, verloning, vanafJaar, volgende, watNu } satisfies Verloningantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
