import * as cdk from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { TRANSIENT, UNCLEAR } from '../../core/errors.ts';

/**
 * A hold-up at Nmbrs. Waits 30 s, 1, 2, 4, 8 and 16 minutes (31½ minutes together), then 24 times half an hour: 12½ hours.
 * That outlives a maintenance night or an outage of a working day, in which nobody at the office could do anything.
 */
const NMBRS_HOLD_UP: sfn.RetryProps = {
  errors: [TRANSIENT],
  interval: cdk.Duration.seconds(30),
  backoffRate: 2,
  maxDelay: cdk.Duration.minutes(30),
  maxAttempts: 30,
};

/**
 * An answer of Nmbrs that makes no sense. Waits 1, 4, 16 and 64 minutes: 85 minutes together. A time-out of its database, a
 * page of maintenance or a deployment is over by then. What is still senseless after that is for a person, as a defect is; the
 * same morning, so that there is a working day left to act in. Every call only reads, so that asking again does no harm.
 */
const NMBRS_UNCLEAR: sfn.RetryProps = {
  errors: [UNCLEAR],
  interval: cdk.Duration.minutes(1),
  backoffRate: 4,
  maxAttempts: 4,
};

/** What every step that calls Nmbrs tries again. */
export const AT_NMBRS: readonly sfn.RetryProps[] = [NMBRS_HOLD_UP, NMBRS_UNCLEAR];

/**
 * A hold-up within AWS, in a step that does not call Nmbrs. Waits 5, 10, 20, 40, 80 and 160 s (5¼ minutes together), then
 * 11 times 5 minutes: an hour, in which a throttled table or a disturbed service recovers; longer is for a person.
 */
export const AWS_HOLD_UP: sfn.RetryProps = {
  errors: [TRANSIENT],
  interval: cdk.Duration.seconds(5),
  backoffRate: 2,
  maxDelay: cdk.Duration.minutes(5),
  maxAttempts: 17,
};

/**
 * All the places of the function are taken (`lib/nmbrs-budget.ts`). Waits up
 * to 2, 4, 8, 16 and 32 s, then 235 times up to a minute. With full jitter a wait is half of that on average: nearly 2 hours
 * together, the width of the window in which exchanges start, and 4 at most.
 */
export const NO_PLACE_FREE: sfn.RetryProps = {
  errors: ['Lambda.TooManyRequestsException'],
  interval: cdk.Duration.seconds(2),
  backoffRate: 2,
  maxDelay: cdk.Duration.minutes(1),
  maxAttempts: 240,
  jitterStrategy: sfn.JitterType.FULL,
};

/**
 * Lambda could not run the function, or it died half-way (out of time, out of memory). Waits 2, 4, 8, 16, 32 and 64 s: two
 * minutes. Every step may be done twice; one that keeps dying is a defect, and waiting longer does not mend it.
 */
export const FUNCTION_DIED: sfn.RetryProps = {
  errors: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.Unknown',
    'Runtime.ExitError',
    'Sandbox.Timedout',
  ],
  interval: cdk.Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 6,
};

/**
 * Not all parts came back within half an hour: a message was lost, or the last worker died between its write and its
 * report. DistributeDelen sends again what is missing. 47 times, so 48 × 30 minutes: a day, in which a person can mend what lies in
 * the dead letter queue and let the exchange end as if nothing had happened.
 */
export const PARTS_MISSING: sfn.RetryProps = {
  errors: [sfn.Errors.TIMEOUT],
  interval: cdk.Duration.seconds(1),
  backoffRate: 1,
  maxAttempts: 47,
};

/**
 * The mail service holds up a mail for which nobody should wait. Waits 5, 10, 20, 40 and 80 s: 2½ minutes, then the
 * machine goes on without it.
 */
export const MAIL_HOLD_UP: sfn.RetryProps = {
  errors: [TRANSIENT],
  interval: cdk.Duration.seconds(5),
  backoffRate: 2,
  maxAttempts: 5,
};
