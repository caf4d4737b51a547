import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import { type StaffAanmeldingDeps, withStaffAanmelding } from '../../adapters/lambda/staff-aanmelding.ts';
import type { Auditspoor } from '../../core/audit/audit.ts';
import type { Auditregister } from '../../core/audit/ports/auditregister.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** `GET /aanmeldingen/{aanmeldingId}/audit`: who did what, when and why; as `npm run audit -- verify` reads it. */
export const createHandler = (
  deps: StaffAanmeldingDeps & { readonly registratie: Auditregister; readonly logboek: Logboek },
) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffAanmelding(deps, event, async ({ aanmeldingId }) => {
        const regels = [...(await deps.registratie.listAudit(aanmeldingId))];
        return jsonAnswer(200, { aanmeldingId, regels } satisfies Auditspoor);
      }),
  );
