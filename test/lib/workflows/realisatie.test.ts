import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT } from '../../../core/errors.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, machineNamed, play, waitFor } from '../machines.ts';
import { allResources } from '../templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const realisatie = machineNamed(resources, 'salariskoppeling-realisatie');

const SILENT = [{ error: 'States.Timeout' }];
/** Nobody answers in any of the three waits. */
const NEVER_DECIDED = { VraagAkkoord: SILENT, VraagAkkoordNaHerinnering: SILENT, VraagAkkoordNaEscalatie: SILENT };
const NEVER_REPAIRED = { VraagHerstel: SILENT, VraagHerstelNaHerinnering: SILENT, VraagHerstelNaLaatste: SILENT };
const WAITS_FOR_AKKOORD = [
  'VraagAkkoord',
  'HerinnerAkkoord',
  'VraagAkkoordNaHerinnering',
  'EscaleerAkkoord',
  'VraagAkkoordNaEscalatie',
];
const WAITS_FOR_HERSTEL = [
  'VraagHerstel',
  'HerinnerHerstel',
  'VraagHerstelNaHerinnering',
  'HerinnerHerstelLaatst',
  'VraagHerstelNaLaatste',
];
const WAITS = ['', 'NaHerinnering', 'NaEscalatie'];

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('realisatie', () => {
  it('calls these functions', () => {
    expect(callsOf(realisatie, functions)).toEqual({
      BevestigOntvangst: 'bevestig-ontvangst',
      Controleer: 'controleer',
      StaakControle: 'staak-controle',
      StaakRealisatie: 'staak-controle',
      VraagHerstel: 'vraag-herstel',
      HerinnerHerstel: 'herinner',
      VraagHerstelNaHerinnering: 'vraag-herstel',
      HerinnerHerstelLaatst: 'herinner',
      VraagHerstelNaLaatste: 'vraag-herstel',
      VraagAkkoord: 'vraag-akkoord',
      HerinnerAkkoord: 'herinner',
      VraagAkkoordNaHerinnering: 'vraag-akkoord',
      EscaleerAkkoord: 'herinner',
      VraagAkkoordNaEscalatie: 'vraag-akkoord',
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
      'signed off while it was being realised',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'gestopt' }],
      },
      ['Controleer', 'VraagAkkoord', 'Realiseer'],
    ],
    [
      'never decided',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        LaatVervallen: [{ uitkomst: 'vervallen' }],
      },
      ['Controleer', ...WAITS_FOR_AKKOORD, 'LaatVervallen', 'Bevestig'],
    ],
    [
      'never repaired',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }],
        ...NEVER_REPAIRED,
        LaatVervallen: [{ uitkomst: 'vervallen' }],
      },
      ['Controleer', ...WAITS_FOR_HERSTEL, 'LaatVervallen', 'Bevestig'],
    ],
    [
      'approved in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        LaatVervallen: [{ uitkomst: 'goedgekeurd' }],
        Realiseer: [{ uitkomst: 'gerealiseerd' }],
      },
      ['Controleer', ...WAITS_FOR_AKKOORD, 'LaatVervallen', 'Realiseer', 'Bevestig'],
    ],
    [
      'rejected in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        LaatVervallen: [{ uitkomst: 'afgewezen' }],
      },
      ['Controleer', ...WAITS_FOR_AKKOORD, 'LaatVervallen', 'Bevestig'],
    ],
    [
      'corrected in the last moment before it would expire',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'akkoord-vragen' }],
        ...NEVER_REPAIRED,
        LaatVervallen: [{ uitkomst: 'hercontrole' }],
        VraagAkkoord: [{ uitkomst: 'afgewezen' }],
      },
      ['Controleer', ...WAITS_FOR_HERSTEL, 'LaatVervallen', 'Controleer', 'VraagAkkoord', 'Bevestig'],
    ],
    [
      'ended before the check, or overtaken at it',
      { Controleer: [{ uitkomst: 'gestopt' }] },
      ['Controleer', 'Bevestig'],
    ],
    [
      'overtaken while the office was waited for',
      {
        Controleer: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'gestopt' }],
        VraagHerstel: [{ uitkomst: 'hercontrole' }],
      },
      ['Controleer', 'VraagHerstel', 'Controleer', 'Bevestig'],
    ],
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
    expect(called).toEqual(['BevestigOntvangst', ...expected]);
    expect(error).toBeUndefined();
  });

  const APPROVED = {
    Controleer: [{ uitkomst: 'akkoord-vragen' }],
    VraagAkkoord: [{ uitkomst: 'goedgekeurd' }],
  };
  const UNTIL_REALISATIE = ['BevestigOntvangst', 'Controleer', 'VraagAkkoord', 'Realiseer'];

  it.each([DEFECT, REFUSED])('stops where it stands on %s, so that it can be redriven from there', async (name) => {
    const { called, error } = await play(realisatie, { ...APPROVED, Realiseer: [{ error: name }] });
    expect(called).toEqual(UNTIL_REALISATIE);
    expect(error).toBe(name);
  });

  it.each(['VraagHerstel', 'VraagAkkoord'])('lets nothing expire because %s failed', async (state) => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ uitkomst: state === 'VraagHerstel' ? 'herstel-nodig' : 'akkoord-vragen' }],
      [state]: [{ error: DEFECT }],
    });
    expect(called).toEqual(['BevestigOntvangst', 'Controleer', state]);
    expect(error).toBe(DEFECT);
  });

  it('fails on an outcome that it does not know', async () => {
    const { called, error } = await play(realisatie, { Controleer: [{ uitkomst: 'onzin' }] });
    expect(called).toEqual(['BevestigOntvangst', 'Controleer']);
    expect(error).toBe(DEFECT);
  });

  it('tells the office that its aanmelding came in, but never waits long for that mail', async () => {
    for (const error of [DEFECT, REFUSED, TRANSIENT, 'Lambda.Unknown']) {
      const { called } = await play(realisatie, {
        BevestigOntvangst: [{ error }],
        Controleer: [{ uitkomst: 'akkoord-vragen' }],
        VraagAkkoord: [{ uitkomst: 'afgewezen' }],
      });
      expect(called.filter((state) => state !== 'BevestigOntvangst')).toEqual([
        'Controleer',
        'VraagAkkoord',
        'Bevestig',
      ]);
    }
    expect(waitFor(realisatie, 'BevestigOntvangst', TRANSIENT)).toBe(155);
  });

  it.each([
    ['VraagAkkoord', 'gevraagd'],
    ['VraagAkkoordNaHerinnering', 'herinnerd'],
    ['VraagAkkoordNaEscalatie', 'aangedrongen'],
    ['VraagHerstel', 'gevraagd'],
    ['VraagHerstelNaHerinnering', 'herinnerd'],
    ['VraagHerstelNaLaatste', 'aangedrongen'],
  ])('%s waits for people by task token, until the moment that the step before it gave', (state, ronde) => {
    const taakToken = { 'taakToken.$': '$$.Task.Token' };
    expect(realisatie.definition.States[state]).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSecondsPath: '$.stap.wachtSeconden',
      Parameters: { Payload: { 'aanmeldingId.$': '$.aanmeldingId', ...taakToken, ronde } },
    });
    expect(realisatie.definition.States[state]).not.toHaveProperty('TimeoutSeconds');
  });

  it('tells each reminder which one it is', async () => {
    const { called, inputs } = await play(realisatie, {
      Controleer: [{ uitkomst: 'akkoord-vragen' }],
      ...NEVER_DECIDED,
      LaatVervallen: [{ uitkomst: 'vervallen' }],
    });
    expect(inputs[called.indexOf('HerinnerAkkoord')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      ronde: 'herinnerd',
    });
    expect(inputs[called.indexOf('EscaleerAkkoord')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      ronde: 'aangedrongen',
    });
  });

  it.each(WAITS)('picks up a besluit in VraagAkkoord%s, and sends no reminder after it', async (last) => {
    const state = `VraagAkkoord${last}`;
    const { called } = await play(realisatie, {
      Controleer: [{ uitkomst: 'akkoord-vragen' }],
      ...NEVER_DECIDED,
      [state]: [{ uitkomst: 'goedgekeurd' }],
      Realiseer: [{ uitkomst: 'gerealiseerd' }],
    });
    const asked = WAITS_FOR_AKKOORD.slice(0, WAITS_FOR_AKKOORD.indexOf(state) + 1);
    expect(called).toEqual(['BevestigOntvangst', 'Controleer', ...asked, 'Realiseer', 'Bevestig']);
  });

  it.each(['VraagAkkoord', 'VraagHerstel'])('ends when the aanmelding is withdrawn while %s waits', async (state) => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ uitkomst: state === 'VraagHerstel' ? 'herstel-nodig' : 'akkoord-vragen' }],
      [state]: [{ uitkomst: 'gestopt' }],
    });
    expect(called).toEqual(['BevestigOntvangst', 'Controleer', state]);
    expect(error).toBeUndefined();
  });

  it('tries the check for 12 and a half hours, and steps within AWS for an hour', () => {
    expect(waitFor(realisatie, 'Controleer', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'Realiseer', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'Bevestig', TRANSIENT)).toBe(HOUR + 15);
  });
});
