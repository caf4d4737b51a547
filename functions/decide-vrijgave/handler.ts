import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Vrijgaveantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import { UitwisselingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type DecideVrijgaveDeps, decideVrijgave, type VrijgaveOutcome } from '../../core/levering/decide-vrijgave.ts';
import { Vrijgaveformulier } from '../../core/levering/vrijgave.ts';

export interface HandlerDeps extends DecideVrijgaveDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /uitwisselingen/{uitwisselingId}/vrijgave`: a data set that is held is delivered, or not. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async (beoordelaar, beoordelaarNaam) => {
        const id = UitwisselingId.safeParse(event.pathParameters?.uitwisselingId);
        if (!id.success) return problemAnswer(problemOf('uitwisseling-onbekend'));
        const parsed = parseBody(event, Vrijgaveformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const decision = { uitwisselingId: id.data, formulier: parsed.value, beoordelaar, beoordelaarNaam };
        return answerTo(id.data, await decideVrijgave(deps, decision));
      }),
  );

function answerTo(uitwisselingId: UitwisselingId, outcome: VrijgaveOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('uitwisseling-onbekend'));
    case 'niet-vastgehouden':
      return problemAnswer(problemOf('niet-vastgehouden'));
    case 'al-besloten':
      return problemAnswer(problemOf('vrijgave-al-besloten'));
    case 'besloten': {
      const { besluit } = outcome;
      const watNu =
        besluit === 'leveren'
          ? 'De gegevens worden geleverd zoals ze zijn opgehaald.'
          : 'Er wordt niets geleverd. De volgende werkdag worden de gegevens opnieuw opgehaald.';
      return jsonAnswer(200, { uitwisselingId, besluit, watNu } satisfies Vrijgaveantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
