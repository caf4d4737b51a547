import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { nameOf, Transient, Unclear } from '../../core/errors.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { API_VERSION } from './api-version.ts';
import { type HttpAnswer, PROBLEM_TYPE, problemAnswer } from './problem.ts';
import type { Probleem } from './problem-schema.ts';
import { problemOf } from './problems.ts';

/** Answers a request; what goes wrong becomes a problem without detail, and one line in the log. */
export const httpHandler =
  <Rest extends readonly unknown[]>(
    logboek: Logboek,
    answer: (event: APIGatewayProxyEventV2, ...rest: Rest) => Promise<HttpAnswer>,
  ) =>
  async (event: APIGatewayProxyEventV2, ...rest: Rest): Promise<HttpAnswer> => {
    try {
      const answered = await answer(event, ...rest);
      logboek.info('http.beantwoord', { statusCode: answered.statusCode ?? 200 });
      return completed(answered, event);
    } catch (error) {
      const passes = error instanceof Transient || error instanceof Unclear;
      const problem = problemOf(passes ? 'tijdelijk-niet-beschikbaar' : 'onverwachte-fout');
      logboek.error('http.beantwoord', { statusCode: problem.status, ...nameOf(error) });
      return completed(problemAnswer(problem), event);
    }
  };

/** The same with what every answer has: the version, and of a problem the request that it is about. */
function completed(answer: HttpAnswer, event: APIGatewayProxyEventV2): HttpAnswer {
  const headers = { 'api-version': API_VERSION, ...answer.headers };
  const instance = instanceOf(event);
  if (answer.body === undefined || instance === undefined || answer.headers?.['content-type'] !== PROBLEM_TYPE)
    return { ...answer, headers };
  const probleem: Probleem = JSON.parse(answer.body);
  return { ...answer, headers, body: JSON.stringify({ ...probleem, instance } satisfies Probleem) };
}

/** By the id under which API Gateway logs the request, which tells nothing of anyone. */
function instanceOf({ requestContext }: APIGatewayProxyEventV2): string | undefined {
  // Not every front that speaks this format tells.
  const { requestId }: { readonly requestId?: string } = requestContext;
  return requestId === undefined ? undefined : `urn:salariskoppeling:aanvraag:${requestId}`;
}
