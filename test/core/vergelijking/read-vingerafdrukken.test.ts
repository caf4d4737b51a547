import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId, WerknemerId } from '../../../core/ids.ts';
import { openVerteld, sleutelOf, vorigeVan } from '../../../core/vergelijking/read-vingerafdrukken.ts';
import { SPELLING, vergelijkingKey, vergelijkingPrefix } from '../../../core/vergelijking/vingerafdruk.ts';
import { firstDelivered, nextDelivered } from '../deliveries.ts';
import { textOf } from '../end-state.ts';
import { koppelingOf, realised, uitwisselingOf } from '../way.ts';
import { createWorld, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const OTHER = koppelingIdOf(AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002'));
const seven = WerknemerId.parse(7);
const tijdvak = (text: string) => TijdvakId.parse(text);

describe('the key of the fingerprints', () => {
  it('is of one koppeling: two of them have no hash in common', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    const one = await sleutelOf(world, koppeling);
    const other = await sleutelOf(world, { ...koppeling, koppelingId: OTHER });
    expect(one.vinger(seven, 'begin=2020-01-01')).not.toBe(other.vinger(seven, 'begin=2020-01-01'));
    expect(one.sleutelId).not.toBe(other.sleutelId);
  });

  it('is the same each time, and its hashes are of one employee and one text', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    const [one, again] = [await sleutelOf(world, koppeling), await sleutelOf(world, koppeling)];
    const hash = one.vinger(seven, 'a');
    expect([again.sleutelId, again.vinger(seven, 'a')]).toEqual([one.sleutelId, hash]);
    expect(hash).toMatch(/^[\w-]{16}$/);
    const others = [
      one.vinger(seven, 'b'),
      one.vinger(WerknemerId.parse(8), 'a'),
      one.vinger(WerknemerId.parse(71), 'a'),
    ];
    expect(new Set([hash, ...others, one.sleutelId]).size).toBe(5);
  });
});

describe('what was told before', () => {
  async function delivered() {
    const { world, id: november } = await firstDelivered([werknemer(7)]);
    const december = await nextDelivered(world, november, [werknemer(7)]);
    const koppeling = await koppelingOf(world, ID);
    const all = await world.registratie.listUitwisselingen(koppeling.koppelingId);
    const { sleutelId } = await sleutelOf(world, koppeling);
    const open = (tijdvakId: string, over: object = {}) =>
      openVerteld(world, { tijdvakId: tijdvak(tijdvakId), all, sleutelId, ...over });
    const keyOf = async (id: typeof november) => vergelijkingKey(await uitwisselingOf(world, id));
    return { world, november, december, all, open, keyOf };
  }

  it.each([
    ['2026-M11', undefined, []],
    ['2026-M12', '2026-M11', ['2026-M11']],
    ['2027-M01', '2026-M12', ['2026-M11', '2026-M12']],
  ])('than %s is that of the period before, and never of itself', async (tijdvakId, expected, geleverd) => {
    const { open, all } = await delivered();
    expect(vorigeVan(tijdvak(tijdvakId), all)?.tijdvakId).toBe(expected);
    const verteld = await open(tijdvakId);
    if (typeof verteld === 'string') {
      expect([verteld, expected]).toEqual(['geen', undefined]);
      return;
    }
    expect(verteld.last.tijdvakId).toBe(expected);
    expect(verteld.geleverd.map((one) => one.tijdvakId)).toEqual(geleverd);
    const afdrukken = await Array.fromAsync(verteld.afdrukken);
    expect(afdrukken.map(({ werknemerId }) => werknemerId)).toEqual([1007]);
  });

  it('is of delivered sets alone', async () => {
    const { open, all } = await delivered();
    const unfinished = all.map((one) =>
      one.tijdvakId === '2026-M12' ? { ...one, status: 'onvolledig' as const } : one,
    );
    const verteld = await open('2027-M01', { all: unfinished });
    expect(typeof verteld === 'string' ? verteld : verteld.last.tijdvakId).toBe('2026-M11');
  });

  it('is remembered from one period on: those before it do not count', async () => {
    const { world, december, open, keyOf } = await delivered();
    const key = await keyOf(december);
    const kept = textOf(world.opslag.objecten.get(key) ?? new Uint8Array());
    await world.opslag.put(key, new TextEncoder().encode(kept.replace('"sinds":"2026-M11"', '"sinds":"2026-M12"')));
    const verteld = await open('2027-M01');
    expect(typeof verteld === 'string' ? verteld : verteld.geleverd.map((one) => one.tijdvakId)).toEqual(['2026-M12']);
  });

  it.each<readonly [string, (text: string) => string | undefined, string]>([
    ['is gone', () => undefined, 'weg'],
    ['has another form', () => '{"schemaVersie":1}\n', 'weg'],
    ['has a form that is not known here', (text) => text.replace('"schemaVersie":2', '"schemaVersie":3'), 'weg'],
    [
      'was written with another key',
      (text) => text.replace(/"sleutelId":"."*/, '"sleutelId":"ANDERS-'),
      'andere-sleutel',
    ],
    ['was spelled otherwise', (text) => text.replace(`"spelling":${SPELLING}`, '"spelling":99'), 'andere-spelling'],
  ])('cannot be compared with when it %s', async (_name, alter, expected) => {
    const { world, november, open, keyOf } = await delivered();
    const key = await keyOf(november);
    const altered = alter(textOf(world.opslag.objecten.get(key) ?? new Uint8Array()));
    if (altered === undefined) await world.opslag.removeAll(vergelijkingPrefix(koppelingIdOf(ID)));
    else await world.opslag.put(key, new TextEncoder().encode(altered));
    expect(await open('2026-M12')).toBe(expected);
  });

  it.each([
    ['has no line at all', ''],
    [
      'begins with something else',
      '{"werknemerId":7,"begin":[],"eind":[],"dienst":[],"uitDienst":"0123456789abcdef"}\n',
    ],
  ])('is a defect when it %s', async (_name, text) => {
    const { world, november, open, keyOf } = await delivered();
    await world.opslag.put(await keyOf(november), new TextEncoder().encode(text));
    const message = `${await keyOf(november)} does not begin with the line that says what it is`;
    await expect(open('2026-M12')).rejects.toMatchObject({ code: 'object-onleesbaar', message });
  });

  it('is a defect when a second head stands among the employees', async () => {
    const { world, november, open, keyOf } = await delivered();
    const key = await keyOf(november);
    const [kop = ''] = textOf(world.opslag.objecten.get(key) ?? new Uint8Array()).split('\n');
    await world.opslag.put(key, new TextEncoder().encode(`${kop}\n${kop}\n`));
    const verteld = await open('2026-M12');
    if (typeof verteld === 'string') throw new Error(verteld);
    await expect(Array.fromAsync(verteld.afdrukken)).rejects.toMatchObject({ code: 'object-onleesbaar' });
  });
});
