import type { APIGatewayProxyEventV2 } from 'aws-lambda';

interface Request {
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly aanmeldingId?: string;
  readonly koppelingId?: string;
  readonly uitwisselingId?: string;
  readonly verzoekId?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Claims as the JWT authorizer of API Gateway hands them over. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** API Gateway encodes a body of bytes. */
  readonly isBase64Encoded?: boolean;
}

/** A request as API Gateway sends it, payload format 2.0. */
export function httpEvent(request: Request = {}): APIGatewayProxyEventV2 {
  const { method = 'POST', body, headers = {}, query, claims, isBase64Encoded = body instanceof Uint8Array } = request;
  const context = {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.salariskoppeling.example',
    domainPrefix: 'api',
    http: { method, path: '/aanmeldingen', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request-1',
    routeKey: '$default',
    stage: '$default',
    time: '24/Nov/2026:09:00:00 +0000',
    timeEpoch: 0,
    ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
  };
  const text = typeof body === 'string' ? body : undefined;
  const encoded = body === undefined ? undefined : Buffer.from(body).toString('base64');
  const sent = isBase64Encoded ? encoded : text;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/aanmeldingen',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: context,
    isBase64Encoded,
    ...(sent === undefined ? {} : { body: sent }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...pathParametersOf(request),
  };
}

/** A test names what it asks for by all the ids that it has; a handler takes the one of its own path. */
function pathParametersOf({ aanmeldingId, koppelingId, uitwisselingId, verzoekId }: Request) {
  const named = Object.entries({ aanmeldingId, koppelingId, uitwisselingId, verzoekId }).filter(
    ([, id]) => id !== undefined,
  );
  return named.length === 0 ? {} : { pathParameters: Object.fromEntries(named) };
}

export const jsonEvent = (body: unknown, request: Request = {}): APIGatewayProxyEventV2 =>
  httpEvent({ body: JSON.stringify(body), ...request });
