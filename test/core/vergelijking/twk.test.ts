import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { twkOf } from '../../../core/vergelijking/twk.ts';

const ID = WerknemerId.parse(7);
const GELEVERD = [10, 11, 12].map((nummer) => tijdvakOf('maandelijks', 2026, nummer));
const stretch = (begin: string, eind: string) => ({ begin: Datum.parse(begin), eind: Datum.parse(eind) });

describe('the delivered periods that a correction touches', () => {
  it.each([
    ['the day before the first', [stretch('2026-09-01', '2026-09-30')], []],
    ['the first day of the first', [stretch('2026-09-01', '2026-10-01')], ['2026-M10']],
    ['the last day of one', [stretch('2026-10-31', '2026-10-31')], ['2026-M10']],
    ['the first day of one', [stretch('2026-11-01', '2026-11-01')], ['2026-M11']],
    ['the last of one to the first of the next', [stretch('2026-10-31', '2026-11-01')], ['2026-M10', '2026-M11']],
    ['a day within one', [stretch('2026-11-15', '2026-11-15')], ['2026-M11']],
    ['all of one', [stretch('2026-11-01', '2026-11-30')], ['2026-M11']],
    ['all of them', [stretch('2026-01-01', '2027-12-31')], ['2026-M10', '2026-M11', '2026-M12']],
    ['the last day of the last', [stretch('2026-12-31', '2027-01-31')], ['2026-M12']],
    ['the day after the last', [stretch('2027-01-01', '2027-01-31')], []],
    [
      'the first and the last',
      [stretch('2026-10-05', '2026-10-06'), stretch('2026-12-05', '2026-12-06')],
      ['2026-M10', '2026-M12'],
    ],
    ['nothing', [], []],
  ])('by %s', (_name, stretches, expected) => {
    const told = twkOf(ID, { stretches, geleverd: GELEVERD }, { oorzaak: 'salaris' });
    expect(told.flatMap((one) => (one.soort === 'twk' ? one.tijdvakId : one.soort))).toEqual(expected);
  });

  it('are told with their cause and the first day of the first stretch in each', () => {
    const stretches = [stretch('2026-10-20', '2026-11-10'), stretch('2026-11-20', '2026-11-21')];
    expect(twkOf(ID, { stretches, geleverd: GELEVERD }, { oorzaak: 'uren' })).toStrictEqual([
      { soort: 'twk', werknemerId: 7, tijdvakId: '2026-M10', oorzaak: 'uren', ingangsdatum: '2026-10-20' },
      { soort: 'twk', werknemerId: 7, tijdvakId: '2026-M11', oorzaak: 'uren', ingangsdatum: '2026-10-20' },
    ]);
  });

  it('are told with the moment of entry where it is known', () => {
    const stretches = [stretch('2026-10-20', '2026-10-31'), stretch('2026-12-01', '2026-12-31')];
    const aangemaaktOp = (begin: string) => (begin === '2026-10-20' ? '2027-01-04T10:00:00' : undefined);
    expect(twkOf(ID, { stretches, geleverd: GELEVERD }, { oorzaak: 'salaris', aangemaaktOp })).toStrictEqual([
      {
        ...{ soort: 'twk', werknemerId: 7, tijdvakId: '2026-M10', oorzaak: 'salaris', ingangsdatum: '2026-10-20' },
        aangemaaktOp: '2027-01-04T10:00:00',
      },
      { soort: 'twk', werknemerId: 7, tijdvakId: '2026-M12', oorzaak: 'salaris', ingangsdatum: '2026-12-01' },
    ]);
  });
});
