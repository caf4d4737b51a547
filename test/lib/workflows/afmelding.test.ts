import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT } from '../../../core/errors.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, machineNamed, play, waitFor } from '../machines.ts';
import { allResources } from '../templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const afmelding = machineNamed(resources, 'salariskoppeling-afmelding');
const tot = '2026-12-31T23:00:00.000Z';

describe('afmelding', () => {
  it('calls this function', () => {
    expect(callsOf(afmelding, functions)).toEqual({ EndKoppeling: 'end-koppeling' });
  });

  it.each([
    ['at once', [{ uitkomst: 'beeindigd' }], 1],
    ['after its date', [{ uitkomst: 'wacht', tot }, { uitkomst: 'beeindigd' }], 2],
    [
      'after its date and an exchange that still ran',
      [{ uitkomst: 'wacht', tot }, { uitkomst: 'wacht', tot }, { uitkomst: 'beeindigd' }],
      3,
    ],
  ] as const)('carried out %s ends well', async (_name, answers, times) => {
    const { called, error } = await play(afmelding, { EndKoppeling: answers });
    expect([called, error]).toEqual([Array.from({ length: times }, () => 'EndKoppeling'), undefined]);
  });

  it('waits until the moment that the step said', () => {
    expect(afmelding.json).toMatchObject({ States: { Wacht: { Type: 'Wait', TimestampPath: '$.stap.tot' } } });
  });

  it.each([[REFUSED], [DEFECT]])('fails where it stands on %s, so that a redrive goes on there', async (name) => {
    expect(await play(afmelding, { EndKoppeling: [{ error: name }] })).toMatchObject({
      called: ['EndKoppeling'],
      error: name,
    });
  });

  it('fails on an outcome that it does not know', async () => {
    expect((await play(afmelding, { EndKoppeling: [{ uitkomst: 'raar' }] })).error).toBe(DEFECT);
  });

  it('tries a hold-up again for an hour', () => {
    expect(waitFor(afmelding, 'EndKoppeling', TRANSIENT)).toBeGreaterThan(3600);
  });
});
