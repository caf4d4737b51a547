import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Kantoorantwoord } from '../../adapters/lambda/answers.ts';
import { cursorOf, FOREIGN_CURSOR, readCursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { problemOf } from '../../adapters/lambda/problems.ts';
import { KantoorQuery } from '../../adapters/lambda/queries.ts';
import { bearerOf, invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type ListKantoorDeps, listKantoor } from '../../core/aanvraag/list-kantoor.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** A cursor names a state too; a list of one office has none. */
const STATUS = 'ontvangen';

/** `GET /kantoor`: what was signed up with one mail address, for who has its key or a code that was mailed to it. */
export const createHandler = (deps: ListKantoorDeps & { readonly logboek: Logboek }) =>
  httpHandler(deps.logboek, async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const geheim = bearerOf(event);
    if (geheim === undefined) return problemAnswer(problemOf('geen-kantoorcode'));
    const parsed = parseQuery(event, KantoorQuery);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    const { na: cursor } = parsed.value;
    const na = cursor === undefined ? undefined : readCursor(cursor, 'kantoor');
    if (cursor !== undefined && na === undefined) return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
    const blad = await listKantoor(deps, geheim, na);
    if (blad === undefined) return problemAnswer(problemOf('geen-kantoorcode'));
    const answer: Kantoorantwoord = {
      aanmeldingen: blad.aanmeldingen,
      ...(blad.na === undefined ? {} : { volgende: cursorOf({ status: STATUS, ...blad.na }, 'kantoor') }),
    };
    return jsonAnswer(200, answer);
  });
