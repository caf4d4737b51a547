import * as z from 'zod';
import type { Choice, Definition, Pass, Retrier, Task, Wait } from './definition.ts';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';

/** What an execution knows: its input, and under their result paths what its states answered. */
export type Data = Readonly<Record<string, unknown>>;

/** How a call ended: an answer, or the name of the error. */
export type Ending =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly cause: string };

/** What the interpreter needs around it. */
export interface MachineHost {
  readonly loop: Loop;
  readonly dice: Dice;
  invoke(functionName: string, payload: unknown): Promise<Ending>;
  /** A token for which somebody will wait, and what was sent to it. */
  openToken(): { readonly token: string; readonly answered: Promise<unknown>; close(): void };
}

/** Each step of an execution as it would stand in its history. */
export type Note = (event: {
  readonly what: string;
  readonly state: string;
  readonly data?: unknown;
  readonly error?: string;
}) => void;

export interface MachineRun {
  readonly definition: Definition;
  readonly from: string;
  readonly data: Data;
  readonly note: Note;
}

/** Where an execution came to its end; `data` is what the last state got, for a redrive. */
export interface MachineEnd {
  readonly state: string;
  readonly data: Data;
  /** The name of the error; absent when it succeeded. */
  readonly error?: string;
}

interface Step {
  readonly next: string | undefined;
  readonly data: Data;
  readonly error?: string;
}

const FUNCTION = /:function:([\w-]+)$/;
const MAX_STATES = 10_000;

/** Runs a definition from a state on, in virtual time. Throws on what the language has and this does not know. */
export async function runMachine(host: MachineHost, { definition, from, data, note }: MachineRun): Promise<MachineEnd> {
  let [state, current] = [from, data];
  for (let count = 0; count < MAX_STATES; count += 1) {
    note({ what: 'StateEntered', state, data: current });
    const step = await runState(host, definition, { state, data: current, note });
    if (step.error !== undefined) return { state, data: current, error: step.error };
    if (step.next === undefined) return { state, data: current };
    [state, current] = [step.next, step.data];
  }
  throw new Error(`${definition.StartAt}: an execution of more than ${MAX_STATES} states`);
}

interface Here {
  readonly state: string;
  readonly data: Data;
  readonly note: Note;
}

async function runState(host: MachineHost, { States }: Definition, here: Here): Promise<Step> {
  const { data } = here;
  const definition = States[here.state];
  if (definition === undefined) throw new Error(`there is no state ${here.state}`);
  switch (definition.Type) {
    case 'Task':
      return runTask(host, definition, here);
    case 'Wait':
      await host.loop.sleep(waitMs(host.loop, definition, data));
      return { next: definition.Next, data };
    case 'Choice':
      return { next: choose(definition, data), data };
    case 'Pass':
      return { next: definition.Next, data: put(data, definition.ResultPath, resultOf(definition, data)) };
    case 'Succeed':
      return { next: undefined, data };
    case 'Fail': {
      const named = definition.ErrorPath === undefined ? definition.Error : at(data, definition.ErrorPath);
      return { next: undefined, data, error: z.string().parse(named) };
    }
    default:
      return definition satisfies never;
  }
}

const resultOf = ({ Result, InputPath = '$' }: Pass, data: Data): unknown => Result ?? at(data, InputPath);

function choose({ Choices, Default }: Choice, data: Data): string | undefined {
  const chosen = Choices.find(({ Variable, StringEquals }) => at(data, Variable) === StringEquals)?.Next ?? Default;
  if (chosen === undefined) throw new Error('a Choice without a way on');
  return chosen;
}

function waitMs(loop: Loop, { Seconds, SecondsPath, TimestampPath }: Wait, data: Data): number {
  if (TimestampPath !== undefined)
    return Math.max(0, Date.parse(z.string().parse(at(data, TimestampPath))) - loop.now());
  return 1000 * (Seconds ?? z.number().parse(at(data, SecondsPath ?? '$')));
}

async function runTask(host: MachineHost, task: Task, here: Here): Promise<Step> {
  const { state, data, note } = here;
  const counts = new Map<Retrier, number>();
  for (;;) {
    const ending = await attempt(host, task, here);
    if (ending.ok) return { next: task.Next, data: put(data, task.ResultPath, ending.value) };
    const { error, cause } = ending;
    note({ what: 'TaskFailed', state, error, data: cause });
    const delayMs = retryDelayMs(host.dice, task.Retry, counts, error);
    if (delayMs !== undefined) {
      await host.loop.sleep(delayMs);
      continue;
    }
    const catcher = task.Catch.find(({ ErrorEquals }) => covers(ErrorEquals, error));
    if (catcher === undefined) return { next: undefined, data, error };
    return { next: catcher.Next, data: put(data, catcher.ResultPath, { Error: error, Cause: cause }) };
  }
}

