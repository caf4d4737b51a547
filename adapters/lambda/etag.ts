import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpAnswer } from './problem.ts';

/**
 * Gives the answer a strong ETag, and answers 304 without a body when the caller has this very version (RFC 9110, section
 * 13.1.2). The answer's own
 * `cache-control` stays: what says `no-store` is kept by nobody in between, the caller itself compares.
 */
export function withEtag(event: APIGatewayProxyEventV2, answer: HttpAnswer): HttpAnswer {
  const etag = `"${createHash('sha256')
    .update(answer.body ?? '')
    .digest('base64url')}"`;
  const headers = { ...answer.headers, etag };
  if (!knows(event.headers['if-none-match'] ?? '', etag)) return { ...answer, headers };
  const kept = Object.entries(headers).filter(([name]) => name !== 'content-type');
  return { statusCode: 304, headers: Object.fromEntries(kept) };
}

const knows = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
