import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Verzoeken } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { VerzoekDeps } from '../../core/verzoek/ask-verzoek.ts';
import { isVerlopen } from '../../core/verzoek/verzoek.ts';
import { presentVerzoek } from '../../core/weergave/present-verzoek.ts';

export interface HandlerDeps extends VerzoekDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `GET /koppelingen/{koppelingId}/verzoeken`: the requests about employees of one koppeling, the oldest first. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
        if ((await deps.registratie.findKoppeling(koppelingId)) === undefined) {
          return problemAnswer(problemOf('koppeling-onbekend'));
        }
        const nu = deps.klok.now();
        const all = (await deps.registratie.listVerzoeken(koppelingId)).filter((one) => !isVerlopen(one, nu));
        return jsonAnswer(200, {
          verzoeken: all.map((one) => presentVerzoek(one, { nu, beoordelaar })),
        } satisfies Verzoeken);
      }),
  );
