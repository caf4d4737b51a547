import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT } from '../../../core/errors.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, machineNamed, play, waitFor } from '../machines.ts';
import { allResources, ofType } from '../templates.ts';

const resources = allResources();
const naloop = machineNamed(resources, 'salariskoppeling-naloop');
const verder = { uitkomst: 'verder' };
const klaar = { uitkomst: 'klaar' };

describe('the daily round', () => {
  it('calls this function', () => {
    expect(callsOf(naloop, functionsOf(resources))).toEqual({
      ReconcileKoppelingen: 'reconcile-koppelingen',
      CleanUp: 'clean-up',
      CleanUpNaFouten: 'clean-up',
    });
  });

  it.each([
    ['one part', [klaar], 1],
    ['three parts', [verder, verder, klaar], 3],
  ] as const)('of %s ends well', async (_name, answers, times) => {
    const { called, error } = await play(naloop, { ReconcileKoppelingen: answers, CleanUp: [verder, klaar] });
    expect([called, error]).toEqual([
      [...Array.from({ length: times }, () => 'ReconcileKoppelingen'), 'CleanUp', 'CleanUp'],
      undefined,
    ]);
  });

  it('fails when not all could be mended, and erases what was kept long enough all the same', async () => {
    const answers = { ReconcileKoppelingen: [verder, { uitkomst: 'met-fouten' }], CleanUpNaFouten: [verder, klaar] };
    const { called, error } = await play(naloop, answers);
    expect([called, error]).toEqual([
      ['ReconcileKoppelingen', 'ReconcileKoppelingen', 'CleanUpNaFouten', 'CleanUpNaFouten'],
      DEFECT,
    ]);
  });

  it('fails at an outcome that nobody foresaw', async () => {
    expect((await play(naloop, { ReconcileKoppelingen: [verder, { uitkomst: 'raar' }] })).error).toBe(DEFECT);
  });

  it.each([REFUSED, DEFECT])('fails where it stands on %s', async (name) => {
    expect((await play(naloop, { ReconcileKoppelingen: [{ error: name }] })).error).toBe(name);
  });

  it('tries a hold-up again for an hour', () => {
    expect(waitFor(naloop, 'ReconcileKoppelingen', TRANSIENT)).toBeGreaterThan(3600);
  });

  it('starts every day at half past four on Dutch clocks, with nothing to go on from', () => {
    const [schedule] = ofType(resources, 'AWS::Scheduler::Schedule').filter(({ logicalId }) =>
      logicalId.startsWith('Naloop'),
    );
    expect(schedule?.Properties).toMatchObject({
      ScheduleExpression: 'cron(30 4 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Amsterdam',
      Target: { Input: '{"schemaVersie":1}' },
    });
  });
});
