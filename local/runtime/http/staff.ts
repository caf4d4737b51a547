import type { JwtAuthorizer, LocalSystem } from '../system.ts';

/** What a token needs to pass the staff routes of this template. */
export interface Staff {
  readonly authorizer: JwtAuthorizer;
  readonly roleClaim: string;
  readonly role: string;
  readonly nameClaim: string;
}

/** Reads it from the first route with an authorizer and the function behind it; undefined when there is none. */
export function staffOf({ routes, functions }: LocalSystem): Staff | undefined {
  const route = routes.find(({ authorizer }) => authorizer !== undefined);
  if (route?.authorizer === undefined) return undefined;
  const environment = functions.find(({ arn }) => arn === route.functionArn)?.environment;
  const { STAFF_ROLE_CLAIM: roleClaim = 'roles', STAFF_ROLE: role = 'beoordelaar' } = environment ?? {};
  const naming = functions.find((one) => one.environment.STAFF_NAME_CLAIM !== undefined)?.environment;
  return { authorizer: route.authorizer, roleClaim, role, nameClaim: naming?.STAFF_NAME_CLAIM ?? 'name' };
}
