import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMemoryKluis } from '../../../adapters/memory/kluis.ts';
import { Dienstverband, LooncodeRegel, SalarisRegel, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { SPELLING, vergelijkingKey } from '../../../core/vergelijking/vingerafdruk.ts';
import { firstDelivered, nextDelivered, type Staff, setOf } from '../deliveries.ts';
import { textOf } from '../end-state.ts';
import { goedkeuren, uitwisselingOf } from '../way.ts';
import { type World, werknemer } from '../world.ts';

// What is written otherwise is no change, and what cannot be compared is said.

type Person = Staff[number];
const crowd = [werknemer(7), ...Array.from({ length: 6 }, (_, index) => werknemer(20 + index))];
const withGegevens = (over: object): Person => ({
  ...werknemer(3),
  gegevens: WerknemerGegevens.parse({ ...werknemer(3).gegevens, ...over }),
});
const salaris = (bedrag: string, aangemaaktOp?: string): Person => ({
  ...werknemer(3),
  salarissen: [SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum: '2020-01-01', aangemaaktOp })],
});

async function mutatiesOf(before: Person, now: Person) {
  const { world, id } = await firstDelivered([before, ...crowd], goedkeuren('volledig'));
  return (await setOf(world, await nextDelivered(world, id, [now, ...crowd]))).mutaties;
}

describe('a value that is spelled otherwise', () => {
  it.each<[string, Person, Person]>([
    ['zeros behind the dot', salaris('3000.00'), salaris('3000.0000')],
    ['no decimals', salaris('3000.00'), salaris('3000')],
    [
      'a moment of entry with a fraction',
      salaris('3000', '2019-12-01T10:00:00'),
      salaris('3000', '2019-12-01T10:00:00.000'),
    ],
    [
      'a moment of entry with an offset',
      salaris('3000', '2019-12-01T10:00:00'),
      salaris('3000', '2019-12-01T10:00:00+01:00'),
    ],
    ['a moment of entry that is absent', salaris('3000', '2019-12-01T10:00:00'), salaris('3000')],
    [
      'hours and factor',
      withGegevens({ rooster: { urenPerWeek: '40', deeltijdfactor: '1' } }),
      withGegevens({ rooster: { deeltijdfactor: '1.0000', urenPerWeek: '40.00' } }),
    ],
    [
      'members of an item in another order',
      withGegevens({
        contracten: [{ contractId: 1, soort: 'bepaalde-tijd', begin: '2020-01-01', urenPerWeek: '36.0' }],
      }),
      withGegevens({ contracten: [{ urenPerWeek: '36', begin: '2020-01-01', soort: 'bepaalde-tijd', contractId: 1 }] }),
    ],
    [
      'wage components',
      withGegevens({
        vasteLooncomponenten: [
          { code: 1, waarde: '2.50' },
          { code: 2, waarde: '0.0' },
        ],
      }),
      withGegevens({
        vasteLooncomponenten: [
          { code: 2, waarde: '-0' },
          { code: 1, waarde: '2.5' },
        ],
      }),
    ],
    [
      'a letter with its accent apart',
      withGegevens({ persoon: { achternaam: 'Ne\u0301vel', geslacht: 'onbekend', geboortedatum: '1990-01-01' } }),
      withGegevens({ persoon: { achternaam: 'N\u00e9vel', geslacht: 'onbekend', geboortedatum: '1990-01-01' } }),
    ],
  ])('is no change: %s', async (_name, before, now) => {
    expect(await mutatiesOf(before, now)).toEqual([]);
  });

  it('but another value is one', async () => {
    const mutaties = await mutatiesOf(salaris('3000.00'), salaris('3000.01'));
    expect(mutaties.map(({ soort }) => soort)).toEqual(['salaris', 'twk']);
  });
});

