import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Intrekantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type WithdrawDeps, type WithdrawOutcome, withdrawAfmelding } from '../../core/afmelding/withdraw-afmelding.ts';
import { koppelingIdOf } from '../../core/ids.ts';
import { presentStatus } from '../../core/weergave/present-status.ts';

/** `DELETE /aanmeldingen/{aanmeldingId}/afmelding`: takes an afmelding back before it begins. */
export const createHandler = (deps: WithdrawDeps & CapabilityDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) =>
        answerOf(deps, await withdrawAfmelding(deps, aanmeldingId)),
      ),
  );

async function answerOf({ registratie, klok }: WithdrawDeps, outcome: WithdrawOutcome): Promise<HttpAnswer> {
  switch (outcome.uitkomst) {
    case 'ingetrokken': {
      const { aanmelding } = outcome;
      const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmelding.aanmeldingId));
      const { status, watNu } = presentStatus(aanmelding, { koppeling, nu: klok.now() });
      return jsonAnswer(200, { status, watNu } satisfies Intrekantwoord);
    }
    case 'niet-afgemeld':
      return problemAnswer(problemOf('niet-afgemeld'));
    case 'door-asr':
      return problemAnswer(problemOf('door-asr-beeindigd'));
    case 'te-laat':
      return problemAnswer(problemOf('afmelding-begonnen'));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    default:
      return outcome satisfies never;
  }
}
