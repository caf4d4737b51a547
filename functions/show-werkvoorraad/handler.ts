import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Werkvoorraad } from '../../adapters/lambda/answers.ts';
import { cursorOf, FOREIGN_CURSOR, readCursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { WerkvoorraadQuery } from '../../adapters/lambda/queries.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import type { AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { LOPEND } from '../../core/aanmelding/search-aanmeldingen.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { listWerkvoorraad, searchWerkvoorraad, type WerkvoorraadDeps } from '../../core/weergave/list-werkvoorraad.ts';

export interface HandlerDeps extends WerkvoorraadDeps, StaffDeps {
  readonly logboek: Logboek;
}

/** What waits for an assessor. */
const STATUS = 'wacht-op-akkoord';

/** Who looks for something does not know in which state it is. */
function statussenIn({ status, zoek }: z.infer<typeof WerkvoorraadQuery>): readonly AanmeldingStatus[] {
  if (status !== undefined) return [status];
  return zoek === undefined ? [STATUS] : LOPEND;
}

/** `GET /werkvoorraad`: the aanmeldingen in one state, the longest waiting first, page by page; or those that have a text. */
export const createHandler = (deps: HandlerDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async () => {
        const parsed = parseQuery(event, WerkvoorraadQuery);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { zoek, aantal, na: cursor } = parsed.value;
        const statussen = statussenIn(parsed.value);
        const na = cursor === undefined ? undefined : readCursor(cursor);
        if (cursor !== undefined && (na === undefined || !statussen.includes(na.status))) {
          return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        }
        const { status = STATUS } = parsed.value;
        const { aanmeldingen, volgende } =
          zoek === undefined
            ? await listWerkvoorraad(deps, { status, aantal, na })
            : await searchWerkvoorraad(deps, { statussen, zoek, aantal, na });
        const bladzijde: Werkvoorraad = {
          aanmeldingen,
          ...(volgende === undefined ? {} : { volgende: cursorOf(volgende) }),
        };
        return jsonAnswer(200, bladzijde);
      }),
  );
