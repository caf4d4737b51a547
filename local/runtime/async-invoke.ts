import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Activity } from './activity.ts';
import type { VirtualClock } from './clock.ts';
import type { Lambda } from './lambda/runner.ts';
import type { Logbook } from './logbook.ts';
import type { AsyncInvokeConfig, Queue } from './system.ts';

/** Lambda waits this long before the second and the third attempt of an asynchronous invocation. */
const RETRY_DELAYS_MS = [60_000, 120_000] as const;
const DEFAULT_RETRY_ATTEMPTS = 2;

/** Invokes without waiting for the answer, as EventBridge Scheduler does. */
export type AsyncInvoke = (functionArn: string, input: string) => void;

/** What asynchronous invocation needs of the runtime. */
export interface AsyncInvokeParts {
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly activity: Activity;
  readonly logbook: Logbook;
  readonly configs: readonly AsyncInvokeConfig[];
  readonly queues: readonly Queue[];
  readonly sqs: SQSClient;
}

/** A failed invocation is tried again on the virtual clock; the last failure goes to the function's failure queue. */
export function createAsyncInvoke(parts: AsyncInvokeParts): AsyncInvoke {
  const { lambda, clock, activity, logbook, configs } = parts;
  const attempt = async (functionArn: string, input: string, failures: number): Promise<void> => {
    const outcome = await lambda.invoke(functionArn, input);
    if (outcome.ok) return;
    const config = configs.find(({ functionName }) => matches(functionArn, functionName));
    const delay = RETRY_DELAYS_MS[failures];
    if (delay !== undefined && failures < (config?.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS)) {
      clock.at(clock.now() + delay, `retry ${functionArn}`, () => run(functionArn, input, failures + 1));
      return;
    }
    logbook.write('runtime', `asynchronous invocation of ${functionArn} failed: ${outcome.error.errorType}`);
    await sendToFailureQueue(parts, config, input, outcome.error);
  };
  const run = (functionArn: string, input: string, failures: number) => {
    const end = activity.begin();
    attempt(functionArn, input, failures)
      .catch((error: unknown) => logbook.write('runtime', `asynchronous invocation of ${functionArn}: ${error}`))
      .finally(end);
  };
  return (functionArn, input) => run(functionArn, input, 0);
}

async function sendToFailureQueue(
  { queues, sqs, lambda }: AsyncInvokeParts,
  config: AsyncInvokeConfig | undefined,
  input: string,
  error: { readonly errorType: string; readonly errorMessage: string },
): Promise<void> {
  const queue = queues.find(({ arn }) => arn === config?.onFailureArn);
  if (queue === undefined || config === undefined || !lambda.has(config.functionName)) return;
  const record = {
    version: '1.0',
    requestContext: { functionArn: config.functionName, condition: 'RetriesExhausted' },
    requestPayload: JSON.parse(input),
    responsePayload: error,
  };
  await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: JSON.stringify(record) }));
}

const matches = (arn: string, nameOrArn: string) => arn === nameOrArn || arn.endsWith(`:function:${nameOrArn}`);
