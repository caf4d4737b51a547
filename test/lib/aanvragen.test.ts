import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionsOf } from './functions.ts';
import { allResources, ofType, text } from './templates.ts';

const resources = allResources();
const sweep = functionsOf(resources).get('sweep-aanvragen');
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
const [schedule] = ofType(resources, 'AWS::Scheduler::Schedule').filter(({ logicalId }) =>
  logicalId.startsWith('Aanvragen'),
);

describe('the round over the requests that wait for a confirmation', () => {
  it('is called every hour, just after the counters of mails began anew', () => {
    expect(schedule?.Properties).toMatchObject({
      ScheduleExpression: 'cron(15 * * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const { Arn, Input, DeadLetterConfig } = z
      .object({ Arn: z.unknown(), Input: z.string(), DeadLetterConfig: z.unknown() })
      .parse(schedule?.Properties.Target);
    expect([text(Arn), JSON.parse(Input)]).toEqual([`<${sweep?.logicalId}.Arn>`, { schemaVersie: 1 }]);
    expect(text(DeadLetterConfig)).toContain('AanvragenNotSwept');
  });

  it('raises an alarm when it could not do its work on one of them', () => {
    const [filter, ...others] = ofType(resources, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      text(Properties.MetricTransformations).includes('"AanvraagFailed"'),
    );
    expect(others).toEqual([]);
    expect(filter?.Properties.FilterPattern).toBe('{ $.code = "aanvragen.mislukt" }');
    expect(text(filter?.Properties.LogGroupName)).toContain('AanvragenSweepAanvragenLogs');
    const watching = alarms.filter(({ Properties }) => Properties.MetricName === 'AanvraagFailed');
    expect(watching.map(({ Properties }) => [Properties.Namespace, Properties.Threshold])).toEqual([
      ['Salariskoppeling', 1],
    ]);
  });

  it('raises an alarm when none began for three hours', () => {
    const watching = alarms.filter(
      ({ Properties }) =>
        Properties.MetricName === 'Invocations' && text(Properties.Dimensions).includes(sweep?.logicalId ?? '?'),
    );
    expect(watching.map(({ Properties }) => Properties)).toMatchObject([
      {
        ...{ Statistic: 'Sum', Period: 3600, EvaluationPeriods: 3, Threshold: 1 },
        ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
      },
    ]);
  });

  it('is over before the next one begins, its second try included', () => {
    const [config] = ofType(resources, 'AWS::Lambda::EventInvokeConfig').filter(
      ({ Properties }) => text(Properties.FunctionName) === `<${sweep?.logicalId}>`,
    );
    expect(config?.Properties).toMatchObject({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600 });
    expect(2 * (sweep?.Timeout ?? Number.NaN)).toBeLessThan(3600);
  });
});
