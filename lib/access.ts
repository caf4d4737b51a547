import * as cdk from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { BRON, LEVERING_BESCHIKBAAR } from '../core/levering/levering-beschikbaar.ts';
import type { Config } from './config.ts';
import { KANTOOR_INDEX, SECRET_PREFIX, type SecretFolder, TARIEF_KEY, WERKVOORRAAD_INDEX } from './names.ts';
import { NMBRS_CALLS_PER_SECOND, type NmbrsShare } from './nmbrs-budget.ts';

const DEFAULT_BUS = 'default';

/** What a function may touch: the permissions, and the environment by which it finds the thing. */
export interface Access {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly iam.PolicyStatement[];
  /** Findings of cdk-nag that these statements raise, each with the reason why it is right all the same. */
  readonly acknowledged?: readonly WildcardResource[];
  /** Lines of the function's log that are counted, so that an alarm can tell of them. */
  readonly counted?: readonly CountedLines[];
}

interface CountedLines {
  readonly id: string;
  readonly filterPattern: logs.IFilterPattern;
  readonly metricNamespace: string;
  readonly metricName: string;
}

/** The stores of the data stack. */
export interface Stores {
  readonly table: dynamodb.Table;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly dataKey: kms.IKey;
  readonly secretKey: kms.IKey;
}

const allow = (actions: string[], resources: string[], conditions?: iam.Conditions): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions, resources, ...(conditions === undefined ? {} : { conditions }) });

/** The use of a key by this function through that service, never directly. */
function useKey(key: kms.IKey, service: string, actions: string[]): iam.PolicyStatement {
  const viaService = `${service}.${cdk.Aws.REGION}.amazonaws.com`;
  return allow(actions, [key.keyArn], { StringEquals: { 'kms:ViaService': viaService } });
}

/** A resource that is named at run time, and why the function must reach all that begin so. */
interface WildcardResource {
  readonly resource: string;
  readonly reason: string;
}

/** Acknowledges exactly this resource, under the id by which cdk-nag reports it in a policy of the stack of this role. */
export function acknowledge(role: iam.Role, { resource, reason }: WildcardResource): void {
  const id = `AwsSolutions-IAM5[Resource::${flatten(cdk.Stack.of(role).resolve(resource))}]`;
  cdk.Validations.of(role).acknowledge({ id, reason });
}

/** Writes a CloudFormation expression the way cdk-nag does: references between angle brackets. */
function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::ImportValue' in value) return flatten(value['Fn::ImportValue']);
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) return joined(value['Fn::Join']);
  return JSON.stringify(value);
}

function joined([delimiter, parts]: readonly unknown[]): string {
  return Array.isArray(parts) ? parts.map(flatten).join(String(delimiter)) : '';
}

/** Explicit statements throughout: CDK's own grants emit wildcards. */
export class AccessTo {
  readonly #stack: cdk.Stack;
  readonly #stores: Stores;

  constructor(stack: cdk.Stack, stores: Stores) {
    this.#stack = stack;
    this.#stores = stores;
  }

