import { resolve } from 'node:path';
import * as z from 'zod';
import { ENTRY_METADATA } from './identify.ts';
import type { LambdaFunction } from './lambda/runner.ts';
import type { ResolvedResource } from './resolve.ts';

const KeyElement = z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) });
const Projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const Index = z.object({ IndexName: z.string(), KeySchema: z.array(KeyElement), Projection });

const TableProperties = z.object({
  KeySchema: z.array(KeyElement),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});

/** A DynamoDB table of the template. */
export type Table = z.infer<typeof TableProperties> & { readonly name: string };

const QueueProperties = z.object({
  VisibilityTimeout: z.coerce.number().default(30),
  DelaySeconds: z.coerce.number().default(0),
  MessageRetentionPeriod: z.coerce.number().optional(),
  FifoQueue: z.boolean().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** An SQS queue of the template; times are in seconds. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  /** How often a message is handed out before it goes to the dead letter queue; absent: there is none. */
  readonly maxReceives?: number | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

const FunctionProperties = z.object({
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

const MappingProperties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.coerce.number().default(10),
  Enabled: z.boolean().default(true),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
});

/** Which queue feeds which function. */
export interface EventSourceMapping {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportBatchItemFailures: boolean;
}

const InvokeConfigProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(2),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** What happens when an asynchronous invocation fails. */
export interface AsyncInvokeConfig {
  readonly functionName: string;
  readonly maximumRetryAttempts: number;
  readonly onFailureArn: string | undefined;
}

/** A state machine of the template; the definition is JSON text with its substitutions done. */
export interface StateMachineResource {
  readonly name: string;
  readonly arn: string;
  readonly definition: string;
}

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string().optional(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const IntegrationProperties = z.object({ IntegrationUri: z.string(), PayloadFormatVersion: z.string() });
const AuthorizerProperties = z.object({
  AuthorizerType: z.string(),
  IdentitySource: z.array(z.string()).default([]),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

/** A JWT authorizer of the HTTP API. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** One route of the HTTP API. */
export interface Route {
  /** `METHOD /path/{parameter}` or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

const ScheduleProperties = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
});

/** A schedule of the template itself. */
export interface RecurringSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly targetArn: string;
  /** JSON text. */
  readonly input: string;
}

const BucketProperties = z.object({
  LifecycleConfiguration: z
    .object({
      Rules: z.array(
        z.object({
          Prefix: z.string().default(''),
          Status: z.string(),
          ExpirationInDays: z.coerce.number().optional(),
        }),
      ),
    })
    .optional(),
});

/** After how many days a bucket removes what is below a prefix. */
export interface Bewaarregel {
  readonly bucket: string;
  readonly prefix: string;
  readonly dagen: number;
}

/** Everything of the templates that runs locally. */
export interface LocalSystem {
  readonly tables: readonly Table[];
  readonly queues: readonly Queue[];
  readonly buckets: readonly string[];
  readonly bewaarregels: readonly Bewaarregel[];
  readonly functions: readonly LambdaFunction[];
  readonly mappings: readonly EventSourceMapping[];
  readonly invokeConfigs: readonly AsyncInvokeConfig[];
  readonly machines: readonly StateMachineResource[];
  readonly routes: readonly Route[];
  readonly scheduleGroups: readonly string[];
  readonly schedules: readonly RecurringSchedule[];
}

/** Reads the resolved resources; `root` is the folder that the functions' entries are relative to. */
export function readSystem(resources: readonly ResolvedResource[], root: string): LocalSystem {
  const ofType = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  return {
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTable),
    queues: ofType('AWS::SQS::Queue').map(readQueue),
    buckets: ofType('AWS::S3::Bucket').map(({ identity }) => identity.ref),
    bewaarregels: ofType('AWS::S3::Bucket').flatMap(readBewaarregels),
    functions: ofType('AWS::Lambda::Function').filter(hasEntry).map(readFunction(root)),
    mappings: ofType('AWS::Lambda::EventSourceMapping').flatMap(readMapping),
    invokeConfigs: ofType('AWS::Lambda::EventInvokeConfig').map(readInvokeConfig),
    machines: ofType('AWS::StepFunctions::StateMachine').map(readMachine),
    routes: ofType('AWS::ApiGatewayV2::Route').map(readRoute(resources)),
    scheduleGroups: ofType('AWS::Scheduler::ScheduleGroup').map(({ identity }) => identity.ref),
    schedules: ofType('AWS::Scheduler::Schedule').flatMap(readSchedule),
  };
}

function readBewaarregels({ properties, identity }: ResolvedResource): Bewaarregel[] {
  const { Rules = [] } = BucketProperties.parse(properties).LifecycleConfiguration ?? {};
  return Rules.filter(({ Status }) => Status === 'Enabled').flatMap(({ Prefix, ExpirationInDays }) =>
    ExpirationInDays === undefined ? [] : [{ bucket: identity.ref, prefix: Prefix, dagen: ExpirationInDays }],
  );
}

function readTable({ properties, identity }: ResolvedResource): Table {
  return { ...TableProperties.parse(properties), name: identity.ref };
}

function readQueue({ properties, identity }: ResolvedResource): Queue {
  const read = QueueProperties.parse(properties);
  if (read.DelaySeconds > 0) throw new Error(`${identity.ref}: a delay of the queue itself does not run locally`);
  const attributes = {
    VisibilityTimeout: String(read.VisibilityTimeout),
    ...(read.MessageRetentionPeriod && { MessageRetentionPeriod: String(read.MessageRetentionPeriod) }),
    ...(read.FifoQueue && { FifoQueue: 'true' }),
    ...(read.RedrivePolicy && { RedrivePolicy: JSON.stringify(read.RedrivePolicy) }),
  };
  const { QueueName: name = '', Arn: arn = '' } = identity.attributes;
  return {
    ...{ name, arn, url: identity.ref, attributes },
    visibilityTimeoutSeconds: read.VisibilityTimeout,
    maxReceives: read.RedrivePolicy?.maxReceiveCount,
  };
}

/** Functions that CDK adds for itself (custom resources) have no entry and do not run locally. */
function hasEntry({ metadata }: ResolvedResource): boolean {
  return metadata[ENTRY_METADATA] !== undefined;
}

function readFunction(root: string): (resource: ResolvedResource) => LambdaFunction {
  return ({ properties, metadata, identity }) => {
    const read = FunctionProperties.parse(properties);
    return {
      name: identity.ref,
      arn: identity.attributes.Arn ?? '',
      entry: resolve(root, z.string().parse(metadata[ENTRY_METADATA])),
      environment: read.Environment?.Variables ?? {},
      timeoutSeconds: read.Timeout,
      memoryMb: read.MemorySize,
      reservedConcurrency: read.ReservedConcurrentExecutions,
    };
  };
}

function readMapping({ properties }: ResolvedResource): EventSourceMapping[] {
  const read = MappingProperties.parse(properties);
  if (!read.Enabled) return [];
  return [
    {
      functionName: read.FunctionName,
      queueArn: read.EventSourceArn,
      batchSize: read.BatchSize,
      maximumConcurrency: read.ScalingConfig?.MaximumConcurrency,
      reportBatchItemFailures: read.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    },
  ];
}

function readInvokeConfig({ properties }: ResolvedResource): AsyncInvokeConfig {
  const read = InvokeConfigProperties.parse(properties);
  return {
    functionName: read.FunctionName,
    maximumRetryAttempts: read.MaximumRetryAttempts,
    onFailureArn: read.DestinationConfig?.OnFailure?.Destination,
  };
}

function readSchedule({ properties, identity }: ResolvedResource): RecurringSchedule[] {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = ScheduleProperties.parse(properties);
  if (State === 'DISABLED') return [];
  const when = { expression: ScheduleExpression, timeZone: ScheduleExpressionTimezone };
  return [{ name: identity.ref, ...when, targetArn: Target.Arn, input: Target.Input }];
}

function readMachine({ properties, identity }: ResolvedResource): StateMachineResource {
  const { DefinitionString: text, DefinitionSubstitutions: substitutions } = z
    .object({ DefinitionString: z.string(), DefinitionSubstitutions: z.record(z.string(), z.string()).default({}) })
    .parse(properties);
  const definition = text.replaceAll(/\$\{([^}]+)\}/g, (match, name: string) => substitutions[name] ?? match);
  return { name: identity.attributes.Name ?? '', arn: identity.ref, definition };
}

function readRoute(resources: readonly ResolvedResource[]): (route: ResolvedResource) => Route {
  const find = (type: string, ref: string | undefined) =>
    resources.find((resource) => resource.type === type && resource.identity.ref === ref)?.properties;
  return ({ properties }) => {
    const read = RouteProperties.parse(properties);
    const integrationId = read.Target?.replace(/^integrations\//, '');
    const integration = IntegrationProperties.parse(find('AWS::ApiGatewayV2::Integration', integrationId));
    if (integration.PayloadFormatVersion !== '2.0')
      throw new Error(`${read.RouteKey}: only payload format 2.0 is known`);
    return {
      key: read.RouteKey,
      functionArn: functionArnOf(integration.IntegrationUri),
      authorizer: readAuthorizer(read, find('AWS::ApiGatewayV2::Authorizer', read.AuthorizerId)),
      scopes: read.AuthorizationScopes,
    };
  };
}

function readAuthorizer(
  { RouteKey, AuthorizationType }: z.infer<typeof RouteProperties>,
  authorizer: Readonly<Record<string, unknown>> | undefined,
): JwtAuthorizer | undefined {
  if (AuthorizationType === 'NONE') return undefined;
  if (AuthorizationType !== 'JWT') throw new Error(`${RouteKey}: only JWT authorizers are known`);
  const { Issuer: issuer, Audience: audience } = AuthorizerProperties.parse(authorizer).JwtConfiguration;
  return { issuer, audience };
}

/** An integration names the function itself, or the path by which API Gateway invokes it. */
function functionArnOf(uri: string): string {
  return /arn:aws:lambda:[^:]+:\d+:function:[^/]+/.exec(uri)?.[0] ?? uri;
}
