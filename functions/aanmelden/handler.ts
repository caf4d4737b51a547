import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, type Problem, problemAnswer } from '../../adapters/lambda/problem.ts';
import { baseUrlOf, parseBody } from '../../adapters/lambda/request.ts';
import { Aanmeldformulier } from '../../core/domain/aanmeldgegevens.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type SubmitDeps, submitAanmelding } from '../../core/use-cases/submit-aanmelding.ts';

const TAKEN: Problem = {
  status: 409,
  code: 'al-aangemeld',
  title:
    'Voor dit loonheffingennummer en raamwerkcontractnummer loopt al een aanmelding of salariskoppeling. Gebruik de toegangscode van die aanmelding, of neem contact op met a.s.r.',
};

/** `POST /aanmeldingen`: takes a sign-up in and answers at once; the check at Nmbrs follows. */
export const createHandler = (deps: SubmitDeps & { readonly logboek: Logboek }) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const parsed = parseBody(event, Aanmeldformulier);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    const outcome = await submitAanmelding(deps, parsed.value);
    if (outcome.uitkomst === 'bezet') return problemAnswer(TAKEN);
    const { aanmeldingId, capability } = outcome;
    const path = `/aanmeldingen/${aanmeldingId}`;
    return jsonAnswer(202, { aanmeldingId, statusUrl: `${baseUrlOf(event)}${path}`, capability }, { location: path });
  });
