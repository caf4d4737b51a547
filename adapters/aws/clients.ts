import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where a client talks to, when that is not the region of the function itself. Only tests and tools pass it. */
export interface ClientTarget {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestTimeoutMs?: number;
  /** `adaptive` also slows down the next calls when the service says that there are too many; for who makes hundreds in a row. */
  readonly retryMode?: 'standard' | 'adaptive';
}

/**
 * The deadlines of one attempt. The SDK's own default is none: a hung connection would hold a Lambda until it is killed.
 * The request's counts from sending to the head of the answer, and again for each silence in its body.
 */
const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Attempts of one call. Standard mode waits at most 20 s between two, with full jitter from 100 ms (doubling): four
 * attempts against a throttling service wait 0.7 s at most together. A longer hold-up belongs to the state machine.
 */
const ATTEMPTS = 4;

function settings({
  endpoint,
  region,
  credentials,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
  retryMode = 'standard',
}: ClientTarget) {
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS,
    retryMode,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      socketTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}

/** `undefined` inside an item is left out: DynamoDB has no such value. */
export const createDynamoClient = (target: ClientTarget = {}): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(settings(target)), {
    marshallOptions: { removeUndefinedValues: true },
  });

export const createEventBridgeClient = (target: ClientTarget = {}): EventBridgeClient =>
  new EventBridgeClient(settings(target));

export const createS3Client = (target: ClientTarget = {}): S3Client => new S3Client(settings(target));

export const createSchedulerClient = (target: ClientTarget = {}): SchedulerClient =>
  new SchedulerClient(settings(target));

export const createSecretsManagerClient = (target: ClientTarget = {}): SecretsManagerClient =>
  new SecretsManagerClient(settings(target));

/** One attempt: SendRawEmail has no idempotency token, so trying again after an unclear answer could mail twice. */
export const createSesClient = (target: ClientTarget = {}): SESClient =>
  new SESClient({ ...settings(target), maxAttempts: 1 });

export const createSfnClient = (target: ClientTarget = {}): SFNClient => new SFNClient(settings(target));

export const createSqsClient = (target: ClientTarget = {}): SQSClient => new SQSClient(settings(target));
