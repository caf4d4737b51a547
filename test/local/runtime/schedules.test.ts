import { afterEach, describe, expect, it } from 'vitest';
import { createClock, type VirtualClock } from '../../../local/runtime/clock.ts';
import { startSchedules } from '../../../local/runtime/schedules.ts';
import type { RecurringSchedule } from '../../../local/runtime/system.ts';

const schedule = (over: Partial<RecurringSchedule> = {}): RecurringSchedule => ({
  name: 'EveryMorning',
  expression: 'cron(30 4 * * ? *)',
  timeZone: 'Europe/Amsterdam',
  targetArn: 'arn:target',
  input: '{}',
  ...over,
});

const clocks: VirtualClock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

/** The moments at which it fires between two moments. */
function firedBetween(from: string, to: string, over?: Partial<RecurringSchedule>): string[] {
  const clock = createClock(Date.parse(from));
  clocks.push(clock);
  const fired: string[] = [];
  startSchedules([schedule(over)], clock, ({ targetArn, input }) => {
    fired.push(`${clock.pending().length} ${targetArn} ${input}`);
  });
  const moments: string[] = [];
  for (;;) {
    const [next] = clock.pending();
    if (!clock.fireNext(Date.parse(to))) break;
    moments.push(new Date(next?.dueMs ?? 0).toISOString().slice(0, 16));
  }
  expect(fired).toEqual(moments.map(() => '0 arn:target {}'));
  return moments;
}

describe('a daily schedule of the template', () => {
  it('fires once a day at its wall clock time, also over the change to winter time', () => {
    expect(firedBetween('2026-10-23T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
      '2026-10-24T02:30',
      '2026-10-25T03:30',
      '2026-10-26T03:30',
    ]);
  });

  it('and over the change to summer time', () => {
    expect(firedBetween('2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      '2026-03-28T03:30',
      '2026-03-29T02:30',
    ]);
  });

  it('begins today when its time is still to come, else tomorrow', () => {
    expect(firedBetween('2026-11-24T03:29:00Z', '2026-11-24T23:00:00Z')).toEqual(['2026-11-24T03:30']);
    expect(firedBetween('2026-11-24T03:30:00Z', '2026-11-24T23:00:00Z')).toEqual([]);
  });

  it.each([
    'rate(1 day)',
    'cron(30 4 ? * MON *)',
    'cron(0/5 4 * * ? *)',
    'cron(30 24 * * ? *)',
    'at(2026-12-10T05:00:00)',
  ])('cannot be %s here, and says so', (expression) => {
    expect(() => firedBetween('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z', { expression })).toThrow(expression);
  });
});
