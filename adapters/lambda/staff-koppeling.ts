import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Ingreep, Redenformulier } from '../../core/audit/beheer.ts';
import { KoppelingId } from '../../core/ids.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { parseBody } from './request.ts';
import { type StaffDeps, withStaff } from './staff.ts';

/** Answers a request of an assessor about one koppeling; what cannot be the id of one is unknown. */
export const withStaffKoppeling = (
  deps: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (koppelingId: KoppelingId, beoordelaar: string, naam: string | undefined) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaff(deps, event, async (beoordelaar, naam) => {
    const id = KoppelingId.safeParse(event.pathParameters?.koppelingId);
    return id.success ? answer(id.data, beoordelaar, naam) : problemAnswer(problemOf('koppeling-onbekend'));
  });

/** The same for what an assessor does to a koppeling with no more to say than why. */
export const withIngreep = (
  deps: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (ingreep: Ingreep) => Promise<HttpAnswer>,
): Promise<HttpAnswer> =>
  withStaffKoppeling(deps, event, async (koppelingId, beoordelaar) => {
    const parsed = parseBody(event, Redenformulier);
    return parsed.ok ? answer({ koppelingId, beoordelaar, reden: parsed.value.reden }) : problemAnswer(parsed.problem);
  });
