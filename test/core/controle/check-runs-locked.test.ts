import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/ids.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { presentAanmelding } from '../../../core/weergave/present-aanmelding.ts';
import { aanmeldingIn, waitingForAkkoord } from '../way.ts';
import { company, createWorld, run } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const open = (runId: number, over: object = {}) => run(runId, { vergrendeld: false, ...over });

async function checked(runs: ReturnType<typeof run>[]) {
  const tijdvak = PayrollTijdvak.parse({ jaar: 2026, nummer: 12, verloning: 'maandelijks' });
  const world = createWorld({ bedrijven: [company({ runs, tijdvak })] });
  await waitingForAkkoord(world);
  const found = await aanmeldingIn(world, ID, 'wacht-op-akkoord');
  return { stored: found.controle, shown: presentAanmelding(found, { nu: world.klok.now() }).controle };
}

describe('the controle of a company that locks no run', () => {
  it.each([
    ['one open run', [open(811)]],
    [
      'several, of this year and the year before',
      [open(811), open(810, { jaar: 2025, tijdvakVan: 12, tijdvakTot: 12 })],
    ],
  ])('passes, with the click path to the automatic step: %s', async (_name, runs) => {
    const { stored, shown } = await checked(runs);
    expect(stored).toMatchObject({ uitkomst: 'geslaagd', bevindingen: [], runVergrendeld: false });
    expect(shown?.vergrendeling?.tekst).toContain('geen enkele run van dit jaar en het vorige jaar vergrendeld');
    expect(shown?.vergrendeling?.stappen.join(' ')).toMatch(
      /workflow-instellingen.*Salarisrun vergrendelen.*Automatisch/,
    );
  });

  it.each([
    ['the last run is open, the one before is locked', [open(811), run(810, { tijdvakVan: 10, tijdvakTot: 10 })], true],
    ['one of the year before is locked', [open(811), run(810, { jaar: 2025, tijdvakVan: 12, tijdvakTot: 12 })], true],
    ['there is no run yet', [], undefined],
    ['the only one is of two years ago', [open(700, { jaar: 2024 })], undefined],
  ])('is not warned of where that is not known: %s', async (_name, runs, runVergrendeld) => {
    const { stored, shown } = await checked(runs);
    expect(stored.runVergrendeld).toBe(runVergrendeld);
    expect(shown).not.toHaveProperty('vergrendeling');
  });
});
