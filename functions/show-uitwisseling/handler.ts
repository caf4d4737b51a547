import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import { UitwisselingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Deelregister } from '../../core/uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../../core/uitwisseling/ports/uitwisselregister.ts';
import { presentUitwisseling } from '../../core/weergave/present-koppeling.ts';

export interface HandlerDeps extends StaffDeps {
  readonly registratie: Pick<Uitwisselregister, 'findUitwisseling'> & Pick<Deelregister, 'listDelen'>;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** `GET /uitwisselingen/{uitwisselingId}`: how far one exchange is, and what is still open of it. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async () => {
        const id = UitwisselingId.safeParse(event.pathParameters?.uitwisselingId);
        const found = id.success ? await deps.registratie.findUitwisseling(id.data) : undefined;
        if (found === undefined) return problemAnswer(problemOf('uitwisseling-onbekend'));
        const delen = await deps.registratie.listDelen(found.uitwisselingId);
        return jsonAnswer(200, presentUitwisseling(found, { delen, nu: deps.klok.now() }));
      }),
  );
