import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { REPOSITORY } from '../../lib/bundling.ts';
import { createIdentify } from '../../local/runtime/identify.ts';
import { resolveTemplates } from '../../local/runtime/resolve.ts';
import { synthesise } from '../../local/runtime/synthesise.ts';
import { type LocalSystem, readSystem } from '../../local/runtime/system.ts';

/** What bounds a round, as the synthesised template has it; times in ms. */
export interface Deployment {
  /** How many of a function run at once; absent: as many as the account allows. */
  readonly places: ReadonlyMap<string, number>;
  /** Workers that take parts from the queue. */
  readonly workers: number;
  readonly messageRetentionMs: number;
  readonly visibilityMs: number;
  readonly maxReceives: number;
  /** After which Verdeel sends again what is missing, and how many times. */
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
const Definition = z.object({ States: z.object({ Verdeel: State, ControleerRun: State }) });

const WORKER = 'haal-deel';
/** What SQS does when the template says nothing. */
const RETENTION_SECONDS = 4 * 24 * 3600;

export async function readDeployment(): Promise<Deployment> {
  const templates = await synthesise(pathToFileURL(join(REPOSITORY, 'lib/app.ts')).href);
  const identify = createIdentify(templates, 'http://sqs');
  return deploymentOf(readSystem(resolveTemplates(templates, { parameters: {}, identify }), REPOSITORY));
}

function deploymentOf({ functions, mappings, queues, machines }: LocalSystem): Deployment {
  const mapping = mappings.find(({ functionName }) => functionName === WORKER);
  const queue = queues.find(({ arn }) => arn === mapping?.queueArn);
  const machine = machines.find(({ name }) => name.endsWith('-uitwisseling'));
  if (mapping?.maximumConcurrency === undefined || queue === undefined || machine === undefined) {
    throw new Error('the template has no queue of parts with a bounded worker');
  }
  const { Verdeel, ControleerRun } = Definition.parse(JSON.parse(machine.definition)).States;
  const noPlace = retryOf(ControleerRun, 'Lambda.TooManyRequestsException');
  const { maxReceiveCount } = z
    .object({ maxReceiveCount: z.number() })
    .parse(JSON.parse(queue.attributes.RedrivePolicy ?? '{}'));
  return {
    places: new Map(
      functions.flatMap(({ name, reservedConcurrency: places }) => (places === undefined ? [] : [[name, places]])),
    ),
    workers: mapping.maximumConcurrency,
    messageRetentionMs: Number(queue.attributes.MessageRetentionPeriod ?? RETENTION_SECONDS) * 1000,
    visibilityMs: queue.visibilityTimeoutSeconds * 1000,
    maxReceives: maxReceiveCount,
    partsPatienceMs: z.number().parse(Verdeel.TimeoutSeconds) * 1000,
    partsRetries: retryOf(Verdeel, 'States.Timeout').MaxAttempts,
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
