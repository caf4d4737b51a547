import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Adresherstelantwoord } from '../../adapters/lambda/answers.ts';
import { withCode } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { type RestoreAdresDeps, restoreAdres } from '../../core/adres/restore-adres.ts';

const WAT_NU =
  'Uw e-mailadres is teruggezet. Bewaar de nieuwe toegangscode: de oude werkt niet meer, en codes uit e-mails tot vijf minuten na nu ook niet. Bekijk met de nieuwe code de status, en of er meer is veranderd.';

/** `POST /aanmeldingen/{aanmeldingId}/adres-herstel`: the address before puts itself back, by the code that was mailed to it. */
export const createHandler = (deps: RestoreAdresDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCode(event, async (aanmeldingId, code) => {
        const outcome = await restoreAdres(deps, aanmeldingId, code);
        if (outcome.uitkomst === 'onbekend') return problemAnswer(problemOf('code-onbekend'));
        const { capability } = outcome;
        return jsonAnswer(200, { aanmeldingId, capability, watNu: WAT_NU } satisfies Adresherstelantwoord);
      }),
  );
