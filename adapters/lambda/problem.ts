import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Veldfout } from '../../core/invoer/probleem.ts';
import type { Probleem } from './problem-schema.ts';

/** An answer of API Gateway, payload format 2.0. */
export type HttpAnswer = APIGatewayProxyStructuredResultV2;

/** The media type of a problem. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * A problem with a stable code. RFC 9457: `title` is one Dutch sentence, the same for every problem of the code; `detail` is what to do, or
 * what is particular to this one. The catalogue: problems.ts.
 */
export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly fouten?: readonly Veldfout[];
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds?: number;
}

export function jsonAnswer(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    statusCode,
    headers: { ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** A calendar file, under a name of its own. */
export const calendarAnswer = (body: string): HttpAnswer => ({
  statusCode: 200,
  headers: {
    ...SAFE_HEADERS,
    'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
    'content-disposition': 'attachment; filename="runs-vergrendelen.ics"',
  },
  body,
});

/** What a hold-up of ours takes as a rule. */
const HOLD_UP_SECONDS = 30;

export function problemAnswer({ status, code, title, detail, fouten, retryAfterSeconds }: Problem): HttpAnswer {
  const retryAfter = retryAfterSeconds ?? (status === 503 ? HOLD_UP_SECONDS : undefined);
  return {
    statusCode: status,
    headers: {
      ...SAFE_HEADERS,
      'content-type': PROBLEM_TYPE,
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      type: `urn:salariskoppeling:probleem:${code}`,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      code,
      ...(fouten === undefined ? {} : { fouten }),
    } satisfies Probleem),
  };
}
