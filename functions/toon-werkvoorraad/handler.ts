import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Werkvoorraad } from '../../adapters/lambda/answers.ts';
import { cursorOf, FOREIGN_CURSOR, readCursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { WerkvoorraadQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { listWerkvoorraad, type WerkvoorraadDeps } from '../../core/use-cases/list-werkvoorraad.ts';

export interface ToonWerkvoorraadDeps extends WerkvoorraadDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** `GET /werkvoorraad`: the aanmeldingen in one state, the longest waiting first, page by page. */
export const createHandler = (deps: ToonWerkvoorraadDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async () => {
        const parsed = parseQuery(event, WerkvoorraadQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { status, aantal, na: cursor } = parsed.value;
        const na = cursor === undefined ? undefined : readCursor(cursor);
        if (cursor !== undefined && na?.status !== status) return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        const { aanmeldingen, volgende } = await listWerkvoorraad(deps, { status, aantal, na });
        const bladzijde: Werkvoorraad = {
          aanmeldingen,
          ...(volgende === undefined ? {} : { volgende: cursorOf({ status, ...volgende }) }),
        };
        return jsonAnswer(200, bladzijde);
      }),
  );
