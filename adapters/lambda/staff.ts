import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpAnswer, type Problem, problemAnswer } from './problem.ts';
import { claimsOf, hasRole } from './request.ts';

/** Who of a.s.r. may come in. */
export interface StaffDeps {
  /** The claim of the JWT that holds the roles, and the role of an assessor. */
  readonly roleClaim: string;
  readonly role: string;
}

const NOT_SIGNED_IN: Problem = {
  status: 401,
  code: 'niet-ingelogd',
  title: 'Log in als beoordelaar van a.s.r. en stuur het token mee.',
};
const NOT_ALLOWED: Problem = {
  status: 403,
  code: 'geen-beoordelaar',
  title: 'Uw account mag aanmeldingen niet beoordelen. Vraag de rol aan bij de beheerder.',
};

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
    return problemAnswer(NOT_SIGNED_IN);
  }
  return hasRole(claims, roleClaim, role) ? answer(beoordelaar) : problemAnswer(NOT_ALLOWED);
}
