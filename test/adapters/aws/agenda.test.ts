import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../../adapters/aws/agenda.ts';
import { createSchedulerClient } from '../../../adapters/aws/clients.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import { TijdvakId } from '../../../core/ids.ts';
import { Datum, Kloktijd } from '../../../core/kalender/tijd.ts';
import { sdkConfig } from '../../../local/runtime/sdk-config.ts';
import { newKoppelingId } from '../../contracts/voorbeelden.ts';
import { createNoPause, serviceError } from './no-pause.ts';

function mocked() {
  const client = createSchedulerClient(sdkConfig('http://127.0.0.1:9'));
  const { pause, rounds } = createNoPause();
  const agenda = createAgenda({
    client,
    pause,
    groupName: 'uitwisselingen',
    targetArn: 'arn:target',
    roleArn: 'arn:role',
    deadLetterArn: 'arn:dlq',
  });
  return { mock: mockClient(client), agenda, rounds };
}

const afspraak = {
  koppelingId: newKoppelingId(),
  tijdvakId: TijdvakId.parse('2026-M11'),
  datum: Datum.parse('2026-12-10'),
  tijd: Kloktijd.parse('05:42'),
};
const conflict = serviceError('ConflictException', 409);
const missing = serviceError('ResourceNotFoundException', 404);

describe('a schedule', () => {
  it('fires once on the Dutch clock, calls the target with ids only, and stays for the next date', async () => {
    const { mock, agenda } = mocked();
    mock.on(CreateScheduleCommand).resolves({});
    await agenda.plan(afspraak);
    expect(mock.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toEqual({
      Name: afspraak.koppelingId,
      GroupName: 'uitwisselingen',
      State: 'ENABLED',
      ScheduleExpression: 'at(2026-12-10T05:42:00)',
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      ActionAfterCompletion: 'NONE',
      Target: {
        Arn: 'arn:target',
        RoleArn: 'arn:role',
        Input: JSON.stringify({ schemaVersie: 1, koppelingId: afspraak.koppelingId, tijdvakId: '2026-M11' }),
        DeadLetterConfig: { Arn: 'arn:dlq' },
        RetryPolicy: { MaximumEventAgeInSeconds: 72_000, MaximumRetryAttempts: 185 },
      },
    });
  });

  it('that exists is updated, whole', async () => {
    const { mock, agenda } = mocked();
    mock.on(CreateScheduleCommand).rejects(conflict).on(UpdateScheduleCommand).resolves({});
    await agenda.plan(afspraak);
    const [created] = mock.commandCalls(CreateScheduleCommand);
    expect(mock.commandCalls(UpdateScheduleCommand)[0]?.args[0].input).toEqual(created?.args[0].input);
  });

  it('that was cancelled between creating and updating is created after all', async () => {
    const { mock, agenda } = mocked();
    mock.on(CreateScheduleCommand).rejectsOnce(conflict).resolves({}).on(UpdateScheduleCommand).rejects(missing);
    await agenda.plan(afspraak);
    expect(mock.commandCalls(CreateScheduleCommand)).toHaveLength(2);
  });

  it('that goes on moving is a hold-up', async () => {
    const { mock, agenda, rounds } = mocked();
    mock.on(CreateScheduleCommand).rejects(conflict).on(UpdateScheduleCommand).rejects(conflict);
    await expect(agenda.plan(afspraak)).rejects.toMatchObject({ name: TRANSIENT });
    expect(rounds).toHaveLength(4);
  });

  it.each([
    ['ThrottlingException', 429, TRANSIENT],
    ['InternalServerException', 500, TRANSIENT],
    ['ValidationException', 400, DEFECT],
    ['ServiceQuotaExceededException', 402, DEFECT],
    ['ResourceNotFoundException', 404, DEFECT],
  ])('refused with %s (HTTP %i) is %s', async (name, status, expected) => {
    const { mock, agenda } = mocked();
    mock.on(CreateScheduleCommand).rejects(serviceError(name, status));
    await expect(agenda.plan(afspraak)).rejects.toMatchObject({ name: expected });
  });

  it('that is out of reach is not taken for cancelled', async () => {
    const { mock, agenda } = mocked();
    mock.on(DeleteScheduleCommand).rejects(serviceError('InternalServerException', 500));
    await expect(agenda.cancel(afspraak.koppelingId)).rejects.toMatchObject({ name: TRANSIENT });
  });
});

describe('looking for a schedule', () => {
  const schedule: GetScheduleCommandOutput = {
    $metadata: {},
    Name: afspraak.koppelingId,
    State: 'ENABLED',
    ScheduleExpression: 'at(2026-12-10T05:42:00)',
    ScheduleExpressionTimezone: 'Europe/Amsterdam',
    Target: {
      Arn: 'arn:target',
      RoleArn: 'arn:role',
      Input: JSON.stringify({ schemaVersie: 1, koppelingId: afspraak.koppelingId, tijdvakId: '2026-M11' }),
      DeadLetterConfig: { Arn: 'arn:dlq' },
    },
  };
  const found = async (over: Partial<GetScheduleCommandOutput>) => {
    const { mock, agenda } = mocked();
    mock.on(GetScheduleCommand).resolves({ ...schedule, ...over });
    return agenda.find(afspraak.koppelingId);
  };
  const target = { ...schedule.Target, Arn: 'arn:target', RoleArn: 'arn:role' };

  it('gives the appointment that it stands for', async () => {
    expect(await found({})).toEqual(afspraak);
  });

  it.each<[string, Partial<GetScheduleCommandOutput>]>([
    ['is switched off', { State: 'DISABLED' }],
    ['goes by another clock', { ScheduleExpressionTimezone: 'UTC' }],
    ['comes back', { ScheduleExpression: 'rate(1 day)' }],
    ['falls on no date', { ScheduleExpression: 'at(2026-13-10T05:42:00)' }],
    ['is of another koppeling', { Name: newKoppelingId() }],
    ['calls another function', { Target: { ...target, Arn: 'arn:former' } }],
    ['calls by another role', { Target: { ...target, RoleArn: 'arn:former' } }],
    ['leaves what failed elsewhere', { Target: { ...target, DeadLetterConfig: { Arn: 'arn:former' } } }],
    ['leaves what failed nowhere', { Target: { Arn: 'arn:target', RoleArn: 'arn:role', Input: target.Input } }],
    ['says nothing', { Target: { ...target, Input: undefined } }],
    ['says something else', { Target: { ...target, Input: '[]' } }],
    ['says what is not JSON', { Target: { ...target, Input: '{' } }],
  ])('finds nothing in one that %s', async (_what, over) => {
    expect(await found(over)).toBeUndefined();
  });

  it('that cannot be reached is a hold-up', async () => {
    const { mock, agenda } = mocked();
    mock.on(GetScheduleCommand).rejects(serviceError('InternalServerException', 500));
    await expect(agenda.find(afspraak.koppelingId)).rejects.toMatchObject({ name: TRANSIENT, code: 'aws.agenda.find' });
  });
});
