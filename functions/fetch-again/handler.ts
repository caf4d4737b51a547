import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Opnieuwantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { invalidFields, parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { Opnieuwformulier } from '../../core/audit/beheer.ts';
import { type AgainOutcome, fetchAgain } from '../../core/beheer/fetch-again.ts';
import type { KoppelingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { StartDeps } from '../../core/uitwisseling/start-uitwisseling.ts';

export interface HandlerDeps extends StartDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/uitwisselingen`: fetches a period again, or a range of them in order. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
        const parsed = parseBody(event, Opnieuwformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const formulier = parsed.value;
        return answerTo(koppelingId, await fetchAgain(deps, { koppelingId, formulier, beoordelaar }));
      }),
  );

function answerTo(koppelingId: KoppelingId, outcome: AgainOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'niet-actief':
      return problemAnswer(problemOf('koppeling-niet-actief'));
    case 'ongeldig':
      return problemAnswer(invalidFields(outcome.fouten));
    case 'gevraagd': {
      const { tijdvakken, start } = outcome;
      const first = aboutFirst(start);
      const watNu = tijdvakken.length === 1 ? first : `${first} De andere volgen één voor één.`;
      return jsonAnswer(202, { koppelingId, tijdvakken, watNu } satisfies Opnieuwantwoord);
    }
    default:
      return outcome satisfies never;
  }
}

function aboutFirst(start: Extract<AgainOutcome, { uitkomst: 'gevraagd' }>['start']): string {
  switch (start) {
    case 'gestart':
      return 'De uitwisseling van het eerste tijdvak is begonnen.';
    case 'loopt-al':
      return 'Van het eerste tijdvak was al een uitwisseling bezig, of zij wacht op een run of op een besluit. Die telt; er begint geen tweede.';
    default:
      return 'Het eerste tijdvak begint als de uitwisseling die nu loopt klaar is.';
  }
}
