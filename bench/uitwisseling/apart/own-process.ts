import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { workerData } from 'node:worker_threads';
import { WorkerSetup } from '../../../local/runtime/lambda/protocol.ts';
import { type Call, Ended, MEMORY_CODE } from './protocol.ts';

interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** What a Lambda of 512 MB leaves its heap, as its runtime sets it: nine tenths. */
const HEAP_MB = 460;

/**
 * A handler that runs the function's deployed bundle in a process of its own, as Lambda does, and logs the kernel's peak of that process:
 * the threads of the local system share one. The process stays for the next call. `BENCH_DRIVER` and `BENCH_BUNDLE` name the files.
 */
export function inOwnProcess(): (event: unknown, context: LambdaContext) => Promise<unknown> {
  const ahead = new BigInt64Array(WorkerSetup.parse(workerData).sharedOffset);
  let child: ChildProcess | undefined;
  return async (event, context) => {
    child = child?.connected === true ? child : start();
    const call: Call = {
      event,
      offsetMs: Number(Atomics.load(ahead, 0)),
      remainingMs: context.getRemainingTimeInMillis(),
    };
    const answer = once(child, 'message');
    const death = once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`ended: ${code ?? signal}`)));
    child.send(call);
    const [message] = await Promise.race([answer, death]);
    const { outcome, peakMb } = Ended.parse(message);
    process.stdout.write(`${JSON.stringify({ code: MEMORY_CODE, peakMb })}\n`);
    if (outcome.ok) return outcome.result;
    throw Object.assign(new Error(outcome.message), { name: outcome.name });
  };
}

function start(): ChildProcess {
  const { BENCH_DRIVER: driver = '', BENCH_BUNDLE: bundle = '' } = process.env;
  const child = fork(driver, [bundle], {
    env: process.env,
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  return child;
}
