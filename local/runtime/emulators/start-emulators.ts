import { devNull } from 'node:os';
import type { Activity } from '../activity.ts';
import { REGION } from '../aws-names.ts';
import type { VirtualClock } from '../clock.ts';
import { type AwsServer, startAwsServer } from './aws-server.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { type MailEmulator, startMail } from './mail.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from './queues-and-objects.ts';

/** Everything that speaks an AWS protocol here. */
export interface Emulators {
  readonly dynamoDb: DynamoDb;
  readonly store: QueuesAndObjects;
  readonly mail: MailEmulator;
  /** Secrets Manager, Step Functions, Scheduler and EventBridge. */
  readonly own: AwsServer;
  /** Environment by which the ordinary SDK finds them, and nothing outside this machine. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What they need of the runtime. */
interface EmulatorParts {
  readonly clock: VirtualClock;
  readonly activity: Activity;
  /** Where the inbox for people is; 0 takes a free port. */
  readonly mailPort: number;
}

/** Starts them side by side, and adds to `stops` how each one is stopped, also when another does not start. */
export async function startEmulators(
  { clock, activity, mailPort }: EmulatorParts,
  stops: (() => Promise<void>)[],
): Promise<Emulators> {
  const track = async <Part extends { stop(): Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    stops.push(() => part.stop());
    return part;
  };
  const starting = [
    track(startDynamoDb()),
    track(startQueuesAndObjects(clock, activity)),
    track(startMail(clock.sharedOffset, mailPort)),
    track(startAwsServer()),
  ] as const;
  await Promise.allSettled(starting);
  const [dynamoDb, store, mail, own] = await Promise.all(starting);
  const environment = {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'lokaal',
    AWS_SECRET_ACCESS_KEY: 'lokaal',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: own.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    AWS_ENDPOINT_URL_SQS: store.url,
    AWS_ENDPOINT_URL_S3: store.url,
    AWS_ENDPOINT_URL_SES: mail.url,
    AWS_ENDPOINT_URL_SFN: own.url,
    AWS_ENDPOINT_URL_SCHEDULER: own.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: own.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: own.url,
  };
  return { dynamoDb, store, mail, own, environment };
}
