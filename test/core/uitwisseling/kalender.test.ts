import { describe, expect, it } from 'vitest';
import { Afmelding } from '../../../core/aanmelding/afmelding.ts';
import { TijdvakId } from '../../../core/ids.ts';
import { planFor } from '../../../core/kalender/planning.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakById } from '../../../core/kalender/tijdvak.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { jarenVan, kalenderVan } from '../../../core/uitwisseling/kalender.ts';

const NOVEMBER = planFor(tijdvakById(TijdvakId.parse('2026-M11')));
const MONTHLY: Pick<Koppeling, 'verloning' | 'verloningen'> = { verloning: 'maandelijks' };
const nextOf = (tijdvakId: string, datum?: string): Koppeling['volgende'] => {
  const plan = planFor(tijdvakById(TijdvakId.parse(tijdvakId)));
  return { tijdvakId: plan.tijdvak.tijdvakId, datum: datum === undefined ? plan.datum : Datum.parse(datum) };
};
const days = (vandaag: string, over: Partial<Parameters<typeof kalenderVan>[1]> = {}, koppeling = MONTHLY) =>
  kalenderVan(koppeling, { vandaag: Datum.parse(vandaag), eerste: NOVEMBER, volgende: nextOf('2026-M11'), ...over });
const idsOf = (all: ReturnType<typeof days>) => all.map(({ tijdvak }) => tijdvak.tijdvakId);

describe('the years of a calendar', () => {
  it.each([
    ['2026-11-30', [2026]],
    ['2026-12-01', [2026, 2027]],
    ['2026-12-31', [2026, 2027]],
    ['2027-01-01', [2027]],
  ])('on %s are %j', (vandaag, expected) => {
    expect(jarenVan(Datum.parse(vandaag))).toEqual(expected);
  });
});

describe('the calendar of a werkgever', () => {
  it('begins with the first period that was agreed, and tells the last day to lock each run', () => {
    expect(
      days('2026-12-01')
        .slice(0, 3)
        .map(({ datum, vergrendelen, deadline }) => [datum, vergrendelen, deadline]),
    ).toEqual([
      ['2026-12-10', '2026-12-09', '2026-12-31'],
      ['2027-01-11', '2027-01-08', '2027-01-31'],
      ['2027-02-10', '2027-02-09', '2027-02-28'],
    ]);
    expect(idsOf(days('2026-11-30'))).toEqual(['2026-M11', '2026-M12']);
    expect(idsOf(days('2026-12-01'))).toHaveLength(14);
    expect(idsOf(days('2027-01-01', { volgende: nextOf('2027-M01') }))).toHaveLength(12);
  });

  it('has the date that the assessor chose for the first, and for no other', () => {
    const eerste = { ...NOVEMBER, datum: Datum.parse('2026-12-15') };
    const volgende = { ...nextOf('2026-M11'), datum: eerste.datum };
    expect(days('2026-11-30', { eerste, volgende }).map(({ datum, vergrendelen }) => [datum, vergrendelen])).toEqual([
      ['2026-12-15', '2026-12-14'],
      ['2027-01-11', '2027-01-08'],
    ]);
  });

  it('has in January what is still to be exchanged of the year before, and nothing that was', () => {
    expect(idsOf(days('2027-01-04', { volgende: nextOf('2026-M12') })).slice(0, 2)).toEqual(['2026-M12', '2027-M01']);
    const both = days('2027-01-04', { volgende: nextOf('2026-M11', '2027-01-05') });
    expect(idsOf(both).slice(0, 3)).toEqual(['2026-M11', '2026-M12', '2027-M01']);
  });

  it('has the day on which the next one is tried again, and until when its run can be locked for that', () => {
    const [first] = days('2026-12-11', { volgende: nextOf('2026-M11', '2026-12-14') });
    expect([first?.datum, first?.vergrendelen]).toEqual(['2026-12-14', '2026-12-11']);
    const [later] = days('2026-12-13', { volgende: nextOf('2026-M11', '2026-12-14') });
    expect(later?.vergrendelen).toBe('2026-12-13');
  });

  it('changes to another verloning with the year', () => {
    const koppeling = { ...MONTHLY, verloningen: [{ vanafJaar: 2027, verloning: 'vierwekelijks' as const }] };
    const ids = idsOf(days('2026-12-01', {}, koppeling));
    expect(ids.slice(0, 4)).toEqual(['2026-M11', '2026-M12', '2027-P01', '2027-P02']);
    expect(ids).toHaveLength(15);
  });

  it('ends with the last period of who signed off', () => {
    const afmelding = Afmelding.parse({ aangevraagdOp: '2026-12-01T09:00:00.000Z', ingangsdatum: '2027-02-10' });
    expect(idsOf(days('2026-12-01', { afmelding }))).toEqual(['2026-M11', '2026-M12', '2027-M01', '2027-M02']);
    const direct = { ...afmelding, direct: true as const };
    expect(idsOf(days('2026-12-01', { afmelding: direct }))).toEqual(['2026-M11', '2026-M12', '2027-M01']);
  });
});
