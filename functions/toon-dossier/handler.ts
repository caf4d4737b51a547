import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import { type StaffAanmeldingDeps, withStaffAanmelding } from '../../adapters/lambda/staff-aanmelding.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import type { Aanmeldregister } from '../../core/ports/aanmeldregister.ts';
import type { Auditregister } from '../../core/ports/auditregister.ts';
import type { Berichtenboek } from '../../core/ports/berichtenboek.ts';
import type { Claims } from '../../core/ports/claims.ts';
import type { Klok } from '../../core/ports/klok.ts';
import type { Koppelregister } from '../../core/ports/koppelregister.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { findZelfdeBedrijf } from '../../core/use-cases/find-zelfde-bedrijf.ts';
import { listMails } from '../../core/use-cases/list-mails.ts';
import { presentDossier } from '../../core/use-cases/present-dossier.ts';

export interface ToonDossierDeps extends StaffAanmeldingDeps {
  readonly registratie: Aanmeldregister & Auditregister & Berichtenboek & Claims & Koppelregister;
  readonly klok: Klok;
  readonly logboek: Logboek;
}

/** So much of the past is told; `GET …/audit` has all of it. */
const REGELS = 200;

/** `GET /werkvoorraad/{aanmeldingId}`: one aanmelding in full, for an assessor. */
export const createHandler = (deps: ToonDossierDeps) =>
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
