import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffVerzoek } from '../../adapters/lambda/staff-verzoek.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { VerzoekDeps } from '../../core/verzoek/ask-verzoek.ts';
import { isVerlopen } from '../../core/verzoek/verzoek.ts';
import { presentVerzoek } from '../../core/weergave/present-verzoek.ts';

export interface HandlerDeps extends VerzoekDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `GET /verzoeken/{verzoekId}`: how far a request about one employee is. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffVerzoek(deps, event, async (verzoekId, beoordelaar) => {
        const nu = deps.klok.now();
        const found = await deps.registratie.findVerzoek(verzoekId);
        return found === undefined || isVerlopen(found, nu)
          ? problemAnswer(problemOf('verzoek-onbekend'))
          : jsonAnswer(200, presentVerzoek(found, { nu, beoordelaar }));
      }),
  );
