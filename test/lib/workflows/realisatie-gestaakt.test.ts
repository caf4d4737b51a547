import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../../../core/errors.ts';
import { causeOf, machineNamed, play } from '../machines.ts';
import { allResources } from '../templates.ts';

const realisatie = machineNamed(allResources(), 'salariskoppeling-realisatie');

const SILENT = [{ error: 'States.Timeout' }];
const NEVER_REPAIRED = { AskHerstel: SILENT, AskHerstelNaHerinnering: SILENT, AskHerstelNaLaatste: SILENT };
const APPROVED = {
  VerifyAanmelding: [{ uitkomst: 'akkoord-vragen' }],
  AskAkkoord: [{ uitkomst: 'goedgekeurd' }],
};

describe('a realisatie to which Nmbrs gives no answer to go on with', () => {
  it.each([
    [DEFECT, 1],
    [`${REFUSED}.niet-gevonden`, 1],
    [UNCLEAR, 5],
    [TRANSIENT, 31],
    ['Sandbox.Timedout', 7],
  ])('gives a controle up that ends with %s after its tries, and waits for the office', async (name, tries) => {
    const { called, inputs, error } = await play(realisatie, {
      VerifyAanmelding: [
        ...Array.from({ length: tries }, () => ({ error: name, says: 'nmbrs-unreadable' })),
        { uitkomst: 'akkoord-vragen' },
      ],
      AbandonControle: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      AskHerstel: [{ uitkomst: 'hercontrole' }],
      AskAkkoord: [{ uitkomst: 'afgewezen' }],
    });
    const controles = Array.from({ length: tries }, () => 'VerifyAanmelding');
    const rest = ['AbandonControle', 'AskHerstel', 'VerifyAanmelding', 'AskAkkoord', 'ConfirmAanmelding'];
    expect(called).toEqual(['ConfirmOntvangst', ...controles, ...rest]);
    const fout = { Error: name, Cause: causeOf(name, 'nmbrs-unreadable') };
    expect(inputs[called.indexOf('AbandonControle')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      bij: 'controle',
      fout,
    });
    expect(error).toBeUndefined();
  });

  it('lets one lapse that was given up and that nobody has checked again', async () => {
    const { called, error } = await play(realisatie, {
      VerifyAanmelding: [{ error: DEFECT }],
      AbandonControle: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      ...NEVER_REPAIRED,
      ExpireAanmelding: [{ uitkomst: 'vervallen' }],
    });
    expect(called.slice(2, 4)).toEqual(['AbandonControle', 'AskHerstel']);
    expect(called.slice(-3)).toEqual(['AskHerstelNaLaatste', 'ExpireAanmelding', 'ConfirmAanmelding']);
    expect(error).toBeUndefined();
  });

  it.each([
    ['akkoord-vragen', ['AskAkkoord', 'ConfirmAanmelding']],
    ['gestopt', ['ConfirmAanmelding']],
  ])('goes on with %s when that was stored before the controle died', async (uitkomst, rest) => {
    const { called, error } = await play(realisatie, {
      VerifyAanmelding: [{ error: DEFECT }],
      AbandonControle: [{ uitkomst, wachtSeconden: 60 }],
      AskAkkoord: [{ uitkomst: 'afgewezen' }],
    });
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding', 'AbandonControle', ...rest]);
    expect(error).toBeUndefined();
  });

  it('fails where a controle cannot even be given up, for a redrive from there', async () => {
    const { called, error } = await play(realisatie, {
      VerifyAanmelding: [{ error: DEFECT }],
      AbandonControle: [{ error: DEFECT }],
    });
    expect(called).toEqual(['ConfirmOntvangst', 'VerifyAanmelding', 'AbandonControle']);
    expect(error).toBe(DEFECT);
  });

  it.each([UNCLEAR, TRANSIENT])('gives a realisatie up that ends with %s, and waits for the office', async (name) => {
    const { called, inputs } = await play(realisatie, {
      ...APPROVED,
      RealiseKoppeling: [{ error: name, says: 'nmbrs-fault' }],
      AbandonControleRealisatie: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      AskHerstel: [{ uitkomst: 'gestopt' }],
    });
    expect(called.slice(-3)).toEqual(['RealiseKoppeling', 'AbandonControleRealisatie', 'AskHerstel']);
    expect(inputs.at(-2)).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      bij: 'realisatie',
      fout: { Error: name, Cause: causeOf(name, 'nmbrs-fault') },
    });
  });

  it('goes on with a realisatie that was held up by something else', async () => {
    const held = Array.from({ length: 31 }, () => ({ error: TRANSIENT, says: 'aws.agenda.plan' }));
    const { called, error } = await play(realisatie, {
      ...APPROVED,
      RealiseKoppeling: [...held, { uitkomst: 'gerealiseerd' }],
      AbandonControleRealisatie: [{ uitkomst: 'realiseren', wachtSeconden: 60 }],
    });
    expect(called.slice(-3)).toEqual(['AbandonControleRealisatie', 'RealiseKoppeling', 'ConfirmAanmelding']);
    expect(error).toBeUndefined();
  });
});
