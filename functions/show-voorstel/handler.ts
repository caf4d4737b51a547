import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type StaffAanmeldingDeps, withStaffAanmelding } from '../../adapters/lambda/staff-aanmelding.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../../core/aanmelding/ports/claims.ts';
import { findZelfdeBedrijf } from '../../core/controle/find-zelfde-bedrijf.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import { presentVoorstel } from '../../core/weergave/present-voorstel.ts';

export interface HandlerDeps extends StaffAanmeldingDeps {
  readonly registratie: Aanmeldregister & Claims;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** `GET /aanmeldingen/{aanmeldingId}/voorstel`: the first exchange that an akkoord of today would give, explained. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffAanmelding(deps, event, async (aanmelding) => {
        const zelfdeBedrijf = await findZelfdeBedrijf(deps, aanmelding);
        const voorstel = presentVoorstel(aanmelding, { nu: deps.klok.now(), zelfdeBedrijf });
        return voorstel === undefined ? problemAnswer(problemOf('niet-te-besluiten')) : jsonAnswer(200, voorstel);
      }),
  );
