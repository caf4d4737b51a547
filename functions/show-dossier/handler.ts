import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import { type StaffAanmeldingDeps, withStaffAanmelding } from '../../adapters/lambda/staff-aanmelding.ts';
import { listMails } from '../../core/aanmelding/list-mails.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../../core/aanmelding/ports/claims.ts';
import type { Auditregister } from '../../core/audit/ports/auditregister.ts';
import type { Berichtenboek } from '../../core/berichten/ports/berichtenboek.ts';
import { findZelfdeBedrijf } from '../../core/controle/find-zelfde-bedrijf.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Klok } from '../../core/kalender/ports/klok.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';
import { presentDossier } from '../../core/weergave/present-dossier.ts';

export interface HandlerDeps extends StaffAanmeldingDeps {
  readonly registratie: Aanmeldregister & Auditregister & Berichtenboek & Claims & Koppelregister;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** So much of the past is told; `GET …/audit` has all of it. */
const REGELS = 200;

/** `GET /werkvoorraad/{aanmeldingId}`: one aanmelding in full, for an assessor. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffAanmelding(deps, event, async (aanmelding) => {
        const { aanmeldingId } = aanmelding;
        const [koppeling, claim, zelfdeBedrijf, audit, berichten] = await Promise.all([
          deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId)),
          aanmelding.status === 'afgemeld' ? undefined : deps.registratie.findClaim(aanmelding.gegevens.werkgever),
          findZelfdeBedrijf(deps, aanmelding),
          deps.registratie.listAudit(aanmeldingId, REGELS),
          listMails(deps, aanmelding),
        ]);
        const around = { koppeling, claim, zelfdeBedrijf, audit, berichten, nu: deps.klok.now() };
        return jsonAnswer(200, presentDossier({ aanmelding, ...around }));
      }),
  );
