import { isIPv4, isIPv6 } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { checkFields, type Veldfout } from '../../core/invoer/probleem.ts';
import { structureFaults } from './json.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problems.ts';

/** The largest body of one aanmelding that is read, in bytes. API Gateway itself would pass 10 MB. */
const MAX_BODY_BYTES = 64 * 1024;

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

// As the second browsers on Windows send a .csv; only what is no `text/…` reaches us byte for byte. The file itself says in which characters it is.
const CSV_TYPE =
  /^(?:text\/csv|application\/csv|application\/vnd\.ms-excel)\s*(?:;\s*(?:header\s*=\s*"?present"?|charset\s*=\s*"?[a-z0-9_-]{1,20}"?)\s*){0,2}$/i;

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const isJsonType = (event: APIGatewayProxyEventV2): boolean =>
  JSON_TYPE.test(event.headers['content-type'] ?? '');

export const isCsvType = (event: APIGatewayProxyEventV2): boolean => CSV_TYPE.test(event.headers['content-type'] ?? '');

/** Reads the body as JSON of this shape; every fault at once, each with its field. Never repeats the input. */
export function parseBody<T>(
  event: APIGatewayProxyEventV2,
  schema: z.ZodType<T>,
  maxBytes = MAX_BODY_BYTES,
): Parsed<T> {
  if (!isJsonType(event)) return { ok: false, problem: problemOf('verkeerd-soort-inhoud') };
  const bytes = readBytes(event, maxBytes);
  if (!bytes.ok) return bytes;
  const text = textOf(bytes.value);
  const json = text === undefined ? undefined : parseJson(text);
  if (text === undefined || json === undefined) return { ok: false, problem: problemOf('geen-json') };
  const fouten = structureFaults(text);
  if (fouten.length > 0) return { ok: false, problem: invalidFields(fouten) };
  const checked = checkFields(schema, json);
  return checked.ok ? checked : { ok: false, problem: invalidFields(checked.fouten) };
}

/** The answer to a body that reads well but holds values that cannot be. */
export const invalidFields = (fouten: readonly Veldfout[]): Problem => problemOf('ongeldige-gegevens', { fouten });

/** Reads the query of the URL; every fault at once, each with the name of its parameter. Never repeats the input. */
export function parseQuery<T>(event: APIGatewayProxyEventV2, schema: z.ZodType<T>): Parsed<T> {
  const checked = checkFields(schema, event.queryStringParameters ?? {});
  return checked.ok ? checked : { ok: false, problem: invalidQuery(checked.fouten) };
}

export const invalidQuery = (fouten: readonly Veldfout[]): Problem => problemOf('ongeldige-vraag', { fouten });

/** The bytes of the body, however API Gateway handed them over. */
export function readBytes(event: APIGatewayProxyEventV2, maxBytes: number): Parsed<Uint8Array> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength <= maxBytes) return { ok: true, value: bytes };
  return { ok: false, problem: problemOf('te-groot', { detail: `Hoogstens ${maxBytes / 1024} KB is toegestaan.` }) };
}

/** UTF-8 without its byte order mark; `undefined` when it is something else. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The token of `Authorization: Bearer …`, or `undefined`. */
export const bearerOf = (event: APIGatewayProxyEventV2): string | undefined =>
  /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i.exec(event.headers.authorization ?? '')?.[1];

/** The public address of the API as the caller reached it. */
export function baseUrlOf(event: APIGatewayProxyEventV2): string {
  const scheme = event.headers['x-forwarded-proto'] === 'http' ? 'http' : 'https';
  return `${scheme}://${event.requestContext.domainName}`;
}

/**
 * From where a request comes: its IPv4 address, or the first 64 bits of its IPv6 address, because one subscriber has all that begin so.
 * `undefined` when the front does not tell.
 */
export function networkOf({ requestContext }: APIGatewayProxyEventV2): string | undefined {
  // Not every front that speaks this format tells.
  const http: { readonly sourceIp?: string } | undefined = requestContext.http;
  const sourceIp = http?.sourceIp ?? '';
  if (isIPv4(sourceIp)) return sourceIp;
  if (!isIPv6(sourceIp)) return undefined;
  // `::` stands for as many zeros as are missing.
  const [before = '', after = ''] = sourceIp.toLowerCase().split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter(Boolean));
  const zeros = Math.max(0, GROUPS - (head?.length ?? 0) - (tail?.length ?? 0));
  const groups = [...(head ?? []), ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])];
  return groups
    .slice(0, GROUPS / 2)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Of an IPv6 address. */
const GROUPS = 8;
