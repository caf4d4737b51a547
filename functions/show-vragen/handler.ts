import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Vragenantwoord } from '../../adapters/lambda/answers.ts';
import { type CapabilityDeps, withCapability } from '../../adapters/lambda/capability.ts';
import { bestandscursorOf, FOREIGN_CURSOR, readBestandscursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { VragenQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type OpenVragenDeps, showOpenVragen } from '../../core/levering/show-open-vragen.ts';

export type HandlerDeps = CapabilityDeps & OpenVragenDeps & { readonly logboek: Logboek };

/** `GET /aanmeldingen/{aanmeldingId}/vragen`: what the office can mend in Nmbrs, after the last exchange. Changes nothing. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withCapability(deps, event, async ({ aanmeldingId }) => {
        const parsed = parseQuery(event, VragenQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { aantal, na: cursor } = parsed.value;
        const na = cursor === undefined ? undefined : readBestandscursor(cursor, 'open-vragen');
        if (cursor !== undefined && na === undefined) return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        const outcome = await showOpenVragen(deps, aanmeldingId, { aantal, na });
        if (outcome.uitkomst === 'andere-vragen') return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        const volgende = outcome.volgende && bestandscursorOf(outcome.volgende, 'open-vragen');
        const antwoord: Vragenantwoord = { ...outcome.vragen, ...(volgende === undefined ? {} : { volgende }) };
        return jsonAnswer(200, antwoord);
      }),
  );
