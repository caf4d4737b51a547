import { describe, expect, it } from 'vitest';
import { AanmeldingId, TijdvakId, WerknemerId } from '../../../core/ids.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { openVerleden } from '../../../core/ophalen/find-nieuws.ts';
import { vergelijkingPrefix } from '../../../core/vergelijking/vingerafdruk.ts';
import { firstDelivered, nextDelivered, type Staff } from '../deliveries.ts';
import { koppelingOf, realised } from '../way.ts';
import { createWorld, type World, werknemer } from '../world.ts';

// Who had left before a period: whether that must still be told in its set. November and December 2026 were delivered.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const crowd = [werknemer(7), ...Array.from({ length: 8 }, (_, index) => werknemer(20 + index))];
const dienst = (...rows: object[]) => rows.map((row) => Dienstverband.parse(row));
const id = (nummer: number) => WerknemerId.parse(1000 + nummer);
const ended = (eind: string) => dienst({ begin: '2020-01-01', eind });

async function delivered(november: Staff = [], december: Staff = november) {
  const { world, id: first } = await firstDelivered([...november, ...crowd]);
  await nextDelivered(world, first, [...december, ...crowd]);
  return world;
}
async function verleden(world: World, tijdvakId: string) {
  return openVerleden(world, await koppelingOf(world, ID), TijdvakId.parse(tijdvakId));
}

describe('somebody who was told of', () => {
  const leaver = (eind: string) => ({ ...werknemer(3), soort: 'uit-dienst' as const, dienstverbanden: ended(eind) });

  it.each([
    ['as they are: no news', leaver('2026-11-20'), ended('2026-11-20'), false],
    ['with another last day', leaver('2026-11-20'), ended('2026-11-21'), true],
    ['with another first day', leaver('2026-11-20'), dienst({ begin: '2020-02-01', eind: '2026-11-20' }), true],
    ['with one employment more', leaver('2026-11-20'), [...ended('2026-11-20'), ...ended('2019-12-31')], true],
    ['with none any more', leaver('2026-11-20'), [], true],
    ['as in service', werknemer(3), werknemer(3).dienstverbanden ?? [], true],
  ])('%s', async (_name, person, now, expected) => {
    const { isNieuws } = await verleden(await delivered([person]), '2027-M01');
    expect(isNieuws(id(3), now)).toBe(expected);
  });

  it('with two employments, of which one is otherwise, is news', async () => {
    const before = dienst({ begin: '2019-01-01', eind: '2019-06-30' }, { begin: '2020-01-01', eind: '2026-11-20' });
    const told = { ...werknemer(3), soort: 'uit-dienst' as const, dienstverbanden: before };
    const { isNieuws } = await verleden(await delivered([told]), '2027-M01');
    const [first, last] = before;
    expect(isNieuws(id(3), before)).toBe(false);
    expect(isNieuws(id(3), [...dienst({ begin: '2019-02-01', eind: '2019-06-30' }), ...before.slice(1)])).toBe(true);
    expect(isNieuws(id(3), [...before.slice(0, 1), ...dienst({ begin: last?.begin, eind: first?.eind })])).toBe(true);
  });

  it('and was gone without a last day is news, whatever is told by now', async () => {
    const { isNieuws } = await verleden(await delivered([werknemer(3)], []), '2027-M01');
    expect(isNieuws(id(3), werknemer(3).dienstverbanden ?? [])).toBe(true);
  });
});

describe('somebody who was never told of', () => {
  it.each([
    ['2026-10-31', false],
    ['2026-11-01', true],
    ['2026-12-31', true],
  ])('is news when they were in service in a delivered period: until %s, %s', async (eind, expected) => {
    const { isNieuws } = await verleden(await delivered(), '2027-M01');
    expect(isNieuws(id(99), ended(eind))).toBe(expected);
  });

  it('is none when they were in service in no delivered period, nor without an employment', async () => {
    const { isNieuws } = await verleden(await delivered(), '2027-M01');
    expect(isNieuws(id(99), dienst({ begin: '2027-01-02', eind: '2027-01-03' }))).toBe(false);
    expect(isNieuws(id(99), [])).toBe(false);
  });
});

describe('when nothing is remembered', () => {
  async function forgotten() {
    const world = await delivered();
    const { koppelingId } = await koppelingOf(world, ID);
    await world.opslag.removeAll(vergelijkingPrefix(koppelingId));
    return world;
  }

  it.each([
    // Fetched again, November was the period before, whatever was delivered since.
    ['2026-M12', '2026-10-31', false],
    ['2026-M12', '2026-11-01', true],
    ['2026-M12', '2026-11-30', true],
    ['2027-M01', '2026-11-30', false],
    ['2027-M01', '2026-12-01', true],
    // Nothing was delivered before it.
    ['2026-M11', '2026-11-30', false],
  ])('for %s who left on %s is news: %s', async (tijdvakId, eind, expected) => {
    const { isNieuws, guidVan } = await verleden(await forgotten(), tijdvakId);
    expect(isNieuws(id(3), ended(eind))).toBe(expected);
    expect(guidVan(id(3))).toBeUndefined();
  });

  it('who never left is', async () => {
    const { isNieuws } = await verleden(await forgotten(), '2027-M01');
    expect(isNieuws(id(3), [...ended('2020-12-31'), ...dienst({ begin: '2026-01-01' })])).toBe(true);
    expect(isNieuws(id(3), [])).toBe(false);
  });

  it('because there is no set yet, the first period that was passed over counts', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    const overgeslagen = ['2026-M10', '2026-M11', '2026-M12'].map((tijdvakId) => ({
      ...{ tijdvakId: TijdvakId.parse(tijdvakId), oorzaak: 'geen-run' as const, reden: 'Seizoen.' },
    }));
    const open = (over: object, tijdvakId: string) =>
      openVerleden(world, { ...koppeling, ...over }, TijdvakId.parse(tijdvakId));
    const passed = await open({ overgeslagen }, '2026-M12');
    expect([ended('2026-09-30'), ended('2026-10-01')].map((one) => passed.isNieuws(id(3), one))).toEqual([false, true]);
    expect((await open({ overgeslagen }, '2026-M10')).isNieuws(id(3), ended('2026-11-01'))).toBe(false);
    expect((await open({}, '2026-M12')).isNieuws(id(3), ended('2026-11-01'))).toBe(false);
  });
});
