import type { AwsUsage } from './aws-meter.ts';
import { PRIJZEN } from './prijzen.ts';

/** One exchange as AWS bills it, besides what is stored. */
export interface Usage extends AwsUsage {
  readonly stateTransitions: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  /** Messages that the event source mapping took from the queue of parts: one received and one deleted for each. */
  readonly messages: number;
  /** Of our own lines; what Lambda itself writes about each invocation comes on top. */
  readonly logBytes: number;
}

/** What Lambda writes about one invocation when it logs as JSON: its start and its report, with their timestamps. */
const PLATFORM_LOG_BYTES = 700;
/** CloudWatch bills each line as its bytes and 26 more; ours are some 300 bytes long. */
const LINE_OVERHEAD = 26 / 300;
const GB = 1024 ** 3;

/**
 * USD per service. Not in it: the polls of the event source mapping, which go on without an exchange (`docs/scale.md`), and what SQS, S3
 * and DynamoDB ask KMS, which keep a data key for minutes. A secret that is read costs one request to KMS each time.
 */
export function costOf(usage: Usage): Readonly<Record<string, number>> {
  const { requests, readUnits, writeUnits, stateTransitions, invocations, gbSeconds, messages, logBytes } = usage;
  const count = (pattern: RegExp) =>
    Object.entries(requests).reduce((sum, [operation, times]) => sum + (pattern.test(operation) ? times : 0), 0);
  const secrets = count(/^SecretsManager\./);
  const logGb = (logBytes * (1 + LINE_OVERHEAD) + invocations * PLATFORM_LOG_BYTES) / GB;
  return {
    'Step Functions': stateTransitions * PRIJZEN.stateTransition,
    Lambda: gbSeconds * PRIJZEN.lambdaGbSecond + invocations * PRIJZEN.lambdaRequest,
    DynamoDB: readUnits * PRIJZEN.dynamoReadUnit + writeUnits * PRIJZEN.dynamoWriteUnit,
    S3: count(/^S3\.(?:Put|List|Multipart)/) * PRIJZEN.s3Write + count(/^S3\.(?:Get|Head)/) * PRIJZEN.s3Read,
    SQS: (count(/^SQS\./) + 2 * messages) * PRIJZEN.sqsRequest,
    EventBridge: count(/^EventBridge\./) * PRIJZEN.customEvent + PRIJZEN.scheduledCall,
    'Secrets Manager': secrets * PRIJZEN.secretRequest,
    KMS: count(/^SecretsManager\.GetSecretValue$/) * PRIJZEN.kmsRequest,
    'CloudWatch Logs': logGb * PRIJZEN.logGb,
    SES: count(/^SES\./) * PRIJZEN.mail,
  };
}

export const totalOf = (cost: Readonly<Record<string, number>>): number =>
  Object.values(cost).reduce((sum, usd) => sum + usd, 0);
