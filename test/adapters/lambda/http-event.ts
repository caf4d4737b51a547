import type { APIGatewayProxyEventV2 } from 'aws-lambda';

type Claims = Readonly<Record<string, unknown>>;

interface Request {
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly aanmeldingId?: string;
  readonly koppelingId?: string;
  readonly uitwisselingId?: string;
  readonly verzoekId?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What the token says that the JWT authorizer of API Gateway verified. */
  readonly claims?: Claims;
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
    ...(claims === undefined ? {} : { authorizer: { jwt: { claims: asText(claims), scopes: null } } }),
  };
  const text = typeof body === 'string' ? body : undefined;
  const encoded = body === undefined ? undefined : Buffer.from(body).toString('base64');
  const sent = isBase64Encoded ? encoded : text;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/aanmeldingen',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...tokenOf(claims), ...headers },
    requestContext: context,
    isBase64Encoded,
    ...(sent === undefined ? {} : { body: sent }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...pathParametersOf(request),
  };
}

/** As it writes them for a function: a list as a text. */
const asText = (claims: Claims) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, Array.isArray(value) ? `[${value.join(' ')}]` : value]),
  );

function tokenOf(claims: Claims | undefined) {
  if (claims === undefined) return {};
  const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return { authorization: `Bearer ${part({ alg: 'RS256' })}.${part(claims)}.handtekening` };
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
