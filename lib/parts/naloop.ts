import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { versioned } from '../../core/stored.ts';
import type { Access } from '../access.ts';
import { HouseDeadLetterQueue } from '../constructs/house-queue.ts';
import { HouseStateMachine } from '../constructs/house-state-machine.ts';
import { COMPARISON_PREFIX, DELIVERY_PREFIX, EXPIRY_PREFIX, WORK_PREFIX } from '../names.ts';
import { naloop } from '../workflows/naloop.ts';
import type { Agenda } from './agenda.ts';
import type { Mail } from './mail.ts';
import { functionNamed, KEEPS_BOOKS, nmbrsFunctionNamed, type Platform, schedulerOf } from './platform.ts';

interface Collaborators {
  readonly mail: Mail;
  readonly agenda: Agenda;
}

/** Half past four: after the hours that a clock change skips or repeats, and before the first exchange of the day. */
const EVERY_MORNING = 'cron(30 4 * * ? *)';

/** The daily round that starts from the registry: what the schedules and the machines lost, it finds and mends. */
export class Naloop extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, collaborators: Collaborators) {
    super(scope, id);
    const { alarms, key, machines } = platform;
    const reconcileKoppelingen = this.#reconcileKoppelingen(platform, collaborators);
    const cleanUp = functionNamed(this, 'clean-up', {
      platform,
      size: KEEPS_BOOKS,
      access: [
        platform.access.writeTable(),
        platform.access.listWerkvoorraad(),
        platform.access.eraseSecrets('kandidaat'),
        platform.access.removeObjects(DELIVERY_PREFIX),
        platform.access.removeObjects(COMPARISON_PREFIX),
        platform.access.removeObjects(EXPIRY_PREFIX),
      ],
    }).function;
    const machine = new HouseStateMachine(this, 'Machine', {
      stateMachineName: machines.naloop.name,
      key,
      alarms,
      impact:
        'The daily round could not mend every koppeling: an exchange may not be planned, or may have stopped unseen, and who falls ill may turn out uninsured. The log of reconcile-koppelingen names the koppelingen; mend the cause and start the machine again with input {}.',
      runbook: 'A state machine failed: naloop',
      definition: (here) => naloop(here, { reconcileKoppelingen, cleanUp }),
      invokes: [reconcileKoppelingen, cleanUp],
    });
    if (platform.config.ontvangstBinnenUren > 0) {
      alarms.watch(this, 'NotTaken', {
        metric: sumOf(NOT_TAKEN),
        threshold: 1,
        impact:
          'A delivered data set has not been taken by a.s.r. in time: insurers work with older data, and whoever was told of in it may not be insured. The log of reconcile-koppelingen names the exchanges; it sounds each morning until they are taken.',
        runbook: 'A delivery that nobody takes',
      });
    }
    alarms.watch(this, 'Mended', {
      metric: sumOf(MENDED),
      threshold: 1,
      impact:
        'The daily round mended something: a schedule, a start or the end of an exchange had got lost. Nobody is worse off any more; the log of reconcile-koppelingen says what it was, and the cause may come back.',
      runbook: 'The daily round mended something',
    });
    alarms.watchSilence(this, 'NoRound', {
      metric: machine.stateMachine.metricSucceeded({ period: cdk.Duration.hours(1) }),
      periods: 26,
      impact:
        'For a day no daily round came to a good end: what gets lost is no longer found. Look at the last executions of the machine and at the schedule; right after a first deployment wait for half past four.',
      runbook: 'There was no daily round for a day',
    });
    this.#startEveryMorning(platform);
  }

  #reconcileKoppelingen(platform: Platform, { mail, agenda }: Collaborators) {
    const { access, config, machines } = platform;
    const counted: Access = {
      environment: { ONTVANGST_BINNEN_UREN: String(config.ontvangstBinnenUren) },
      statements: [],
      counted: [
        { id: 'Mended', filterPattern: MENDED_LINES, ...MENDED },
        { id: 'NotTaken', filterPattern: NOT_TAKEN_LINES, ...NOT_TAKEN },
      ],
    };
    return nmbrsFunctionNamed(this, 'reconcile-koppelingen', {
      platform,
      access: [
        access.writeTable(),
        access.listWerkvoorraad(),
        access.readSecrets('account'),
        access.eraseSecrets('kandidaat'),
        access.readObjects(DELIVERY_PREFIX),
        access.removeObjects(WORK_PREFIX),
        access.tellOfDeliveries(),
        access.startMachine('UITWISSELING_MACHINE_ARN', machines.uitwisseling.arn),
        access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn),
        access.startMachine('REALISATIE_MACHINE_ARN', machines.realisatie.arn),
        access.lookAtExecutions(machines.uitwisseling.name),
        access.lookAtExecutions(machines.realisatie.name),
        access.resumeMachine(machines.uitwisseling.arn),
        access.resumeMachine(machines.realisatie.arn),
        agenda.mending(),
        mail.access(),
        mail.assessors(),
        counted,
      ],
    }).function;
  }

  #startEveryMorning({ key, alarms, access, machines }: Platform): void {
    const deadLetters = new HouseDeadLetterQueue(this, 'NotStarted', {
      key,
      alarms,
      impact:
        'The daily round did not start: what the schedules and the machines lost is not found today. Start the machine by hand with input {}.',
      runbook: 'Dead letters: the schedule of the daily round',
    });
    cdk.Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue: of EventBridge Scheduler, which the rule misses.',
    });
    const role = new iam.Role(this, 'SchedulerRole', { assumedBy: schedulerOf(cdk.Stack.of(this)) });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [machines.naloop.arn] }));
    for (const statement of access.sendTo('', deadLetters.queue, key).statements) role.addToPolicy(statement);
    new scheduler.CfnSchedule(this, 'EveryMorning', {
      scheduleExpression: EVERY_MORNING,
      scheduleExpressionTimezone: 'Europe/Amsterdam',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: machines.naloop.arn,
        roleArn: role.roleArn,
        input: JSON.stringify(versioned({})),
        deadLetterConfig: { arn: deadLetters.queue.queueArn },
      },
    });
  }
}

const sumOf = (named: { readonly metricNamespace: string; readonly metricName: string }): cloudwatch.IMetric =>
  new cloudwatch.Metric({
    namespace: named.metricNamespace,
    metricName: named.metricName,
    statistic: 'Sum',
    period: cdk.Duration.minutes(5),
  });

const MENDED = { metricNamespace: 'Salariskoppeling', metricName: 'Mended' } as const;
const MENDED_LINES = FilterPattern.stringValue('$.code', '=', 'naloop.hersteld');
const NOT_TAKEN = { metricNamespace: 'Salariskoppeling', metricName: 'NotTaken' } as const;
const NOT_TAKEN_LINES = FilterPattern.stringValue('$.code', '=', 'levering.niet-ontvangen');
