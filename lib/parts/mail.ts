import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import type { Config } from '../config.ts';
import type { AlarmTopic } from '../constructs/alarm-topic.ts';

interface MailProps {
  readonly config: Config;
  readonly alarms: AlarmTopic;
}

const NOT_ARRIVED = [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT, ses.EmailSendingEvent.REJECT];

/** Mail by SES: TLS to the recipient's server or not at all, and a count of what did not arrive. */
export class Mail extends Construct {
  readonly #configurationSet: ses.ConfigurationSet;
  readonly #config: Config;

  constructor(scope: Construct, id: string, { config, alarms }: MailProps) {
    super(scope, id);
    this.#config = config;
    this.#configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    });
    this.#configurationSet.addEventDestination('Counts', {
      destination: ses.EventDestination.cloudWatchDimensions([
        { source: ses.CloudWatchDimensionSource.MESSAGE_TAG, name: DIMENSION, defaultValue: 'none' },
      ]),
      events: NOT_ARRIVED,
    });
    alarms.watch(this, 'NotArrived', {
      metric: this.#notArrived(),
      threshold: 1,
      impact:
        'A mail did not arrive (bounce, complaint or reject): an office does not know that it must repair something, or from when its data is exchanged. The log of record-bezorging names the aanmelding; call the office.',
      runbook: 'A mail did not arrive',
    });
    alarms.watch(this, 'NotSent', {
      metric: new cloudwatch.Metric({
        namespace: NOT_SENT.metricNamespace,
        metricName: NOT_SENT.metricName,
        statistic: 'Sum',
        period: cdk.Duration.minutes(5),
      }),
      threshold: 1,
      impact:
        'A mail was refused by SES (the daily round tells its reader within a week, as soon as SES takes mails again), was given up after that week, had an address that was never confirmed and had its ten of the day, or nobody knows whether it was sent: an office may not know that it must repair something, or from when its data is exchanged. The log line names the aanmelding or uitwisseling; mend what SES refuses, and else call the office.',
      runbook: 'A mail was not sent',
    });
  }

  /** As SES tags every mail that is sent with it. */
  get configurationSetName(): string {
    return this.#configurationSet.configurationSetName;
  }

  /** Has SES tell this bus of each mail that did not arrive. The event names the mail by the tags that we gave it. */
  reportTo(bus: events.IEventBus): void {
    this.#configurationSet.addEventDestination('Reports', {
      destination: ses.EventDestination.eventBus(bus),
      events: NOT_ARRIVED,
    });
  }

  /** The right to send as the configured sender, and from no other address; mails that are not sent are counted. */
  access(): Access {
    const { mailSender, pagesUrl } = this.#config;
    const stack = cdk.Stack.of(this);
    const identity = (name: string) => stack.formatArn({ service: 'ses', resource: 'identity', resourceName: name });
    const configurationSetName = this.#configurationSet.configurationSetName;
    const send = new iam.PolicyStatement({
      actions: ['ses:SendRawEmail'],
      resources: [
        // SES checks whichever of the two is verified.
        identity(mailSender),
        identity(mailSender.slice(mailSender.indexOf('@') + 1)),
        stack.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSetName }),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': mailSender } },
    });
    return {
      environment: {
        MAIL_SENDER: mailSender,
        MAIL_CONFIGURATION_SET: configurationSetName,
        ...(pagesUrl === undefined ? {} : { PAGES_URL: pagesUrl }),
      },
      statements: [send],
      counted: [{ id: 'MailNotSent', filterPattern: MISSED, ...NOT_SENT }],
    };
  }

  /** From whom the mails are, without the right to send one. */
  sender(): Access {
    return { environment: { MAIL_SENDER: this.#config.mailSender }, statements: [] };
  }

  /** Where the a.s.r. team reads its mail. */
  assessors(): Access {
    return { environment: { MAIL_ASSESSORS: this.#config.mailAssessors }, statements: [] };
  }

  /** Where a.s.r. reads that the team does not decide. */
  escalatie(): Access {
    return { environment: { MAIL_ESCALATIE: this.#config.mailEscalatie }, statements: [] };
  }

  #notArrived(): cloudwatch.IMetric {
    const period = cdk.Duration.minutes(5);
    const count = (metricName: string) =>
      new cloudwatch.Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { [DIMENSION]: this.#configurationSet.configurationSetName },
        statistic: 'Sum',
        period,
      });
    // Not SES's own count of bounces: the answers of mailboxes on holiday are in it.
    const returned = new cloudwatch.Metric({
      namespace: RETURNED.metricNamespace,
      metricName: RETURNED.metricName,
      statistic: 'Sum',
      period,
    });
    return new cloudwatch.MathExpression({
      label: 'mails that did not arrive',
      expression: 'FILL(returned, 0) + FILL(complaint, 0) + FILL(reject, 0)',
      usingMetrics: { returned, complaint: count('Complaint'), reject: count('Reject') },
      period,
    });
  }
}

/** What record-bezorging noted. */
export const RETURNED = { metricNamespace: 'Salariskoppeling', metricName: 'MailReturned' } as const;
const NOT_SENT = { metricNamespace: 'Salariskoppeling', metricName: 'MailNotSent' } as const;
/** The codes by which the log tells of a mail that nobody gets, or that nobody knows of. */
const MISSED_CODES = ['bericht.onzeker', 'bericht.geweigerd', 'bericht.begrensd', 'bericht.opgegeven'];
const MISSED = FilterPattern.any(...MISSED_CODES.map((code) => FilterPattern.stringValue('$.code', '=', code)));

/** A tag that SES itself puts on every message of a configuration set. */
const DIMENSION = 'ses:configuration-set';
