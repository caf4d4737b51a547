import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import type { VirtualClock } from '../clock.ts';
import type { Lambda } from '../lambda/runner.ts';
import type { Route } from '../system.ts';
import type { JwtContext, LocalIssuer } from './authorizer.ts';
import { type GatewayResponse, proxyEventOf, responseOf } from './proxy-event.ts';
import { readBody } from './read-body.ts';
import { matchRoute } from './routing.ts';

/** The payload limit of an HTTP API. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** An HTTP API gives up on its integration after this long. */
const INTEGRATION_TIMEOUT_MS = 30_000;

/** What the gateway needs of the runtime. */
export interface GatewayParts {
  readonly routes: readonly Route[];
  readonly issuer: LocalIssuer;
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly activity: Activity;
}

/** Answers a request as an API Gateway HTTP API would, with the routes and authorizers of the template. */
export type Gateway = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createGateway(parts: GatewayParts): Gateway {
  return async (request, response) => {
    const end = parts.activity.begin();
    try {
      send(response, await answer(parts, request));
    } finally {
      end();
    }
  };
}

async function answer(parts: GatewayParts, request: IncomingMessage): Promise<GatewayResponse> {
  const { routes, issuer, lambda, clock } = parts;
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const body = await readBody(request, BODY_LIMIT_BYTES);
  if (body === undefined) return message(413, 'Request Entity Too Large', { connection: 'close' });
  const match = matchRoute(routes, request.method ?? 'GET', pathname);
  if (match === undefined) return message(404, 'Not Found');
  const { authorizer, scopes, functionArn } = match.route;
  const jwt = authorizer && (await issuer.verify(authorizer, request.headers.authorization));
  if (authorizer !== undefined && jwt === undefined)
    return message(401, 'Unauthorized', { 'www-authenticate': 'Bearer' });
  if (!hasScope(jwt, scopes)) return message(403, 'Forbidden');
  const event = proxyEventOf({ request, body, match, jwt, nowMs: Math.floor(clock.now()) });
  return integrate(lambda, functionArn, JSON.stringify(event));
}

async function integrate(lambda: Lambda, functionArn: string, event: string): Promise<GatewayResponse> {
  const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), INTEGRATION_TIMEOUT_MS);
  const outcome = await Promise.race([lambda.invoke(functionArn, event), tooLate]);
  clearTimeout(timer);
  if (outcome === undefined) return message(503, 'Service Unavailable');
  const response = outcome.ok ? responseOf(outcome.payload) : undefined;
  return response ?? message(500, 'Internal Server Error');
}

function hasScope(jwt: JwtContext | undefined, scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.some((scope) => jwt?.scopes?.includes(scope));
}

function message(status: number, text: string, headers: Record<string, string> = {}): GatewayResponse {
  const body = JSON.stringify({ message: text });
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

function send(response: ServerResponse, { status, headers, body }: GatewayResponse): void {
  response.writeHead(status, { ...headers, 'apigw-requestid': randomUUID() });
  response.end(body);
}
