import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Wisantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffFormulier } from '../../adapters/lambda/staff-aanmelding.ts';
import { Redenformulier } from '../../core/audit/beheer.ts';
import { type EraseAtOnceOutcome, eraseAtOnce } from '../../core/controle/erase-at-once.ts';
import type { EraseBeeindigdeDeps } from '../../core/controle/erase-beeindigde.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

export interface HandlerDeps extends EraseBeeindigdeDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /aanmeldingen/{aanmeldingId}/wissing`: erases at once what ended without a koppeling. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffFormulier(deps, event, Redenformulier, async (request) =>
        answerTo(request.aanmeldingId, await eraseAtOnce(deps, request)),
      ),
  );

function answerTo(aanmeldingId: AanmeldingId, outcome: EraseAtOnceOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    case 'niet-beeindigd':
      return problemAnswer(problemOf('niet-beeindigd'));
    case 'gewist': {
      const { ontvangstbewijs } = outcome;
      const watNu =
        'De gegevens zijn gewist. Wat nog even in reservekopieën staat en tot wanneer, zegt het ontvangstbewijs.';
      return jsonAnswer(200, { aanmeldingId, status: 'afgemeld', watNu, ontvangstbewijs } satisfies Wisantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
