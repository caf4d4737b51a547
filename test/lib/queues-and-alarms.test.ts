import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SLEUTEL } from '../contracts/post.contract.ts';
import { sesEvent, transformed } from '../fixtures/ses/events.ts';
import { functionsOf } from './functions.ts';
import { statementsOf } from './policies.ts';
import { allResources, ofType, single, text } from './templates.ts';

const resources = allResources();
const queues = ofType(resources, 'AWS::SQS::Queue');
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
const topic = single(resources, 'AWS::SNS::Topic');
const functions = functionsOf(resources);

const Redrive = z.object({ deadLetterTargetArn: z.unknown().transform(text), maxReceiveCount: z.number() });
const working = queues.filter(({ Properties }) => 'RedrivePolicy' in Properties);
/** Which function reads which queue, each with its dead-letter queue. */
const WORK = [
  { worker: 'fetch-deel', queue: 'UitwisselingDelen', workers: 8 },
  { worker: 'settle-aanmelding', queue: 'NazorgLooks', workers: 2 },
  { worker: 'record-bezorging', queue: 'BezorgingReports', workers: 2 },
];
const deadLetters = queues.filter(({ Properties }) => !('RedrivePolicy' in Properties));
const denials = (type: string, subject: string): readonly unknown[] =>
  ofType(resources, type)
    .filter(({ Properties }) => text(Properties.Queues ?? Properties.Topics).includes(subject))
    .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
    .filter(({ Effect }) => Effect === 'Deny')
    .map(({ Condition }) => Condition);

