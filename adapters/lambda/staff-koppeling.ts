import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { KoppelingId } from '../../core/domain/koppeling.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { type StaffDeps, withStaff } from './staff.ts';

/** Answers a request of an assessor about one koppeling; what cannot be the id of one is unknown. */
export const withStaffKoppeling = (
  deps: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (koppelingId: KoppelingId, beoordelaar: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaff(deps, event, async (beoordelaar) => {
    const id = KoppelingId.safeParse(event.pathParameters?.koppelingId);
    return id.success ? answer(id.data, beoordelaar) : problemAnswer(problemOf('koppeling-onbekend'));
  });