function retryDelayMs(
  dice: Dice,
  retriers: readonly Retrier[],
  counts: Map<Retrier, number>,
  error: string,
): number | undefined {
  const retrier = retriers.find(({ ErrorEquals }) => covers(ErrorEquals, error));
  if (retrier === undefined) return undefined;
  const count = counts.get(retrier) ?? 0;
  if (count >= retrier.MaxAttempts) return undefined;
  counts.set(retrier, count + 1);
  const seconds = retrier.IntervalSeconds * retrier.BackoffRate ** count;
  const ms = 1000 * Math.min(seconds, retrier.MaxDelaySeconds ?? seconds);
  return retrier.JitterStrategy === 'FULL' ? dice.between(0, ms) : ms;
}

const covers = (names: readonly string[], error: string): boolean =>
  names.some((name) => name === error || name === 'States.ALL');

const TIMED_OUT: Ending = { ok: false, error: 'States.Timeout', cause: 'the task did not answer in time' };

async function attempt(host: MachineHost, task: Task, { state, data, note }: Here): Promise<Ending> {
  const { token, answered, close } = host.openToken();
  const input = fill(task.Parameters ?? at(data, task.InputPath ?? '$'), data, token);
  note({ what: 'TaskScheduled', state, data: input });
  const { promise: late, resolve } = Promise.withResolvers<Ending>();
  const seconds = timeoutOf(task, data);
  const timer =
    seconds === undefined ? undefined : host.loop.at(host.loop.now() + seconds * 1000, () => resolve(TIMED_OUT));
  const ending = await Promise.race([late, call(host, task, input, answered)]);
  timer?.cancel();
  close();
  return ending;
}

const timeoutOf = ({ TimeoutSeconds, TimeoutSecondsPath }: Task, data: Data): number | undefined =>
  TimeoutSecondsPath === undefined ? TimeoutSeconds : z.int().min(1).parse(at(data, TimeoutSecondsPath));

const Wrapped = z.object({ FunctionName: z.string(), Payload: z.unknown() });

async function call(
  host: MachineHost,
  { Resource }: Task,
  input: unknown,
  answered: Promise<unknown>,
): Promise<Ending> {
  if (FUNCTION.test(Resource)) return host.invoke(nameOf(Resource), input);
  if (Resource !== 'arn:aws:states:::lambda:invoke.waitForTaskToken') throw new Error(`${Resource} is not known here`);
  const { FunctionName, Payload } = Wrapped.parse(input);
  // The token can be answered before the function has ended.
  const value = answered.then((output): Ending => ({ ok: true, value: output }));
  const invoked = host.invoke(nameOf(FunctionName), Payload).then((ending) => (ending.ok ? value : ending));
  return Promise.race([value, invoked]);
}

const nameOf = (arn: string): string => z.string().parse(FUNCTION.exec(arn)?.[1]);

const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(data: Data, path: string): unknown {
  let value: unknown = data;
  for (const name of path.split('.').slice(1)) value = isRecord(value) ? value[name] : undefined;
  return value;
}

/** The data with the result at its path; no path leaves it as it is. */
function put(data: Data, path: string | null, result: unknown): Data {
  if (path === null) return data;
  // As JSON: what a function answers is text on its way.
  const value: unknown = result === undefined ? null : JSON.parse(JSON.stringify(result));
  const [name, ...rest] = path.split('.').slice(1);
  if (rest.length > 0) throw new Error(`the result path ${path} goes deeper than this knows`);
  return name === undefined ? z.record(z.string(), z.unknown()).parse(value) : { ...data, [name]: value };
}

/** A template with its paths filled in. */
function fill(template: unknown, data: Data, token: string): unknown {
  if (Array.isArray(template)) return template.map((item: unknown) => fill(item, data, token));
  if (!isRecord(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith('.$')) return [name, fill(value, data, token)];
      const path = z.string().parse(value);
      return [name.slice(0, -2), path === '$$.Task.Token' ? token : at(data, path)];
    }),
  );
}
