import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Beeindigantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { invalidFields, parseBody } from '../../adapters/lambda/request.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffKoppeling } from '../../adapters/lambda/staff-koppeling.ts';
import { dueAt } from '../../core/aanmelding/afmelding.ts';
import type { SignOffDeps } from '../../core/afmelding/sign-off-aanmelding.ts';
import { type KoppelingSignOffOutcome, signOffKoppeling } from '../../core/afmelding/sign-off-koppeling.ts';
import { Beeindigingsformulier } from '../../core/audit/beheer.ts';
import type { KoppelingId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { dayAndTime, longDate } from '../../core/kalender/nederlands.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';

export interface HandlerDeps extends SignOffDeps, StaffDeps {
  readonly registratie: SignOffDeps['registratie'] & Koppelregister;
  readonly logboek: Logboek;
}

/** `POST /koppelingen/{koppelingId}/beeindiging`: a.s.r. ends a koppeling, for instance because the policy has. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
        const parsed = parseBody(event, Beeindigingsformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { reden, ...wens } = parsed.value;
        const outcome = await signOffKoppeling(deps, { koppelingId, beoordelaar, reden, wens });
        return answerTo(koppelingId, outcome);
      }),
  );

function answerTo(koppelingId: KoppelingId, outcome: KoppelingSignOffOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'beeindigd': {
      const { afmelding } = outcome;
      const { ingangsdatum } = afmelding;
      const begintOp = dueAt(afmelding);
      const watNu = `${longDate(ingangsdatum)} is de laatste dag. Wij wissen niets vóór ${dayAndTime(begintOp)}; tot dan kunt u dit terugdraaien. Het kantoor krijgt er een e-mail over, met de reden.`;
      return jsonAnswer(202, { koppelingId, ingangsdatum, begintOp, watNu } satisfies Beeindigantwoord);
    }
    case 'andere-datum':
      return problemAnswer(problemOf('al-beeindigd'));
    case 'datum-kan-niet': {
      const { van, tot } = outcome;
      const tekst = `Kies een datum van ${longDate(van)} tot en met ${longDate(tot)}.`;
      return problemAnswer(invalidFields([{ veld: 'per', code: 'datum-kan-niet', tekst }]));
    }
    case 'gestopt':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    default:
      return outcome satisfies never;
  }
}
