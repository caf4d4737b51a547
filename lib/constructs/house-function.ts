import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { type Access, acknowledge } from '../access.ts';
import { BUNDLING, REPOSITORY } from '../bundling.ts';
import { HouseLogGroup } from './house-log-group.ts';

/** Metadata on the CloudFormation resource: the source file, for whoever runs the template on this machine. */
export const ENTRY_METADATA = 'salariskoppeling:entry';

export interface HouseFunctionProps {
  /** The folder below `functions/`. */
  readonly name: string;
  /** Only where something outside of the stack names it; else CloudFormation's choice. */
  readonly functionName?: string;
  readonly key: kms.IKey;
  readonly timeout: cdk.Duration;
  /** MB; Lambda gives CPU in proportion (1769 MB is one core). */
  readonly memorySize: number;
  /**
   * Whether a stack tells places in the source (the default): some 10 ms of a cold start. For nothing where no error leaves the
   * function, as behind the API: a problem and a log line carry no stack. The map lies beside the code all the same.
   */
  readonly sourceMaps?: boolean;
  /** What it may touch: each brings its permissions and the environment that names it. */
  readonly access: readonly Access[];
  /** At most so many at once, where others could not bear more. */
  readonly reservedConcurrentExecutions?: number;
}

/** A Lambda in the house style: own role with explicit statements, own encrypted log group, bundled with its SDK. */
export class HouseFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const logGroup = new HouseLogGroup(this, 'Logs', { key: props.key });
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const access of props.access) {
      this.#allow(access);
      for (const { id: lines, ...counted } of access.counted ?? []) logGroup.addMetricFilter(lines, counted);
    }
    this.function = this.#function(props, logGroup);
  }

  #allow({ statements, acknowledged }: Access): void {
    for (const statement of statements) this.role.addToPolicy(statement);
    for (const wildcard of acknowledged ?? []) acknowledge(this.role, wildcard);
  }

  #function(props: HouseFunctionProps, logGroup: HouseLogGroup): lambda.Function {
    const entry = `functions/${props.name}/index.ts`;
    const made = new NodejsFunction(this, 'Function', {
      description: `Salariskoppeling: ${props.name}`,
      ...(props.functionName === undefined ? {} : { functionName: props.functionName }),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      ...(cdk.Stack.of(this).bundlingRequired ? bundled(entry) : UNBUNDLED),
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      timeout: props.timeout,
      memorySize: props.memorySize,
      tracing: lambda.Tracing.DISABLED,
      environment: {
        ...(props.sourceMaps === false ? {} : { NODE_OPTIONS: '--enable-source-maps' }),
        ...Object.assign({}, ...props.access.map((access) => access.environment)),
      },
      ...(props.reservedConcurrentExecutions === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrentExecutions }),
    });
    const resource = made.node.defaultChild;
    if (cdk.CfnResource.isCfnResource(resource)) resource.addMetadata(ENTRY_METADATA, entry);
    return made;
  }
}

const bundled = (entry: string) => ({
  entry: path.join(REPOSITORY, entry),
  handler: 'handler',
  depsLockFilePath: path.join(REPOSITORY, 'package-lock.json'),
  projectRoot: REPOSITORY,
  bundling: {
    // Loads 5 ms sooner than the same as an ES module.
    format: OutputFormat.CJS,
    mainFields: [...BUNDLING.mainFields],
    esbuildArgs: { '--alias': Object.entries(BUNDLING.alias).map(([from, to]) => `${from}=${to}`) },
    // Names of classes and functions go too: our errors carry their own, and the source map gives the place.
    minify: true,
    sourceMap: true,
    sourcesContent: false,
    // Loads 1.4 to 2.1 times faster than the runtime's own SDK, and is the version that was tested.
    bundleAwsSDK: true,
  },
});

/** Templates only: no asset is made, so that nothing is read from disk and no esbuild runs. */
const UNBUNDLED = {
  handler: 'index.handler',
  code: lambda.Code.fromInline('export {}; // synthesised without bundling: not for deployment'),
};
