import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { recheckAnswer } from '../../adapters/lambda/recheck-answer.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { secondsUntil } from '../../core/domain/tijd.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { Aanmeldcorrectie, type CorrectDeps, correctAanmelding } from '../../core/use-cases/correct-aanmelding.ts';

const NIET_NU = {
  title:
    'Verbeteren kan alleen zolang er iets nodig is (status herstel-nodig). Er is niets gewijzigd. Bekijk de status; wordt de aanmelding nu gecontroleerd, wacht dan op de uitkomst.',
};

/** `PATCH /aanmeldingen/{aanmeldingId}`: corrects fields while herstel is needed, and checks again. */
export const createHandler = (deps: CorrectDeps & CapabilityDeps & { readonly logboek: Logboek }) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) => {
        const parsed = parseBody(event, Aanmeldcorrectie);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const outcome = await correctAanmelding(deps, aanmeldingId, parsed.value);
        if (typeof outcome === 'string') return recheckAnswer(outcome, deps.klok, NIET_NU);
        const retryAfterSeconds = secondsUntil(outcome.weerOp, deps.klok.now());
        return problemAnswer(problemOf('te-veel-adressen', { retryAfterSeconds }));
      }),
  );
