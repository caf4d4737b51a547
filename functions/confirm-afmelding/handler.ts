import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afmeldantwoord } from '../../adapters/lambda/afmeldantwoord.ts';
import { withCode } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type ConfirmAfmeldingDeps, confirmAfmelding } from '../../core/afmelding/confirm-afmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { Koppelregister } from '../../core/koppeling/ports/koppelregister.ts';

/** `POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging`: an afmelding that waits begins, by the code in the mail about it. */
export const createHandler = (
  deps: ConfirmAfmeldingDeps & { readonly registratie: Koppelregister; readonly logboek: Logboek },
) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCode(event, async (aanmeldingId, code) => {
        const outcome = await confirmAfmelding(deps, aanmeldingId, code);
        switch (outcome.uitkomst) {
          case 'bevestigd':
            return afmeldantwoord(deps, outcome.aanmelding);
          case 'niet-meer':
            return problemAnswer(problemOf('niets-te-bevestigen'));
          case 'onbekend':
            return problemAnswer(problemOf('code-onbekend'));
          default:
            return outcome satisfies never;
        }
      }),
  );
