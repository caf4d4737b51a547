import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { AanmeldingId, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { aanmeldingIn, completed, gathered, goedkeuren, koppelingOf, uitwisselingOf } from '../way.ts';
import { company, createWorld, run } from '../world.ts';

// An afmelding per the last day of November, that of the period that was delivered, or of December.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const LIMIT = '2027-02-28T23:00:00.000Z';

/** November was delivered on 10 December, after which the office signed off. */
async function signedOffPer(per: string) {
  const world = createWorld({
    bedrijven: [company({ runs: [run(811), run(812, { tijdvakVan: 12, tijdvakTot: 12 })] })],
  });
  await completed(world, goedkeuren('verzuim'));
  await signOffAanmelding(world, ID, { per: Datum.parse(per) });
  return world;
}

describe('an afmelding whose last day is over', () => {
  it('waits for a period that somebody asked for again and that has not started', async () => {
    const world = await signedOffPer('2026-12-31');
    const koppeling = await koppelingOf(world, ID);
    const asked = {
      ...koppeling,
      versie: koppeling.versie + 1,
      volgende: { ...koppeling.volgende, tijdvakId: TijdvakId.parse('2027-M01') },
      inhalen: [{ tijdvakId: TijdvakId.parse('2026-M11'), na: 1 }],
    };
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'b-1', wat: 'uitwisseling.opnieuw-gevraagd' };
    await world.registratie.replaceKoppeling(asked, regel);
    world.klok.set('2027-01-12T06:45:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-01-13T06:45:00.000Z' });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
  });

  it('has an exchange that runs when the waiting is over four hours to be delivered, as any other', async () => {
    const world = await signedOffPer('2026-12-31');
    world.klok.set('2027-02-28T22:50:00.000Z');
    await startWhenDue(world, (await koppelingOf(world, ID)).koppelingId);
    const id = uitwisselingIdOf((await koppelingOf(world, ID)).koppelingId, TijdvakId.parse('2026-M12'), 1);
    await gathered(world, id);
    world.klok.set(LIMIT);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-02-28T23:15:00.000Z' });
    world.klok.set('2027-03-01T02:59:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-03-01T03:14:00.000Z' });
    await assembleGegevensset(world, id);
    await completeUitwisseling(world, id);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs).not.toHaveProperty('nietGeleverd');
  });
});
