import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Aanmeldantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { baseUrlOf, parseBody } from '../../adapters/lambda/request.ts';
import { broughtBy, tooManyRequests, WACHT_OP_BEVESTIGING, WIJ_CONTROLEREN } from '../../adapters/lambda/sign-up.ts';
import { Aanmeldformulier, waarschuwingenBij } from '../../core/aanmelding/aanmeldgegevens.ts';
import { type SubmitDeps, submitAanmelding } from '../../core/aanvraag/submit-aanmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** `POST /aanmeldingen`: takes a sign-up in and answers at once; the check at Nmbrs follows, or first the confirmation of the address. */
export const createHandler = (deps: SubmitDeps & { readonly logboek: Logboek }) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const brought = broughtBy(event);
    if (!brought.ok) return problemAnswer(brought.problem);
    const parsed = parseBody(event, Aanmeldformulier);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    const outcome = await submitAanmelding(deps, parsed.value, brought.value);
    if (outcome.uitkomst === 'bezet') return problemAnswer(problemOf('al-aangemeld'));
    if (outcome.uitkomst === 'te-druk') return problemAnswer(tooManyRequests(deps.klok.now()));
    if (!('capability' in outcome)) return problemAnswer(problemOf(outcome.uitkomst));
    const { aanmeldingId, capability, uitkomst: status } = outcome;
    const path = `/aanmeldingen/${aanmeldingId}`;
    const answer: Aanmeldantwoord = {
      aanmeldingId,
      statusUrl: `${baseUrlOf(event)}${path}`,
      capability,
      status,
      watNu: status === 'ontvangen' ? WIJ_CONTROLEREN : WACHT_OP_BEVESTIGING,
      waarschuwingen: waarschuwingenBij(parsed.value.nmbrs.apiToken),
    };
    return jsonAnswer(202, answer, { location: path });
  });
