import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Overslagantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { invalidFields, parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { Overslagformulier } from '../../core/audit/beheer.ts';
import type { KoppelingId, TijdvakId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { tijdvakName, volgendeUitwisseling } from '../../core/kalender/nederlands.ts';
import { tijdvakById } from '../../core/kalender/tijdvak.ts';
import type { PlanVolgendeDeps } from '../../core/koppeling/plan-volgende.ts';
import { type SkipOutcome, skipTijdvak } from '../../core/uitwisseling/skip-tijdvak.ts';
import type { StartDeps } from '../../core/uitwisseling/start-uitwisseling.ts';

export interface HandlerDeps extends PlanVolgendeDeps, StartDeps, StaffDeps {
  readonly registratie: PlanVolgendeDeps['registratie'] & StartDeps['registratie'];
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/overslag`: passes over the next period, of which no run will come. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
        const parsed = parseBody(event, Overslagformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { tijdvak: tijdvakId, reden } = parsed.value;
        const outcome = await skipTijdvak(deps, { koppelingId, beoordelaar, tijdvakId, reden });
        return answerTo({ koppelingId, tijdvakId }, outcome);
      }),
  );

function answerTo(
  about: { readonly koppelingId: KoppelingId; readonly tijdvakId: TijdvakId },
  outcome: SkipOutcome,
): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'begonnen':
      return problemAnswer(problemOf('uitwisseling-begonnen'));
    case 'ongeldig':
      return problemAnswer(invalidFields(outcome.fouten));
    case 'overgeslagen': {
      const { volgende } = outcome;
      const skipped = tijdvakName(tijdvakById(about.tijdvakId));
      const watNu = `Van ${skipped} komt geen levering. ${volgendeUitwisseling(volgende)}; die levering noemt het overgeslagen tijdvak.`;
      return jsonAnswer(200, { ...about, volgende, watNu } satisfies Overslagantwoord);
    }
    default:
      return outcome satisfies never;
  }
}
