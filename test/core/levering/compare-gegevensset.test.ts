import { describe, expect, it } from 'vitest';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { Dienstverband, LooncodeRegel, SalarisRegel, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { vergelijkingKey } from '../../../core/vergelijking/vingerafdruk.ts';
import { firstDelivered, nextDelivered, nextFetched, type Staff, setOf } from '../deliveries.ts';
import { ndjsonOf, textOf } from '../end-state.ts';
import { goedkeuren, uitwisselingOf } from '../way.ts';
import { BSN, type World, werknemer } from '../world.ts';

// What a set says of the one before it: November 2026, then December.

type Person = Staff[number];
const AT = 7;
const person = werknemer(AT);
const others = [werknemer(1), werknemer(9)];
/** So many that two who are gone do not hold the set. */
const crowd = [...others, ...Array.from({ length: 12 }, (_, index) => werknemer(20 + index))];
const dienst = (...rows: object[]) => rows.map((row) => Dienstverband.parse(row));
const salaris = (bedrag: string, ingangsdatum: string, aangemaaktOp?: string) =>
  SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum, aangemaaktOp });
const withGegevens = (over: object, from: Person = person): Person => ({
  ...from,
  gegevens: WerknemerGegevens.parse({ ...from.gegevens, ...over }),
});

async function bothSets(before: Staff, now: Staff, formulier = goedkeuren('volledig')) {
  const { world, id } = await firstDelivered(before, formulier);
  const next = await nextDelivered(world, id, now);
  return { world, id, next, ...(await setOf(world, next)) };
}
const mutatiesFor = async (before: Person, now: Person) =>
  (await bothSets([...others, before], [...others, now])).mutaties.map(({ werknemerId, ...rest }) => {
    expect(werknemerId).toBe(1000 + AT);
    return rest;
  });

describe('a first set', () => {
  it('has no mutaties and names no previous one', async () => {
    const { world, id } = await firstDelivered([person]);
    const { manifest, mutaties } = await setOf(world, id);
    expect(mutaties).toEqual([]);
    expect(manifest.vorige).toBeUndefined();
    expect(new Set(Object.values(manifest.mutaties))).toEqual(new Set([0]));
  });
});

