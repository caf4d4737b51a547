import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Mailantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { StaffDeps } from '../../adapters/lambda/staff.ts';
import { withStaffFormulier } from '../../adapters/lambda/staff-aanmelding.ts';
import { Redenformulier } from '../../core/audit/beheer.ts';
import { type MailStandDeps, type MailStandOutcome, mailStand } from '../../core/naloop/mail-stand.ts';

/** `POST /aanmeldingen/{aanmeldingId}/stand`: mails the office how its aanmelding is, when a mail of before did not arrive. */
export const createHandler = (deps: MailStandDeps & StaffDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaffFormulier(deps, event, Redenformulier, async (request) => answerTo(await mailStand(deps, request))),
  );

function answerTo(outcome: MailStandOutcome): HttpAnswer {
  switch (outcome.uitkomst) {
    case 'gemaild':
    case 'niet-gemaild': {
      const { aanmeldingId, gegevens } = outcome.aanmelding;
      const { email } = gegevens.salarisverwerker;
      const gemaild = outcome.uitkomst === 'gemaild';
      const watNu = gemaild
        ? `Hoe de aanmelding ervoor staat, is gemaild naar ${email}, met een nieuwe toegangscode.`
        : `Van de e-mail naar ${email} is niet zeker dat hij is verzonden. Klopt het adres niet, geef het kantoor dan een nieuwe toegangscode op het goede adres.`;
      return jsonAnswer(200, { aanmeldingId, gemaild, watNu } satisfies Mailantwoord);
    }
    case 'onbevestigd':
      return problemAnswer(problemOf('eerst-bevestigen'));
    case 'afgemeld':
      return problemAnswer(problemOf('geen-adres-meer'));
    case 'onbekend':
      return problemAnswer(problemOf('niet-gevonden'));
    default:
      return outcome satisfies never;
  }
}
