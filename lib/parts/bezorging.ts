import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { HouseQueue } from '../constructs/house-queue.ts';
import { type Mail, RETURNED } from './mail.ts';
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
    const worker = functionNamed(this, 'record-bezorging', {
      platform,
      size: KEEPS_BOOKS,
      access: [access.updateTable(), access.consume(reports.queue, key), countsReturned()],
    });
    reports.feed(worker, { atOnce: AT_ONCE });
    mail.reportTo(events.EventBus.fromEventBusName(this, 'DefaultBus', 'default'));
    const rules = rulesFor(this, mail, reports.queue);
    letEventBridgeSend(rules, reports.queue, platform);
    alarms.watch(this, 'NotTaken', {
      metric: failedInvocations(rules),
      threshold: 1,
      impact:
        'EventBridge could not put a report of SES on our queue: a mail did not arrive and the office’s status does not show it. Look at the policies of the queue and its key, then call the office.',
      runbook: 'EventBridge could not fill the queue of reports on mails',
    });
  }
}

function failedInvocations(rules: readonly events.CfnRule[]): cloudwatch.IMetric {
  const period = cdk.Duration.minutes(5);
  const metrics = rules.map(
    (rule, index) =>
      [
        `rule${index}`,
        new cloudwatch.Metric({
          namespace: 'AWS/Events',
          metricName: 'FailedInvocations',
          dimensionsMap: { RuleName: rule.ref },
          statistic: 'Sum',
          period,
        }),
      ] as const,
  );
  return new cloudwatch.MathExpression({
    label: 'reports that were not taken',
    expression: metrics.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics),
    period,
  });
}

/** Reports on mails that did not arrive, but for what comes back for a while only: that is an answer of a mailbox on holiday, mostly. */
const countsReturned = (): Access => ({
  environment: {},
  statements: [],
  counted: [
    {
      id: 'MailReturned',
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.code', '=', 'bezorging.genoteerd'),
        FilterPattern.stringValue('$.uitkomst', '!=', 'tijdelijk'),
      ),
      ...RETURNED,
    },
  ],
});

/**
 * Pass on which mail it was, what became of it and when: never the address or the subject, which the event also holds. Of a bounce the type comes along,
 * by a rule of its own: a template with a path that an event does not have makes no JSON.
 */
const rulesFor = (scope: Construct, mail: Mail, queue: sqs.IQueue): readonly events.CfnRule[] => [
  ruleFor(scope, 'NotArrived', {
    ...{ mail, queue },
    description: 'Salariskoppeling: mails that were complained about or were rejected',
    detailTypes: ['Email Complaint Received', 'Email Rejected'],
    paths: {},
  }),
  ruleFor(scope, 'Returned', {
    ...{ mail, queue },
    description: 'Salariskoppeling: mails that bounced',
    detailTypes: ['Email Bounced'],
    paths: { soort: '$.detail.bounce.bounceType' },
  }),
];

interface Reported {
  readonly mail: Mail;
  readonly queue: sqs.IQueue;
  readonly description: string;
  readonly detailTypes: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
}

function ruleFor(scope: Construct, id: string, { mail, queue, description, detailTypes, paths }: Reported) {
  const inputPathsMap = { gebeurtenis: '$.detail.eventType', op: '$.time', tags: '$.detail.mail.tags', ...paths };
  const fields = Object.keys(inputPathsMap).map((name) => `"${name}":<${name}>`);
  return new events.CfnRule(scope, id, {
    description,
    eventPattern: {
      source: ['aws.ses'],
      'detail-type': detailTypes,
      detail: { mail: { tags: { 'ses:configuration-set': [mail.configurationSetName] } } },
    },
    targets: [
      {
        id: 'Reports',
        arn: queue.queueArn,
        inputTransformer: { inputPathsMap, inputTemplate: `{${fields.join(',')}}` },
      },
    ],
  });
}

function letEventBridgeSend(rules: readonly events.CfnRule[], queue: sqs.Queue, { key }: Platform): void {
  const principals = [new iam.ServicePrincipal('events.amazonaws.com')];
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals,
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ attrArn }) => attrArn) } },
    }),
  );
  // Not the rules themselves: they name the queue, which is encrypted with this key.
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(queue).account } },
    }),
  );
}
