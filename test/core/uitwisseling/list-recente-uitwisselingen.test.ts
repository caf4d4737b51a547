import { describe, expect, it } from 'vitest';
import { TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { tijdvakkenIn } from '../../../core/kalender/tijdvak.ts';
import { recenteUitwisselingen } from '../../../core/uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisseling } from '../../../core/uitwisseling/uitwisseling.ts';
import { realised } from '../way.ts';
import { createWorld } from '../world.ts';

const JAREN = [2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036];

/** A koppeling with every month of eleven years, all over; it names those of the last one. */
async function afterTenYears() {
  const world = createWorld();
  const koppeling = await realised(world);
  const regel = {
    aanmeldingId: koppeling.aanmeldingId,
    op: world.klok.now(),
    wie: 'systeem',
    wat: 'uitwisseling.gepland',
  };
  const tijdvakken = JAREN.flatMap((jaar) => tijdvakkenIn('maandelijks', jaar));
  const of = (tijdvakId: TijdvakId, datasetVersie: number) => ({
    uitwisselingId: uitwisselingIdOf(koppeling.koppelingId, tijdvakId, datasetVersie),
    ...{ koppelingId: koppeling.koppelingId, tijdvakId, datasetVersie, versie: 0 },
    ...{ gepland: koppeling.volgende.datum, deadline: koppeling.volgende.datum },
  });
  for (const { tijdvakId } of tijdvakken) {
    const over: Uitwisseling = { ...of(tijdvakId, 1), status: 'vervallen', code: 'overgeslagen' };
    await world.registratie.ensureUitwisseling(over, regel);
  }
  const [vorige, volgende] = ['2036-M11', '2036-M12'].map((id) => ({
    ...koppeling.volgende,
    tijdvakId: TijdvakId.parse(id),
  }));
  if (vorige === undefined || volgende === undefined) throw new Error('no periods');
  return { world, koppeling: { ...koppeling, vorige, volgende }, of, regel };
}
const yearsOf = (all: readonly Uitwisseling[]) => [...new Set(all.map(({ tijdvakId }) => tijdvakId.slice(0, 4)))];

describe('what is read of a koppeling', () => {
  it('is of two years, however many there were', async () => {
    const { world, koppeling } = await afterTenYears();
    expect(yearsOf(await recenteUitwisselingen(world, koppeling))).toEqual(['2035', '2036']);
  });

  it('goes back to the period that was last delivered, is asked for, or is asked about', async () => {
    const { world, koppeling } = await afterTenYears();
    const old = TijdvakId.parse('2030-M06');
    const years = ['2029', '2030', '2031', '2032', '2033', '2034', '2035', '2036'];
    const lang = { ...koppeling, vorige: { ...koppeling.volgende, tijdvakId: old } };
    const gevraagd = { ...koppeling, inhalen: [{ tijdvakId: old, na: 1 }] };
    expect(yearsOf(await recenteUitwisselingen(world, lang))).toEqual(years);
    expect(yearsOf(await recenteUitwisselingen(world, gevraagd))).toEqual(years);
    expect(yearsOf(await recenteUitwisselingen(world, koppeling, [old]))).toEqual(years);
  });

  it('has the one that is open, of whatever year', async () => {
    const { world, koppeling, of, regel } = await afterTenYears();
    await world.registratie.ensureUitwisseling({ ...of(TijdvakId.parse('2027-M03'), 2), status: 'gepland' }, regel);
    expect(yearsOf(await recenteUitwisselingen(world, koppeling))).toEqual(['2027', '2035', '2036']);
  });
});
