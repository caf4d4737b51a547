import aslValidator from 'asl-validator';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';

/** Longest timeout that the library's own `setTimeout` survives; ours run on the virtual clock. */
const NO_LIBRARY_TIMEOUT_SECONDS = 2_147_000;

/** One rule of a `Retry` block, with the defaults of the States Language. */
export const Retrier = z.object({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().optional(),
});
export type Retrier = z.infer<typeof Retrier>;

const Fields = z.record(z.string(), z.unknown());
const States = z.record(z.string(), Fields);
const Machine = z.looseObject({ States, TimeoutSeconds: z.number().optional() });

/**
 * A task that calls a Lambda, and what must happen around it on the virtual clock. Times are in seconds; with a timeout
 * `from-input` the handler gets `{input, timeoutSeconds}`.
 */
export interface TaskPlan {
  readonly kind: 'task';
  readonly resource: string;
  readonly retry: readonly Retrier[];
  readonly timeoutSeconds: number | 'from-input' | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** A wait until a moment or for a number of seconds; the handler gets `{input, amount}`. */
export interface WaitPlan {
  readonly kind: 'wait';
  readonly until: 'seconds' | 'timestamp';
}

export type StatePlan = TaskPlan | WaitPlan;

/** A machine split into what the library runs and what runs on the virtual clock. */
export interface MachinePlan {
  readonly definition: StateMachineDefinition;
  /** By state name. */
  readonly states: ReadonlyMap<string, StatePlan>;
  /** The original type of each state, for the history. */
  readonly types: ReadonlyMap<string, string>;
  readonly timeoutSeconds: number | undefined;
}

/** Validates the definition and takes waits, timeouts and retries out of it. Throws on what cannot run locally. */
export function planMachine(name: string, text: string): MachinePlan {
  const json: unknown = JSON.parse(text);
  const { isValid, errorsText } = aslValidator(json);
  if (!isValid) throw new Error(`state machine ${name} is not valid: ${errorsText('; ')}`);
  const planner = new Planner(name);
  const { TimeoutSeconds: timeoutSeconds, ...machine } = Machine.parse(json);
  const rewritten = planner.machine(machine);
  const definition = z.custom<StateMachineDefinition>((value) => Machine.safeParse(value).success).parse(rewritten);
  return { definition, states: planner.states, types: planner.types, timeoutSeconds };
}

class Planner {
  readonly states = new Map<string, StatePlan>();
  readonly types = new Map<string, string>();
  readonly #machineName: string;

  constructor(machineName: string) {
    this.#machineName = machineName;
  }

  machine(input: unknown): Record<string, unknown> {
    const machine = Machine.parse(input);
    if (machine.QueryLanguage === 'JSONata') throw this.#unsupported('', 'JSONata');
    const states = Object.entries(machine.States).map(([name, state]) => [name, this.#state(name, state)]);
    return { ...machine, States: Object.fromEntries(states) };
  }

  #state(name: string, state: z.infer<typeof Fields>): Record<string, unknown> {
    const type = z.string().parse(state.Type);
    this.types.set(name, type);
    for (const key of ['Assign', 'Arguments', 'Output']) if (key in state) throw this.#unsupported(name, key);
    switch (type) {
      case 'Task':
        return this.#task(name, state);
      case 'Wait':
        return this.#wait(name, state);
      case 'Parallel': {
        if ('Retry' in state) throw this.#unsupported(name, 'Retry on Parallel');
        const branches = z.array(z.unknown()).parse(state.Branches);
        return { ...withoutRootPaths(state), Branches: branches.map((branch) => this.machine(branch)) };
      }
      case 'Map': {
        if ('Retry' in state) throw this.#unsupported(name, 'Retry on Map');
        const { Iterator: iterator, ItemProcessor = iterator, ...rest } = state;
        return { ...withoutRootPaths(rest), ItemProcessor: this.machine(ItemProcessor) };
      }
      default:
        return withoutRootPaths(state);
    }
  }

  #task(name: string, state: z.infer<typeof Fields>): Record<string, unknown> {
    const { Retry, TimeoutSeconds, HeartbeatSeconds, TimeoutSecondsPath, HeartbeatSecondsPath, ...rest } = state;
    if (HeartbeatSecondsPath !== undefined) throw this.#unsupported(name, 'a heartbeat from a path');
    if (TimeoutSecondsPath !== undefined && 'InputPath' in rest)
      throw this.#unsupported(name, 'InputPath beside a timeout from a path');
    const caught = z.array(z.object({ ErrorEquals: z.array(z.string()) })).parse(state.Catch ?? []);
    if (caught.some(({ ErrorEquals }) => ErrorEquals.includes('States.TaskFailed')))
      throw this.#unsupported(name, 'Catch on States.TaskFailed');
    this.states.set(name, {
      kind: 'task',
      resource: z.string().parse(state.Resource),
      retry: z.array(Retrier).parse(Retry ?? []),
      timeoutSeconds: TimeoutSecondsPath === undefined ? z.number().optional().parse(TimeoutSeconds) : 'from-input',
      heartbeatSeconds: z.number().optional().parse(HeartbeatSeconds),
    });
    const parameters = TimeoutSecondsPath === undefined ? {} : { Parameters: besideTimeout(rest, TimeoutSecondsPath) };
    return { ...withoutRootPaths(rest), ...parameters, TimeoutSeconds: NO_LIBRARY_TIMEOUT_SECONDS };
  }

  /** A Wait becomes a task of ours that answers its own input. */
  #wait(name: string, state: z.infer<typeof Fields>): Record<string, unknown> {
    const { Seconds, SecondsPath, Timestamp, TimestampPath, ...rest } = state;
    if ('InputPath' in rest) throw this.#unsupported(name, 'InputPath on Wait');
    this.states.set(name, { kind: 'wait', until: (Seconds ?? SecondsPath) === undefined ? 'timestamp' : 'seconds' });
    const path = SecondsPath ?? TimestampPath;
    return {
      ...rest,
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:wait',
      Parameters: { 'input.$': '$', ...(path === undefined ? { amount: Seconds ?? Timestamp } : { 'amount.$': path }) },
      TimeoutSeconds: NO_LIBRARY_TIMEOUT_SECONDS,
    };
  }

  #unsupported(state: string, what: string): Error {
    return new Error(`state machine ${this.#machineName}, ${state}: ${what} does not run locally`);
  }
}

/** What the task was to get, and the timeout that its state's input holds. */
function besideTimeout({ Parameters }: z.infer<typeof Fields>, path: unknown): Record<string, unknown> {
  const input = Parameters === undefined ? { 'input.$': '$' } : { input: Parameters };
  return { ...input, 'timeoutSeconds.$': path };
}

/** `"ResultPath": "$"` says what is meant without it, but the library makes a key `$` of it. */
function withoutRootPaths(state: z.infer<typeof Fields>): z.infer<typeof Fields> {
  const { Catch, ...rest } = state;
  const catchers = z.array(Fields).optional().parse(Catch);
  const strip = ({ ResultPath, ...fields }: z.infer<typeof Fields>) =>
    ResultPath === undefined || ResultPath === '$' ? fields : { ...fields, ResultPath };
  return { ...strip(rest), ...(catchers && { Catch: catchers.map(strip) }) };
}
