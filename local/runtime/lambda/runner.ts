import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Activity } from '../activity.ts';
import type { VirtualClock } from '../clock.ts';
import type { Logbook } from '../logbook.ts';
import { type Crash, Outcome, type WarmUp, type WorkerSetup } from './protocol.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/**
 * More workers than this per function bring nothing on one machine, where each has to load first; further invocations wait for a free one.
 */
const WORKERS_PER_FUNCTION = Math.min(10, Math.max(4, 2 * availableParallelism()));

/** V8 gives each thread 48 MB for short-lived objects; this much is enough, and two dozen workers stay small. */
const YOUNG_GENERATION_MB = 8;

/** Loading a module takes a second at most, also on a busy machine. */
const LOAD_TIMEOUT_MS = 30_000;

/** A function of the template, with its environment resolved. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the module that exports `handler`. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** At most this many at once, when the template reserves it. */
  readonly reservedConcurrency: number | undefined;
}

/** One invocation that has ended, as Lambda bills it. */
export interface LambdaInvocation {
  readonly functionName: string;
  readonly memoryMb: number;
  /** Real milliseconds from handing the event over to the answer; a worker that had to start first is in it. */
  readonly ms: number;
}

/** Runs functions in worker threads: one warm pool per function, one invocation at a time per worker. */
export interface Lambda {
  /** `event` is JSON text. Never throws: a crash, a timeout and an unknown function are outcomes too. */
  invoke(nameOrArn: string, event: string): Promise<Outcome>;
  has(nameOrArn: string): boolean;
  /** What has run, in order of its end. */
  invocations(): readonly LambdaInvocation[];
  /** Kills the worker of this function's next invocation. */
  crashNext(name: string, when: Crash): void;
  /** Starts one worker for each of these functions (by ARN), one after the other, so that their first call is quick. */
  warmUp(arns: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** What the runner needs of the runtime. */
export interface LambdaParts {
  readonly functions: readonly LambdaFunction[];
  /** The module that a worker thread runs; its own source when absent. */
  readonly workerModule?: string;
  readonly clock: VirtualClock;
  readonly activity: Activity;
  readonly logbook: Logbook;
}

interface Pool {
  readonly fn: LambdaFunction;
  readonly limit: LimitFunction;
  readonly idle: Worker[];
  readonly crashes: Crash[];
  /** A worker that is loading; whoever comes in the meantime waits for it rather than starting another. */
  warming: Promise<void> | undefined;
}

export function createLambda({ functions, workerModule = WORKER, clock, activity, logbook }: LambdaParts): Lambda {
  const workers = new Set<Worker>();
  const started = new Set<Pool>();
  const invocations: LambdaInvocation[] = [];
  let stopped = false;
  const pools = functions.map((fn): Pool => {
    const limit = pLimit(Math.min(fn.reservedConcurrency ?? WORKERS_PER_FUNCTION, WORKERS_PER_FUNCTION));
    return { fn, limit, idle: [], crashes: [], warming: undefined };
  });
  const poolOf = (nameOrArn: string) => pools.find(({ fn }) => fn.name === nameOrArn || fn.arn === nameOrArn);

  const startWorker = (pool: Pool): Worker => {
    const { fn, idle } = pool;
    const setup: WorkerSetup = { entry: fn.entry, sharedOffset: clock.sharedOffset };
    const env = { ...environmentOfLambda(fn), ...fn.environment };
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB };
    const worker = new Worker(workerModule, {
      workerData: setup,
      env,
      resourceLimits,
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    collectLines(worker.stdout, (line) => logbook.write(fn.name, line));
    collectLines(worker.stderr, (line) => logbook.write(fn.name, line));
    workers.add(worker);
    started.add(pool);
    worker.once('exit', () => {
      workers.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    worker.on('error', () => undefined);
    return worker;
  };

  const load = async (pool: Pool): Promise<void> => {
    const worker = startWorker(pool);
    const reply = replyOf(worker, LOAD_TIMEOUT_MS, 'warm-up');
    worker.postMessage({ warmUp: true } satisfies WarmUp);
    if ((await reply).reusable && !stopped) pool.idle.push(worker);
  };

  const runOn = async (worker: Worker, pool: Pool, event: string): Promise<Outcome> => {
    const { fn } = pool;
    const requestId = randomUUID();
    const timeoutMs = fn.timeoutSeconds * 1000;
    const reply = replyOf(worker, timeoutMs, requestId);
    const crash = pool.crashes.shift();
    const { name: functionName, arn: functionArn, memoryMb } = fn;
    const startedAt = performance.now();
    worker.postMessage({ requestId, event, timeoutMs, functionName, functionArn, memoryMb, crash });
    const { outcome, reusable } = await reply;
    invocations.push({ functionName, memoryMb, ms: performance.now() - startedAt });
    if (reusable) pool.idle.push(worker);
    else await worker.terminate();
    return outcome;
  };

  return {
    has: (nameOrArn) => poolOf(nameOrArn) !== undefined,
    invocations: () => invocations,
    crashNext: (name, when) => {
      const pool = poolOf(name);
      if (pool === undefined) throw new Error(`there is no function ${name}`);
      pool.crashes.push(when);
    },
    invoke: async (nameOrArn, event) => {
      const pool = poolOf(nameOrArn);
      if (pool === undefined) return failure('ResourceNotFoundException', `Function not found: ${nameOrArn}`);
      const end = activity.begin();
      try {
        await pool.warming;
        return await pool.limit(() => runOn(pool.idle.pop() ?? startWorker(pool), pool, event));
      } finally {
        end();
      }
    },
    warmUp: async (arns) => {
      for (const pool of arns.map(poolOf)) {
        if (stopped) return;
        if (pool === undefined || started.has(pool)) continue;
        pool.warming = load(pool).finally(() => {
          pool.warming = undefined;
        });
        await pool.warming;
      }
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

interface Reply {
  readonly outcome: Outcome;
  readonly reusable: boolean;
}

function replyOf(worker: Worker, timeoutMs: number, requestId: string): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(reply);
    };
    const onMessage = (message: unknown) => settle({ outcome: Outcome.parse(message), reusable: true });
    const onError = (error: Error) => settle({ outcome: failure(error.name, error.message), reusable: false });
    const onExit = (code: number) =>
      settle({
        outcome: failure('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with exit status ${code}`),
        reusable: false,
      });
    const onTimeout = () =>
      settle({
        outcome: failure('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${timeoutMs} ms`),
        reusable: false,
      });
    const timer = setTimeout(onTimeout, timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function failure(errorType: string, errorMessage: string): Outcome {
  return { ok: false, error: { errorType, errorMessage, trace: [] } };
}

function environmentOfLambda({ name, memoryMb }: LambdaFunction): Record<string, string> {
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

function collectLines(stream: NodeJS.ReadableStream, write: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') write(line);
  });
  stream.on('end', () => {
    if (rest !== '') write(rest);
  });
}
