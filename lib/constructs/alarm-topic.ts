import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface HouseAlarm {
  readonly metric: cloudwatch.IMetric;
  /** Alarms from this value up. */
  readonly threshold: number;
  /** What it means for people when nobody acts, in a sentence; the first thing that the person on duty reads. */
  readonly impact: string;
  /** The heading in docs/runbook.md below which stands what to do; the description ends with it. */
  readonly runbook: string;
}

interface SilenceAlarm {
  readonly metric: cloudwatch.IMetric;
  /** After so many periods of the metric without a single count. */
  readonly periods: number;
  readonly impact: string;
  readonly runbook: string;
}

const describe = ({ impact, runbook }: Pick<HouseAlarm, 'impact' | 'runbook'>): string =>
  `${impact} Runbook: ${runbook}.`;

/** The one topic to which every alarm goes; who is on duty subscribes to it. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { key }: { key: kms.Key }) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A topic with a policy of its own (here: TLS) has lost the default one, by which the alarms of the account may publish.
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(this).account } },
      }),
    );
    // CloudWatch publishes with its own principal, so the key has to know it too.
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': cdk.Stack.of(this).account } },
      }),
    );
  }

  /** One alarm beside its resource: looks every minute, and silence of the metric is not an alarm. */
  watch(scope: Construct, id: string, { metric, threshold, ...told }: HouseAlarm): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(scope, id, {
      metric,
      threshold,
      alarmDescription: describe(told),
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /** The opposite: alarms when what must happen again and again does not, also when the metric tells nothing at all. */
  watchSilence(scope: Construct, id: string, { metric, periods, ...told }: SilenceAlarm): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(scope, id, {
      metric,
      threshold: 1,
      alarmDescription: describe(told),
      evaluationPeriods: periods,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }
}
