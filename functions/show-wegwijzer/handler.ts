import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CROSS_ORIGIN_PREFLIGHT } from '../../adapters/lambda/cross-origin.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { OPENAPI_PATH } from '../../adapters/lambda/openapi/document.ts';
import { methodsOf } from '../../adapters/lambda/openapi/methods.ts';
import { type HttpAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/**
 * What no other route takes, which API Gateway would answer with a 404 in English: 405 with what the address does take, and 404 with where
 * the description is. It looks at the method and the path only.
 */
export const createHandler = ({ logboek }: { readonly logboek: Logboek }) =>
  httpHandler(logboek, async ({ rawPath, requestContext }: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const { method } = requestContext.http;
    const methods = methodsOf(rawPath);
    if (methods.length === 0) return withoutBody(method, problemAnswer(problemOf('adres-onbekend')));
    const allow = [...methods, 'OPTIONS'].join(', ');
    if (method === 'OPTIONS') return { statusCode: 204, headers: { allow, ...preflightOf(rawPath) } };
    const refused = problemAnswer(problemOf('methode-onbekend'));
    return withoutBody(method, { ...refused, headers: { ...refused.headers, allow } });
  });

const preflightOf = (path: string) => (path === OPENAPI_PATH ? CROSS_ORIGIN_PREFLIGHT : {});

/** An answer to HEAD has none (RFC 9110, section 9.3.2). */
function withoutBody(method: string, { body, ...answer }: HttpAnswer): HttpAnswer {
  return method === 'HEAD' ? answer : { ...answer, ...(body === undefined ? {} : { body }) };
}
