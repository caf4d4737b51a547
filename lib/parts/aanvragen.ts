import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { versioned } from '../../core/stored.ts';
import type { HouseFunction } from '../constructs/house-function.ts';
import { HouseDeadLetterQueue } from '../constructs/house-queue.ts';
import type { Mail } from './mail.ts';
import { functionNamed, type Platform, type Size, schedulerOf } from './platform.ts';

/** A quarter past: the counters of mails begin anew with the hour. */
const EVERY_HOUR = 'cron(15 * * * ? *)';
/** Hundreds of requests, each a few reads and writes. */
const SWEEPS: Size = { timeout: cdk.Duration.minutes(10), memorySize: 512 };

/** The round of every hour over the requests that wait for the confirmation of their address. */
export class Aanvragen extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, mail: Mail) {
    super(scope, id);
    const { access, alarms, key, machines } = platform;
    const deadLetters = new HouseDeadLetterQueue(this, 'NotSwept', {
      key,
      alarms,
      impact:
        'The round over unconfirmed sign-ups failed: their tokens may lie in the vault for longer than a day, and who confirmed may wait. The next round, an hour later, does what this one did not; when it fails too, look at the log of sweep-aanvragen.',
      runbook: 'Dead letters: the round over unconfirmed sign-ups',
    });
    cdk.Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is a dead-letter queue: of EventBridge Scheduler and of an asynchronous function, which the rule misses.',
    });
    const deadLetterAccess = access.sendTo('', deadLetters.queue, key);
    const sweep = functionNamed(this, 'sweep-aanvragen', {
      platform,
      size: SWEEPS,
      access: [
        access.writeTable(),
        access.listWerkvoorraad(),
        access.readSecrets('kandidaat'),
        access.storeSecrets('kandidaat'),
        access.eraseSecrets('kandidaat'),
        access.startMachine('REALISATIE_MACHINE_ARN', machines.realisatie.arn),
        mail.access(),
        // The failed calls of an asynchronous function are written to the queue with the function's own role.
        { ...deadLetterAccess, environment: {}, counted: [{ id: 'Failed', filterPattern: FAILED_LINES, ...FAILED }] },
      ],
    });
    alarms.watch(this, 'Failed', {
      metric: new cloudwatch.Metric({
        namespace: FAILED.metricNamespace,
        metricName: FAILED.metricName,
        statistic: 'Sum',
        period: cdk.Duration.minutes(5),
      }),
      threshold: 1,
      impact:
        'The round over unconfirmed sign-ups could not do its work on one of them: its token may lie in the vault for longer than a day, or who confirmed it may wait. The others were looked after; the log of sweep-aanvragen names the request, and the next round tries it again.',
      runbook: 'An unconfirmed sign-up could not be looked after',
    });
    alarms.watchSilence(this, 'NoRound', {
      metric: sweep.function.metricInvocations({ period: cdk.Duration.hours(1) }),
      periods: 3,
      impact:
        'For three hours no round over unconfirmed sign-ups began: tokens that nobody confirmed stay in the vault, and who confirmed, or could not be mailed at once, waits. Look at the schedule; right after a first deployment wait for a quarter past.',
      runbook: 'There was no round over unconfirmed sign-ups for hours',
    });
    this.#keepFailedCalls(sweep, deadLetters);
    this.#callEveryHour(sweep, deadLetters, deadLetterAccess.statements);
  }

  /** Scheduler calls asynchronously: it is content as soon as Lambda took the call, so Lambda must keep what fails. */
  #keepFailedCalls(sweep: HouseFunction, deadLetters: HouseDeadLetterQueue): void {
    new lambda.CfnEventInvokeConfig(this, 'KeepFailedCalls', {
      functionName: sweep.function.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 1,
      maximumEventAgeInSeconds: cdk.Duration.hours(1).toSeconds(),
      destinationConfig: { onFailure: { destination: deadLetters.queue.queueArn } },
    }).node.addDependency(sweep.role);
  }

  #callEveryHour(
    sweep: HouseFunction,
    deadLetters: HouseDeadLetterQueue,
    statements: readonly iam.PolicyStatement[],
  ): void {
    const role = new iam.Role(this, 'SchedulerRole', { assumedBy: schedulerOf(cdk.Stack.of(this)) });
    const { functionArn } = sweep.function;
    role.addToPolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    for (const statement of statements) role.addToPolicy(statement);
    new scheduler.CfnSchedule(this, 'EveryHour', {
      scheduleExpression: EVERY_HOUR,
      scheduleExpressionTimezone: 'Europe/Amsterdam',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(versioned({})),
        deadLetterConfig: { arn: deadLetters.queue.queueArn },
      },
    });
  }
}

const FAILED = { metricNamespace: 'Salariskoppeling', metricName: 'AanvraagFailed' } as const;
const FAILED_LINES = FilterPattern.stringValue('$.code', '=', 'aanvragen.mislukt');
