import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { KANTOOR_INDEX as KANTOOR_OF_ADAPTER } from '../../adapters/aws/registratie/kantoren.ts';
import { WERKVOORRAAD_INDEX as INDEX_OF_ADAPTER } from '../../adapters/aws/registratie/werkvoorraad.ts';
import { NAGALM_DAGEN } from '../../core/aanmelding/afmelding.ts';
import { KANTOOR_INDEX, WERKVOORRAAD_INDEX } from '../../lib/names.ts';
import { statementsOf } from './policies.ts';
import { allResources, ofType, single, text } from './templates.ts';

const resources = allResources();
const buckets = ofType(resources, 'AWS::S3::Bucket');
const [dataBucket] = buckets.filter(({ Properties }) => 'LoggingConfiguration' in Properties);

describe('what must survive', () => {
  it.each(['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key'])(
    '%s is retained by every deployment',
    (type) => {
      const policies = ofType(resources, type).flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [
        DeletionPolicy,
        UpdateReplacePolicy,
      ]);
      expect(new Set(policies)).toEqual(new Set(['Retain']));
    },
  );

  it('includes the schedules, unless a first deployment fails: their group has a fixed name', () => {
    expect(single(resources, 'AWS::Scheduler::ScheduleGroup')).toMatchObject({
      Properties: { Name: 'salariskoppeling-uitwisselingen' },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

describe('the table', () => {
  const table = single(resources, 'AWS::DynamoDB::Table').Properties;

  it('has the keys and the expiry that the adapters write', () => {
    expect(table.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(table.AttributeDefinitions).toEqual([
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'status', AttributeType: 'S' },
      { AttributeName: 'sinds', AttributeType: 'S' },
      { AttributeName: 'kantoor', AttributeType: 'S' },
      { AttributeName: 'ontvangenOp', AttributeType: 'S' },
    ]);
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
  });

  it('lists aanmeldingen by state, and by office, the oldest first, in the indexes that the adapter asks', () => {
    expect([WERKVOORRAAD_INDEX, KANTOOR_INDEX]).toEqual([INDEX_OF_ADAPTER, KANTOOR_OF_ADAPTER]);
    expect(table.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: WERKVOORRAAD_INDEX,
        KeySchema: [
          { AttributeName: 'status', KeyType: 'HASH' },
          { AttributeName: 'sinds', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: KANTOOR_INDEX,
        KeySchema: [
          { AttributeName: 'kantoor', KeyType: 'HASH' },
          { AttributeName: 'ontvangenOp', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
  });

  it('is on-demand, encrypted with our key, restorable to a point in time and not deletable by mistake', () => {
    expect(table.BillingMode).toBe('PAY_PER_REQUEST');
    expect(table.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    expect(text(z.object({ KMSMasterKeyId: z.unknown() }).parse(table.SSESpecification).KMSMasterKeyId)).toMatch(
      /^<DataKey/,
    );
    expect(table.PointInTimeRecoverySpecification).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: NAGALM_DAGEN.tabel,
    });
    expect(table.DeletionProtectionEnabled).toBe(true);
  });
});

describe('the bucket', () => {
  it('encrypts with our key, keeps versions and logs who reads', () => {
    expect(dataBucket?.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(JSON.stringify(dataBucket?.Properties.BucketEncryption)).toContain('"SSEAlgorithm":"aws:kms"');
    expect(JSON.stringify(dataBucket?.Properties.BucketEncryption)).toContain('DataKey');
    expect(text(dataBucket?.Properties.LoggingConfiguration)).toContain('AccessLogs');
  });

  it('forgets the working files of an exchange when no one can release them any more, older versions after a week, and keeps what was delivered for 400 days', () => {
    const { Rules } = z
      .object({ Rules: z.array(z.record(z.string(), z.unknown())) })
      .parse(dataBucket?.Properties.LifecycleConfiguration);
    expect(Rules[0]).toMatchObject({
      Prefix: 'werk/',
      Status: 'Enabled',
      ExpirationInDays: 35,
      NoncurrentVersionExpiration: { NoncurrentDays: 7 },
    });
    expect(Rules.map((rule) => [rule.Prefix, rule.ExpirationInDays])).toEqual([
      ['werk/', 35],
      ['werk/', undefined],
      ['vergelijking/', 400],
      ['vergelijking/', undefined],
      ['leveringen/', 400],
      ['leveringen/', undefined],
      ['verzoeken/', 14],
      ['verzoeken/', undefined],
    ]);
    expect(Rules.flatMap((rule) => rule.NoncurrentVersionExpiration ?? [])).toEqual(
      Array.from({ length: 4 }, () => ({ NoncurrentDays: NAGALM_DAGEN.bestanden })),
    );
  });

  it.each(buckets.map(({ logicalId }) => logicalId))('%s is closed to the public and to plain HTTP', (logicalId) => {
    const bucket = buckets.find((candidate) => candidate.logicalId === logicalId);
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const policy = ofType(resources, 'AWS::S3::BucketPolicy').find(
      ({ Properties }) => text(Properties.Bucket) === `<${logicalId}>`,
    );
    const denied = statementsOf(policy?.Properties.PolicyDocument).filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ Condition }) => Condition)).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });
});

describe('the keys', () => {
  it('rotate every year', () => {
    const rotations = ofType(resources, 'AWS::KMS::Key').map(({ Properties }) => Properties.EnableKeyRotation);
    expect(rotations).toEqual([true, true, true]);
  });
});
