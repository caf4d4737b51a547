import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { afmeldingOf } from '../../core/aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../../core/aanmelding/ports/claims.ts';
import { listOnverklaard } from '../../core/controle/find-zelfde-bedrijf.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';
import { recenteUitwisselingen } from '../../core/uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../../core/uitwisseling/ports/uitwisselregister.ts';
import { presentKoppeling } from '../../core/weergave/present-koppeling.ts';

export interface HandlerDeps extends StaffDeps {
  readonly registratie: Aanmeldregister & Claims & Koppelregister & Uitwisselregister;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** `GET /koppelingen/{koppelingId}`: one koppeling with its exchanges of the last years and all that is the matter with it. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId) => {
        const koppeling = await deps.registratie.findKoppeling(koppelingId);
        if (koppeling === undefined || koppeling.status === 'gewist') {
          return problemAnswer(problemOf('koppeling-onbekend'));
        }
        const [uitwisselingen, aanmelding] = await Promise.all([
          recenteUitwisselingen(deps, koppeling),
          deps.registratie.findAanmelding(koppeling.aanmeldingId),
        ]);
        const dubbel = await listOnverklaard(deps, aanmelding);
        const around = { uitwisselingen, dubbel, nu: deps.klok.now(), afmelding: afmeldingOf(aanmelding) };
        return jsonAnswer(200, presentKoppeling(koppeling, around));
      }),
  );
