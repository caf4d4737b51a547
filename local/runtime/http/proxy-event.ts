import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { ACCOUNT_ID } from '../aws-names.ts';
import type { JwtContext } from './authorizer.ts';
import { decode, type RouteMatch } from './routing.ts';

/** A request as the gateway sees it. */
export interface GatewayRequest {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly jwt: JwtContext | undefined;
  /** Virtual milliseconds. */
  readonly nowMs: number;
}

const TEXT_TYPE = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[\w.+-]+\+(json|xml)))/i;

/** The event of an HTTP API integration, payload format 2.0. */
export function proxyEventOf({ request, body, match, jwt, nowMs }: GatewayRequest): Record<string, unknown> {
  const url = new URL(request.url ?? '/', 'http://local');
  const headers = headersOf(request);
  const { cookie, ...rest } = headers;
  const isBase64Encoded = body.length > 0 && !TEXT_TYPE.test(headers['content-type'] ?? 'text/plain');
  const rawPath = decode(url.pathname);
  const query = queryOf(url.searchParams);
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: { ...rest, 'x-forwarded-proto': 'http', 'x-forwarded-for': '127.0.0.1' },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId: 'lokaal',
      ...(jwt !== undefined && { authorizer: { jwt } }),
      domainName: headers.host ?? '127.0.0.1',
      domainPrefix: 'lokaal',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: clfTime(nowMs),
      timeEpoch: nowMs,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]);
  return Object.fromEntries(entries);
}

function queryOf(parameters: URLSearchParams): Record<string, string> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(',')]));
}

/** As in access logs: `24/Nov/2026:09:00:00 +0000`. */
function clfTime(ms: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

const ProxyResult = z.object({
  statusCode: z.coerce.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** A response as the gateway sends it. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

/** What the function answered; an answer without a status is JSON with status 200. Undefined when it makes no sense. */
export function responseOf(payload: string): GatewayResponse | undefined {
  const json: unknown = JSON.parse(payload);
  if (typeof json !== 'object' || json === null || !('statusCode' in json))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof json === 'string' ? json : payload,
    };
  const { success, data } = ProxyResult.safeParse(json);
  if (!success) return undefined;
  const { statusCode: status, headers = {}, cookies = [], body = '', isBase64Encoded = false } = data;
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(lowered),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}
