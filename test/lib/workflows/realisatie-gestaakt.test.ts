import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../../../core/errors.ts';
import { causeOf, machineNamed, play } from '../machines.ts';
import { allResources } from '../templates.ts';

const realisatie = machineNamed(allResources(), 'salariskoppeling-realisatie');

const SILENT = [{ error: 'States.Timeout' }];
const NEVER_REPAIRED = { VraagHerstel: SILENT, VraagHerstelNaHerinnering: SILENT, VraagHerstelNaLaatste: SILENT };
const APPROVED = {
  Controleer: [{ uitkomst: 'akkoord-vragen' }],
  VraagAkkoord: [{ uitkomst: 'goedgekeurd' }],
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
      Controleer: [
        ...Array.from({ length: tries }, () => ({ error: name, says: 'nmbrs-unreadable' })),
        { uitkomst: 'akkoord-vragen' },
      ],
      StaakControle: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      VraagHerstel: [{ uitkomst: 'hercontrole' }],
      VraagAkkoord: [{ uitkomst: 'afgewezen' }],
    });
    const controles = Array.from({ length: tries }, () => 'Controleer');
    const rest = ['StaakControle', 'VraagHerstel', 'Controleer', 'VraagAkkoord', 'Bevestig'];
    expect(called).toEqual(['BevestigOntvangst', ...controles, ...rest]);
    const fout = { Error: name, Cause: causeOf(name, 'nmbrs-unreadable') };
    expect(inputs[called.indexOf('StaakControle')]).toEqual({
      schemaVersie: 1,
      aanmeldingId: 'a',
      bij: 'controle',
      fout,
    });
    expect(error).toBeUndefined();
  });

  it('lets one lapse that was given up and that nobody has checked again', async () => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ error: DEFECT }],
      StaakControle: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      ...NEVER_REPAIRED,
      LaatVervallen: [{ uitkomst: 'vervallen' }],
    });
    expect(called.slice(2, 4)).toEqual(['StaakControle', 'VraagHerstel']);
    expect(called.slice(-3)).toEqual(['VraagHerstelNaLaatste', 'LaatVervallen', 'Bevestig']);
    expect(error).toBeUndefined();
  });

  it.each([
    ['akkoord-vragen', ['VraagAkkoord', 'Bevestig']],
    ['gestopt', ['Bevestig']],
  ])('goes on with %s when that was stored before the controle died', async (uitkomst, rest) => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ error: DEFECT }],
      StaakControle: [{ uitkomst, wachtSeconden: 60 }],
      VraagAkkoord: [{ uitkomst: 'afgewezen' }],
    });
    expect(called).toEqual(['BevestigOntvangst', 'Controleer', 'StaakControle', ...rest]);
    expect(error).toBeUndefined();
  });

  it('fails where a controle cannot even be given up, for a redrive from there', async () => {
    const { called, error } = await play(realisatie, {
      Controleer: [{ error: DEFECT }],
      StaakControle: [{ error: DEFECT }],
    });
    expect(called).toEqual(['BevestigOntvangst', 'Controleer', 'StaakControle']);
    expect(error).toBe(DEFECT);
  });

  it.each([UNCLEAR, TRANSIENT])('gives a realisatie up that ends with %s, and waits for the office', async (name) => {
    const { called, inputs } = await play(realisatie, {
      ...APPROVED,
      Realiseer: [{ error: name, says: 'nmbrs-fault' }],
      StaakRealisatie: [{ uitkomst: 'herstel-nodig', wachtSeconden: 60 }],
      VraagHerstel: [{ uitkomst: 'gestopt' }],
    });
    expect(called.slice(-3)).toEqual(['Realiseer', 'StaakRealisatie', 'VraagHerstel']);
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
      Realiseer: [...held, { uitkomst: 'gerealiseerd' }],
      StaakRealisatie: [{ uitkomst: 'realiseren', wachtSeconden: 60 }],
    });
    expect(called.slice(-3)).toEqual(['StaakRealisatie', 'Realiseer', 'Bevestig']);
    expect(error).toBeUndefined();
  });
});
