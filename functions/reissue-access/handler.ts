import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Mailantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffFormulier } from '../../adapters/lambda/staff-aanmelding.ts';
import { Toegangsformulier } from '../../core/aanmelding/toegangsformulier.ts';
import { type ReissueAccessDeps, type ReissueOutcome, reissueAccess } from '../../core/adres/reissue-access.ts';

type HandlerDeps = ReissueAccessDeps & StaffDeps;

/** `POST /aanmeldingen/{aanmeldingId}/nieuwe-toegang`: a new way in for the office, perhaps at another address; those of before are shut. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffFormulier(deps, event, Toegangsformulier, async (request) =>
        answerTo(await reissueAccess(deps, request)),
      ),
  );

function answerTo(outcome: ReissueOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'gemaild':
    case 'niet-gemaild': {
      const { aanmeldingId, gegevens } = outcome.aanmelding;
      const { email } = gegevens.salarisverwerker;
      const watNu =
        outcome.uitkomst === 'gemaild'
          ? `Er is een nieuwe toegangscode gemaild naar ${email}. Alle eerdere codes openen niets meer.`
          : `Alle eerdere codes openen niets meer, maar de e-mail naar ${email} is niet weg. Controleer het adres en stuur dit opnieuw.`;
      return jsonAnswer(200, {
        aanmeldingId,
        gemaild: outcome.uitkomst === 'gemaild',
        watNu,
      } satisfies Mailantwoord);
    }
    case 'onbevestigd':
      return problemAnswer(problemOf('eerst-bevestigen'));
    case 'afgemeld':
      return problemAnswer(problemOf('toegang-blijft'));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    default:
      return outcome satisfies never;
  }
}