describe('a second set', () => {
  it('in which nothing changed has no mutaties, and names the one that it was compared with', async () => {
    const { manifest, mutaties, vragen } = await bothSets([person, ...others], [person, ...others]);
    expect([mutaties, vragen]).toEqual([[], []]);
    expect(manifest.vorige).toEqual({ tijdvakId: '2026-M11', datasetVersie: 1 });
  });

  it('does not mind the order in which Nmbrs gives a list', async () => {
    const children = ['Komeet', 'Nevel'].map((voornaam) => ({ voornaam, geslacht: 'onbekend' }));
    const given = (kinderen: object[]) => withGegevens({ kinderen });
    expect(await mutatiesFor(given(children), given(children.toReversed()))).toEqual([]);
  });

  it.each([
    [
      'salaris',
      'salaris',
      { salarissen: [...(person.salarissen ?? []), salaris('7100.00', '2026-12-01')] },
      ['bedrag', 'ingangsdatum'],
      '2026-12-01',
    ],
    [
      'hours',
      'uren',
      { rooster: { urenPerWeek: '32', deeltijdfactor: '0.8', ingangsdatum: '2026-12-01' } },
      ['urenPerWeek', 'deeltijdfactor', 'ingangsdatum'],
      '2026-12-01',
    ],
    [
      'address',
      'adres',
      { adressen: [{ soort: 'woonadres', plaats: 'Maanstad', postcode: '1234AB' }] },
      ['woonadres.postcode', 'woonadres.plaats'],
    ],
    [
      'partner',
      'partner',
      { partner: { voornaam: 'Luna', geslacht: 'vrouw', begin: '2026-12-05' } },
      ['voornaam', 'geslacht', 'begin'],
      '2026-12-05',
    ],
    ['children', 'kinderen', { kinderen: [{ voornaam: 'Komeet', geslacht: 'onbekend' }] }, ['kinderen']],
    ['insurance', 'verzekeringsplicht', { verzekering: { wia: true, sector: '46' } }, ['wia', 'sector']],
    [
      'wage components',
      'looncomponenten',
      { vasteLooncomponenten: [{ code: 2100, waarde: '12.50' }] },
      ['vasteLooncomponenten'],
    ],
    [
      'name',
      'persoon',
      { persoon: { achternaam: 'Maanlicht', geslacht: 'onbekend', geboortedatum: '1990-01-01' } },
      ['achternaam'],
    ],
    ['BSN', 'persoon', { bsn: '999999989' }, ['bsn']],
    [
      'contract',
      'contract',
      { contracten: [{ contractId: 2, soort: 'bepaalde-tijd', begin: '2026-12-01' }] },
      ['contracten'],
      '2026-12-01',
    ],
    [
      'bank account',
      'bankrekening',
      { bankrekeningen: [{ soort: 'Standaard', iban: 'NL00STER0000000001' }] },
      ['bankrekeningen'],
    ],
  ] as const)('tells of another %s', async (_name, soort, change, velden, ingangsdatum?: string) => {
    const now = 'salarissen' in change ? { ...person, ...change } : withGegevens(change);
    const mutaties = await mutatiesFor(person, now);
    // Of the period itself: salaries and schedules. The other calls answer for the period in which Nmbrs is.
    const isOfTijdvak = soort === 'salaris' || soort === 'uren';
    expect(mutaties).toEqual([
      {
        soort,
        ...(ingangsdatum === undefined ? {} : { ingangsdatum }),
        velden: expect.arrayContaining([...velden]),
        ...(isOfTijdvak ? {} : { tussen: { van: '2026-M12', tot: '2027-M01' } }),
      },
    ]);
    expect(mutaties[0]).toHaveProperty('velden.length', velden.length);
  });

  it('tells of who comes, who goes and who died, with the day', async () => {
    const gone = { ...werknemer(3), dienstverbanden: dienst({ begin: '2020-01-01', eind: '2026-12-10' }) };
    const dead = withGegevens(
      {
        persoon: {
          achternaam: 'Sterrenstof-4',
          geslacht: 'onbekend',
          geboortedatum: '1990-01-01',
          overlijdensdatum: '2026-12-03',
        },
      },
      { ...werknemer(4), dienstverbanden: dienst({ begin: '2020-01-01', eind: '2026-12-03' }) },
    );
    const fresh = { ...werknemer(5), dienstverbanden: dienst({ begin: '2026-12-07' }) };
    const { mutaties, manifest } = await bothSets([werknemer(3), werknemer(4), person], [gone, dead, fresh, person]);
    expect(mutaties).toEqual([
      { soort: 'uit-dienst', werknemerId: 1003, ingangsdatum: '2026-12-10' },
      { soort: 'uit-dienst', werknemerId: 1004, ingangsdatum: '2026-12-03' },
      {
        ...{ soort: 'overlijden', werknemerId: 1004, ingangsdatum: '2026-12-03' },
        tussen: { van: '2026-M12', tot: '2027-M01' },
      },
      { soort: 'in-dienst', werknemerId: 1005, ingangsdatum: '2026-12-07' },
    ]);
    expect(manifest.mutaties).toMatchObject({ 'uit-dienst': 2, overlijden: 1, 'in-dienst': 1, twk: 0, salaris: 0 });
  });

  it('tells of who came back as of who comes', async () => {
    const left = dienst({ begin: '2020-01-01', eind: '2026-11-05' });
    const back = [...left, ...dienst({ begin: '2026-12-01' })];
    const mutaties = await mutatiesFor({ ...person, dienstverbanden: left }, { ...person, dienstverbanden: back });
    expect(mutaties).toEqual([{ soort: 'in-dienst', ingangsdatum: '2026-12-01' }]);
  });

  it('tells of an uit dienst that was taken back', async () => {
    const ending = dienst({ begin: '2020-01-01', eind: '2027-01-31' });
    const mutaties = await mutatiesFor({ ...person, dienstverbanden: ending }, person);
    expect(mutaties).toEqual([{ soort: 'dienstverband', velden: ['eind'] }]);
  });

  it('asks about who is gone without a last day, and does not about who had left before', async () => {
    const left = {
      ...werknemer(3),
      soort: 'uit-dienst' as const,
      dienstverbanden: dienst({ begin: '2020-01-01', eind: '2026-11-05' }),
    };
    const { mutaties, vragen } = await bothSets([person, left, ...crowd], crowd);
    expect(mutaties).toEqual([{ soort: 'uit-dienst', werknemerId: 1007 }]);
    expect(vragen.map(({ code, werknemerId }) => [code, werknemerId])).toEqual([
      ['dga-niet-gevonden', undefined],
      ['uit-dienst-zonder-datum', 1007],
    ]);
  });

  it('compares nothing that one of two profiles does not have', async () => {
    const { world, id } = await firstDelivered([person, ...others], goedkeuren('verzuim'));
    const found = await world.registratie.findKoppeling((await uitwisselingOf(world, id)).koppelingId);
    if (found === undefined || found.status === 'gewist') throw new Error('no koppeling');
    const regel = { aanmeldingId: found.aanmeldingId, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.hervat' };
    await world.registratie.replaceKoppeling(
      { ...found, versie: found.versie + 1, dekkingsprofiel: 'volledig' },
      regel,
    );
    const next = await nextDelivered(world, id, [person, ...others]);
    expect((await setOf(world, next)).mutaties).toEqual([]);
  });

  it('of which the previous fingerprints are gone says that it could not be compared', async () => {
    const { world, id } = await firstDelivered([person, ...crowd]);
    await world.opslag.removeAll(`vergelijking/${(await uitwisselingOf(world, id)).koppelingId}/`);
    const next = await nextDelivered(world, id, crowd);
    const { manifest, mutaties, vragen } = await setOf(world, next);
    expect([manifest.vorige, mutaties]).toEqual([undefined, []]);
    expect(vragen).toContainEqual({
      ...{ code: 'geen-vergelijking' },
      tekst:
        'Deze levering kon niet met de vorige worden vergeleken; er zijn geen mutaties bepaald: wat er van de vorige is bewaard, is er niet meer of heeft een oudere vorm.',
    });
  });
});

/** Two sets were delivered before the third: November and December. */
async function third(before: Person, now: Person) {
  const { world, id } = await firstDelivered([before, ...others], goedkeuren('volledig'));
  const second = await nextDelivered(world, id, [before, ...others]);
  return setOf(world, await nextDelivered(world, second, [now, ...others]));
}
const twkIn = (set: Awaited<ReturnType<typeof setOf>>) =>
  set.mutaties.flatMap((mutatie) =>
    mutatie.soort === 'twk' ? [[mutatie.tijdvakId, mutatie.oorzaak, mutatie.ingangsdatum, mutatie.aangemaaktOp]] : [],
  );

describe('a correction with retroactive effect', () => {
  const rows = person.salarissen ?? [];

  it('of a salary is told for every period that was delivered, with its cause and its days', async () => {
    const late = salaris('7200.00', '2026-11-15', '2027-01-20T09:00:00');
    const set = await third(person, { ...person, salarissen: [...rows, late] });
    expect(twkIn(set)).toEqual([
      ['2026-M11', 'salaris', '2026-11-15', '2027-01-20T09:00:00'],
      ['2026-M12', 'salaris', '2026-11-15', '2027-01-20T09:00:00'],
    ]);
    expect(set.manifest.mutaties).toMatchObject({ twk: 2, salaris: 1 });
  });

  it('does not reach before the first period that was delivered', async () => {
    const set = await third(person, {
      ...person,
      salarissen: [...rows, salaris('7200.00', '2026-03-01', '2027-01-20')],
    });
    expect(twkIn(set).map(([tijdvak]) => tijdvak)).toEqual(['2026-M11', '2026-M12']);
  });

  it('of a row that a later one ends is told up to there', async () => {
    const known = [...rows, salaris('7100.00', '2026-12-01', '2026-11-20')];
    const late = [...known, salaris('7050.00', '2026-11-01', '2027-01-20')];
    const set = await third({ ...person, salarissen: known }, { ...person, salarissen: late });
    expect(twkIn(set).map(([tijdvak]) => tijdvak)).toEqual(['2026-M11']);
    expect(set.manifest.mutaties.salaris).toBe(0);
  });

  it('is none when the row begins after what was delivered', async () => {
    const set = await third(person, {
      ...person,
      salarissen: [...rows, salaris('7200.00', '2027-01-01', '2026-12-01')],
    });
    expect(twkIn(set)).toEqual([]);
  });

  it('of hours and of an uit dienst is told from its own day on', async () => {
    const rooster = { urenPerWeek: '32', ingangsdatum: '2026-12-10' };
    const ended = { ...person, dienstverbanden: dienst({ begin: '2020-01-01', eind: '2026-11-30' }) };
    expect(twkIn(await third(person, withGegevens({ rooster })))).toEqual([
      ['2026-M12', 'uren', '2026-12-10', undefined],
    ]);
    expect(twkIn(await third(person, ended))).toEqual([['2026-M12', 'dienstverband', '2026-12-01', undefined]]);
  });
});

describe('a jump in the wage', () => {
  const loon = (waarde: string): LooncodeRegel[] => [
    LooncodeRegel.parse({ runId: 811, code: 8100, omschrijving: 'Loon SV', waarde }),
  ];
  const codesOf = async (before: Person, now: Person, dertiendeMaand = false) => {
    const { world, id } = await firstDelivered([before, ...others]);
    if (dertiendeMaand) await payDertiendeMaand(world, (await uitwisselingOf(world, id)).koppelingId);
    const next = await nextDelivered(world, id, [now, ...others]);
    return (await setOf(world, next)).vragen.map(({ code }) => code).filter((code) => code === 'sprong-in-loon');
  };
  const raised = (bedrag: string) => ({
    ...person,
    salarissen: [...(person.salarissen ?? []), salaris(bedrag, '2026-12-01')],
  });
  const paid = (waarde: string) => ({ ...person, looncodes: loon(waarde) });

  async function payDertiendeMaand(
    { registratie, klok }: World,
    koppelingId: Parameters<World['registratie']['findKoppeling']>[0],
  ) {
    const found = await registratie.findKoppeling(koppelingId);
    if (found === undefined || found.status === 'gewist') throw new Error('no koppeling');
    const regel = { aanmeldingId: found.aanmeldingId, op: klok.now(), wie: 'systeem', wat: 'koppeling.hervat' };
    await registratie.replaceKoppeling({ ...found, versie: found.versie + 1, dertiendeMaand: true }, regel);
  }

  it.each([
    ['of a salary by a quarter and more', person, raised('8800.00'), ['sprong-in-loon']],
    ['of a salary downwards', person, raised('5000.00'), ['sprong-in-loon']],
    ['of a salary by less', person, raised('8700.00'), []],
    ['of the run by far', paid('4000.00'), paid('8000.00'), ['sprong-in-loon']],
    ['of the run by a little', paid('4000.00'), paid('5000.00'), []],
  ])('is a question: %s', async (_name, before, now, expected) => {
    expect(await codesOf(before, now)).toEqual(expected);
  });

  it('is expected in the period in which a 13e maand is paid', async () => {
    expect(await codesOf(paid('4000.00'), paid('8000.00'), true)).toEqual([]);
  });

  it.each([
    ['the wage falls back', paid('8000.00'), paid('4000.00'), true, []],
    ['the wage falls back, where none was declared', paid('8000.00'), paid('4000.00'), false, ['sprong-in-loon']],
    [
      'a salary jumps',
      person,
      { ...person, salarissen: [...(person.salarissen ?? []), salaris('70000.00', '2027-01-01')] },
      true,
      ['sprong-in-loon'],
    ],
  ])(
    'after the period in which a 13e maand is paid is expected of the wage alone: %s',
    async (_name, december, january, declared, expected) => {
      const { world, id } = await firstDelivered([december, ...others]);
      if (declared) await payDertiendeMaand(world, (await uitwisselingOf(world, id)).koppelingId);
      const second = await nextDelivered(world, id, [december, ...others]);
      const { vragen } = await setOf(world, await nextDelivered(world, second, [january, ...others]));
      expect(vragen.map(({ code }) => code).filter((code) => code === 'sprong-in-loon')).toEqual(expected);
    },
  );
});

describe('what is kept between two sets', () => {
  it('has nothing of the employees in it but keyed hashes, which differ for two of the same name', async () => {
    const { world, id } = await firstDelivered([person, ...others], goedkeuren('volledig'));
    const key = vergelijkingKey(await uitwisselingOf(world, id));
    const text = textOf(world.opslag.objecten.get(key));
    for (const canary of [BSN, 'Sterrenstof', 'Sterrenstad', '1990', '2020', '7000', '40']) {
      expect(text.replaceAll(/"[\w-]{16}"/g, '""'), canary).not.toContain(canary);
    }
    const [, one, two] = ndjsonOf(world.opslag.objecten.get(key)).map((line) => JSON.stringify(line));
    const bsnOf = (line = '') => /"bsn":"([\w-]{16})"/.exec(line)?.[1];
    expect(bsnOf(one)).toBeDefined();
    expect(bsnOf(one)).not.toBe(bsnOf(two));
  });

  it('is written before the manifest, and compared again gives the same bytes', async () => {
    const { world, id } = await firstDelivered([person, ...others]);
    const next = await nextFetched(world, id, [...others, werknemer(4)]);
    await assembleGegevensset(world, next);
    const first = new Map(world.opslag.objecten);
    world.klok.advance(3_600_000);
    await assembleGegevensset(world, next);
    expect(new Map(world.opslag.objecten)).toEqual(first);
  });
});