describe('the queues', () => {
  it('are three to work from, a dead-letter queue for each, and one for the schedules of each kind', () => {
    const kind = ({ logicalId }: { logicalId: string }) => logicalId.replace(/Queue[0-9A-F]{8}$/, '');
    expect(working.map(kind).sort()).toEqual(['BezorgingReports', 'NazorgLooks', 'UitwisselingDelen']);
    expect(deadLetters.map(kind).sort()).toEqual([
      'AanvragenNotSwept',
      'AgendaNotStarted',
      'BezorgingReportsDeadLetters',
      'NaloopNotStarted',
      'NazorgLooksDeadLetters',
      'UitwisselingDelenDeadLetters',
    ]);
  });

  it.each(queues.map(({ logicalId }) => logicalId))(
    '%s is encrypted with our key and refuses plain HTTP',
    (logicalId) => {
      const queue = queues.find((candidate) => candidate.logicalId === logicalId);
      expect(text(queue?.Properties.KmsMasterKeyId)).toMatch(/^<TransitKey/);
      expect(denials('AWS::SQS::QueuePolicy', logicalId)).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
    },
  );

  it.each(deadLetters.map(({ logicalId }) => logicalId))(
    '%s keeps its evidence two weeks and alarms on the first message',
    (logicalId) => {
      const queue = deadLetters.find((candidate) => candidate.logicalId === logicalId);
      expect(queue?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      const watching = alarms.filter(({ Properties }) => text(Properties.Dimensions).includes(logicalId));
      expect(watching.map(({ Properties }) => [Properties.MetricName, Properties.Threshold])).toEqual([
        ['ApproximateNumberOfMessagesVisible', 1],
      ]);
    },
  );

  it.each(WORK)('$queue is tried five times, hidden for six times as long as $worker may take', ({ worker, queue }) => {
    const found = working.find(({ logicalId }) => logicalId.startsWith(queue));
    const { deadLetterTargetArn, maxReceiveCount } = Redrive.parse(found?.Properties.RedrivePolicy);
    expect(maxReceiveCount).toBe(5);
    expect(deadLetterTargetArn).toMatch(new RegExp(`^<${queue}DeadLettersQueue\\w+\\.Arn>$`));
    expect(found?.Properties.VisibilityTimeout).toBe(6 * (functions.get(worker)?.Timeout ?? Number.NaN));
  });

  it.each(WORK)('$queue keeps its messages two weeks, and alarms when one waits for more than an hour', ({ queue }) => {
    const found = working.find(({ logicalId }) => logicalId.startsWith(queue));
    expect(found?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    const watching = alarms.filter(({ Properties }) => text(Properties.Dimensions).includes(found?.logicalId ?? '?'));
    expect(
      watching.map(({ Properties: { MetricName, Statistic, Threshold } }) => [MetricName, Statistic, Threshold]),
    ).toEqual([['ApproximateAgeOfOldestMessage', 'Maximum', 3600]]);
  });

  it.each(WORK)(
    '$queue gives $worker one message at a time, $workers at once, and takes back only what failed',
    ({ worker, queue, workers }) => {
      const [mapping, ...others] = ofType(resources, 'AWS::Lambda::EventSourceMapping').filter(
        ({ Properties }) => text(Properties.FunctionName) === `<${functions.get(worker)?.logicalId}>`,
      );
      expect(others).toEqual([]);
      expect(text(mapping?.Properties.EventSourceArn)).toMatch(new RegExp(`^<${queue}Queue\\w+\\.Arn>$`));
      expect(mapping?.Properties).toMatchObject({
        BatchSize: 1,
        ScalingConfig: { MaximumConcurrency: workers },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    },
  );

  it('keep the calls of Scheduler that failed after they were taken', () => {
    const kept = ofType(resources, 'AWS::Lambda::EventInvokeConfig').map(({ Properties }) => [
      text(Properties.FunctionName),
      /[A-Z]\w+NotS\w+(?=Queue)/.exec(text(Properties.DestinationConfig))?.[0],
    ]);
    expect(new Map(kept.map(([name, queue]) => [name, queue]))).toEqual(
      new Map([
        [`<${functions.get('start-uitwisseling')?.logicalId}>`, 'AgendaNotStarted'],
        [`<${functions.get('sweep-aanvragen')?.logicalId}>`, 'AanvragenNotSwept'],
      ]),
    );
    expect(functions.get('realise-koppeling')?.Environment.Variables.SCHEDULE_DLQ_ARN).toMatch(
      /:salariskoppeling-niet-gestart$/,
    );
  });
});

describe('the alarms', () => {
  it('all go to the one topic, which is encrypted with our key and refuses plain HTTP', () => {
    const actions = alarms.map(({ Properties }) => z.array(z.unknown().transform(text)).parse(Properties.AlarmActions));
    const theOne = new RegExp(`^<(?:SalariskoppelingApp:ExportsOutputRef)?${topic.logicalId}(?:\\w*)>$`);
    expect(actions.flat().filter((action) => !theOne.test(action))).toEqual([]);
    expect(actions.filter((action) => action.length !== 1)).toEqual([]);
    expect(text(topic.Properties.KmsMasterKeyId)).toMatch(/^<TransitKey/);
    expect(denials('AWS::SNS::TopicPolicy', topic.logicalId)).toContainEqual({
      Bool: { 'aws:SecureTransport': 'false' },
    });
  });

  it('say what it means for people', () => {
    const impacts = alarms.map(({ Properties }) => z.string().parse(Properties.AlarmDescription));
    expect(impacts.filter((impact) => impact.length < 60 || !impact.endsWith('.'))).toEqual([]);
    expect(new Set(impacts).size).toBe(alarms.length);
  });

  it('sound when an execution of a machine fails, times out or is aborted', () => {
    const machines = ofType(resources, 'AWS::StepFunctions::StateMachine').map(({ logicalId }) => logicalId);
    expect(machines.length).toBe(5);
    for (const machine of machines) {
      const watching = alarms.filter(({ Properties }) => JSON.stringify(Properties.Metrics ?? []).includes(machine));
      expect(watching.length).toBe(1);
      for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']) {
        expect(JSON.stringify(watching[0]?.Properties.Metrics)).toContain(`"${metric}"`);
      }
      expect(JSON.stringify(watching[0]?.Properties.Metrics)).toContain(
        '"FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)"',
      );
    }
  });

  it('sound when a controle was given up, for the machine itself goes on', () => {
    const [filter] = ofType(resources, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      text(Properties.MetricTransformations).includes('"GivenUp"'),
    );
    expect(filter?.Properties.FilterPattern).toBe('{ $.code = "controle.gestaakt" }');
    const watching = alarms.filter(({ Properties }) => Properties.MetricName === 'GivenUp');
    expect(watching.map(({ Properties }) => [Properties.Namespace, Properties.Threshold])).toEqual([
      ['Salariskoppeling', 1],
    ]);
  });

  it.each([
    ['LoginsRefused', 'login.geweigerd', 100],
    ['LoginsHeldUp', 'login.afgeremd', 10],
  ])('sound on %s: both who asks and the machine count, by the hour', (metric, code, threshold) => {
    const filters = ofType(resources, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      text(Properties.MetricTransformations).includes(`"${metric}"`),
    );
    expect(filters.map(({ Properties }) => Properties.FilterPattern)).toEqual(
      Array.from({ length: 2 }, () => `{ $.code = "${code}" }`),
    );
    const groups = filters.map(({ Properties }) => text(Properties.LogGroupName)).sort();
    expect(groups).toEqual([
      expect.stringContaining('ApiReplaceToken'),
      expect.stringContaining('RealisatieVerifyAanmelding'),
    ]);
    const watching = alarms.filter(({ Properties }) => Properties.MetricName === metric);
    expect(watching.map(({ Properties }) => [Properties.Namespace, Properties.Period, Properties.Threshold])).toEqual([
      ['Salariskoppeling', 3600, threshold],
    ]);
  });

  it('sound when the daily round mended something, and when there was none for a day', () => {
    const [filter] = ofType(resources, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      text(Properties.MetricTransformations).includes('"Mended"'),
    );
    expect(filter?.Properties.FilterPattern).toBe('{ $.code = "naloop.hersteld" }');
    const watching = alarms.filter(({ Properties }) => Properties.MetricName === 'Mended');
    expect(watching.map(({ Properties }) => [Properties.Namespace, Properties.Threshold])).toEqual([
      ['Salariskoppeling', 1],
    ]);
    const [silence, ...others] = alarms.filter(
      ({ Properties }) =>
        Properties.TreatMissingData === 'breaching' && Properties.MetricName === 'ExecutionsSucceeded',
    );
    expect(others).toEqual([]);
    expect(silence?.Properties).toMatchObject({
      MetricName: 'ExecutionsSucceeded',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 26,
    });
    expect(text(silence?.Properties.Dimensions)).toContain('NaloopMachine');
  });

  it('may be published to the topic, although its own policy takes the place of the default one', () => {
    const [allowed, ...others] = ofType(resources, 'AWS::SNS::TopicPolicy')
      .filter(({ Properties }) => text(Properties.Topics).includes(topic.logicalId))
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Effect }) => Effect === 'Allow');
    expect(others).toEqual([]);
    expect(allowed).toMatchObject({
      Action: ['sns:Publish'],
      Resource: [`<${topic.logicalId}>`],
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  it('can be published and their history logged: CloudWatch and its logs may use the key', () => {
    const [key] = ofType(resources, 'AWS::KMS::Key').filter(({ logicalId }) => logicalId.startsWith('TransitKey'));
    const principals = statementsOf(key?.Properties.KeyPolicy).map(({ Principal }) => JSON.stringify(Principal));
    expect(principals.filter((principal) => principal.includes('"cloudwatch.amazonaws.com"')).length).toBe(1);
    expect(principals.filter((principal) => principal.includes('"logs.')).length).toBe(1);
  });
});

describe('mail', () => {
  it('travels encrypted, and counts what does not arrive without telling whose', () => {
    const set = single(resources, 'AWS::SES::ConfigurationSet').Properties;
    expect(set.DeliveryOptions).toEqual({ TlsPolicy: 'REQUIRE' });
    const destinations = ofType(resources, 'AWS::SES::ConfigurationSetEventDestination').map(
      ({ Properties }) => Properties.EventDestination,
    );
    for (const destination of destinations) {
      expect(destination).toMatchObject({ Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'reject'] });
      expect(destination).not.toHaveProperty('SnsDestination');
    }
    expect(destinations.filter((one) => text(one).includes('CloudWatchDestination'))).toHaveLength(1);
    expect(destinations.filter((one) => text(one).includes('event-bus/default'))).toHaveLength(1);
  });

  it('that does not arrive is reported to a queue by EventBridge, for our own mails only', () => {
    const rules = ofType(resources, 'AWS::Events::Rule');
    const types = rules.map(({ Properties }) => Object(Properties.EventPattern)['detail-type']);
    expect(types.flat().sort()).toEqual(['Email Bounced', 'Email Complaint Received', 'Email Rejected']);
    for (const { Properties } of rules) {
      expect(Properties.EventPattern).toMatchObject({ source: ['aws.ses'] });
      expect(JSON.stringify(Properties.EventPattern)).toContain(
        single(resources, 'AWS::SES::ConfigurationSet').logicalId,
      );
    }
    const [allowed, ...others] = ofType(resources, 'AWS::SQS::QueuePolicy')
      .filter(({ Properties }) => text(Properties.Queues).includes('BezorgingReportsQueue'))
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Effect }) => Effect === 'Allow');
    expect(others).toEqual([]);
    expect(allowed).toMatchObject({ Action: ['sqs:SendMessage'], Principal: { Service: 'events.amazonaws.com' } });
    for (const { logicalId } of rules) {
      expect(JSON.stringify(allowed?.Condition)).toContain(`{"Fn::GetAtt":["${logicalId}","Arn"]}`);
    }
    const [key] = ofType(resources, 'AWS::KMS::Key').filter((one) => one.logicalId.startsWith('TransitKey'));
    const mayUse = statementsOf(key?.Properties.KeyPolicy).filter(({ Principal }) =>
      JSON.stringify(Principal).includes('"events.amazonaws.com"'),
    );
    expect(mayUse.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']]);
    const [watching, ...more] = alarms
      .map(({ Properties }) => text(Properties.Metrics))
      .filter((metrics) => metrics.includes('FailedInvocations'));
    expect(more).toEqual([]);
    for (const { logicalId } of rules) expect(watching).toContain(`{"Ref":"${logicalId}"}`);
    expect(watching).toContain('FILL(rule0, 0) + FILL(rule1, 0)');
  });

  it('that came back for a while only does not raise the alarm, whatever SES counts', () => {
    const [filter, ...others] = ofType(resources, 'AWS::Logs::MetricFilter')
      .map(({ Properties }) => Properties)
      .filter(({ MetricTransformations }) => text(MetricTransformations).includes('MailReturned'));
    expect(others).toEqual([]);
    expect(filter?.FilterPattern).toBe('{ ($.code = "bezorging.genoteerd") && ($.uitkomst != "tijdelijk") }');
    const [alarm] = alarms.filter(({ Properties }) => text(Properties.Metrics).includes('MailReturned'));
    expect(text(alarm?.Properties.Metrics)).toContain('FILL(returned, 0) + FILL(complaint, 0) + FILL(reject, 0)');
    expect(alarms.filter(({ Properties }) => text(Properties).includes('"MetricName":"Bounce"'))).toEqual([]);
  });

  it.each(['Bounce', 'Complaint', 'Reject'])('leaves of the event %s only which mail, what and when', async (soort) => {
    const event = sesEvent(soort, SLEUTEL);
    const message = transformed(resources, event);
    const type = soort === 'Bounce' ? ['soort'] : [];
    expect(Object.keys(JSON.parse(message)).sort()).toEqual(['gebeurtenis', 'op', ...type, 'tags']);
    expect(JSON.stringify(event)).toContain('recipient@example.com');
    expect(message).not.toContain('recipient@example.com');
    expect(message).not.toContain('Zonnedauw');
  });

  it('that is not sent raises the alarm, whichever function was to send it', () => {
    const sends = ({ Environment }: { readonly Environment: { readonly Variables: object } }) =>
      'MAIL_CONFIGURATION_SET' in Environment.Variables;
    const senders = [...functions.values()].filter(sends);
    const filters = ofType(resources, 'AWS::Logs::MetricFilter')
      .map(({ Properties }) => Properties)
      .filter(({ MetricTransformations }) => text(MetricTransformations).includes('MailNotSent'));
    expect(senders.length).toBeGreaterThan(0);
    expect(filters.length).toBe(senders.length);
    const codes = ['bericht.onzeker', 'bericht.geweigerd', 'bericht.begrensd', 'bericht.opgegeven'];
    const pattern = `{ ${codes.map((code) => `($.code = "${code}")`).join(' || ')} }`;
    expect(new Set(filters.map(({ FilterPattern }) => FilterPattern))).toEqual(new Set([pattern]));
    const watching = alarms.filter(({ Properties }) => Properties.MetricName === 'MailNotSent');
    expect(watching.map(({ Properties }) => Properties.Namespace)).toEqual(['Salariskoppeling']);
  });
});
