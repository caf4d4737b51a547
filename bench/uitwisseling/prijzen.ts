/**
 * List prices of eu-central-1 (Frankfurt), in USD, without free tiers, volume discounts and VAT. Written down in November 2026
 * from the price lists as they stood since the DynamoDB reduction of November 2024; Step Functions was checked against a copy of
 * its price page. AWS changes prices: look at `source` before a budget rests on them.
 */
export const PRIJZEN = {
  /** https://aws.amazon.com/step-functions/pricing/ : 0.025 per 1,000 transitions of a standard workflow. */
  stateTransition: 0.025 / 1_000,
  /** https://aws.amazon.com/lambda/pricing/ : Arm, first tier. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1_000_000,
  /** https://aws.amazon.com/dynamodb/pricing/on-demand/ : standard table class. */
  dynamoWriteUnit: 0.7625 / 1_000_000,
  dynamoReadUnit: 0.1525 / 1_000_000,
  dynamoGbMonth: 0.306,
  /** https://aws.amazon.com/s3/pricing/ : standard; PUT, POST and LIST; then GET and all other; DELETE is free. */
  s3Write: 0.0054 / 1_000,
  s3Read: 0.00043 / 1_000,
  s3GbMonth: 0.0245,
  /** https://aws.amazon.com/sqs/pricing/ : standard queues, a request of at most 64 KB. */
  sqsRequest: 0.4 / 1_000_000,
  /** https://aws.amazon.com/eventbridge/pricing/ : a custom event of at most 64 KB; a call that Scheduler makes. */
  customEvent: 1 / 1_000_000,
  scheduledCall: 1.25 / 1_000_000,
  /** https://aws.amazon.com/secrets-manager/pricing/ */
  secretRequest: 0.05 / 10_000,
  secretMonth: 0.4,
  /** https://aws.amazon.com/kms/pricing/ : a request; a customer managed key. */
  kmsRequest: 0.03 / 10_000,
  kmsKeyMonth: 1,
  /** https://aws.amazon.com/cloudwatch/pricing/ : a GB of log taken in; an alarm of standard resolution. */
  logGb: 0.63,
  alarmMonth: 0.1,
  /** https://aws.amazon.com/ses/pricing/ */
  mail: 0.1 / 1_000,
} as const;
