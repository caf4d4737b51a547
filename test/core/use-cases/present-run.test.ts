import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { Datum, Tijdstip } from '../../../core/domain/tijd.ts';
import { TijdvakId } from '../../../core/domain/tijdvak.ts';
import { presentAanmelding } from '../../../core/use-cases/present-aanmelding.ts';
import { aanmeldingIn, koppelingOf, realised } from '../way.ts';
import { createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function shownRealised() {
  const world = createWorld();
  await realised(world);
  return { world, aanmelding: await aanmeldingIn(world, ID, 'gerealiseerd') };
}

describe('what the office sees before an exchange', () => {
  it.each([
    ['2026-12-08T12:00:00Z', ' Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.'],
    ['2026-12-09T12:00:00Z', ' Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.'],
    ['2026-12-10T04:00:00Z', ''],
  ])('is until when the first run can be locked, and nothing of it when that is over: %s', async (nu, zin) => {
    const { world, aanmelding } = await shownRealised();
    const koppeling = await koppelingOf(world, ID);
    expect(presentAanmelding(aanmelding, { koppeling, nu: Tijdstip.parse(nu) }).watNu).toBe(
      `De salariskoppeling is gerealiseerd. De eerste uitwisseling is op donderdag 10 december 2026, over november 2026.${zin}`,
    );
  });

  it('is until when the next run can be locked, on the working day before the exchange', async () => {
    const { world, aanmelding } = await shownRealised();
    const first = await koppelingOf(world, ID);
    const { tijdvakId, datum } = first.volgende;
    const koppeling = {
      ...first,
      vorige: { tijdvakId, datum },
      volgende: { tijdvakId: TijdvakId.parse('2026-M12'), datum: Datum.parse('2027-01-11') },
    };
    const at = (nu: string) => presentAanmelding(aanmelding, { koppeling, nu: Tijdstip.parse(nu) }).watNu;
    expect(at('2027-01-08T12:00:00Z')).toContain('uiterlijk vrijdag 8 januari 2027. Verder hoeft u nu niets te doen.');
    expect(at('2027-01-09T12:00:00Z')).toContain('uiterlijk zondag 10 januari 2027. Verder hoeft u nu niets te doen.');
    expect(at('2027-01-11T04:00:00Z')).toMatch(/de volgende is op maandag 11 januari 2027. U hoeft nu niets te doen.$/);
  });
});