describe('a number that names somebody', () => {
  it('is a mutatie when the personeelsnummer changes', async () => {
    const renumbered = { ...werknemer(3), vermelding: { ...werknemer(3).vermelding, personeelsnummer: '555' } };
    expect(await mutatiesOf(werknemer(3), renumbered)).toEqual([
      { soort: 'persoon', werknemerId: 1003, velden: ['personeelsnummer'] },
    ]);
  });

  it('is a mutatie of the contract when the inkomstenverhouding changes, and nobody left', async () => {
    const withIkv = (ikv: number) =>
      withGegevens({ contracten: [{ contractId: 1, soort: 'onbepaalde-tijd', begin: '2020-01-01', ikv }] });
    expect(await mutatiesOf(withIkv(1), withIkv(2))).toEqual([
      {
        ...{ soort: 'contract', werknemerId: 1003, ingangsdatum: '2020-01-01', velden: ['ikv'] },
        tussen: { van: '2026-M12', tot: '2027-M01' },
      },
    ]);
  });

  it('is a mutatie of the person when somebody takes the name of a partner, where letters are sent', async () => {
    const called = (over: object) =>
      withGegevens({ persoon: { achternaam: 'Nevel', geslacht: 'vrouw', geboortedatum: '1990-01-01', ...over } });
    const [before, now] = [
      called({}),
      called({ naamgebruik: 'naam-partner-eigen-naam', achternaamPartner: 'Regenboog' }),
    ];
    expect(await mutatiesOf(before, now)).toEqual([
      {
        ...{ soort: 'persoon', werknemerId: 1003, velden: ['naamgebruik', 'achternaamPartner'] },
        tussen: { van: '2026-M12', tot: '2027-M01' },
      },
    ]);
  });

  it('that a DGA had does not make another a DGA', async () => {
    const swapped = (one: number, nummer: number): Person => ({
      ...werknemer(one),
      vermelding: { ...werknemer(one).vermelding, personeelsnummer: String(nummer) },
    });
    const { world, id } = await firstDelivered([werknemer(3), ...crowd], goedkeuren('verzuim'));
    const next = await nextDelivered(world, id, [swapped(3, 7), swapped(7, 3), ...crowd.slice(1)]);
    const { werknemers, mutaties } = await setOf(world, next);
    expect(werknemers.filter(({ dga }) => dga).map(({ werknemerId }) => werknemerId)).toEqual([1007]);
    expect(mutaties).toEqual([
      { soort: 'persoon', werknemerId: 1003, velden: ['personeelsnummer'] },
      { soort: 'persoon', werknemerId: 1007, velden: ['personeelsnummer'] },
    ]);
  });
});

