import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CROSS_ORIGIN } from '../../adapters/lambda/cross-origin.ts';
import { withEtag } from '../../adapters/lambda/etag.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { createOpenapi } from '../../adapters/lambda/openapi/document.ts';
import { type HttpAnswer, jsonAnswer } from '../../adapters/lambda/problem.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** The document holds nothing of anyone, and is the same until the next deployment. */
const KEEP = { 'cache-control': 'public, max-age=3600', ...CROSS_ORIGIN };

/** `GET /openapi.json`: what the API takes and answers. Made once, when the function starts. */
export function createHandler({ logboek }: { readonly logboek: Logboek }) {
  const document = jsonAnswer(200, createOpenapi(), KEEP);
  return httpHandler(logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => withEtag(event, document));
}
