import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Capabilityantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type ReplaceCapabilityDeps, replaceCapability } from '../../core/adres/replace-capability.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** `POST /aanmeldingen/{aanmeldingId}/capability`: another one, in the place of one that was lost or seen by somebody else. */
export const createHandler = (deps: CapabilityDeps & ReplaceCapabilityDeps & { readonly logboek: Logboek }) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) => {
        const outcome = await replaceCapability(deps, aanmeldingId);
        switch (outcome.uitkomst) {
          case 'vervangen': {
            const { capability } = outcome;
            return jsonAnswer(200, { aanmeldingId, capability } satisfies Capabilityantwoord);
          }
          case 'afgemeld':
            return problemAnswer(problemOf('toegang-blijft'));
          case 'onbekend':
            return problemAnswer(problemOf('niet-gevonden'));
          default:
            return outcome satisfies never;
        }
      }),
  );
