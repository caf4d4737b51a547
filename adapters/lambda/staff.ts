import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';
import { claimsOf, hasRole } from './request.ts';

/** Who of a.s.r. may come in. */
export interface StaffDeps {
  /** The claim of the JWT that holds the roles, and the role of an assessor. */
  readonly roleClaim: string;
  readonly role: string;
}

/**
 * Answers a request of an assessor. The route's authorizer has verified the token; that it says who it is and holds the
 * role is checked here.
 */
export async function withStaff(
  { roleClaim, role }: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (beoordelaar: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const claims = claimsOf(event);
  const beoordelaar = claims?.sub;
  if (claims === undefined || typeof beoordelaar !== 'string' || beoordelaar === '') {
    return problemAnswer(problemOf('niet-ingelogd'));
  }
  return hasRole(claims, roleClaim, role) ? answer(beoordelaar) : problemAnswer(problemOf('geen-beoordelaar'));
}
