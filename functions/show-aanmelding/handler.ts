import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { withEtag } from '../../adapters/lambda/etag.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import { listMails } from '../../core/aanmelding/list-mails.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Auditregister } from '../../core/audit/ports/auditregister.ts';
import type { Berichtenboek } from '../../core/berichten/ports/berichtenboek.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';
import { GETOONDE_REGELS, presentStatus } from '../../core/weergave/present-status.ts';

export interface HandlerDeps extends CapabilityDeps {
  readonly registratie: Aanmeldregister & Auditregister & Berichtenboek & Koppelregister;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** `GET /aanmeldingen/{aanmeldingId}`: the status, what was checked, what to do, the dates. Changes nothing. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async (aanmelding) => {
        const { aanmeldingId } = aanmelding;
        const [koppeling, regels, berichten] = await Promise.all([
          deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId)),
          deps.registratie.listAudit(aanmeldingId, GETOONDE_REGELS),
          listMails(deps, aanmelding),
        ]);
        return withEtag(
          event,
          jsonAnswer(200, presentStatus(aanmelding, { koppeling, nu: deps.klok.now(), regels, berichten })),
        );
      }),
  );
