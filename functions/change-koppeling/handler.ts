import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Wijzigantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { type ChangeKoppelingDeps, type ChangeOutcome, changeKoppeling } from '../../core/beheer/change-koppeling.ts';
import type { KoppelingId } from '../../core/ids.ts';
import { Wijzigingsformulier } from '../../core/koppeling/koppelingwijziging.ts';

type HandlerDeps = ChangeKoppelingDeps & StaffDeps;

/** `POST /koppelingen/{koppelingId}/wijziging`: the DGA's, the 13e maand and the dekkingsprofiel of a realised koppeling. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar, beoordelaarNaam) => {
        const parsed = parseBody(event, Wijzigingsformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { reden, ...wijziging } = parsed.value;
        const outcome = await changeKoppeling(deps, {
          koppelingId,
          wijziging,
          doorAsr: { beoordelaar, beoordelaarNaam, reden },
        });
        return answerTo(koppelingId, outcome);
      }),
  );

function answerTo(koppelingId: KoppelingId, outcome: ChangeOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'gewijzigd': {
      const { velden, voorstel } = outcome;
      const done =
        velden.length === 0
          ? 'Er is niets gewijzigd.'
          : 'De wijziging geldt vanaf de volgende levering. Het kantoor krijgt er een e-mail over.';
      const waits =
        voorstel === undefined
          ? ''
          : ` Het dekkingsprofiel ${voorstel.dekkingsprofiel} geldt zodra een collega binnen 30 dagen hetzelfde vraagt: het burgerservicenummer gaat dan mee.`;
      const answer = { koppelingId, gewijzigd: [...velden], watNu: `${done}${waits}` };
      return jsonAnswer(voorstel === undefined ? 200 : 202, {
        ...answer,
        ...(voorstel === undefined ? {} : { voorstel }),
      } satisfies Wijzigantwoord);
    }
    case 'wijkt-af':
      return problemAnswer(problemOf('wijziging-wijkt-af'));
    case 'begonnen':
      return problemAnswer(problemOf('uitwisseling-begonnen'));
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    default:
      return outcome satisfies never;
  }
}
