import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { parseBody } from './request.ts';
import { type StaffDeps, withStaff } from './staff.ts';

export interface StaffAanmeldingDeps extends StaffDeps {
  readonly registratie: Pick<Aanmeldregister, 'findAanmelding'>;
}

/** Answers a request of an assessor about one aanmelding, of whichever office. */
export const withStaffAanmelding = (
  deps: StaffAanmeldingDeps,
  event: APIGatewayProxyEventV2,
  answer: (aanmelding: Aanmelding) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaff(deps, event, async () => {
    const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
    const found = id.success ? await deps.registratie.findAanmelding(id.data) : undefined;
    return found === undefined ? problemAnswer(problemOf('niet-gevonden')) : answer(found);
  });

/** The same for what an assessor sends about one, whether or not it is there. */
export const withStaffFormulier = <T>(
  deps: StaffDeps,
  event: APIGatewayProxyEventV2,
  schema: z.ZodType<T>,
  answer: (request: T & { readonly aanmeldingId: AanmeldingId; readonly beoordelaar: string }) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaff(deps, event, async (beoordelaar) => {
    const parsed = parseBody(event, schema);
    if (!parsed.ok) return problemAnswer(parsed.problem);
    const id = AanmeldingId.safeParse(event.pathParameters?.aanmeldingId);
    if (!id.success) return problemAnswer(problemOf('niet-gevonden'));
    return answer({ ...parsed.value, aanmeldingId: id.data, beoordelaar });
  });
