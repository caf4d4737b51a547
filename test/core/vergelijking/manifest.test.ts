import { describe, expect, it } from 'vitest';
import { Bestandsbewijs, countPeilen, Manifest } from '../../../core/vergelijking/manifest.ts';
import { nu } from '../peilen.ts';

describe('the count of the periods of groups', () => {
  it('tells of how many each group is of the period, of another one, or of an earlier version', () => {
    const tellingen = countPeilen();
    const [december, january] = [nu('2026-M12'), nu('2027-M01')];
    tellingen.add({ rooster: 'tijdvak', partner: december, bsn: { versie: 1 } });
    tellingen.add({ rooster: 'tijdvak', partner: january, bsn: { versie: 2 }, persoon: 'tijdvak' });
    tellingen.add({ partner: december });
    expect(tellingen.counted()).toEqual({
      persoon: { tijdvak: 1, nu: {}, eerdereVersie: 0 },
      bsn: { tijdvak: 0, nu: {}, eerdereVersie: 2 },
      rooster: { tijdvak: 2, nu: {}, eerdereVersie: 0 },
      partner: { tijdvak: 0, nu: { '2026-M12': 2, '2027-M01': 1 }, eerdereVersie: 0 },
    });
    expect(Object.keys(tellingen.counted())).toEqual(['persoon', 'bsn', 'rooster', 'partner']);
  });

  it('is empty when nothing was counted', () => {
    expect(countPeilen().counted()).toEqual({});
  });
});

describe('a manifest', () => {
  const hash = 'a'.repeat(64);
  const bestand = (sha256: string) => ({ naam: 'vragen.json', regels: 0, bytes: 2, sha256 });

  it.each([`${hash}a`, `x${hash}`, hash.slice(1), hash.toUpperCase()])('has no hash like %s', (sha256) => {
    expect(Bestandsbewijs.safeParse(bestand(hash)).success).toBe(true);
    expect(Bestandsbewijs.safeParse(bestand(sha256)).success).toBe(false);
  });

  it('says of a longer run which periods it covers, all of it', () => {
    const { langereRuns } = Manifest.shape;
    expect(langereRuns.safeParse([{ runId: 811, tijdvakVan: 11, tijdvakTot: 12 }]).success).toBe(true);
    expect(langereRuns.safeParse([{}]).success).toBe(false);
  });

  it('says of an erasure which, when, of how many and until when the set is kept', () => {
    const { gewist } = Manifest.shape;
    const one = {
      verzoekId: 'kop-00000000-0000-4000-8000-000000000001_verzoek-000000000001',
      op: '2027-01-11T05:00:00.000Z',
    };
    const rest = { werknemers: 1, vervaltOp: '2028-01-11' };
    expect(gewist.safeParse([{ ...one, ...rest }])).toMatchObject({ success: true });
    expect(gewist.safeParse([one]).success).toBe(false);
  });
});
