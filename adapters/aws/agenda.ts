import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import * as z from 'zod';
import { Transient } from '../../core/errors.ts';
import { KoppelingId, TijdvakId } from '../../core/ids.ts';
import { Datum, Kloktijd } from '../../core/kalender/tijd.ts';
import type { Afspraak, Agenda } from '../../core/koppeling/ports/agenda.ts';
import { versioned } from '../../core/stored.ts';
import { jittered, type Pause, ROUNDS } from './backoff.ts';
import { settled } from './errors.ts';

export interface AgendaConfig {
  readonly client: SchedulerClient;
  readonly groupName: string;
  /** The Lambda that is called with `{schemaVersie, koppelingId, tijdvakId}`. */
  readonly targetArn: string;
  /** The role by which Scheduler calls it. */
  readonly roleArn: string;
  /** Where a call that could not be delivered ends up. */
  readonly deadLetterArn: string;
  /** How to wait between rounds of a write that lost a race. */
  readonly pause?: Pause;
}

/** Spreads the exchanges of a morning; the date stays the same whatever minute it is. */
const FLEXIBLE_MINUTES = 15;

/**
 * A call that fails is tried again for 20 hours, with Scheduler's own exponential waits: a whole-day outage still ends
 * on the planned date or in the dead letter queue, never in silence. 185 is the most that Scheduler takes.
 */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 20 * 3600, MaximumRetryAttempts: 185 };

/**
 * One EventBridge schedule per koppeling, named after it. A schedule stays after it has run (`NONE`): Scheduler deletes a
 * completed one "shortly after", and the exchange that it started has by then put the next date in it. Deleting would
 * take that date away without a trace. A koppeling keeps one schedule for life, far within the quota of a million.
 */
export function createAgenda(config: AgendaConfig): Agenda {
  const { client, groupName } = config;
  const pause: Pause = config.pause ?? jittered;
  return {
    async plan(afspraak) {
      const schedule = scheduleOf(config, afspraak);
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round > 0) await pause(round - 1);
        if ((await create(client, schedule)) || (await update(client, schedule))) return;
      }
      throw new Transient({ code: 'aws.agenda.plan', message: 'the schedule kept appearing and disappearing' });
    },
    async find(koppelingId) {
      const command = new GetScheduleCommand({ Name: koppelingId, GroupName: groupName });
      const outcome = await settled('agenda.find', ['ResourceNotFoundException'], () => client.send(command));
      return outcome.ok ? afspraakOf(config, outcome.value) : undefined;
    },
    async cancel(koppelingId) {
      const command = new DeleteScheduleCommand({ Name: koppelingId, GroupName: groupName });
      await settled('agenda.cancel', ['ResourceNotFoundException'], () => client.send(command));
    },
  };
}

type Schedule = CreateScheduleCommandInput;

function scheduleOf(config: AgendaConfig, afspraak: Afspraak): Schedule {
  const { koppelingId, tijdvakId, datum, tijd } = afspraak;
  return {
    Name: koppelingId,
    GroupName: config.groupName,
    State: 'ENABLED',
    ScheduleExpression: `at(${datum}T${tijd}:00)`,
    ScheduleExpressionTimezone: 'Europe/Amsterdam',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: FLEXIBLE_MINUTES },
    ActionAfterCompletion: 'NONE',
    Target: {
      Arn: config.targetArn,
      RoleArn: config.roleArn,
      Input: JSON.stringify(versioned({ koppelingId, tijdvakId })),
      DeadLetterConfig: { Arn: config.deadLetterArn },
      RetryPolicy: RETRY_POLICY,
    },
  };
}

/** The target's input, and the date and the time of the expression, together. */
const Gepland = z.object({ koppelingId: KoppelingId, tijdvakId: TijdvakId, datum: Datum, tijd: Kloktijd });
const Invoer = z.string().transform((text, { addIssue }) => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    addIssue('not a JSON object');
    return z.NEVER;
  }
});

/** The appointment that the schedule stands for; nothing when it differs from what `plan` would have made of it. */
function afspraakOf(config: AgendaConfig, found: GetScheduleCommandOutput): Afspraak | undefined {
  const [, datum, tijd] = /^at\((.{10})T(.{5}):00\)$/.exec(found.ScheduleExpression ?? '') ?? [];
  const input = Invoer.safeParse(found.Target?.Input);
  const parsed = Gepland.safeParse({ ...input.data, datum, tijd });
  if (!parsed.success) return undefined;
  return isSame(found, scheduleOf(config, parsed.data)) ? parsed.data : undefined;
}

const isSame = (found: GetScheduleCommandOutput, wanted: Schedule): boolean =>
  found.Name === wanted.Name &&
  found.State === wanted.State &&
  found.ScheduleExpressionTimezone === wanted.ScheduleExpressionTimezone &&
  found.Target?.Arn === wanted.Target?.Arn &&
  found.Target?.RoleArn === wanted.Target?.RoleArn &&
  found.Target?.DeadLetterConfig?.Arn === wanted.Target?.DeadLetterConfig?.Arn;

// Both commands carry a random client token of the SDK: its own second attempt does nothing twice, ours is a new wish.
async function create(client: SchedulerClient, schedule: Schedule): Promise<boolean> {
  const command = new CreateScheduleCommand(schedule);
  return (await settled('agenda.plan', ['ConflictException'], () => client.send(command))).ok;
}

async function update(client: SchedulerClient, schedule: Schedule): Promise<boolean> {
  const command = new UpdateScheduleCommand(schedule);
  const moved = ['ResourceNotFoundException', 'ConflictException'];
  return (await settled('agenda.plan', moved, () => client.send(command))).ok;
}
