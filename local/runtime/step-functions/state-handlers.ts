import { setImmediate as turn } from 'node:timers/promises';
import type { RunOptions, StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { VirtualClock } from '../clock.ts';
import type { Lambda } from '../lambda/runner.ts';
import type { MachinePlan, StatePlan, TaskPlan, WaitPlan } from './definition.ts';
import type { Execution } from './execution.ts';
import { createRetryDelay, demandFits, TaskError, timeoutAfter, waitUntil } from './task.ts';
import type { TaskTokens } from './tokens.ts';

type Json = Parameters<StateMachine['run']>[0];

const Json = z.json();
const WaitInput = z.object({ input: z.json(), amount: z.unknown() });
const TimedInput = z.object({ input: z.json(), timeoutSeconds: z.int().min(1).max(99_999_999) });
const LambdaInvoke = z.object({ FunctionName: z.string(), Payload: z.json().default({}) });

/** What the library calls for each task (and each wait), and the context object that gives out task tokens. */
export interface StateHandlers {
  readonly byState: Record<string, (input: Json) => Promise<Json>>;
  readonly context: NonNullable<RunOptions['context']>;
}

/** What the handlers of one execution need. */
export interface HandlerParts {
  readonly execution: Execution;
  readonly plan: MachinePlan;
  readonly tokens: TaskTokens;
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly activity: Activity;
}

export function createStateHandlers(parts: HandlerParts): StateHandlers {
  const { execution, plan, tokens } = parts;
  let issued: string | undefined;
  /** The library reads the context and then calls the handler in the same turn: the last token is this task's. */
  const takeToken = () => {
    const token = issued ?? tokens.create();
    issued = undefined;
    return token;
  };
  const context = {
    Execution: { Id: execution.arn, Name: execution.name },
    StateMachine: { Id: execution.machine.arn, Name: execution.machine.name },
    Task: {
      get Token() {
        issued ??= tokens.create();
        return issued;
      },
    },
  };
  const handlers = [...plan.states].map(([name, state]) => {
    const handle = (input: Json) => handleState({ ...parts, name, token: takeToken() }, state, input);
    return [name, handle] as const;
  });
  return { byState: Object.fromEntries(handlers), context };
}

interface StateParts extends HandlerParts {
  readonly name: string;
  readonly token: string;
}

/** Counts as work, except while it waits for a virtual moment, a token or a function (which counts for itself). */
async function handleState(parts: StateParts, state: StatePlan, input: Json): Promise<Json> {
  let end = parts.activity.begin();
  const quietly = async <Result>(waiting: Promise<Result>): Promise<Result> => {
    end();
    try {
      return await Promise.race([waiting, parts.execution.aborted]);
    } finally {
      end = parts.activity.begin();
    }
  };
  try {
    await turn();
    if (state.kind === 'wait') return await wait(parts, state, input, quietly);
    const timed = timedTask(state, input);
    return await task(parts, timed.plan, timed.input, quietly);
  } finally {
    end();
  }
}

type Quietly = <Result>(waiting: Promise<Result>) => Promise<Result>;

async function wait({ clock, name, execution }: StateParts, { until }: WaitPlan, input: Json, quietly: Quietly) {
  const { input: output, amount } = WaitInput.parse(input);
  const due = until === 'seconds' ? clock.now() + z.number().min(0).parse(amount) * 1000 : momentOf(amount);
  const waiting = waitUntil(clock, due, `wait ${execution.name} ${name}`);
  try {
    await quietly(waiting.promise);
    return output;
  } finally {
    waiting.cancel();
  }
}

function momentOf(timestamp: unknown): number {
  const { success, data } = z.iso.datetime({ offset: true }).safeParse(timestamp);
  if (!success) throw new TaskError('States.Runtime', 'The timestamp of a Wait is not RFC 3339');
  return Date.parse(data);
}

type TimedPlan = TaskPlan & { readonly timeoutSeconds: number | undefined };

/** A timeout that is no whole number of seconds above zero ends the execution, as it does at AWS. */
function timedTask(plan: TaskPlan, input: Json): { readonly plan: TimedPlan; readonly input: Json } {
  const { timeoutSeconds } = plan;
  if (timeoutSeconds !== 'from-input') return { plan: { ...plan, timeoutSeconds }, input };
  const { success, data } = TimedInput.safeParse(input);
  if (!success) throw new TaskError('States.Runtime', 'The timeout of a Task is not a whole number of seconds');
  return { plan: { ...plan, timeoutSeconds: data.timeoutSeconds }, input: data.input };
}

async function task(parts: StateParts, plan: TimedPlan, input: Json, quietly: Quietly): Promise<Json> {
  const { clock, execution, name, tokens } = parts;
  const nextDelay = createRetryDelay(plan.retry);
  for (let token = parts.token, attemptInput = input; ; ) {
    try {
      return await attempt({ ...parts, token }, plan, attemptInput, quietly);
    } catch (failure) {
      const error = failure instanceof Error ? failure : new Error(String(failure));
      const delaySeconds = execution.end === undefined ? nextDelay(error) : undefined;
      if (delaySeconds === undefined) throw error;
      const pause = waitUntil(clock, clock.now() + delaySeconds * 1000, `retry ${execution.name} ${name}`);
      await quietly(pause.promise).finally(pause.cancel);
      const fresh = tokens.create();
      attemptInput = Json.parse(JSON.parse(JSON.stringify(attemptInput).replaceAll(token, fresh)));
      token = fresh;
    }
  }
}

async function attempt(parts: StateParts, plan: TimedPlan, input: Json, quietly: Quietly): Promise<Json> {
  const { execution, clock, name, token, tokens } = parts;
  const timeout = timeoutAfter(clock, plan.timeoutSeconds, `timeout ${execution.name} ${name}`);
  execution.record('TaskScheduled', { resource: plan.resource, input: JSON.stringify(input) });
  try {
    const output = await quietly(Promise.race([call(parts, plan, input), timeout.promise]));
    demandFits(output);
    execution.record('TaskSucceeded', { resource: plan.resource, output });
    return Json.parse(JSON.parse(output));
  } catch (failure) {
    if (failure instanceof TaskError) {
      const type = failure.name === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed';
      execution.record(type, { resource: plan.resource, error: failure.name, cause: failure.message });
    }
    throw failure;
  } finally {
    timeout.cancel();
    tokens.close(token);
  }
}

/** Answers JSON text. */
function call(parts: StateParts, plan: TaskPlan, input: Json): Promise<string> {
  if (plan.resource.startsWith('arn:aws:lambda:')) return invoke(parts.lambda, plan.resource, input);
  switch (plan.resource) {
    case 'arn:aws:states:::lambda:invoke':
      return invokeWrapped(parts.lambda, input);
    case 'arn:aws:states:::lambda:invoke.waitForTaskToken':
      return invokeAndWait(parts, plan, input);
    default:
      throw new TaskError('States.Runtime', `${plan.resource} does not run locally`);
  }
}

async function invoke(lambda: Lambda, functionArn: string, input: Json): Promise<string> {
  const outcome = await lambda.invoke(functionArn, JSON.stringify(input));
  if (outcome.ok) return outcome.payload;
  throw new TaskError(outcome.error.errorType, JSON.stringify(outcome.error));
}

async function invokeWrapped(lambda: Lambda, input: Json): Promise<string> {
  const { FunctionName, Payload } = LambdaInvoke.parse(input);
  const payload: unknown = JSON.parse(await invoke(lambda, FunctionName, Payload));
  return JSON.stringify({ ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 });
}

/** The function's own answer is dropped; its failure fails the task. The token may be answered before it returns. */
async function invokeAndWait(parts: StateParts, plan: TaskPlan, input: Json): Promise<string> {
  const { lambda, tokens, token, clock, execution, name } = parts;
  const { FunctionName, Payload } = LambdaInvoke.parse(input);
  const { promise: silent, reject } = Promise.withResolvers<never>();
  silent.catch(() => undefined);
  const listen = () => {
    const silence = timeoutAfter(clock, plan.heartbeatSeconds, `heartbeat ${execution.name} ${name}`);
    silence.promise.catch(reject);
    return silence;
  };
  let silence = listen();
  const answer = tokens.wait(token, () => {
    silence.cancel();
    silence = listen();
  });
  const invoked = invoke(lambda, FunctionName, Payload).then(() => answer);
  try {
    return await Promise.race([answer, invoked, silent, parts.execution.aborted]);
  } finally {
    silence.cancel();
    invoked.catch(() => undefined);
  }
}
