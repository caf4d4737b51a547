import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Ending } from './machine.ts';

/** What a client sends, as API Gateway hands it to a function. */
export interface Request {
  /** The JSON body, or a text with a type of its own. */
  readonly body?: unknown;
  readonly aanmeldingId?: string;
  readonly koppelingId?: string;
  readonly capability?: string | undefined;
  readonly sleutel?: string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  /** The subject of the JWT of somebody of a.s.r. */
  readonly beoordelaar?: string;
}

export const ROL = { claim: 'rollen', naam: 'beoordelaar' } as const;

const Event = z.object({ headers: z.record(z.string(), z.string()), requestContext: z.unknown() });
/** Only what the handlers read of it is there. */
export const HttpEvent = z.custom<APIGatewayProxyEventV2>((value) => Event.safeParse(value).success);

export function eventOf(request: Request): object {
  const { body, aanmeldingId, koppelingId, capability, sleutel, query, beoordelaar } = request;
  const claims = { sub: beoordelaar, [ROL.claim]: ROL.naam };
  return {
    headers: {
      'content-type': 'application/json',
      ...(capability === undefined ? {} : { authorization: `Bearer ${capability}` }),
      ...(sleutel === undefined ? {} : { 'idempotency-key': sleutel }),
    },
    requestContext: {
      domainName: 'api.example',
      http: { sourceIp: '203.0.113.7' },
      ...(beoordelaar === undefined ? {} : { authorizer: { jwt: { claims } } }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    pathParameters: { aanmeldingId, koppelingId },
    queryStringParameters: query,
    isBase64Encoded: false,
  };
}

/** As far as a client looks at an answer. */
export interface Answer {
  readonly statusCode: number;
  /** The code of a problem. */
  readonly code: string | undefined;
  readonly body: unknown;
}

const Response = z.object({ statusCode: z.int(), body: z.string() });
const Problem = z.object({ code: z.string() });

/** `undefined`: nothing came back. */
export function answerOf(ending: Ending): Answer | undefined {
  const response = Response.safeParse(ending.ok ? ending.value : undefined);
  if (!response.success) return undefined;
  const { statusCode, body } = response.data;
  const parsed: unknown = JSON.parse(body);
  return { statusCode, code: Problem.safeParse(parsed).data?.code, body: parsed };
}

/** For the trace: an answer holds a capability, or what an office filled in. */
export function toldOf(value: unknown): string {
  const response = Response.safeParse(value);
  return response.success ? String(response.data.statusCode) : JSON.stringify(value);
}