  readTable(): Access {
    const { table, dataKey } = this.#stores;
    return {
      environment: { TABLE_NAME: table.tableName },
      statements: [
        allow(['dynamodb:GetItem', 'dynamodb:Query'], [table.tableArn]),
        useKey(dataKey, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey']),
      ],
    };
  }

  /** Lists aanmeldingen by state; gives no way to any item by its key. */
  listWerkvoorraad(): Access {
    return this.#listIndex(WERKVOORRAAD_INDEX);
  }

  /** Lists the aanmeldingen of one office. */
  listKantoor(): Access {
    return this.#listIndex(KANTOOR_INDEX);
  }

  #listIndex(index: string): Access {
    const { table, dataKey } = this.#stores;
    return {
      environment: { TABLE_NAME: table.tableName },
      statements: [
        allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`]),
        useKey(dataKey, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey']),
      ],
    };
  }

  /** Reads and writes; transactions need the rights of the actions that they consist of. */
  writeTable(): Access {
    const { environment, statements } = this.readTable();
    const write = allow(
      ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [this.#stores.table.tableArn],
    );
    return { environment, statements: [...statements, write] };
  }

  /** Reads, and adds to the trail of an aanmelding who looked at what. */
  noteLooks(): Access {
    const { environment, statements } = this.readTable();
    const add = allow(['dynamodb:PutItem'], [this.#stores.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['AANMELDING#*'] },
    });
    return { environment, statements: [...statements, add] };
  }

  /** Changes an item by its key, and reads none. */
  updateTable(): Access {
    const { table, dataKey } = this.#stores;
    return {
      environment: { TABLE_NAME: table.tableName },
      statements: [
        allow(['dynamodb:UpdateItem'], [table.tableArn]),
        useKey(dataKey, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey']),
      ],
    };
  }

  readSecrets(folder: SecretFolder): Access {
    return this.#secrets(folder, ['secretsmanager:GetSecretValue'], ['kms:Decrypt']);
  }

  /** Creates, replaces, and takes a deletion back; Secrets Manager wants the key for both directions to do so. */
  storeSecrets(folder: SecretFolder): Access {
    return this.#secrets(
      folder,
      ['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'secretsmanager:RestoreSecret'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    );
  }

  /** Reads, and makes what is not there yet; cannot replace. */
  ensureSecrets(folder: SecretFolder): Access {
    return this.#secrets(
      folder,
      ['secretsmanager:CreateSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:RestoreSecret'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    );
  }

  /** Gives a secret that is there another value; cannot make one. */
  replaceSecrets(folder: SecretFolder): Access {
    return this.#secrets(folder, ['secretsmanager:PutSecretValue'], ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /**
   * Erases at once. An erasure that is tried again asks whether the secret is still there (`GetSecretValue`); in a function
   * that may not use the key for anything else that tells, and gives nothing away.
   */
  eraseSecrets(folder: SecretFolder): Access {
    return this.#secrets(
      folder,
      ['secretsmanager:DeleteSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:RestoreSecret'],
      [],
    );
  }

  #secrets(folder: SecretFolder, actions: string[], keyActions: string[]): Access {
    const { secretKey } = this.#stores;
    const secrets = this.#stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${SECRET_PREFIX}/${folder}/*`,
    });
    return {
      environment: { SECRET_PREFIX, SECRET_KEY_ID: secretKey.keyArn },
      statements: [
        allow(actions, [secrets]),
        ...(keyActions.length === 0 ? [] : [useKey(secretKey, 'secretsmanager', keyActions)]),
      ],
      acknowledged: [
        {
          resource: secrets,
          reason: 'The secrets below this prefix are named at run time, and AWS adds random characters to each.',
        },
      ],
    };
  }

  /** Which wage codes are asked for and delivered. */
  knowsLooncodes({ looncodes }: Config): Access {
    return { environment: { LOONCODES: JSON.stringify(looncodes) }, statements: [] };
  }

  /** For how long a delivered set is kept. */
  knowsBewaardagen({ leveringBewaardagen }: Config): Access {
    return { environment: { LEVERING_BEWAARDAGEN: String(leveringBewaardagen) }, statements: [] };
  }

  /** Reads what lies under the prefix. */
  readObjects(prefix: string): Access {
    return this.#objects(prefix, ['s3:GetObject'], ['kms:Decrypt']);
  }

