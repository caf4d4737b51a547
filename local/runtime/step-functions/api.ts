import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AwsError } from '../emulators/aws-server.ts';
import type { Engine } from './engine.ts';
import type { Execution } from './execution.ts';
import { toApiEvent } from './history.ts';

/** What an execution may be called. */
const FORBIDDEN_IN_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;
const LONGEST_NAME = 80;
const DEFAULT_PAGE = 100;

const Start = z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().default('{}') });
const Reference = z.object({ executionArn: z.string() });
const Page = z.object({
  maxResults: z.number().int().min(0).max(1000).default(0),
  nextToken: z.string().optional(),
});
const List = Page.extend({ stateMachineArn: z.string(), statusFilter: z.string().optional() });
const History = Page.extend({ executionArn: z.string(), reverseOrder: z.boolean().default(false) });
const Stop = Reference.extend({ error: z.string().optional(), cause: z.string().optional() });
const Success = z.object({ taskToken: z.string(), output: z.string() });
const Failure = z.object({ taskToken: z.string(), error: z.string().default(''), cause: z.string().default('') });
const Heartbeat = z.object({ taskToken: z.string() });

/** The Step Functions operations that the system and its tests use. */
export function createStepFunctionsApi(engine: Engine): (operation: string, input: unknown) => unknown {
  const operations: Record<string, (input: unknown) => unknown> = {
    StartExecution: (input) => start(engine, Start.parse(input)),
    DescribeExecution: (input) => description(find(engine, Reference.parse(input).executionArn)),
    ListExecutions: (input) => list(engine, List.parse(input)),
    GetExecutionHistory: (input) => history(engine, History.parse(input)),
    RedriveExecution: (input) => redrive(engine, Reference.parse(input).executionArn),
    StopExecution: (input) => stop(engine, Stop.parse(input)),
    SendTaskSuccess: (input) => {
      const { taskToken, output } = Success.parse(input);
      engine.tokens.succeed(taskToken, output);
    },
    SendTaskFailure: (input) => {
      const { taskToken, error, cause } = Failure.parse(input);
      engine.tokens.fail(taskToken, error, cause);
    },
    SendTaskHeartbeat: (input) => engine.tokens.heartbeat(Heartbeat.parse(input).taskToken),
    ListStateMachines: () => ({
      stateMachines: engine.machines.map(({ arn: stateMachineArn, name }) => ({
        stateMachineArn,
        name,
        type: 'STANDARD',
        creationDate: 0,
      })),
    }),
  };
  return (operation, input) => {
    const handle = operations[operation];
    if (handle === undefined) throw new AwsError('UnknownOperationException', `${operation} is not emulated`);
    return handle(input);
  };
}

function start(engine: Engine, { stateMachineArn, name = randomUUID(), input }: z.infer<typeof Start>) {
  const machine = engine.machines.find(({ arn }) => arn === stateMachineArn);
  if (machine === undefined)
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
  if (name === '' || name.length > LONGEST_NAME || FORBIDDEN_IN_NAME.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  const parsed = parseInput(input);
  const present = engine.executions().find((execution) => execution.machine === machine && execution.name === name);
  if (present === undefined) return started(engine.start(machine, name, input));
  if (present.status === 'RUNNING' && isDeepStrictEqual(parsed, parseInput(present.input))) return started(present);
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${present.arn}'`);
}

function parseInput(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    throw new AwsError('InvalidExecutionInput', "Invalid State Machine Execution Input: 'not JSON'");
  }
}

const started = ({ arn, startSeconds }: Execution) => ({ executionArn: arn, startDate: startSeconds });

function find(engine: Engine, arn: string): Execution {
  const execution = engine.executions().find((candidate) => candidate.arn === arn);
  if (execution === undefined) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
}

const summary = ({ arn, machine, name, status, startSeconds, end }: Execution) => ({
  executionArn: arn,
  stateMachineArn: machine.arn,
  name,
  status,
  startDate: startSeconds,
  stopDate: end?.stopSeconds,
});

const description = (execution: Execution) => ({
  ...summary(execution),
  input: execution.input,
  inputDetails: { included: true },
  output: execution.end?.output,
  error: execution.end?.error,
  cause: execution.end?.cause,
});

function list(engine: Engine, { stateMachineArn, statusFilter, ...page }: z.infer<typeof List>) {
  const found = engine
    .executions()
    .filter(({ machine, status }) => machine.arn === stateMachineArn && (statusFilter ?? status) === status)
    .toReversed();
  const { items, nextToken } = cut(found, page);
  return { executions: items.map(summary), nextToken };
}

function history(engine: Engine, { executionArn, reverseOrder, ...page }: z.infer<typeof History>) {
  const events = find(engine, executionArn).history.map(toApiEvent);
  const { items, nextToken } = cut(reverseOrder ? events.toReversed() : events, page);
  return { events: items, nextToken };
}

function redrive(engine: Engine, arn: string) {
  const execution = find(engine, arn);
  if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED')
    throw new AwsError('ExecutionNotRedrivable', `Execution is ${execution.status}: '${arn}'`);
  engine.redrive(execution);
  return { redriveDate: execution.history.at(-1)?.timestampSeconds };
}

function stop(engine: Engine, { executionArn, error, cause }: z.infer<typeof Stop>) {
  const execution = find(engine, executionArn);
  engine.abort(execution, error, cause);
  return { stopDate: execution.end?.stopSeconds };
}

function cut<Item>(items: readonly Item[], { maxResults, nextToken }: z.infer<typeof Page>) {
  const from = Number(nextToken ?? 0);
  const to = from + (maxResults === 0 ? DEFAULT_PAGE : maxResults);
  return { items: items.slice(from, to), nextToken: to < items.length ? String(to) : undefined };
}
