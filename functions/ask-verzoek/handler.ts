import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Identiteit } from '../../core/toegang/ports/identiteit.ts';
import { askVerzoek, type VerzoekDeps } from '../../core/verzoek/ask-verzoek.ts';
import { Verzoekformulier } from '../../core/verzoek/verzoek.ts';
import { presentVerzoek } from '../../core/weergave/present-verzoek.ts';

export interface HandlerDeps extends VerzoekDeps, StaffDeps {
  readonly identiteit: Identiteit;
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/verzoeken`: access or erasure for one employee, for a colleague to agree to. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar, beoordelaarNaam) => {
        const parsed = parseBody(event, Verzoekformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const outcome = await askVerzoek(deps, { koppelingId, formulier: parsed.value, beoordelaar, beoordelaarNaam });
        return outcome.uitkomst === 'onbekend'
          ? problemAnswer(problemOf('koppeling-onbekend'))
          : jsonAnswer(202, presentVerzoek(outcome.verzoek, { nu: deps.klok.now(), beoordelaar }));
      }),
  );
