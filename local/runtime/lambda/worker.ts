import { subscribe } from 'node:diagnostics_channel';
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { type FunctionError, Invocation, type Outcome, WarmUp, WorkerSetup } from './protocol.ts';
import { installVirtualDate } from './virtual-date.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const { entry, sharedOffset } = WorkerSetup.parse(workerData);
let requestsUntilCrash = Number.POSITIVE_INFINITY;

enableCompileCache();
installVirtualDate(sharedOffset);
subscribe('http.client.request.created', () => {
  requestsUntilCrash -= 1;
  if (requestsUntilCrash === 0) process.exit(1);
});

// The import starts with the worker, so that a broken function shows itself at its first invocation, as on Lambda.
const handler = loadHandler();
handler.catch(() => undefined);
parentPort?.on('message', (message: unknown) => void answer(z.union([Invocation, WarmUp]).parse(message)));

async function loadHandler(): Promise<Handler> {
  const module: unknown = await import(pathToFileURL(entry).href);
  return z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') }).parse(module).handler;
}

async function answer(message: Invocation | WarmUp): Promise<void> {
  if ('warmUp' in message) {
    await handler.catch(() => undefined);
    parentPort?.postMessage({ ok: true, payload: 'null' } satisfies Outcome);
  } else await answerInvocation(message);
}

async function answerInvocation(invocation: Invocation): Promise<void> {
  const { crash } = invocation;
  if (crash === 'at-start') process.exit(1);
  requestsUntilCrash = typeof crash === 'object' ? crash.atRequest : Number.POSITIVE_INFINITY;
  const outcome = await run(invocation);
  if (crash === 'before-finish') process.exit(1);
  parentPort?.postMessage(outcome);
}

async function run(invocation: Invocation): Promise<Outcome> {
  try {
    const handle = await handler;
    const result = await handle(JSON.parse(invocation.event), contextOf(invocation));
    return { ok: true, payload: JSON.stringify(result ?? null) };
  } catch (error) {
    logInvokeError(error);
    return { ok: false, error: reportOf(error) };
  }
}

/** The Lambda runtime does not choose what it logs: every own field of the error is in it, so a leak shows here too. */
function logInvokeError(error: unknown): void {
  const fields = error instanceof Error ? { ...error, stack: error.stack?.split('\n') } : {};
  const { errorType, errorMessage } = reportOf(error);
  console.error(`ERROR Invoke Error ${JSON.stringify({ errorType, errorMessage, ...fields })}`);
}

function reportOf(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function contextOf({ requestId, functionName, functionArn, memoryMb, timeoutMs }: Invocation) {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'lokaal',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}
