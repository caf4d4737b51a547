import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HouseQueue } from '../constructs/house-queue.ts';
import type { Mail } from './mail.ts';
import { functionNamed, KEEPS_BOOKS, type Platform } from './platform.ts';

/** Reports are few, and this is the fewest that SQS can be held to. */
const AT_ONCE = 2;

/** What SES reports of mails that did not arrive, noted with the mail, so that the status of the aanmelding shows it. */
export class Bezorging extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, { mail }: { readonly mail: Mail }) {
    super(scope, id);
    const { access, alarms, key } = platform;
    const reports = new HouseQueue(this, 'Reports', {
      key,
      alarms,
      impact:
        'A report of SES on a mail could not be noted: the office’s status says that the mail was sent, and not that it came back. The message names the aanmelding; mend the cause and redrive the queue.',
      about: 'the queue of reports on mails',
      consumerTimeout: KEEPS_BOOKS.timeout,
      maxReceiveCount: 5,
    });
    const worker = functionNamed(this, 'noteer-bezorging', {
      platform,
      size: KEEPS_BOOKS,
      access: [access.updateTable(), access.consume(reports.queue, key)],
    });
    reports.feed(worker, { atOnce: AT_ONCE });
    mail.reportTo(events.EventBus.fromEventBusName(this, 'DefaultBus', 'default'));
    const rule = ruleFor(this, mail, reports.queue);
    letEventBridgeSend(rule, reports.queue, platform);
    alarms.watch(this, 'NotTaken', {
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: rule.ref },
        statistic: 'Sum',
        period: cdk.Duration.minutes(5),
      }),
      threshold: 1,
      impact:
        'EventBridge could not put a report of SES on our queue: a mail did not arrive and the office’s status does not show it. Look at the policies of the queue and its key, then call the office.',
      runbook: 'EventBridge could not fill the queue of reports on mails',
    });
  }
}

/** Passes on which mail it was, what became of it and when: never the address or the subject, which the event also holds. */
const ruleFor = (scope: Construct, mail: Mail, queue: sqs.IQueue): events.CfnRule =>
  new events.CfnRule(scope, 'NotArrived', {
    description: 'Salariskoppeling: mails that bounced, were complained about or were rejected',
    eventPattern: {
      source: ['aws.ses'],
      'detail-type': ['Email Bounced', 'Email Complaint Received', 'Email Rejected'],
      detail: { mail: { tags: { 'ses:configuration-set': [mail.configurationSetName] } } },
    },
    targets: [
      {
        id: 'Reports',
        arn: queue.queueArn,
        inputTransformer: {
          inputPathsMap: { gebeurtenis: '$.detail.eventType', op: '$.time', tags: '$.detail.mail.tags' },
          inputTemplate: '{"gebeurtenis":<gebeurtenis>,"op":<op>,"tags":<tags>}',
        },
      },
    ],
  });

function letEventBridgeSend(rule: events.CfnRule, queue: sqs.Queue, { key }: Platform): void {
  const principals = [new iam.ServicePrincipal('events.amazonaws.com')];
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals,
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
  // Not the rule itself: it names the queue, which is encrypted with this key.
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(rule).account } },
    }),
  );
}
