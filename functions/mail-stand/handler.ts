import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Mailantwoord } from '../../adapters/lambda/answers.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { parseBody } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import { AanmeldingId } from '../../core/domain/aanmelding.ts';
import { Redenformulier } from '../../core/domain/beheer.ts';
import { type MailStandDeps, type MailStandOutcome, mailStand } from '../../core/use-cases/mail-stand.ts';

/** `POST /aanmeldingen/{aanmeldingId}/stand`: mails the office how its aanmelding is, when a mail of before did not arrive. */
export const createHandler = (deps: MailStandDeps & StaffDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async (beoordelaar) => {
        const parsed = parseBody(event, Redenformulier);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
        if (!id.success) return problemAnswer(problemOf('niet-gevonden'));
        return answerTo(await mailStand(deps, { ...parsed.value, aanmeldingId: id.data, beoordelaar }));
      }),
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
