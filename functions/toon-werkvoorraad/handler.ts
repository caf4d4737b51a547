import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { cursorOf, readCursor } from '../../adapters/lambda/cursor.ts';
import { httpHandler } from '../../adapters/lambda/http-handler.ts';
import { type HttpAnswer, jsonAnswer, problemAnswer } from '../../adapters/lambda/problem.ts';
import { invalidQuery, parseQuery } from '../../adapters/lambda/request.ts';
import { type StaffDeps, withStaff } from '../../adapters/lambda/staff.ts';
import { AanmeldingStatus } from '../../core/domain/aanmelding.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { listWerkvoorraad, type WerkvoorraadDeps } from '../../core/use-cases/list-werkvoorraad.ts';

export interface ToonWerkvoorraadDeps extends WerkvoorraadDeps, StaffDeps {
  readonly logboek: Logboek;
}

const AANTAL = 'Vraag om 1 tot en met 100 aanmeldingen per bladzijde.';
const FOREIGN_CURSOR = {
  veld: 'na',
  code: 'onbekende-plaats',
  tekst: 'Neem «volgende» van de vorige bladzijde letterlijk over, bij dezelfde status, of begin opnieuw zonder «na».',
} as const;

/** The query of `GET /werkvoorraad`. */
const Vraag = z.strictObject({
  status: z
    .enum(AanmeldingStatus.options, { error: `Kies een status: ${AanmeldingStatus.options.join(', ')}.` })
    .default('wacht-op-akkoord'),
  aantal: z
    .string()
    .regex(/^([1-9]\d?|100)$/, { error: AANTAL })
    .transform(Number)
    .default(25),
  na: z.string().optional(),
});

/** `GET /werkvoorraad`: the aanmeldingen in one state, the longest waiting first, page by page. */
export const createHandler = (deps: ToonWerkvoorraadDeps) =>
  httpHandler(
    deps.logboek,
    (event: APIGatewayProxyEventV2): Promise<HttpAnswer> =>
      withStaff(deps, event, async () => {
        const parsed = parseQuery(event, Vraag);
        if (!parsed.ok) return problemAnswer(parsed.problem);
        const { status, aantal, na: cursor } = parsed.value;
        const na = cursor === undefined ? undefined : readCursor(cursor);
        if (cursor !== undefined && na?.status !== status) return problemAnswer(invalidQuery([FOREIGN_CURSOR]));
        const { aanmeldingen, volgende } = await listWerkvoorraad(deps, { status, aantal, na });
        return jsonAnswer(200, {
          aanmeldingen,
          ...(volgende === undefined ? {} : { volgende: cursorOf({ status, ...volgende }) }),
        });
      }),
  );
