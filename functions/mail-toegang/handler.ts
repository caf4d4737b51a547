import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Toegangantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import { type MailToegangDeps, mailToegang } from '../../core/adres/mail-toegang.ts';
import { AanmeldingId } from '../../core/ids.ts';

const ANSWER: Toegangantwoord = {
  watNu:
    'Als deze aanmelding bestaat, is er een e-mail met een nieuwe toegangscode onderweg naar het adres van het kantoor. Dat kan drie keer per uur. Komt er niets, kijk dan bij de ongewenste e-mail of neem contact op met a.s.r.',
};

/** `POST /aanmeldingen/{aanmeldingId}/toegang`: mails a new code to the office; the answer is the same whether there is one or not. */
export const createHandler = (deps: MailToegangDeps) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
    if (id.success) await mailToegang(deps, id.data);
    return jsonAnswer(202, ANSWER);
  });
