import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Access, AccessTo } from '../access.ts';
import type { Config } from '../config.ts';
import type { AlarmTopic } from '../constructs/alarm-topic.ts';
import { HouseFunction, type HouseFunctionProps } from '../constructs/house-function.ts';
import { NMBRS_BUDGET } from '../nmbrs-budget.ts';

/** What every part of a stack builds on. */
export interface Platform {
  readonly config: Config;
  /** Encrypts what is on its way: queues, logs, alarms. */
  readonly key: kms.IKey;
  readonly alarms: AlarmTopic;
  readonly access: AccessTo;
  /** Known before the machines exist, because functions inside a machine resume the machine. */
  readonly machines: Machines;
}

export type Machines = Readonly<Record<'realisatie' | 'uitwisseling' | 'afmelding' | 'naloop' | 'verzoek', Machine>>;

export interface Machine {
  readonly name: string;
  readonly arn: string;
}

/** By their names, so that another stack may start them without an export of each. */
export const machinesOf = (stack: cdk.Stack): Machines => ({
  realisatie: machineNamed(stack, 'salariskoppeling-realisatie'),
  uitwisseling: machineNamed(stack, 'salariskoppeling-uitwisseling'),
  afmelding: machineNamed(stack, 'salariskoppeling-afmelding'),
  naloop: machineNamed(stack, 'salariskoppeling-naloop'),
  verzoek: machineNamed(stack, 'salariskoppeling-verzoek'),
});

function machineNamed(stack: cdk.Stack, name: string): Machine {
  const arn = stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    arnFormat: cdk.ArnFormat.COLON_RESOURCE_NAME,
    resourceName: name,
  });
  return { name, arn };
}

export type Size = Pick<HouseFunctionProps, 'timeout' | 'memorySize' | 'sourceMaps'>;

/** Answers a person: API Gateway gives up after 30 s, people long before. */
export const ANSWERS_A_PERSON: Size = { timeout: cdk.Duration.seconds(15), memorySize: 512, sourceMaps: false };
/** Signs up hundreds of werkgevers in one request; API Gateway gives up after 30 s. */
export const ANSWERS_A_FILE: Size = { timeout: cdk.Duration.seconds(29), memorySize: 1769, sourceMaps: false };
/** A few reads and writes, or one mail. */
export const KEEPS_BOOKS: Size = { timeout: cdk.Duration.seconds(60), memorySize: 512 };
/** Tens of calls to Nmbrs, each with a deadline of its own, and XML of up to 20 MB. */
export const CALLS_NMBRS: Size = { timeout: cdk.Duration.minutes(5), memorySize: 1024 };
/** One part: a company-wide call, or a hundred calls at the rate that all share. */
export const FETCHES_A_PART: Size = { timeout: cdk.Duration.seconds(120), memorySize: 1024 };
/** The whole data set of an employer in memory, on one core. */
export const ASSEMBLES: Size = { timeout: cdk.Duration.minutes(10), memorySize: 1769 };

/** The files of one set, from the first byte to the last and back, a few MB in memory at a time. */
export const READS_ALL: Size = { timeout: cdk.Duration.minutes(10), memorySize: 1769 };

type FunctionProps = Pick<HouseFunctionProps, 'access' | 'functionName'>;

/** A function by the name of its folder. */
export function functionNamed(
  scope: Construct,
  name: string,
  { platform, size, ...props }: FunctionProps & { readonly platform: Platform; readonly size: Size },
): HouseFunction {
  return new HouseFunction(scope, idOf(name), { name, key: platform.key, ...props, ...size });
}

/** One that calls Nmbrs, in no more places at once than it has. */
export function nmbrsFunctionNamed(
  scope: Construct,
  name: Exclude<keyof typeof NMBRS_BUDGET, 'fetch-deel'>,
  { platform, access, size = CALLS_NMBRS }: { platform: Platform; access: readonly Access[]; size?: Size },
): HouseFunction {
  const share = NMBRS_BUDGET[name];
  return new HouseFunction(scope, idOf(name), {
    name,
    key: platform.key,
    access: [...access, platform.access.callNmbrs(platform.config, share)],
    reservedConcurrentExecutions: share.atOnce,
    ...size,
  });
}

/** `fetch-deel` → `FetchDeel`. */
export const idOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Scheduler, for the schedules outside of any group of ours. */
export const schedulerOf = (stack: cdk.Stack): iam.ServicePrincipal =>
  new iam.ServicePrincipal('scheduler.amazonaws.com', {
    conditions: {
      StringEquals: {
        'aws:SourceAccount': stack.account,
        'aws:SourceArn': stack.formatArn({
          service: 'scheduler',
          resource: 'schedule-group',
          resourceName: 'default',
        }),
      },
    },
  });
