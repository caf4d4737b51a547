import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { DeployedFunction } from './functions.ts';
import { ofType, type TemplateResource, text } from './templates.ts';

const Retrier = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number(),
  MaxAttempts: z.number(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.number().optional(),
});
type Retrier = z.infer<typeof Retrier>;

const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).optional(),
  Retry: z.array(Retrier).default([]),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).default([]),
});
const Definition = z.object({ StartAt: z.string(), States: z.record(z.string(), State) });
export type Definition = z.infer<typeof Definition>;

export interface Machine {
  readonly properties: Readonly<Record<string, unknown>>;
  /** As Step Functions gets it, with an ARN in place of each reference. */
  readonly json: unknown;
  readonly definition: Definition;
}

/** The machine of this name; throws when the template has none. */
export function machineNamed(resources: readonly TemplateResource[], name: string): Machine {
  const found = ofType(resources, 'AWS::StepFunctions::StateMachine').find(
    ({ Properties }) => Properties.StateMachineName === name,
  );
  const json: unknown = JSON.parse(withArns(text(found?.Properties.DefinitionString)));
  return { properties: found?.Properties ?? {}, json, definition: Definition.parse(json) };
}

const withArns = (definition: string): string =>
  definition
    .replaceAll('<AWS::Partition>', 'aws')
    .replaceAll(/<(\w+)\.Arn>/g, 'arn:aws:lambda:eu-west-1:111111111111:function:$1');

/** How long a policy waits before it gives up, without the time that the attempts take. */
function waitedSeconds({ IntervalSeconds, BackoffRate, MaxAttempts, MaxDelaySeconds }: Retrier): number {
  const waits = Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt);
  return waits.reduce((sum, wait) => sum + Math.min(wait, MaxDelaySeconds ?? Number.POSITIVE_INFINITY), 0);
}

/** How many seconds a state waits for the error to pass, in all. */
export function waitFor({ definition }: Machine, state: string, error: string): number {
  const retrier = definition.States[state]?.Retry.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  return retrier === undefined ? 0 : waitedSeconds(retrier);
}

/** Which function each task calls, by the name of its folder. */
export function callsOf(
  { definition }: Machine,
  functions: ReadonlyMap<string, DeployedFunction>,
): Record<string, string | undefined> {
  const tasks = Object.entries(definition.States).filter(([, { Type }]) => Type === 'Task');
  return Object.fromEntries(
    tasks.map(([name, { Resource, Parameters }]) => {
      const target = `${Resource} ${text(Parameters?.FunctionName)}`;
      return [name, [...functions.values()].find(({ logicalId }) => target.includes(logicalId))?.name];
    }),
  );
}

/** What a task answers: a value, or the name of the error that it throws, with what the function says of it. */
type Answer =
  | { readonly uitkomst: string; readonly [field: string]: string | number }
  | { readonly error: string; readonly says?: string };

class NamedError extends Error {
  constructor(name: string, says: string) {
    super(says);
    this.name = name;
  }
}

/** The `Cause` of a function that threw, as Lambda makes it. */
export const causeOf = (errorType: string, errorMessage: string): string =>
  JSON.stringify({ errorType, errorMessage, trace: ['Error: invented', '    at somewhere'] });

export interface Played {
  /** The tasks in the order in which they were called. */
  readonly called: readonly string[];
  /** What each call got. */
  readonly inputs: readonly unknown[];
  /** The name of the error with which the execution ended. */
  readonly error: string | undefined;
}

/** Runs the machine on these answers, in order per task (the last one repeats), without waiting anywhere. */
export async function play(machine: Machine, answers: Readonly<Record<string, readonly Answer[]>>): Promise<Played> {
  const states = Object.entries(machine.definition.States);
  const tasks = states.filter(([, { Type }]) => Type === 'Task').map(([name]) => name);
  const waits = states.filter(([, { Type }]) => Type === 'Wait').map(([name]) => name);
  const called: string[] = [];
  const inputs: unknown[] = [];

  const answer = (name: string, input: unknown) => {
    const turn = called.filter((earlier) => earlier === name).length;
    called.push(name);
    inputs.push(input);
    const given = answers[name] ?? [{ uitkomst: 'gedaan' }];
    const now = given[Math.min(turn, given.length - 1)] ?? { uitkomst: 'gedaan' };
    if ('error' in now) {
      const { error, says = 'invented' } = z.object({ error: z.string(), says: z.string().optional() }).parse(now);
      throw new NamedError(error, causeOf(error, says));
    }
    return now;
  };

  const { result, eventLogs } = new StateMachine(withoutTimeouts(machine)).run(
    { aanmeldingId: 'a', uitwisselingId: 'u' },
    {
      context: { Task: { Token: 'token' } },
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(
          tasks.map((name) => [name, (input: unknown) => z.json().parse(answer(name, input))]),
        ),
        waitTimeOverrides: Object.fromEntries(waits.map((name) => [name, 0])),
        retryIntervalOverrides: Object.fromEntries(tasks.map((name) => [name, 0])),
      },
    },
  );
  // The outcome is read from the log: the rejection does not carry the name of the error.
  const [error] = await Promise.all([failureIn(eventLogs), result.catch(() => undefined)]);
  return { called, inputs, error };
}

async function failureIn(events: AsyncIterable<{ readonly type: string }>): Promise<string | undefined> {
  for await (const event of events) {
    if (event.type === 'ExecutionFailed') return z.object({ Error: z.string() }).parse(event).Error;
  }
  return undefined;
}

/** A timer of the interpreter cannot hold weeks; a time-out is played by its error. */
function withoutTimeouts({ json }: Machine): StateMachineDefinition {
  const text = JSON.stringify(json, (key, value: unknown) => (/^TimeoutSeconds(Path)?$/.test(key) ? undefined : value));
  return z.custom<StateMachineDefinition>((value) => Definition.safeParse(value).success).parse(JSON.parse(text));
}
