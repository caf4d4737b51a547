import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { defaultTekst, type Veldfout, veldfoutenOf } from '../../core/domain/probleem.ts';
import type { Problem } from './problem.ts';

/** The largest body that is read, in bytes. API Gateway itself would pass 10 MB. */
const MAX_BODY_BYTES = 64 * 1024;

const NOT_JSON: Problem = {
  status: 400,
  code: 'geen-json',
  title: 'De aanvraag is geen geldige JSON. Controleer de vorm van het bericht.',
};

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Reads the body as JSON of this shape; every fault at once, each with its field. Never repeats the input. */
export function parseBody<T>(event: APIGatewayProxyEventV2, schema: z.ZodType<T>): Parsed<T> {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) {
    const title = 'Stuur de aanvraag als JSON in UTF-8, met de header Content-Type: application/json.';
    return { ok: false, problem: { status: 415, code: 'verkeerd-soort-inhoud', title } };
  }
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) {
    const title = 'De aanvraag is te groot; hoogstens 64 KB is toegestaan.';
    return { ok: false, problem: { status: 413, code: 'te-groot', title } };
  }
  const json = parseJson(bytes);
  if (json === undefined) return { ok: false, problem: NOT_JSON };
  const parsed = schema.safeParse(json, { error: defaultTekst });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: invalidFields(veldfoutenOf(parsed.error)) };
}

/** The answer to a body that reads well but holds values that cannot be. */
export const invalidFields = (fouten: readonly Veldfout[]): Problem => ({
  status: 400,
  code: 'ongeldige-gegevens',
  title: 'Een of meer gegevens kloppen niet. Verbeter de genoemde velden; er is niets opgeslagen.',
  fouten,
});

/** Reads the query of the URL; every fault at once, each with the name of its parameter. Never repeats the input. */
export function parseQuery<T>(event: APIGatewayProxyEventV2, schema: z.ZodType<T>): Parsed<T> {
  const parsed = schema.safeParse(event.queryStringParameters ?? {}, { error: defaultTekst });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: invalidQuery(veldfoutenOf(parsed.error)) };
}

export const invalidQuery = (fouten: readonly Veldfout[]): Problem => ({
  status: 400,
  code: 'ongeldige-vraag',
  title: 'Een of meer onderdelen van de vraag in het adres kloppen niet. Verbeter de genoemde onderdelen.',
  fouten,
});

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The token of `Authorization: Bearer …`, or `undefined`. */
export const bearerOf = (event: APIGatewayProxyEventV2): string | undefined =>
  /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i.exec(event.headers.authorization ?? '')?.[1];

const JwtClaims = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }) });

/** The claims that the JWT authorizer of API Gateway verified; `undefined` when no authorizer did. */
export function claimsOf(event: APIGatewayProxyEventV2): Readonly<Record<string, unknown>> | undefined {
  const parsed = JwtClaims.safeParse(event.requestContext);
  return parsed.success ? parsed.data.authorizer.jwt.claims : undefined;
}

/** Whether a claim holds the role: HTTP APIs hand a list over as the text `[a b]`. */
export function hasRole(claims: Readonly<Record<string, unknown>>, claim: string, role: string): boolean {
  const value = claims[claim];
  if (Array.isArray(value)) return value.includes(role);
  if (typeof value !== 'string') return false;
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .includes(role);
}

/** The public address of the API as the caller reached it. */
export function baseUrlOf(event: APIGatewayProxyEventV2): string {
  const scheme = event.headers['x-forwarded-proto'] === 'http' ? 'http' : 'https';
  return `${scheme}://${event.requestContext.domainName}`;
}
