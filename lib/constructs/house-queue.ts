import * as cdk from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NAGALM_DAGEN } from '../../core/aanmelding/afmelding.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { HouseFunction } from './house-function.ts';

/** The longest that SQS keeps a message: what failed, or was not worked on, before a holiday is still there after it. */
const RETENTION = cdk.Duration.days(NAGALM_DAGEN.berichten);

/** A worker that works has a message done within minutes; what is delayed on purpose, within a quarter of an hour. */
const TOO_OLD = cdk.Duration.hours(1);

interface Guarded {
  readonly key: kms.IKey;
  readonly alarms: AlarmTopic;
  /** What it means for people when messages lie in the dead-letter queue. */
  readonly impact: string;
  /** The heading in docs/runbook.md below which stands what to do then. */
  readonly runbook: string;
}

interface DeadLetterProps extends Guarded {
  /** Only where something outside of the stack names it; else CloudFormation's choice. */
  readonly queueName?: string;
}

/** Where what failed waits for a person; never without an alarm. */
export class HouseDeadLetterQueue extends Construct {
  readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string, { key, alarms, impact, runbook, queueName }: DeadLetterProps) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      ...(queueName === undefined ? {} : { queueName }),
    });
    alarms.watch(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: cdk.Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
      impact,
      runbook,
    });
  }
}

export interface HouseQueueProps extends Omit<Guarded, 'runbook'> {
  /** What both headings in docs/runbook.md call it: `Dead letters: …` and `A message waits too long: …`. */
  readonly about: string;
  /** The time-out of the function that reads it; a message stays hidden six times as long, as AWS advises. */
  readonly consumerTimeout: cdk.Duration;
  /** How many times a message is tried before it goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
}

/** A queue with its dead-letter queue, the alarm on it and the way back (redrive to this queue only). */
export class HouseQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: HouseDeadLetterQueue;

  constructor(
    scope: Construct,
    id: string,
    { key, alarms, impact, about, consumerTimeout, maxReceiveCount }: HouseQueueProps,
  ) {
    super(scope, id);
    const runbook = `Dead letters: ${about}`;
    this.deadLetters = new HouseDeadLetterQueue(this, 'DeadLetters', { key, alarms, impact, runbook });
    this.queue = new sqs.Queue(this, 'Queue', {
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      visibilityTimeout: cdk.Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount },
    });
    alarms.watch(this, 'TooOld', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: cdk.Duration.minutes(5), statistic: 'Maximum' }),
      threshold: TOO_OLD.toSeconds(),
      impact: `A message waits for more than an hour: its worker is switched off, held back or too slow. ${impact}`,
      runbook: `A message waits too long: ${about}`,
    });
  }

  /** Gives the worker one message at a time, so many workers at once; a message that fails comes back alone. */
  feed({ function: worker }: HouseFunction, { atOnce }: { readonly atOnce: number }): void {
    worker.addEventSourceMapping('Messages', {
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      maxConcurrency: atOnce,
      reportBatchItemFailures: true,
    });
  }
}