  /** Writes under the prefix and reads it: an object that is there already is held against what was to be written. */
  writeObjects(prefix: string): Access {
    return this.#objects(prefix, ['s3:GetObject', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /** Puts an object in the place of the one that is there, in parts where it is large, and removes the one that was. */
  rewriteObjects(prefix: string): Access {
    return this.#objects(
      prefix,
      ['s3:AbortMultipartUpload', 's3:DeleteObjectVersion', 's3:GetObject', 's3:PutObject'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      ['s3:ListBucketVersions'],
    );
  }

  /** Lists and removes for good, older versions too. */
  removeObjects(prefix: string): Access {
    return this.#objects(prefix, ['s3:DeleteObject', 's3:DeleteObjectVersion'], [], ['s3:ListBucketVersions']);
  }

  #objects(prefix: string, actions: string[], keyActions: string[], listActions: string[] = []): Access {
    const { bucketName, bucketArn, dataKey } = this.#stores;
    const objects = `${bucketArn}/${prefix}*`;
    return {
      environment: { BUCKET_NAME: bucketName },
      statements: [
        allow(actions, [objects]),
        // S3 answers "not found" for an absent key only to who may list, and that question carries no prefix: IfExists.
        allow(['s3:ListBucket', ...listActions], [bucketArn], {
          StringLikeIfExists: { 's3:prefix': [`${prefix}*`] },
        }),
        ...(keyActions.length === 0 ? [] : [useKey(dataKey, 's3', keyActions)]),
      ],
      acknowledged: [
        {
          resource: objects,
          reason: `The objects below ${prefix} are named at run time; the function may reach no other prefix.`,
        },
      ],
    };
  }

  startMachine(environmentName: string, stateMachineArn: string): Access {
    return {
      environment: { [environmentName]: stateMachineArn },
      statements: [allow(['states:StartExecution'], [stateMachineArn])],
    };
  }

  /** Lets a waiting state of the machine go on. The token says which; the function needs no name. */
  resumeMachine(stateMachineArn: string): Access {
    return {
      environment: {},
      statements: [allow(['states:SendTaskSuccess'], [stateMachineArn])],
    };
  }

  /** Tells of deliveries on the bus that every account has, as ourselves and of nothing else. */
  tellOfDeliveries(): Access {
    const bus = this.#stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: DEFAULT_BUS });
    const asOurselves = { 'events:source': BRON, 'events:detail-type': LEVERING_BESCHIKBAAR };
    return {
      environment: { EVENT_BUS_NAME: DEFAULT_BUS },
      statements: [allow(['events:PutEvents'], [bus], { StringEquals: asOurselves })],
    };
  }

  /** Sees how it is with any execution of the machine. */
  lookAtExecutions(stateMachineName: string): Access {
    const executions = this.#stack.formatArn({
      service: 'states',
      resource: 'execution',
      arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${stateMachineName}:*`,
    });
    return {
      environment: {},
      statements: [allow(['states:DescribeExecution'], [executions])],
      acknowledged: [{ resource: executions, reason: 'Executions are named at run time; those of no other machine.' }],
    };
  }

  sendTo(environmentName: string, queue: sqs.IQueue, key: kms.IKey): Access {
    return {
      environment: { [environmentName]: queue.queueUrl },
      statements: [
        allow(['sqs:SendMessage'], [queue.queueArn]),
        useKey(key, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey']),
      ],
    };
  }

  consume(queue: sqs.IQueue, key: kms.IKey): Access {
    return {
      environment: {},
      statements: [
        allow(
          ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          [queue.queueArn],
        ),
        useKey(key, 'sqs', ['kms:Decrypt']),
      ],
    };
  }

  /**
   * Nmbrs itself is outside of AWS: only its address, how many calls this function may have under way, and the one item of the
   * table by which all functions share the rate.
   */
  callNmbrs({ nmbrsBaseUrl }: Config, share: NmbrsShare): Access {
    const { table, dataKey } = this.#stores;
    return {
      environment: {
        NMBRS_BASE_URL: nmbrsBaseUrl,
        NMBRS_CALLS_PER_SECOND: String(NMBRS_CALLS_PER_SECOND),
        NMBRS_CALLS_IN_FLIGHT: String(share.callsInFlight),
        NMBRS_WERK: share.werk,
        TABLE_NAME: table.tableName,
      },
      statements: [
        allow(['dynamodb:UpdateItem'], [table.tableArn], {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [TARIEF_KEY] },
        }),
        useKey(dataKey, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey']),
      ],
    };
  }
}
