import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { VerzoekId } from '../../core/ids.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { type StaffDeps, withStaff } from './staff.ts';

/** Answers a request of an assessor about one verzoek; what cannot be the id of one is unknown. */
export const withStaffVerzoek = (
  deps: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (verzoekId: VerzoekId, beoordelaar: string, naam: string | undefined) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaff(deps, event, async (beoordelaar, naam) => {
    const id = VerzoekId.safeParse(event.pathParameters?.verzoekId);
    return id.success ? answer(id.data, beoordelaar, naam) : problemAnswer(problemOf('verzoek-onbekend'));
  });
