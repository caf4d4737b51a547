import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  UpdateScheduleCommand,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { functionArn, type OwnEmulators, startOwnEmulators } from '../../fixtures/runtime/own-emulators.ts';

let emulators: OwnEmulators;
beforeEach(async () => {
  emulators = await startOwnEmulators();
});
afterEach(() => emulators.stop());

const schedule = (changes: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
  Name: 'kop-1',
  GroupName: 'proef',
  ScheduleExpression: 'at(2026-12-10T06:00:00)',
  ScheduleExpressionTimezone: 'Europe/Amsterdam',
  FlexibleTimeWindow: { Mode: 'OFF' },
  ActionAfterCompletion: 'DELETE',
  Target: { Arn: functionArn('doel'), RoleArn: 'arn:aws:iam::000000000000:role/rol', Input: '{"koppelingId":"kop-1"}' },
  ...changes,
});
const create = (changes?: Partial<CreateScheduleCommandInput>) =>
  emulators.scheduler.send(new CreateScheduleCommand(schedule(changes)));
const get = () => emulators.scheduler.send(new GetScheduleCommand({ Name: 'kop-1', GroupName: 'proef' }));

describe('EventBridge Scheduler', () => {
  test('fires at the wall time of its zone, once, with the input', async () => {
    await create();
    await emulators.advanceTo('2026-12-10T04:59:00Z');
    expect(emulators.fired).toEqual([]);
    await emulators.advanceTo('2027-12-31T00:00:00Z');
    expect(emulators.fired).toHaveLength(1);
    expect(emulators.fired[0]).toMatchObject({ arn: functionArn('doel'), input: '{"koppelingId":"kop-1"}' });
    expect(emulators.fired[0]?.at).toMatch(/^2026-12-10T05:00:00/);
  });

  test('follows summer time', async () => {
    await create({ ScheduleExpression: 'at(2027-06-10T06:00:00)' });
    await emulators.advanceTo('2027-07-01T00:00:00Z');
    expect(emulators.fired[0]?.at).toMatch(/^2027-06-10T04:00:00/);
  });

  test('is UTC without a zone', async () => {
    await create({ ScheduleExpressionTimezone: undefined });
    await emulators.advanceTo('2027-01-01T00:00:00Z');
    expect(emulators.fired[0]?.at).toMatch(/^2026-12-10T06:00:00/);
  });

  test('disappears after firing when asked, and stays otherwise', async () => {
    await create();
    await emulators.advanceTo('2027-01-01T00:00:00Z');
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await create({ ScheduleExpression: 'at(2027-02-01T06:00:00)', ActionAfterCompletion: 'NONE' });
    await emulators.advanceTo('2027-03-01T00:00:00Z');
    expect(await get()).toMatchObject({ Name: 'kop-1', State: 'ENABLED' });
    expect(emulators.fired).toHaveLength(2);
  });

  test('moves when updated', async () => {
    await create();
    await emulators.scheduler.send(
      new UpdateScheduleCommand(schedule({ ScheduleExpression: 'at(2027-01-11T06:00:00)' })),
    );
    await emulators.advanceTo('2027-01-01T00:00:00Z');
    expect(emulators.fired).toEqual([]);
    await emulators.advanceTo('2027-02-01T00:00:00Z');
    expect(emulators.fired).toHaveLength(1);
  });

  test('does not fire when deleted or disabled', async () => {
    await create();
    await create({ Name: 'uit', State: 'DISABLED' });
    await emulators.scheduler.send(new DeleteScheduleCommand({ Name: 'kop-1', GroupName: 'proef' }));
    await emulators.advanceTo('2027-02-01T00:00:00Z');
    expect(emulators.fired).toEqual([]);
  });

  test('fires at once what lies in the past', async () => {
    await create({ ScheduleExpression: 'at(2026-11-01T06:00:00)' });
    await emulators.advanceTo('2026-11-24T10:00:00Z');
    expect(emulators.fired).toHaveLength(1);
  });

  test('refuses a second schedule of the same name, unless it is the same request', async () => {
    await create({ ClientToken: 'een' });
    await expect(create({ ClientToken: 'twee' })).rejects.toBeInstanceOf(ConflictException);
    await expect(create({ ClientToken: 'een' })).resolves.toHaveProperty('ScheduleArn');
  });

  test('does not know schedules and groups that are not there', async () => {
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(emulators.scheduler.send(new UpdateScheduleCommand(schedule()))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await expect(
      emulators.scheduler.send(new DeleteScheduleCommand({ Name: 'kop-1', GroupName: 'proef' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(create({ GroupName: 'onbekend' })).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test.each([
    ['a cron expression', { ScheduleExpression: 'cron(0 6 10 * ? *)' }],
    ['an impossible date', { ScheduleExpression: 'at(2026-02-30T06:00:00)' }],
    ['an unknown zone', { ScheduleExpressionTimezone: 'Europe/Utrecht' }],
    ['a name with a colon', { Name: 'kop:1' }],
    ['an unknown target', { Target: { Arn: functionArn('weg'), RoleArn: 'arn:aws:iam::000000000000:role/rol' } }],
  ])('refuses %s', async (_what, changes) => {
    await expect(create(changes)).rejects.toBeInstanceOf(ValidationException);
  });

  test('gives back what was asked for', async () => {
    await create({ FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 } });
    expect(await get()).toMatchObject({
      ScheduleExpression: 'at(2026-12-10T06:00:00)',
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: functionArn('doel'), Input: '{"koppelingId":"kop-1"}' },
    });
  });

  test('lists by group and by the beginning of the name', async () => {
    await create();
    await create({ Name: 'kop-2' });
    await create({ Name: 'los', GroupName: 'default' });
    const names = async (input: { GroupName?: string; NamePrefix?: string }) =>
      (await emulators.scheduler.send(new ListSchedulesCommand(input))).Schedules?.map(({ Name }) => Name);
    expect(await names({ GroupName: 'proef' })).toEqual(['kop-1', 'kop-2']);
    expect(await names({ NamePrefix: 'lo' })).toEqual(['los']);
  });
});
