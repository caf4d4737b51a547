import type * as apigw from 'aws-cdk-lib/aws-apigatewayv2';

/** Requests per second in the long run, and how many at once before that counts. */
export type Throttle = Required<apigw.ThrottleSettings>;

/** Each route has a limit of its own, so that none is used up by requests to another. A route that is not named here has that of its kind. */
const PUBLIC: Throttle = { rateLimit: 2, burstLimit: 10 };
/** Whoever has no token of staff gets no further than API Gateway, so that a high limit costs nothing. */
const STAFF: Throttle = { rateLimit: 50, burstLimit: 100 };

/** The public routes for which two a second are too few, or too many. */
const BY_FUNCTION: Readonly<Record<string, Throttle>> = {
  // A program that signs up one by one waits for each answer; a few a minute is a busy day.
  'submit-aanmelding': { rateLimit: 5, burstLimit: 20 },
  // Up to 500 sign-ups each.
  'submit-bulk': { rateLimit: 1, burstLimit: 5 },
  // An office looks at the status of each of its werkgevers.
  'show-aanmelding': { rateLimit: 10, burstLimit: 40 },
  // A mail each.
  'mail-toegang': { rateLimit: 1, burstLimit: 5 },
  'ask-kantoorcode': { rateLimit: 1, burstLimit: 5 },
  // An employer at a time, by hand.
  'add-werkgever': { rateLimit: 1, burstLimit: 5 },
};

/**
 * What no route has by itself: higher than all of them together, so that it binds none to another, whichever way API Gateway counts it.
 * Far below the limit of the account, which other APIs share.
 */
export const STAGE: Throttle = { rateLimit: 2_000, burstLimit: 4_000 };

export const throttleOf = (name: string, isOfStaff: boolean): Throttle =>
  isOfStaff ? STAFF : (BY_FUNCTION[name] ?? PUBLIC);
