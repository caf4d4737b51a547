import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';

const JwtClaims = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }) });
const Payload = z.record(z.string(), z.unknown());

type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims that the JWT authorizer of API Gateway verified; `undefined` when no authorizer did. It hands a list over as the text
 * `[a b]`, by which nobody can tell one role of two words from two roles: a list is taken from the token that it verified.
 */
export function claimsOf(event: APIGatewayProxyEventV2): Claims | undefined {
  const parsed = JwtClaims.safeParse(event.requestContext);
  if (!parsed.success) return undefined;
  const { claims } = parsed.data.authorizer.jwt;
  const own = payloadOf(event.headers.authorization ?? '');
  const read = ([name, value]: [string, unknown]) => [name, Array.isArray(own[name]) ? own[name] : value];
  return Object.fromEntries(Object.entries(claims).map(read));
}

/** What a JWT says, unverified. */
function payloadOf(authorization: string): Claims {
  const [, payload = ''] = /^Bearer +[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization) ?? [];
  try {
    const { data } = Payload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return data ?? {};
  } catch {
    return {};
  }
}

/** Whether a claim is the role, or a list that has it, as a whole. */
export function hasRole(claims: Claims, claim: string, role: string): boolean {
  const value = claims[claim];
  return Array.isArray(value) ? value.includes(role) : value === role || value === `[${role}]`;
}
