import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Koppelingantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withIngreep } from '../../adapters/lambda/staff-koppeling.ts';
import { type WithdrawDeps, type WithdrawOutcome, withdrawAfmelding } from '../../core/afmelding/withdraw-afmelding.ts';
import { aanmeldingIdOf, type KoppelingId } from '../../core/ids.ts';
import { longDate } from '../../core/kalender/nederlands.ts';

type HandlerDeps = WithdrawDeps & StaffDeps;

/** `POST /koppelingen/{koppelingId}/beeindiging/intrekking`: takes an end back before it has begun, whoever asked for it. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withIngreep(deps, event, async ({ koppelingId, ...doorAsr }) =>
        answerTo(koppelingId, await withdrawAfmelding(deps, aanmeldingIdOf(koppelingId), doorAsr)),
      ),
  );

function answerTo(koppelingId: KoppelingId, outcome: WithdrawOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'ingetrokken': {
      const { aanmelding } = outcome;
      const left = aanmelding.status === 'gerealiseerd' ? aanmelding.afmelding : undefined;
      const watNu =
        left === undefined
          ? 'De koppeling gaat door; er is niets gewist. Het kantoor krijgt er een e-mail over.'
          : `Op de laatste tijdvakken wordt weer gewacht. De afmelding per ${longDate(left.ingangsdatum)} staat nog; stuur dit nog eens om ook die terug te draaien.`;
      return jsonAnswer(200, { koppelingId, watNu } satisfies Koppelingantwoord);
    }
    case 'niet-afgemeld':
      return problemAnswer(problemOf('niet-beeindigd-koppeling'));
    case 'te-laat':
      return problemAnswer(problemOf('koppeling-gestopt'));
    case 'door-asr':
    case 'onbekend':
      return problemAnswer(problemOf('koppeling-onbekend'));
    default:
      return outcome satisfies never;
  }
}
