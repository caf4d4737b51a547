import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Koppelingen } from '../../adapters/lambda/answers.ts';
import { cursorOf, FOREIGN_CURSOR, readCursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { KoppelingenQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type KoppelingenDeps, listKoppelingen } from '../../core/weergave/list-koppelingen.ts';

export interface HandlerDeps extends KoppelingenDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** Every koppeling is an aanmelding in this state: that is the list that the pages go through. */
const STATUS = 'gerealiseerd';

/** `GET /koppelingen`: the koppelingen and what is the matter with each, page by page. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async () => {
        const parsed = parseQuery(event, KoppelingenQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { status, aandacht, zoek, aantal, na: cursor } = parsed.value;
        const na = cursor === undefined ? undefined : readCursor(cursor);
        if (cursor !== undefined && na?.status !== STATUS) return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        const page = await listKoppelingen(deps, { status, aandacht: aandacht === 'ja', zoek, aantal, na });
        const bladzijde: Koppelingen = {
          koppelingen: page.koppelingen,
          ...(page.volgende === undefined ? {} : { volgende: cursorOf(page.volgende) }),
        };
        return jsonAnswer(200, bladzijde);
      }),
  );
