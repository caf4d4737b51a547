import { randomInt, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { arnOf } from '../aws-names.ts';
import type { VirtualClock } from '../clock.ts';
import { AwsError } from './aws-server.ts';

const DAY_SECONDS = 86_400;
const RECOVERY_WINDOW_DAYS = 30;

const Value = z.object({
  SecretString: z.string().max(65_536).optional(),
  SecretBinary: z.base64().optional(),
});
const Write = Value.extend({ ClientRequestToken: z.string().min(32).max(64).optional() });
const Create = Write.extend({
  Name: z.string().regex(/^[\w/+=.@-]{1,512}$/),
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});
const Reference = z.object({ SecretId: z.string().min(1) });
const Put = Write.extend(Reference.shape).extend({ VersionStages: z.array(z.string()).optional() });
const Update = Write.extend(Reference.shape).extend({
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
});
const Get = Reference.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() });
const Delete = Reference.extend({
  ForceDeleteWithoutRecovery: z.boolean().optional(),
  RecoveryWindowInDays: z.number().int().min(7).max(30).optional(),
});
const List = z.object({
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
  IncludePlannedDeletion: z.boolean().optional(),
  Filters: z.array(z.object({ Key: z.string(), Values: z.array(z.string()) })).default([]),
});

interface Version {
  readonly id: string;
  readonly value: z.infer<typeof Value>;
  stages: string[];
  readonly createdSeconds: number;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  description: string | undefined;
  kmsKeyId: string | undefined;
  readonly tags: z.infer<typeof Create>['Tags'];
  readonly createdSeconds: number;
  changedSeconds: number;
  deletedSeconds: number | undefined;
  readonly versions: Version[];
}

/** The Secrets Manager operations that the system and its tests use, in memory. */
export interface SecretsManager {
  /** Answers one operation of the JSON protocol; throws `AwsError` with the service's own codes. */
  handle(operation: string, input: unknown): unknown;
}

