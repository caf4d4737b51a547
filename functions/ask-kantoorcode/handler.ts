import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Toegangantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { type AskKantoorcodeDeps, askKantoorcode, Kantoorformulier } from '../../core/aanvraag/ask-kantoorcode.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

const ANSWER: Toegangantwoord = {
  watNu:
    'Als met dit e-mailadres werkgevers zijn aangemeld en het adres is bevestigd, is er een e-mail met een kantoorcode onderweg. Dat kan drie keer per uur. Komt er niets, kijk dan bij de ongewenste e-mail of neem contact op met a.s.r.',
};

/** `POST /kantoor/toegang`: has a code for the list of an office mailed; the answer is the same whether there is one or not. */
export const createHandler = (deps: AskKantoorcodeDeps & { readonly logboek: Logboek }) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const parsed = parseBody(event, Kantoorformulier);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    await askKantoorcode(deps, parsed.value.email);
    return jsonAnswer(202, ANSWER);
  });
