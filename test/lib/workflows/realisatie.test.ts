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
const NEVER_DECIDED = { AskAkkoord: SILENT, AskAkkoordNaHerinnering: SILENT, AskAkkoordNaEscalatie: SILENT };
const NEVER_REPAIRED = { AskHerstel: SILENT, AskHerstelNaHerinnering: SILENT, AskHerstelNaLaatste: SILENT };
const WAITS_FOR_AKKOORD = [
  'AskAkkoord',
  'RemindPeopleAkkoord',
  'AskAkkoordNaHerinnering',
  'RemindPeopleEscalatie',
  'AskAkkoordNaEscalatie',
];
const WAITS_FOR_HERSTEL = [
  'AskHerstel',
  'RemindPeopleHerstel',
  'AskHerstelNaHerinnering',
  'RemindPeopleHerstelLaatst',
  'AskHerstelNaLaatste',
];
const WAITS = ['', 'NaHerinnering', 'NaEscalatie'];

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('realisatie', () => {
  it('calls these functions', () => {
    expect(callsOf(realisatie, functions)).toEqual({
      ConfirmOntvangst: 'confirm-ontvangst',
      VerifyAanmelding: 'verify-aanmelding',
      AbandonControle: 'abandon-controle',
      AbandonControleRealisatie: 'abandon-controle',
      AskHerstel: 'ask-herstel',
      RemindPeopleHerstel: 'remind-people',
      AskHerstelNaHerinnering: 'ask-herstel',
      RemindPeopleHerstelLaatst: 'remind-people',
      AskHerstelNaLaatste: 'ask-herstel',
      AskAkkoord: 'ask-akkoord',
      RemindPeopleAkkoord: 'remind-people',
      AskAkkoordNaHerinnering: 'ask-akkoord',
      RemindPeopleEscalatie: 'remind-people',
      AskAkkoordNaEscalatie: 'ask-akkoord',
      RealiseKoppeling: 'realise-koppeling',
      ExpireAanmelding: 'expire-aanmelding',
      ConfirmAanmelding: 'confirm-aanmelding',
    });
  });

  it.each([
    [
      'approved at once',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        AskAkkoord: [{ uitkomst: 'goedgekeurd' }],
        RealiseKoppeling: [{ uitkomst: 'gerealiseerd' }],
      },
      ['VerifyAanmelding', 'AskAkkoord', 'RealiseKoppeling', 'ConfirmAanmelding'],
    ],
    [
      'rejected',
      { VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }], AskAkkoord: [{ uitkomst: 'afgewezen' }] },
      ['VerifyAanmelding', 'AskAkkoord', 'ConfirmAanmelding'],
    ],
    [
      'repaired, then checked again on request of a.s.r., then approved',
      {
        VerifyAanmelding: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'akkoord-vragen' }],
        AskHerstel: [{ uitkomst: 'hercontrole' }],
        AskAkkoord: [{ uitkomst: 'hercontrole' }, { uitkomst: 'goedgekeurd' }],
        RealiseKoppeling: [{ uitkomst: 'gerealiseerd' }],
      },
      [
        'VerifyAanmelding',
        'AskHerstel',
        'VerifyAanmelding',
        'AskAkkoord',
        'VerifyAanmelding',
        'AskAkkoord',
        'RealiseKoppeling',
        'ConfirmAanmelding',
      ],
    ],
    [
      'approved, but the login stopped working meanwhile',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        AskAkkoord: [{ uitkomst: 'goedgekeurd' }],
        RealiseKoppeling: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'gerealiseerd' }],
        AskHerstel: [{ uitkomst: 'hercontrole' }],
      },
      [
        'VerifyAanmelding',
        'AskAkkoord',
        'RealiseKoppeling',
        'AskHerstel',
        'VerifyAanmelding',
        'AskAkkoord',
        'RealiseKoppeling',
        'ConfirmAanmelding',
      ],
    ],
    [
      'signed off while it was being realised',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        AskAkkoord: [{ uitkomst: 'goedgekeurd' }],
        RealiseKoppeling: [{ uitkomst: 'gestopt' }],
      },
      ['VerifyAanmelding', 'AskAkkoord', 'RealiseKoppeling'],
    ],
    [
      'never decided',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        ExpireAanmelding: [{ uitkomst: 'vervallen' }],
      },
      ['VerifyAanmelding', ...WAITS_FOR_AKKOORD, 'ExpireAanmelding', 'ConfirmAanmelding'],
    ],
    [
      'never repaired',
      {
        VerifyAanmelding: [{ uitkomst: 'herstel-nodig' }],
        ...NEVER_REPAIRED,
        ExpireAanmelding: [{ uitkomst: 'vervallen' }],
      },
      ['VerifyAanmelding', ...WAITS_FOR_HERSTEL, 'ExpireAanmelding', 'ConfirmAanmelding'],
    ],
    [
      'approved in the last moment before it would expire',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        ExpireAanmelding: [{ uitkomst: 'goedgekeurd' }],
        RealiseKoppeling: [{ uitkomst: 'gerealiseerd' }],
      },
      ['VerifyAanmelding', ...WAITS_FOR_AKKOORD, 'ExpireAanmelding', 'RealiseKoppeling', 'ConfirmAanmelding'],
    ],
    [
      'rejected in the last moment before it would expire',
      {
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        ...NEVER_DECIDED,
        ExpireAanmelding: [{ uitkomst: 'afgewezen' }],
      },
      ['VerifyAanmelding', ...WAITS_FOR_AKKOORD, 'ExpireAanmelding', 'ConfirmAanmelding'],
    ],
    [
      'corrected in the last moment before it would expire',
      {
        VerifyAanmelding: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'akkoord-vragen' }],
        ...NEVER_REPAIRED,
        ExpireAanmelding: [{ uitkomst: 'hercontrole' }],
        AskAkkoord: [{ uitkomst: 'afgewezen' }],
      },
      [
        'VerifyAanmelding',
        ...WAITS_FOR_HERSTEL,
        'ExpireAanmelding',
        'VerifyAanmelding',
        'AskAkkoord',
        'ConfirmAanmelding',
      ],
    ],
    [
      'ended before the check, or overtaken at it',
      { VerifyAanmelding: [{ uitkomst: 'gestopt' }] },
      ['VerifyAanmelding', 'ConfirmAanmelding'],
    ],
    [
      'overtaken while the office was waited for',
      {
        VerifyAanmelding: [{ uitkomst: 'herstel-nodig' }, { uitkomst: 'gestopt' }],
        AskHerstel: [{ uitkomst: 'hercontrole' }],
      },
      ['VerifyAanmelding', 'AskHerstel', 'VerifyAanmelding', 'ConfirmAanmelding'],
    ],
    [
      'held up at the check',
      {
        VerifyAanmelding: [{ error: TRANSIENT }, { error: TRANSIENT }, { uitkomst: 'akkoord-vragen' }],
        AskAkkoord: [{ uitkomst: 'afgewezen' }],
      },
      ['VerifyAanmelding', 'VerifyAanmelding', 'VerifyAanmelding', 'AskAkkoord', 'ConfirmAanmelding'],
    ],
  ])('%s', async (_story, answers, expected) => {
    const { called, error } = await play(realisatie, answers);
    expect(called).toEqual(['ConfirmOntvangst', ...expected]);
    expect(error).toBeUndefined();
  });

  const APPROVED = {
    VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
    AskAkkoord: [{ uitkomst: 'goedgekeurd' }],
  };
  const UNTIL_REALISATIE = ['ConfirmOntvangst', 'VerifyAanmelding', 'AskAkkoord', 'RealiseKoppeling'];

  it.each([DEFECT, REFUSED])('stops where it stands on %s, so that it can be redriven from there', async (name) => {
    const { called, error } = await play(realisatie, { ...APPROVED, RealiseKoppeling: [{ error: name }] });
    expect(called).toEqual(UNTIL_REALISATIE);
    expect(error).toBe(name);
  });

  it.each(['AskHerstel', 'AskAkkoord'])('lets nothing expire because %s failed', async (state) => {
    const { called, error } = await play(realisatie, {
      VerifyAanmelding: [{ uitkomst: state === 'AskHerstel' ? 'herstel-nodig' : 'akkoord-vragen' }],
      [state]: [{ error: DEFECT }],
    });
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding', state]);
    expect(error).toBe(DEFECT);
  });

  it('fails on an outcome that it does not know', async () => {
    const { called, error } = await play(realisatie, { VerifyAanmelding: [{ uitkomst: 'onzin' }] });
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding']);
    expect(error).toBe(DEFECT);
  });

  it('tells the office that its aanmelding came in, but never waits long for that mail', async () => {
    for (const error of [DEFECT, REFUSED, TRANSIENT, 'Lambda.Unknown']) {
      const { called } = await play(realisatie, {
        ConfirmOntvangst: [{ error }],
        VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
        AskAkkoord: [{ uitkomst: 'afgewezen' }],
      });
      expect(called.filter((state) => state !== 'ConfirmOntvangst')).toEqual([
        'VerifyAanmelding',
        'AskAkkoord',
        'ConfirmAanmelding',
      ]);
    }
    expect(waitFor(realisatie, 'ConfirmOntvangst', TRANSIENT)).toBe(155);
  });

  it.each([
    ['AskAkkoord', 'gevraagd'],
    ['AskAkkoordNaHerinnering', 'herinnerd'],
    ['AskAkkoordNaEscalatie', 'aangedrongen'],
    ['AskHerstel', 'gevraagd'],
    ['AskHerstelNaHerinnering', 'herinnerd'],
    ['AskHerstelNaLaatste', 'aangedrongen'],
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
      VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
      ...NEVER_DECIDED,
      ExpireAanmelding: [{ uitkomst: 'vervallen' }],
    });
    expect(inputs[called.indexOf('RemindPeopleAkkoord')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      ronde: 'herinnerd',
    });
    expect(inputs[called.indexOf('RemindPeopleEscalatie')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      ronde: 'aangedrongen',
    });
  });

  it.each(WAITS)('picks up a besluit in AskAkkoord%s, and sends no reminder after it', async (last) => {
    const state = `AskAkkoord${last}`;
    const { called } = await play(realisatie, {
      VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
      ...NEVER_DECIDED,
      [state]: [{ uitkomst: 'goedgekeurd' }],
      RealiseKoppeling: [{ uitkomst: 'gerealiseerd' }],
    });
    const asked = WAITS_FOR_AKKOORD.slice(0, WAITS_FOR_AKKOORD.indexOf(state) + 1);
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding', ...asked, 'RealiseKoppeling', 'ConfirmAanmelding']);
  });

  it.each(['AskAkkoord', 'AskHerstel'])('ends when the aanmelding is withdrawn while %s waits', async (state) => {
    const { called, error } = await play(realisatie, {
      VerifyAanmelding: [{ uitkomst: state === 'AskHerstel' ? 'herstel-nodig' : 'akkoord-vragen' }],
      [state]: [{ uitkomst: 'gestopt' }],
    });
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding', state]);
    expect(error).toBeUndefined();
  });

  it('tries the check for 12 and a half hours, and steps within AWS for an hour', () => {
    expect(waitFor(realisatie, 'VerifyAanmelding', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'RealiseKoppeling', TRANSIENT)).toBe(12.5 * HOUR + 1.5 * MINUTE);
    expect(waitFor(realisatie, 'ConfirmAanmelding', TRANSIENT)).toBe(HOUR + 15);
  });
});
