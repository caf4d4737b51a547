import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Veldfout } from '../../core/domain/probleem.ts';

/** An answer of API Gateway, payload format 2.0. */
export type HttpAnswer = APIGatewayProxyStructuredResultV2;

const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A problem with a stable code; `title` is the Dutch sentence for the caller. RFC 9457. */
export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 500 | 503;
  readonly code: string;
  readonly title: string;
  readonly fouten?: readonly Veldfout[];
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

export function problemAnswer({ status, code, title, fouten }: Problem): HttpAnswer {
  return {
    statusCode: status,
    headers: {
      ...SAFE_HEADERS,
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'retry-after': '30' } : {}),
    },
    body: JSON.stringify({
      type: `urn:salariskoppeling:probleem:${code}`,
      title,
      status,
      code,
      ...(fouten === undefined ? {} : { fouten }),
    }),
  };
}

export const NOT_FOUND: Problem = {
  status: 404,
  code: 'niet-gevonden',
  title: 'Deze aanmelding bestaat niet, of u hebt er geen toegang toe.',
};

export const NOT_DECIDABLE: Problem = {
  status: 409,
  code: 'niet-te-besluiten',
  title: 'Over deze aanmelding kan nu geen besluit worden genomen. Bekijk eerst de status.',
};

export const NO_CAPABILITY: Problem = {
  status: 401,
  code: 'geen-toegangscode',
  title: 'Stuur de toegangscode mee die u bij de aanmelding kreeg: Authorization: Bearer <capability>.',
};

export const TEMPORARILY_UNAVAILABLE: Problem = {
  status: 503,
  code: 'tijdelijk-niet-beschikbaar',
  title: 'Het lukt nu even niet. Probeer het over een halve minuut opnieuw.',
};

export const UNEXPECTED: Problem = {
  status: 500,
  code: 'onverwachte-fout',
  title:
    'Er ging bij ons iets mis. Misschien is uw aanvraag niet verwerkt. Bekijk de status of probeer het later opnieuw.',
};
