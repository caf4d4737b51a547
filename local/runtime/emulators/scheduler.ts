import * as z from 'zod';
import { arnOf } from '../aws-names.ts';
import type { Timer, VirtualClock } from '../clock.ts';
import { AwsError, type RestRequest } from './aws-server.ts';
import { momentOfWallTime } from './wall-time.ts';

const DEFAULT_GROUP = 'default';

const Name = z.string().regex(/^[0-9a-zA-Z\-_.]{1,64}$/);
const Definition = z.object({
  GroupName: Name.default(DEFAULT_GROUP),
  ClientToken: z.string().optional(),
  Description: z.string().max(512).optional(),
  ScheduleExpression: z.string().max(256),
  ScheduleExpressionTimezone: z.string().max(50).default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  KmsKeyArn: z.string().optional(),
  FlexibleTimeWindow: z.discriminatedUnion('Mode', [
    z.object({ Mode: z.literal('OFF') }),
    z.object({ Mode: z.literal('FLEXIBLE'), MaximumWindowInMinutes: z.number().int().min(1).max(1440) }),
  ]),
  Target: z.object({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
    RetryPolicy: z
      .object({ MaximumEventAgeInSeconds: z.number().optional(), MaximumRetryAttempts: z.number().optional() })
      .optional(),
  }),
});
type Definition = z.infer<typeof Definition>;

interface Schedule {
  readonly name: string;
  readonly definition: Definition;
  readonly createdSeconds: number;
  readonly changedSeconds: number;
  readonly timer: Timer | undefined;
}

/** A schedule that is still to come, for people. */
export interface PlannedSchedule {
  readonly naam: string;
  readonly groep: string;
  readonly expressie: string;
  readonly tijdzone: string;
  /** What the target will get, JSON text. */
  readonly invoer: string;
}

/** One-off EventBridge schedules (`at(...)`) on the virtual clock; they fire at the start of a flexible window. */
export interface Scheduler {
  handle(request: RestRequest): unknown;
  planned(): readonly PlannedSchedule[];
}

/** What the scheduler needs of the runtime. */
export interface SchedulerParts {
  readonly clock: VirtualClock;
  readonly groups: readonly string[];
  readonly knowsTarget: (arn: string) => boolean;
  /** Called at a schedule's moment, with the target's input as JSON text. */
  readonly fire: (targetArn: string, input: string) => void;
}

export function createScheduler({ clock, groups, knowsTarget, fire }: SchedulerParts): Scheduler {
  const schedules = new Map<string, Schedule>();
  const keyOf = (group: string, name: string) => `${group}/${name}`;

  const existing = (group: string, name: string) => {
    const schedule = schedules.get(keyOf(group, name));
    if (schedule === undefined)
      throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
    return schedule;
  };
  const demandGroup = (group: string) => {
    if (group !== DEFAULT_GROUP && !groups.includes(group))
      throw new AwsError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
  };

  const put = (name: string, definition: Definition, createdSeconds: number) => {
    const { GroupName, ScheduleExpression, ScheduleExpressionTimezone, Target, State } = definition;
    const key = keyOf(GroupName, name);
    const due = momentOf(ScheduleExpression, ScheduleExpressionTimezone);
    if (!knowsTarget(Target.Arn)) throw new AwsError('ValidationException', `Provided Arn is not known: ${Target.Arn}`);
    schedules.get(key)?.timer?.cancel();
    const run = () => {
      if (definition.ActionAfterCompletion === 'DELETE') schedules.delete(key);
      fire(Target.Arn, Target.Input ?? '{}');
    };
    const timer = State === 'ENABLED' ? clock.at(due, `schedule ${key}`, run) : undefined;
    schedules.set(key, { name, definition, createdSeconds, changedSeconds: clock.now() / 1000, timer });
    return { ScheduleArn: arnOfSchedule(GroupName, name) };
  };

  const create = (name: string, body: unknown) => {
    const definition = parse(Definition, body);
    demandGroup(definition.GroupName);
    const present = schedules.get(keyOf(definition.GroupName, name));
    if (present === undefined) return put(name, definition, clock.now() / 1000);
    const { ClientToken } = present.definition;
    if (ClientToken !== undefined && ClientToken === definition.ClientToken)
      return { ScheduleArn: arnOfSchedule(definition.GroupName, name) };
    throw new AwsError('ConflictException', `Schedule ${name} already exists.`, 409);
  };
  const update = (name: string, body: unknown) => {
    const definition = parse(Definition, body);
    return put(name, definition, existing(definition.GroupName, name).createdSeconds);
  };
  const remove = (name: string, group: string) => {
    existing(group, name).timer?.cancel();
    schedules.delete(keyOf(group, name));
    return {};
  };
  const list = (query: URLSearchParams) => {
    const group = query.get('ScheduleGroup');
    const prefix = query.get('NamePrefix') ?? '';
    const state = query.get('State');
    const found = [...schedules.values()]
      .filter(({ definition }) => group === null || definition.GroupName === group)
      .filter(({ definition }) => state === null || definition.State === state)
      .filter(({ name }) => name.startsWith(prefix))
      .sort((a, b) => a.name.localeCompare(b.name));
    const start = Number(query.get('NextToken') ?? 0);
    const end = start + Number(query.get('MaxResults') ?? 100);
    const NextToken = end < found.length ? String(end) : undefined;
    return { Schedules: found.slice(start, end).map(summary), NextToken };
  };

  return {
    handle: ({ method, path, query, body }) => {
      if (method === 'GET' && path === '/schedules') return list(query);
      const [, encoded] = /^\/schedules\/([^/]+)$/.exec(path) ?? [];
      if (encoded === undefined)
        throw new AwsError('UnknownOperationException', `${method} ${path} is not emulated`, 404);
      const name = parse(Name, decodeURIComponent(encoded));
      const group = query.get('groupName') ?? DEFAULT_GROUP;
      switch (method) {
        case 'POST':
          return create(name, body);
        case 'PUT':
          return update(name, body);
        case 'DELETE':
          return remove(name, group);
        default:
          return detail(existing(group, name));
      }
    },
    planned: () =>
      [...schedules.values()]
        .filter(({ timer }) => timer !== undefined)
        .sort((a, b) => (a.timer?.dueMs ?? 0) - (b.timer?.dueMs ?? 0))
        .map(({ name, definition }) => ({
          naam: name,
          groep: definition.GroupName,
          expressie: definition.ScheduleExpression,
          tijdzone: definition.ScheduleExpressionTimezone,
          invoer: definition.Target.Input ?? '{}',
        })),
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (!success) throw new AwsError('ValidationException', z.prettifyError(error));
  return data;
}

/** Only one-off schedules are in use: each exchange plans the next. */
function momentOf(expression: string, timeZone: string): number {
  const [, wallTime] = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(expression) ?? [];
  if (wallTime === undefined) throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}.`);
  try {
    return momentOfWallTime(wallTime, timeZone);
  } catch {
    throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression} in ${timeZone}.`);
  }
}

const arnOfSchedule = (group: string, name: string) => arnOf('scheduler', `schedule/${group}/${name}`);

const summary = ({ name, definition, createdSeconds, changedSeconds }: Schedule) => ({
  Arn: arnOfSchedule(definition.GroupName, name),
  Name: name,
  GroupName: definition.GroupName,
  State: definition.State,
  CreationDate: createdSeconds,
  LastModificationDate: changedSeconds,
  Target: { Arn: definition.Target.Arn },
});

function detail(schedule: Schedule) {
  const { ClientToken: _token, ...definition } = schedule.definition;
  return { ...summary(schedule), ...definition };
}
