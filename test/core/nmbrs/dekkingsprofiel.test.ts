import { describe, expect, it } from 'vitest';
import { Dekkingsprofiel, groepenFor, needsLooncodes } from '../../../core/nmbrs/dekkingsprofiel.ts';

const VERZUIM = ['persoon', 'contract', 'rooster', 'uren'];
const WIA = [...VERZUIM, 'bsn', 'adres', 'verzekering'];
const PENSIOEN = [...WIA, 'partner', 'kinderen', 'looncomponenten'];
const VOLLEDIG = [...PENSIOEN, 'bankrekening'];

describe('the groups that a profile needs', () => {
  it.each([
    ['verzuim', VERZUIM],
    ['wia', WIA],
    ['pensioen', PENSIOEN],
    ['volledig', VOLLEDIG],
  ] as const)('%s', (profiel, expected) => {
    expect([...groepenFor(profiel)].sort()).toEqual([...expected].sort());
  });

  it('leave the BSN and the address out of verzuim', () => {
    expect(groepenFor('verzuim')).not.toContain('bsn');
    expect(groepenFor('verzuim')).not.toContain('adres');
  });

  it('have the wage codes of the run from wia on', () => {
    expect(Dekkingsprofiel.options.filter(needsLooncodes)).toEqual(['wia', 'pensioen', 'volledig']);
  });

  it('are told apart without a default', () => {
    expect(Dekkingsprofiel.safeParse(undefined).success).toBe(false);
    expect(Dekkingsprofiel.safeParse('').success).toBe(false);
  });
});
