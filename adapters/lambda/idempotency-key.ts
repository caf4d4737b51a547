import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { IdempotentieSleutel } from '../../core/invoer/idempotentie.ts';
import { problemOf } from './problems.ts';
import type { Parsed } from './request.ts';

/** The header `Idempotency-Key`, when it is there. */
export function idempotencyKeyOf(event: APIGatewayProxyEventV2): Parsed<IdempotentieSleutel | undefined> {
  const header = event.headers['idempotency-key'];
  if (header === undefined) return { ok: true, value: undefined };
  const parsed = IdempotentieSleutel.safeParse(header);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: problemOf('ongeldige-sleutel') };
}
