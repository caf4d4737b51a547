import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { recheckAnswer } from '../../adapters/lambda/recheck-answer.ts';
import { type RecheckDeps, recheckAanmelding } from '../../core/controle/recheck-aanmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** `POST /aanmeldingen/{aanmeldingId}/hercontrole`: checks again at Nmbrs, with the token that is already there. */
export const createHandler = (deps: RecheckDeps & CapabilityDeps & { readonly logboek: Logboek }) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId, status }) =>
        status === 'wacht-op-bevestiging'
          ? problemAnswer(problemOf('eerst-bevestigen'))
          : recheckAnswer(await recheckAanmelding(deps, aanmeldingId), deps.klok),
      ),
  );
