import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { BEWAARDAGEN, NAGALM_DAGEN } from '../../core/aanmelding/afmelding.ts';
import { INZAGE_DAGEN } from '../../core/verzoek/verzoek.ts';
import {
  AGENDA_NAMES,
  COMPARISON_PREFIX,
  DELIVERY_PREFIX,
  KANTOOR_INDEX,
  REQUEST_PREFIX,
  WERKVOORRAAD_INDEX,
  WORK_PREFIX,
} from '../names.ts';

/**
 * What an exchange was assembled from is personal data, and removed when the exchange is done. What is left behind goes by
 * itself: after the 30 days in which a.s.r. decides about a data set that is held, and the days of an exchange before that.
 */
const WORK_RETENTION = cdk.Duration.days(BEWAARDAGEN.werkbestanden);
/** Versions that were overwritten or removed are of no use to anybody; the receipt of an afmelding says when they are gone. */
const OLD_VERSION_RETENTION = cdk.Duration.days(NAGALM_DAGEN.bestanden);
/** A koppeling that stood still for longer than this has nothing to compare its next data set with, and says so. */
const COMPARISON_RETENTION = cdk.Duration.days(BEWAARDAGEN.vergelijking);
/** An export that nobody fetched by then is asked for anew. */
const REQUEST_RETENTION = cdk.Duration.days(INZAGE_DAGEN);
/** Long enough to find out who read what after an incident that nobody noticed for a quarter. */
const ACCESS_LOG_RETENTION = cdk.Duration.days(400);

export interface DataStackProps extends cdk.StackProps {
  /** After which a delivered set is removed; a.s.r. has its own copy by then (decision 38). */
  readonly deliveryRetention: cdk.Duration;
}

/** The stateful part: nothing in it is ever removed by a deployment. */
export class DataStack extends cdk.Stack {
  readonly table: dynamodb.Table;
  readonly bucketName: string;
  /** An export with its final name, so that a finding about a policy on it can be acknowledged by its exact id. */
  readonly bucketArn: string;
  /** Encrypts the table and the objects. */
  readonly dataKey: kms.Key;
  /** Encrypts the Nmbrs tokens, apart from the data: who may read data sets may not read tokens. */
  readonly secretKey: kms.Key;

  constructor(scope: Construct, id: string, { deliveryRetention, ...props }: DataStackProps) {
    super(scope, id, props);
    this.dataKey = this.#key('DataKey', 'Salariskoppeling: registry and data sets');
    this.secretKey = this.#key('SecretKey', 'Salariskoppeling: Nmbrs tokens');
    this.table = this.#table();
    const bucket = this.#bucket(deliveryRetention);
    logAccess(bucket, this.#accessLogs());
    this.bucketName = bucket.bucketName;
    this.bucketArn = this.exportValue(bucket.bucketArn);
    // What is planned outlives whatever is deployed beside it. Kept by a first deployment that failed, it would stand in the way of the second.
    new scheduler.ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: AGENDA_NAMES.group,
      removalPolicy: cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  #key(id: string, description: string): kms.Key {
    return new kms.Key(this, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }

  #table(): dynamodb.Table {
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.dataKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: NAGALM_DAGEN.tabel,
      },
      timeToLiveAttribute: 'ttl',
      deletionProtection: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
    // Only aanmeldingen have both, and the requests that wait for a confirmation: whatever else has a status is not in it.
    table.addGlobalSecondaryIndex({
      indexName: WERKVOORRAAD_INDEX,
      partitionKey: { name: 'status', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sinds', type: dynamodb.AttributeType.STRING },
    });
    // Only aanmeldingen name the office whose address was confirmed.
    table.addGlobalSecondaryIndex({
      indexName: KANTOOR_INDEX,
      partitionKey: { name: 'kantoor', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'ontvangenOp', type: dynamodb.AttributeType.STRING },
    });
    return table;
  }

  #accessLogs(): s3.Bucket {
    return new s3.Bucket(this, 'AccessLogs', {
      // Server access logging cannot deliver to a bucket with a customer managed key; it logs names, never contents.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [{ id: 'expire', expiration: ACCESS_LOG_RETENTION }],
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }

  #bucket(deliveryRetention: cdk.Duration): s3.Bucket {
    return new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.dataKey,
      bucketKeyEnabled: true,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        {
          id: 'work-expires',
          prefix: WORK_PREFIX,
          expiration: WORK_RETENTION,
          noncurrentVersionExpiration: OLD_VERSION_RETENTION,
          abortIncompleteMultipartUploadAfter: cdk.Duration.days(1),
        },
        { id: 'work-markers', prefix: WORK_PREFIX, expiredObjectDeleteMarker: true },
        {
          id: 'comparison-expires',
          prefix: COMPARISON_PREFIX,
          expiration: COMPARISON_RETENTION,
          noncurrentVersionExpiration: OLD_VERSION_RETENTION,
          abortIncompleteMultipartUploadAfter: cdk.Duration.days(1),
        },
        { id: 'comparison-markers', prefix: COMPARISON_PREFIX, expiredObjectDeleteMarker: true },
        {
          id: 'deliveries-expire',
          prefix: DELIVERY_PREFIX,
          expiration: deliveryRetention,
          noncurrentVersionExpiration: OLD_VERSION_RETENTION,
          abortIncompleteMultipartUploadAfter: cdk.Duration.days(1),
        },
        { id: 'deliveries-markers', prefix: DELIVERY_PREFIX, expiredObjectDeleteMarker: true },
        {
          id: 'requests-expire',
          prefix: REQUEST_PREFIX,
          expiration: REQUEST_RETENTION,
          noncurrentVersionExpiration: OLD_VERSION_RETENTION,
        },
        { id: 'requests-markers', prefix: REQUEST_PREFIX, expiredObjectDeleteMarker: true },
      ],
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
  }
}

/** By hand: `serverAccessLogsBucket` wants an `IBucket`, which `Bucket` is not under `exactOptionalPropertyTypes`. */
function logAccess(bucket: s3.Bucket, target: s3.Bucket): void {
  const resource = bucket.node.findChild('Resource');
  if (!(resource instanceof s3.CfnBucket)) throw new Error('the bucket has no CloudFormation resource');
  const prefix = 'bucket/';
  resource.loggingConfiguration = { destinationBucketName: target.bucketName, logFilePrefix: prefix };
  target.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [target.arnForObjects(`${prefix}*`)],
      conditions: {
        ArnLike: { 'aws:SourceArn': bucket.bucketArn },
        StringEquals: { 'aws:SourceAccount': cdk.Stack.of(bucket).account },
      },
    }),
  );
}