describe('a comparison that cannot be made', () => {
  const firstWithKey = async () => firstDelivered([werknemer(3), ...crowd], goedkeuren('volledig'));

  it('because the key is another is said, gives no mutaties, and the next one is made again', async () => {
    const { world, id } = await firstWithKey();
    const kluis = createMemoryKluis({ sleutels: { vingerafdruk: 'another' } });
    for (const secret of world.kluis.geheimen.values()) await kluis.promote(secret);
    const other: World = { ...world, kluis };
    const second = await nextDelivered(other, id, [werknemer(3), ...crowd]);
    const set = await setOf(world, second);
    expect([set.mutaties, set.manifest.vorige]).toEqual([[], undefined]);
    expect(set.vragen.map(({ code, tekst }) => [code, tekst.split(': ')[1]])).toEqual([
      ['geen-vergelijking', 'de sleutel waarmee wordt vergeleken, is een andere dan toen.'],
    ]);
    const third = await nextDelivered(other, second, [salaris('1.00'), ...crowd]);
    expect((await setOf(world, third)).manifest).toMatchObject({
      vorige: { tijdvakId: '2026-M12' },
      mutaties: { salaris: 1, twk: 1, persoon: 0 },
    });
  });

  it('because values were spelled in another way is said', async () => {
    const { world, id } = await firstWithKey();
    const key = vergelijkingKey(await uitwisselingOf(world, id));
    const text = textOf(world.opslag.objecten.get(key)).replace(`"spelling":${SPELLING}`, '"spelling":0');
    await world.opslag.put(key, new TextEncoder().encode(text));
    const set = await setOf(world, await nextDelivered(world, id, [werknemer(3), ...crowd]));
    expect(set.vragen.map(({ code, tekst }) => [code, tekst.includes('anders vastgelegd')])).toEqual([
      ['geen-vergelijking', true],
    ]);
  });

  it('is made all the same when a later version put something into the first line that this one does not know', async () => {
    const { world, id } = await firstWithKey();
    const key = vergelijkingKey(await uitwisselingOf(world, id));
    const text = textOf(world.opslag.objecten.get(key)).replace(/^\{/, '{"vanLater":1,');
    await world.opslag.put(key, new TextEncoder().encode(text));
    const { manifest, vragen } = await setOf(world, await nextDelivered(world, id, [salaris('1.00'), ...crowd]));
    expect(vragen.map(({ code }) => code)).not.toContain('geen-vergelijking');
    expect(manifest).toMatchObject({ vorige: { tijdvakId: '2026-M11' }, mutaties: { salaris: 1 } });
  });

  it('with the first form of these files is said, instead of failing', async () => {
    const { world, id } = await firstWithKey();
    const key = vergelijkingKey(await uitwisselingOf(world, id));
    const old = `${JSON.stringify({ schemaVersie: 1, dekkingsprofiel: 'volledig' })}\n`;
    await world.opslag.put(key, new TextEncoder().encode(old));
    const set = await setOf(world, await nextDelivered(world, id, [werknemer(3), ...crowd]));
    expect(set.vragen.map(({ code }) => code)).toEqual(['geen-vergelijking']);
  });

  it('of a group that is of its period in one of the two sets only is named, and the others are compared', async () => {
    const { world, id } = await firstDelivered([werknemer(3), ...crowd], goedkeuren('wia'));
    world.nmbrs.bedrijfsbreed = ['Address_GetAll_AllEmployeesByCompany'];
    const moved = withGegevens({ adressen: [{ soort: 'woonadres', plaats: 'Maanstad' }], bsn: '999999989' });
    const { mutaties, vragen } = await setOf(world, await nextDelivered(world, id, [moved, ...crowd]));
    expect(mutaties.map(({ soort }) => soort)).toEqual(['persoon']);
    expect(vragen.map(({ code, tekst }) => [code, tekst.split(':')[0]])).toEqual([['niet-vergeleken', 'Adressen']]);
  });
});

describe('the bytes by which sets are compared', () => {
  // Whoever changes them raises SPELLING, or everything seems changed at every werkgever on one day.
  it('are those of the fixture', async () => {
    const person: Person = {
      ...werknemer(3),
      dienstverbanden: [
        Dienstverband.parse({ begin: '2020-01-01', eind: '2026-11-10', gemeldOp: '2019-12-20' }),
        Dienstverband.parse({ begin: '2026-11-20' }),
      ],
      salarissen: [
        SalarisRegel.parse({ bedrag: '3000.00', soort: 'bruto-fulltime', ingangsdatum: '2020-01-01' }),
        SalarisRegel.parse({ bedrag: '3100.50', soort: 'bruto-fulltime', ingangsdatum: '2026-11-15' }),
      ],
      looncodes: [LooncodeRegel.parse({ runId: 811, code: 8100, omschrijving: 'Loon SV', waarde: '3100.50' })],
      gegevens: WerknemerGegevens.parse({
        persoon: { voorletters: 'S.', achternaam: 'Sterrenstof', geslacht: 'vrouw', geboortedatum: '1990-01-01' },
        bsn: '999999990',
        contracten: [{ contractId: 1, soort: 'onbepaalde-tijd', begin: '2020-01-01', urenPerWeek: '36.00', ikv: 1 }],
        rooster: { urenPerWeek: '36.00', deeltijdfactor: '0.90', ingangsdatum: '2026-11-02' },
        adressen: [{ soort: 'woonadres', straat: 'Melkweg', huisnummer: '1', plaats: 'Sterrenstad', landcode: 'NL' }],
        verzekering: { wia: true, ww: true, zw: true, sector: '45' },
        partner: { achternaam: 'Komeet', geslacht: 'man', geboortedatum: '1991-02-02', begin: '2015-05-05' },
        kinderen: [{ voornaam: 'Luna', geslacht: 'vrouw', geboortedatum: '2018-03-03' }],
        vasteLooncomponenten: [{ code: 1400, waarde: '100.00' }],
        variabeleLooncomponenten: [{ code: 2100, waarde: '12' }],
        vasteUren: [{ code: 2100, uren: '4.0' }],
        variabeleUren: [{ code: 2100, uren: '11.25' }],
        bankrekeningen: [{ soort: 'Standaard', iban: 'NL00STER0000000001' }],
      }),
    };
    const { world, id } = await firstDelivered([person, werknemer(7)], goedkeuren('volledig'));
    const found = textOf(world.opslag.objecten.get(vergelijkingKey(await uitwisselingOf(world, id))));
    const golden = new URL('../../fixtures/vergelijking/spelling-1.ndjson', import.meta.url);
    expect(found).toBe(await readFile(golden, 'utf8'));
  });
});
