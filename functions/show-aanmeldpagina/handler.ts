import { AANMELDPAGINA } from '../../adapters/lambda/aanmeldpagina.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { pageAnswer } from '../../adapters/lambda/page.ts';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** `GET /aanmelding/{id}`: the one plain page to which the link of a mail leads. It looks at nothing of the request. */
export function createHandler({ logboek }: { readonly logboek: Logboek }) {
  const page = pageAnswer(AANMELDPAGINA);
  return httpHandler(logboek, async (): Promise<HttpAnswer> => page);
}