export function createSecretsManager(clock: VirtualClock): SecretsManager {
  const secrets = new Map<string, Secret>();
  const nowSeconds = () => clock.now() / 1000;
  const find = (id: string) => [...secrets.values()].find(({ name, arn }) => name === id || arn === id);
  const existing = (id: string) => {
    const secret = find(id);
    if (secret === undefined)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  };
  const live = (id: string) => {
    const secret = existing(id);
    if (secret.deletedSeconds === undefined) return secret;
    throw new AwsError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  };

  const create = (input: z.infer<typeof Create>) => {
    const present = secrets.get(input.Name);
    if (present?.deletedSeconds !== undefined)
      throw new AwsError(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    if (present !== undefined) return repeatCreate(present, input);
    const secret: Secret = {
      arn: arnOf('secretsmanager', `secret:${input.Name}-${suffix()}`),
      name: input.Name,
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      tags: input.Tags,
      createdSeconds: nowSeconds(),
      changedSeconds: nowSeconds(),
      deletedSeconds: undefined,
      versions: [],
    };
    secrets.set(input.Name, secret);
    return hasValue(input) ? addVersion(secret, input, nowSeconds()) : summary(secret);
  };

  const remove = (input: z.infer<typeof Delete>) => {
    if (input.ForceDeleteWithoutRecovery && input.RecoveryWindowInDays !== undefined)
      throw new AwsError(
        'InvalidParameterException',
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      );
    if (input.ForceDeleteWithoutRecovery) {
      const secret = find(input.SecretId);
      if (secret !== undefined) secrets.delete(secret.name);
      const name = secret?.name ?? input.SecretId;
      return { ARN: secret?.arn ?? arnOf('secretsmanager', `secret:${name}`), Name: name, DeletionDate: nowSeconds() };
    }
    const secret = live(input.SecretId);
    const days = input.RecoveryWindowInDays ?? RECOVERY_WINDOW_DAYS;
    secret.deletedSeconds = nowSeconds();
    return { ARN: secret.arn, Name: secret.name, DeletionDate: nowSeconds() + days * DAY_SECONDS };
  };

  const list = (input: z.infer<typeof List>) => {
    const prefixes = input.Filters.filter(({ Key }) => Key === 'name').map(({ Values }) => Values);
    const all = [...secrets.values()]
      .filter(({ deletedSeconds }) => input.IncludePlannedDeletion === true || deletedSeconds === undefined)
      .filter(({ name }) => prefixes.every((values) => values.some((value) => name.startsWith(value))));
    const start = Number(input.NextToken ?? 0);
    const end = start + input.MaxResults;
    const NextToken = end < all.length ? String(end) : undefined;
    return { SecretList: all.slice(start, end).map(description), NextToken };
  };

  const operations: Record<string, (input: unknown) => unknown> = {
    CreateSecret: (input) => create(parse(Create, input)),
    PutSecretValue: (input) => {
      const put = parse(Put, input);
      if (!hasValue(put)) throw new AwsError('InvalidRequestException', 'You must provide a secret value.');
      return addVersion(live(put.SecretId), put, nowSeconds(), put.VersionStages);
    },
    UpdateSecret: (input) => {
      const update = parse(Update, input);
      const secret = live(update.SecretId);
      secret.description = update.Description ?? secret.description;
      secret.kmsKeyId = update.KmsKeyId ?? secret.kmsKeyId;
      return hasValue(update) ? addVersion(secret, update, nowSeconds()) : summary(secret);
    },
    GetSecretValue: (input) => getValue(live, parse(Get, input)),
    DescribeSecret: (input) => description(existing(parse(Reference, input).SecretId)),
    DeleteSecret: (input) => remove(parse(Delete, input)),
    RestoreSecret: (input) => {
      const secret = existing(parse(Reference, input).SecretId);
      secret.deletedSeconds = undefined;
      return summary(secret);
    },
    ListSecrets: (input) => list(parse(List, input)),
  };
  return {
    handle: (operation, input) => {
      const handle = operations[operation];
      if (handle === undefined) throw new AwsError('UnknownOperationException', `${operation} is not emulated`);
      return handle(input);
    },
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (!success) throw new AwsError('ValidationException', z.prettifyError(error));
  return data;
}

function getValue(live: (id: string) => Secret, input: z.infer<typeof Get>) {
  const secret = live(input.SecretId);
  const stage = input.VersionStage ?? (input.VersionId === undefined ? 'AWSCURRENT' : undefined);
  const version = secret.versions.find(
    ({ id, stages }) =>
      (input.VersionId === undefined || id === input.VersionId) && (stage === undefined || stages.includes(stage)),
  );
  if (version === undefined)
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for staging label: ${stage ?? input.VersionId}`,
    );
  const { id: VersionId, stages: VersionStages, createdSeconds: CreatedDate } = version;
  return { ARN: secret.arn, Name: secret.name, VersionId, VersionStages, CreatedDate, ...version.value };
}

/** The same token with the same value is the same request; with another value it is a mistake. */
function addVersion(secret: Secret, input: z.infer<typeof Write>, nowSeconds: number, stages = ['AWSCURRENT']) {
  const id = input.ClientRequestToken ?? randomUUID();
  const present = secret.versions.find((version) => version.id === id);
  if (present !== undefined) {
    if (!sameValue(present, input))
      throw new AwsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    return { ...summary(secret), VersionId: id, VersionStages: present.stages };
  }
  moveStages(secret, stages);
  const value = Value.parse(input);
  secret.versions.push({ id, value, stages: [...stages], createdSeconds: nowSeconds });
  secret.changedSeconds = nowSeconds;
  return { ...summary(secret), VersionId: id, VersionStages: stages };
}

/** A stage is on one version; what was current becomes previous. */
function moveStages(secret: Secret, stages: readonly string[]): void {
  const current = secret.versions.find((version) => version.stages.includes('AWSCURRENT'));
  for (const version of secret.versions) version.stages = version.stages.filter((stage) => !stages.includes(stage));
  if (current === undefined || !stages.includes('AWSCURRENT')) return;
  for (const version of secret.versions) version.stages = version.stages.filter((stage) => stage !== 'AWSPREVIOUS');
  current.stages.push('AWSPREVIOUS');
}

function repeatCreate(secret: Secret, input: z.infer<typeof Create>) {
  const version = secret.versions.find(({ id }) => id === input.ClientRequestToken);
  if (version !== undefined && sameValue(version, input)) return { ...summary(secret), VersionId: version.id };
  throw new AwsError(
    'ResourceExistsException',
    `The operation failed because the secret ${secret.name} already exists.`,
  );
}

const hasValue = (input: z.infer<typeof Value>) => (input.SecretString ?? input.SecretBinary) !== undefined;

const sameValue = ({ value }: Version, input: z.infer<typeof Value>) =>
  value.SecretString === input.SecretString && value.SecretBinary === input.SecretBinary;

const summary = ({ arn, name }: Secret) => ({ ARN: arn, Name: name });

function description(secret: Secret) {
  return {
    ...summary(secret),
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    Tags: secret.tags,
    CreatedDate: secret.createdSeconds,
    LastChangedDate: secret.changedSeconds,
    DeletedDate: secret.deletedSeconds,
    VersionIdsToStages: Object.fromEntries(
      secret.versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, stages]),
    ),
  };
}

/** Six letters or digits, as the service appends to a secret's ARN. */
function suffix(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
