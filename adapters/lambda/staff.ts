import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Medewerkernaam } from '../../core/invoer/medewerker.ts';
import { claimsOf, hasRole } from './claims.ts';
import { type HttpAnswer, problemAnswer } from './problem.ts';
import { problemOf } from './problems.ts';

/** Who of a.s.r. may come in. */
export interface StaffDeps {
  /** The claim of the JWT that holds the roles, and the role of an assessor. */
  readonly roleClaim: string;
  readonly role: string;
  /** The claim that says how somebody is called; absent where nobody's name is kept. */
  readonly nameClaim?: string;
}

/** Who may say that a delivery was taken: an assessor, or the program that takes them. */
export interface ReaderDeps extends StaffDeps {
  readonly readerRole: string;
}

/**
 * Answers a request of an assessor. The route's authorizer has verified the token; that it says who it is and holds the
 * role is checked here.
 */
export async function withStaff(
  { roleClaim, role, nameClaim }: StaffDeps,
  event: APIGatewayProxyEventV2,
  answer: (beoordelaar: string, naam: string | undefined) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const who = identified(event);
  if (who === undefined) return problemAnswer(problemOf('niet-ingelogd'));
  if (!hasRole(who.claims, roleClaim, role)) return problemAnswer(problemOf('geen-beoordelaar'));
  // A name that cannot be read is none: it stops nobody.
  return answer(who.sub, nameClaim && Medewerkernaam.safeParse(who.claims[nameClaim]).data);
}

/** The same for who may say that a delivery was taken; `answer` gets who it was as the audit trail names them. */
export async function withReader(
  { roleClaim, role, readerRole }: ReaderDeps,
  event: APIGatewayProxyEventV2,
  answer: (door: string) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const who = identified(event);
  if (who === undefined) return problemAnswer(problemOf('niet-ingelogd'));
  if (hasRole(who.claims, roleClaim, role)) return answer(`beoordelaar:${who.sub}`);
  return hasRole(who.claims, roleClaim, readerRole)
    ? answer(`lezer:${who.sub}`)
    : problemAnswer(problemOf('geen-lezer'));
}

function identified(event: APIGatewayProxyEventV2) {
  const claims = claimsOf(event);
  const sub = claims?.sub;
  return claims === undefined || typeof sub !== 'string' || sub === '' ? undefined : { claims, sub };
}
