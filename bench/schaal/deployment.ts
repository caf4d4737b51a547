import * as z from 'zod';
import { readDeployedSystem } from '../../local/runtime/deployed-system.ts';
import type { LocalSystem } from '../../local/runtime/system.ts';

/** What bounds a round, as the synthesised template has it; times in ms. */
export interface Deployment {
  /** How many of a function run at once; absent: as many as the account allows. */
  readonly places: ReadonlyMap<string, number>;
  /** Workers that take parts from the queue. */
  readonly workers: number;
  readonly messageRetentionMs: number;
  readonly visibilityMs: number;
  readonly maxReceives: number;
  /** After which DistributeDelen sends again what is missing, and how many times. */
  readonly partsPatienceMs: number;
  readonly partsRetries: number;
  /** How a step waits for a place: times that double up to the longest, with full jitter. */
  readonly noPlace: { readonly firstMs: number; readonly longestMs: number; readonly retries: number };
}

const Retry = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  MaxDelaySeconds: z.number().optional(),
  MaxAttempts: z.number(),
});
type Retry = z.infer<typeof Retry>;
const State = z.object({ TimeoutSeconds: z.number().optional(), Retry: z.array(Retry).default([]) });
const Definition = z.object({ States: z.object({ DistributeDelen: State, CheckRun: State }) });

const WORKER = 'fetch-deel';
/** What SQS does when the template says nothing. */
const RETENTION_SECONDS = 4 * 24 * 3600;

export const readDeployment = async (): Promise<Deployment> => deploymentOf(await readDeployedSystem());

function deploymentOf({ functions, mappings, queues, machines }: LocalSystem): Deployment {
  const mapping = mappings.find(({ functionName }) => functionName === WORKER);
  const queue = queues.find(({ arn }) => arn === mapping?.queueArn);
  const machine = machines.find(({ name }) => name.endsWith('-uitwisseling'));
  if (mapping?.maximumConcurrency === undefined || queue === undefined || machine === undefined) {
    throw new Error('the template has no queue of parts with a bounded worker');
  }
  const { DistributeDelen, CheckRun } = Definition.parse(JSON.parse(machine.definition)).States;
  const noPlace = retryOf(CheckRun, 'Lambda.TooManyRequestsException');
  return {
    places: new Map(
      functions.flatMap(({ name, reservedConcurrency: places }) => (places === undefined ? [] : [[name, places]])),
    ),
    workers: mapping.maximumConcurrency,
    messageRetentionMs: Number(queue.attributes.MessageRetentionPeriod ?? RETENTION_SECONDS) * 1000,
    visibilityMs: queue.visibilityTimeoutSeconds * 1000,
    maxReceives: z.number().parse(queue.maxReceives),
    partsPatienceMs: z.number().parse(DistributeDelen.TimeoutSeconds) * 1000,
    partsRetries: retryOf(DistributeDelen, 'States.Timeout').MaxAttempts,
    noPlace: {
      firstMs: noPlace.IntervalSeconds * 1000,
      longestMs: (noPlace.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1000,
      retries: noPlace.MaxAttempts,
    },
  };
}

function retryOf({ Retry: retries }: z.infer<typeof State>, error: string): Retry {
  const found = retries.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  if (found === undefined) throw new Error(`nothing is tried again after ${error}`);
  return found;
}
