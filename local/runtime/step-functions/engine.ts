import { setImmediate as turn } from 'node:timers/promises';
import { StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import { arnOf } from '../aws-names.ts';
import type { VirtualClock } from '../clock.ts';
import type { Lambda } from '../lambda/runner.ts';
import type { StateMachineResource } from '../system.ts';
import { type MachinePlan, planMachine } from './definition.ts';
import { Execution } from './execution.ts';
import { createStateHandlers } from './state-handlers.ts';
import { createTaskTokens, type TaskTokens } from './tokens.ts';

/** Runs the template's state machines on the virtual clock. */
export interface Engine {
  readonly machines: readonly StateMachineResource[];
  readonly tokens: TaskTokens;
  /** All executions, in order of their start. */
  executions(): readonly Execution[];
  start(machine: StateMachineResource, name: string, input: string): Execution;
  /** Goes on at the state in which the execution ended, with the same input. */
  redrive(execution: Execution): void;
  /** Ends a running execution from outside. */
  abort(execution: Execution, error: string | undefined, cause: string | undefined): void;
  /** Lets go of everything that waits. */
  stop(): void;
}

/** What the engine needs of the runtime. */
export interface EngineParts {
  readonly machines: readonly StateMachineResource[];
  readonly lambda: Lambda;
  readonly clock: VirtualClock;
  readonly activity: Activity;
}

/** What runs, and from which input: the whole machine, or what is left of it after an end. */
interface Attempt {
  readonly stateMachine: StateMachine;
  readonly input: string;
}

/** Throws when a machine is invalid or uses something that does not run locally. */
export function createEngine({ machines, lambda, clock, activity }: EngineParts): Engine {
  const tokens = createTaskTokens();
  const executions: Execution[] = [];
  const runnable = new Map(
    machines.map((machine) => {
      const plan = planMachine(machine.name, machine.definition);
      const stateMachine = new StateMachine(plan.definition, { validationOptions: { noValidate: true } });
      return [machine.arn, { plan, stateMachine }];
    }),
  );

  const start = (machine: StateMachineResource, name: string, input: string) => {
    const arn = arnOf('states', `execution:${machine.name}:${name}`);
    const execution = new Execution(arn, machine, name, input, () => clock.now() / 1000);
    const found = runnable.get(machine.arn);
    if (found === undefined) throw new Error(`there is no state machine ${machine.arn}`);
    executions.push(execution);
    void run(execution, found.plan, { stateMachine: found.stateMachine, input });
    return execution;
  };

  const redrive = (execution: Execution) => {
    const found = runnable.get(execution.machine.arn);
    const { name: StartAt, input = execution.input } =
      execution.history.findLast(({ type }) => type.endsWith('StateEntered'))?.detail ?? {};
    if (found === undefined || StartAt === undefined) throw new Error(`${execution.name} has entered no state`);
    const definition = { ...found.plan.definition, StartAt };
    const stateMachine = new StateMachine(definition, { validationOptions: { noValidate: true } });
    execution.reopen();
    void run(execution, found.plan, { stateMachine, input });
  };

  const run = async (execution: Execution, plan: MachinePlan, from: Attempt): Promise<void> => {
    const end = activity.begin();
    await turn();
    const handlers = createStateHandlers({ execution, plan, tokens, lambda, clock, activity });
    const timeout = startTimeout(execution, plan);
    const { result, eventLogs, abort } = from.stateMachine.run(z.json().parse(JSON.parse(from.input)), {
      overrides: { taskResourceLocalHandlers: handlers.byState },
      context: handlers.context,
      noThrowOnAbort: true,
    });
    execution.aborted.catch(abort);
    void recordStates(execution, plan, eventLogs);
    end();
    await finish(execution, result);
    timeout?.cancel();
  };

  const startTimeout = (execution: Execution, { timeoutSeconds }: MachinePlan) => {
    if (timeoutSeconds === undefined) return undefined;
    return clock.at(clock.now() + timeoutSeconds * 1000, `execution ${execution.name} times out`, () => {
      if (!execution.finish({ status: 'TIMED_OUT', error: 'States.Timeout' })) return;
      execution.record('ExecutionTimedOut', { error: 'States.Timeout' });
      execution.letGo();
    });
  };

  return {
    machines,
    tokens,
    executions: () => executions,
    start,
    redrive,
    abort: (execution, error, cause) => {
      if (!execution.finish({ status: 'ABORTED', error, cause })) return;
      execution.record('ExecutionAborted', { error, cause });
      execution.letGo();
    },
    stop: () => {
      for (const execution of executions) {
        execution.finish({ status: 'ABORTED' });
        execution.letGo();
      }
    },
  };
}

async function finish(execution: Execution, result: Promise<unknown>): Promise<void> {
  try {
    const output = JSON.stringify(await result);
    if (!execution.finish({ status: 'SUCCEEDED', output })) return;
    await turn();
    execution.record('ExecutionSucceeded', { output });
  } catch (failure) {
    const { name: error, message: cause } = causeOf(failure);
    if (!execution.finish({ status: 'FAILED', error, cause })) return;
    await turn();
    execution.record('ExecutionFailed', { error, cause });
  }
}

/** The library wraps what went wrong in an error of its own. */
function causeOf(failure: unknown): Error {
  if (!(failure instanceof Error)) return new Error(String(failure));
  return failure.cause instanceof Error ? failure.cause : failure;
}

type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];

async function recordStates(execution: Execution, plan: MachinePlan, events: EventLogs): Promise<void> {
  for await (const event of events) {
    if (execution.end !== undefined && execution.status === 'ABORTED') return;
    if (!('state' in event) || (event.type !== 'StateEntered' && event.type !== 'StateExited')) continue;
    const { name, input, output } = event.state;
    const type = plan.types.get(name) ?? event.state.type;
    if (event.type === 'StateEntered') execution.record(`${type}StateEntered`, { name, input: JSON.stringify(input) });
    else execution.record(`${type}StateExited`, { name, output: JSON.stringify(output) });
  }
}
