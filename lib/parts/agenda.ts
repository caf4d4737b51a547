import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import type { HouseFunction } from '../constructs/house-function.ts';
import { HouseDeadLetterQueue } from '../constructs/house-queue.ts';
import { AGENDA_NAMES } from '../names.ts';
import { functionNamed, KEEPS_BOOKS, type Platform } from './platform.ts';

const IMPACT =
  'An exchange did not start on its date: a werkgever’s employees are not reported to a.s.r., and who falls ill may turn out uninsured. The message names koppeling and tijdvak.';

/** The schedules: one per koppeling, made at run time, each of which starts one exchange. */
export class Agenda extends Construct {
  readonly #startUitwisseling: HouseFunction;
  readonly #deadLetters: HouseDeadLetterQueue;

  constructor(scope: Construct, id: string, platform: Platform) {
    super(scope, id);
    const { access, machines } = platform;
    this.#deadLetters = new HouseDeadLetterQueue(this, 'NotStarted', {
      key: platform.key,
      alarms: platform.alarms,
      impact: IMPACT,
      runbook: 'Dead letters: the schedules of exchanges',
      queueName: AGENDA_NAMES.deadLetters,
    });
    cdk.Validations.of(this.#deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is a dead-letter queue: of EventBridge Scheduler and of an asynchronous function, which the rule misses.',
    });
    const deadLetterAccess = access.sendTo('', this.#deadLetters.queue, platform.key);
    this.#startUitwisseling = functionNamed(this, 'start-uitwisseling', {
      platform,
      size: KEEPS_BOOKS,
      functionName: AGENDA_NAMES.target,
      access: [
        access.writeTable(),
        access.startMachine('UITWISSELING_MACHINE_ARN', machines.uitwisseling.arn),
        // The failed calls of an asynchronous function are written to the queue with the function's own role.
        { ...deadLetterAccess, environment: {} },
      ],
    });
    this.#keepFailedCalls();
    this.#allowScheduler(deadLetterAccess.statements);
  }

  /** The right to plan, move and cancel within the group, and to hand Scheduler its one role. */
  access(): Access {
    return this.#planning();
  }

  /** The same, and to see what is planned. */
  mending(): Access {
    return this.#planning('scheduler:GetSchedule');
  }

  #planning(...more: string[]): Access {
    const { environment, statements, acknowledged } = this.#onSchedules(
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
      ...more,
    );
    const passRole = new iam.PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [this.#roleArn()],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
    return { environment, statements: [...statements, passRole], acknowledged };
  }

  /** The right to cancel only. */
  cancelling(): Access {
    return this.#onSchedules('scheduler:DeleteSchedule');
  }

  #onSchedules(...actions: string[]) {
    const stack = cdk.Stack.of(this);
    const schedules = this.#schedulerArn('schedule', `${AGENDA_NAMES.group}/*`);
    const target = { service: 'lambda', resource: 'function', resourceName: AGENDA_NAMES.target };
    return {
      environment: {
        SCHEDULE_GROUP_NAME: AGENDA_NAMES.group,
        SCHEDULE_ROLE_ARN: this.#roleArn(),
        SCHEDULE_TARGET_ARN: stack.formatArn({ ...target, arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME }),
        SCHEDULE_DLQ_ARN: stack.formatArn({ service: 'sqs', resource: AGENDA_NAMES.deadLetters }),
      },
      statements: [new iam.PolicyStatement({ actions, resources: [schedules] })],
      acknowledged: [
        {
          resource: schedules,
          reason: 'One schedule per koppeling, made at run time; the function may reach no other group.',
        },
      ],
    };
  }

  #roleArn(): string {
    return cdk.Stack.of(this).formatArn({
      ...{ service: 'iam', region: '', resource: 'role' },
      resourceName: AGENDA_NAMES.role,
    });
  }

  #schedulerArn(resource: string, resourceName: string): string {
    return cdk.Stack.of(this).formatArn({ service: 'scheduler', resource, resourceName });
  }

  /** Scheduler calls asynchronously: it is content as soon as Lambda took the call, so Lambda must keep what fails. */
  #keepFailedCalls(): void {
    new lambda.CfnEventInvokeConfig(this, 'KeepFailedCalls', {
      functionName: this.#startUitwisseling.function.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: cdk.Duration.hours(6).toSeconds(),
      destinationConfig: { onFailure: { destination: this.#deadLetters.queue.queueArn } },
    }).node.addDependency(this.#startUitwisseling.role);
  }

  #allowScheduler(deadLetterStatements: readonly iam.PolicyStatement[]): void {
    const role = new iam.Role(this, 'SchedulerRole', {
      roleName: AGENDA_NAMES.role,
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': cdk.Stack.of(this).account,
            'aws:SourceArn': this.#schedulerArn('schedule-group', AGENDA_NAMES.group),
          },
        },
      }),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.#startUitwisseling.function.functionArn],
      }),
    );
    for (const statement of deadLetterStatements) role.addToPolicy(statement);
  }
}
