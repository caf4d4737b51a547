import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT } from '../../../core/errors.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, machineNamed, play, waitFor } from '../machines.ts';
import { allResources } from '../templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const realisatie = machineNamed(resources, 'salariskoppeling-realisatie');

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('realisatie', () => {
  it('calls these functions', () => {
    expect(callsOf(realisatie, functions)).toEqual({
      Controleer: 'controleer',
      VraagHerstel: 'vraag-herstel',
      VraagAkkoord: 'vraag-akkoord',
      Realiseer: 'realiseer',
      LaatVervallen: 'laat-vervallen',
      Bevestig: 'bevestig',
    });
  });

  it.each([
    [
      'approved at once',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'gerealiseerd' }],
      },
      ['Controleer', 'VraagAkkoord', 'Realiseer', 'Bevestig'],
    ],
    [
      'rejected',
      { Controleer: [{ uitkomst: 'akkoord-vragen' }], VraagAkkoord: [{ uitkomst: 'afgewezen' }] },
      ['Controleer', 'VraagAkkoord', 'Bevestig'],
    ],
    [
      'repaired, then checked again on request of a.s.r., then approved',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'akkoord-vragen' }],
        VraagHerstel: [{ uitkomst: 'hercontrole' }],
        VraagAkkoord: [{ uitkomst: 'hercontrole' }, { uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'gerealiseerd' }],
      },
      [
        'Controleer',
        'VraagHerstel',
        'Controleer',
        'VraagAkkoord',
        'Controleer',
        'VraagAkkoord',
        'Realiseer',
        'Bevestig',
      ],
    ],
    [
      'approved, but the login stopped working meanwhile',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'gerealiseerd' }],
        VraagHerstel: [{ uitkomst: 'hercontrole' }],
      },
      [
        'Controleer',
        'VraagAkkoord',
        'Realiseer',
        'VraagHerstel',
        'Controleer',
        'VraagAkkoord',
        'Realiseer',
        'Bevestig',
      ],
    ],
    [
      'never decided',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ error: 'States.Timeout' }],
        LaatVervallen: [{ uitkomst: 'vervallen' }],
      },
      ['Controleer', 'VraagAkkoord', 'LaatVervallen', 'Bevestig'],
    ],
    [
      'never repaired',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }],
        VraagHerstel: [{ error: 'States.Timeout' }],
        LaatVervallen: [{ uitkomst: 'vervallen' }],
      },
      ['Controleer', 'VraagHerstel', 'LaatVervallen', 'Bevestig'],
    ],
    [
      'approved in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ error: 'States.Timeout' }],
        LaatVervallen: [{ uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'gerealiseerd' }],
      },
      ['Controleer', 'VraagAkkoord', 'LaatVervallen', 'Realiseer', 'Bevestig'],
    ],
    [
      'rejected in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ error: 'States.Timeout' }],
        LaatVervallen: [{ uitkomst: 'afgewezen' }],
      },
      ['Controleer', 'VraagAkkoord', 'LaatVervallen', 'Bevestig'],
    ],
    [
      'corrected in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'akkoord-vragen' }],
        VraagHerstel: [{ error: 'States.Timeout' }],
        LaatVervallen: [{ uitkomst: 'hercontrole' }],
        VraagAkkoord: [{ uitkomst: 'afgewezen' }],
      },
      ['Controleer', 'VraagHerstel', 'LaatVervallen', 'Controleer', 'VraagAkkoord', 'Bevestig'],
    ],
    ['ended before the check', { Controleer: [{ uitkomst: 'gestopt' }] }, ['Controleer']],
    [
      'held up at the check',
      {
        Controleer: [{ error: TRANSIENT }, { error: TRANSIENT }, { uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ uitkomst: 'afgewezen' }],
      },
      ['Controleer', 'Controleer', 'Controleer', 'VraagAkkoord', 'Bevestig'],
    ],
  ])('%s', async (_story, answers, expected) => {
    const { called, error } = await play(realisatie, answers);
    expect(called).toEqual(expected);
    expect(error).toBeUndefined();
  });

  it.each([DEFECT, REFUSED])('stops where it stands on %s, so that it can be redriven from there', async (name) => {
    const { called, error } = await play(realisatie, { Controleer: [{ error: name }] });
    expect(called).toEqual(['Controleer']);
    expect(error).toBe(name);
  });

  it.each(['VraagHerstel', 'VraagAkkoord'])('lets nothing expire because %s failed', async (state) => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ uitkomst: state === 'VraagHerstel' ? 'herstel-nodig' : 'akkoord-vragen' }],
      [state]: [{ error: DEFECT }],
    });
    expect(called).toEqual(['Controleer', state]);
    expect(error).toBe(DEFECT);
  });

  it('fails on an outcome that it does not know', async () => {
    const { called, error } = await play(realisatie, { Controleer: [{ uitkomst: 'onzin' }] });
    expect(called).toEqual(['Controleer']);
    expect(error).toBe(DEFECT);
  });

  it('waits for people by task token, 30 days', () => {
    for (const state of ['VraagHerstel', 'VraagAkkoord']) {
      expect(realisatie.definition.States[state]).toMatchObject({
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        TimeoutSeconds: 30 * 24 * HOUR,
        Parameters: { Payload: { 'aanmeldingId.$': '$.aanmeldingId', 'taakToken.$': '$$.Task.Token' } },
      });
    }
  });

  it('tries the check for 12 and a half hours, and steps within AWS for an hour', () => {
    expect(waitFor(realisatie, 'Controleer', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'Realiseer', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'Bevestig', TRANSIENT)).toBe(HOUR + 15);
  });
});
