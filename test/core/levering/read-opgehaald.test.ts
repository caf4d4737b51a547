import { describe, expect, it } from 'vitest';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import { createMemoryRegistratie } from '../../../adapters/memory/registratie.ts';
import { UitwisselingId } from '../../../core/ids.ts';
import { toNdjson } from '../../../core/invoer/read-json.ts';
import { readOpgehaald } from '../../../core/levering/read-opgehaald.ts';
import type { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { Deel, LopendeUitwisseling } from '../../../core/uitwisseling/uitwisseling.ts';
import { deelKey, Werkplan } from '../../../core/uitwisseling/werkplan.ts';

// The pieces of several parts, put together employee by employee.

const id = UitwisselingId.parse('kop-00000000-0000-4000-8000-000000000001_2026-M11_v1');
const uitwisseling = LopendeUitwisseling.parse({
  uitwisselingId: id,
  koppelingId: 'kop-00000000-0000-4000-8000-000000000001',
  tijdvakId: '2026-M11',
  datasetVersie: 1,
  versie: 1,
  gepland: '2026-12-10',
  deadline: '2026-12-31',
  status: 'loopt',
  runIds: [811],
  gestartOp: '2026-12-10T05:00:00.000Z',
  delen: 1,
  resterend: 0,
});

interface Part {
  readonly groepen: readonly Gegevensgroep[];
  readonly ids: readonly number[];
  /** Absent: a part of employees. */
  readonly wide?: boolean;
  /** What the file has, when it is not what was asked. */
  readonly rows?: readonly number[];
  /** Who turned out to be removed from Nmbrs. */
  readonly verwijderd?: readonly number[];
}

interface Choice {
  readonly salarissen?: readonly number[];
  readonly perTijdvak?: readonly TijdvakAanroep[];
}

const ALL: readonly Gegevensgroep[] = ['persoon', 'contract', 'rooster'];
const VELD = { persoon: 'persoon', contract: 'contracten', rooster: 'rooster', uren: 'variabeleUren' } as const;
const peilOf = (groepen: readonly Gegevensgroep[]) =>
  Object.fromEntries(
    Object.entries(VELD).flatMap(([groep, veld]) => (groepen.some((one) => one === groep) ? [[veld, 'tijdvak']] : [])),
  );
const valuesOf = (groep: Gegevensgroep, werknemerId: number): object =>
  groep === 'persoon'
    ? { persoon: { achternaam: `naam-${werknemerId}`, geslacht: 'onbekend' } }
    : groep === 'contract'
      ? { contracten: [{ contractId: werknemerId, soort: 'onbekend' }] }
      : groep === 'uren'
        ? { variabeleUren: [{ code: 2100, uren: '8' }] }
        : { roosters: { regels: [{ urenPerWeek: String(werknemerId) }], volledig: false } };

async function read(
  parts: readonly Part[],
  planned: readonly number[],
  { salarissen = [], perTijdvak = [] }: Choice = {},
) {
  const opslag = createMemoryOpslag();
  const delen = [
    Deel.parse({ nummer: 1, soort: 'salarissen' }),
    ...parts.map(({ groepen, ids, wide }, index) =>
      Deel.parse(
        wide === true
          ? { nummer: index + 2, soort: 'bedrijfsbreed', aanroep: 'Contract_GetAll_AllEmployeesByCompany', groepen }
          : { nummer: index + 2, soort: 'werknemers', werknemerIds: ids, groepen },
      ),
    ),
  ];
  await opslag.put(
    deelKey(id, 1),
    toNdjson(salarissen.map((werknemerId) => ({ werknemerId, salarissen: [{ bedrag: '1', soort: 'geen' }] }))),
  );
  for (const [index, { groepen, ids, rows = ids, verwijderd = [] }] of parts.entries()) {
    const lines = rows.map((one) =>
      verwijderd.includes(one)
        ? { werknemerId: one, peil: {}, verwijderd: true }
        : Object.assign({ werknemerId: one, peil: peilOf(groepen) }, ...groepen.map((groep) => valuesOf(groep, one))),
    );
    await opslag.put(deelKey(id, index + 2), toNdjson(lines));
  }
  const registratie = {
    ...createMemoryRegistratie(),
    listDelen: async () => delen.map((deel) => ({ deel, gedaan: true })),
  };
  const plan = Werkplan.parse({
    werknemers: planned.map((werknemerId) => ({ werknemerId, dga: false, dienstverbanden: [] })),
    vragen: [],
    ...{ bedrijfsbreed: [], perTijdvak, nmbrsIn: '2026-M12' },
  });
  const oogst = await readOpgehaald({ registratie, opslag }, uitwisseling, { plan, dekkingsprofiel: 'verzuim' });
  const found: string[] = [];
  for await (const { gepland, opgehaald } of oogst.werknemers) {
    if (opgehaald === 'verwijderd') {
      found.push(`${gepland.werknemerId},verwijderd`);
      continue;
    }
    const { persoon, contracten, roosters } = opgehaald.gegevens;
    found.push(
      [
        gepland.werknemerId,
        persoon?.achternaam,
        contracten?.[0]?.contractId,
        roosters?.regels[0]?.urenPerWeek,
        opgehaald.salarissen.length,
        ...Object.keys(opgehaald.peil).sort(),
      ].join(),
    );
  }
  return found;
}

const wide: Part = { groepen: ['contract'], ids: [1, 2, 3], wide: true };
const rest = (...ids: number[]): Part => ({ groepen: ['persoon', 'rooster'], ids });
const whole = (...ids: number[]): Part => ({ groepen: ALL, ids });

describe('the pieces of several parts', () => {
  const peilen = 'contracten,persoon,rooster';
  const expected = [`1,naam-1,1,1,0,${peilen}`, `2,naam-2,2,2,1,${peilen}`, `3,naam-3,3,3,0,${peilen}`];

  it.each([
    ['one part', [whole(1, 2, 3)]],
    ['parts in another order than their employees', [whole(3), whole(1, 2)]],
    ['a company-wide part beside parts of employees', [wide, rest(2, 3), rest(1)]],
    ['other groups for one than for the others', [whole(1, 3), { ...wide, wide: false, ids: [2], rows: [2] }, rest(2)]],
  ])('make one line per employee: %s', async (_name, parts) => {
    expect(await read(parts, [1, 2, 3], { salarissen: [2] })).toEqual(expected);
  });

  it.each([
    ['all of it', [{ ...whole(1, 2, 3), verwijderd: [2] }]],
    ['after a company-wide call had told of the person', [wide, { ...rest(1, 2, 3), verwijderd: [2] }]],
    ['in two parts, of which one was fetched before', [{ ...wide, verwijderd: [2] }, rest(1, 2, 3)]],
  ])('of who was removed meanwhile give nothing of that one, and all of the others: %s', async (_name, parts) => {
    const [first, , last] = expected;
    expect(await read(parts, [1, 2, 3])).toEqual([first, '2,verwijderd', last]);
  });

  it('have hours where a call for them is active', async () => {
    const withUren = { ...whole(1), groepen: [...ALL, 'uren'] as const };
    expect(await read([withUren], [1], { perTijdvak: ['HourComponentVar_Get'] })).toEqual([
      `1,naam-1,1,1,0,${peilen},variabeleUren`,
    ]);
  });

  it('of more than a piece of a file, and of many files, are all there', async () => {
    const many = Array.from({ length: 15_000 }, (_, index) => index + 1);
    const chunks = Array.from({ length: 1_500 }, (_, index) => rest(...many.slice(index * 10, index * 10 + 10)));
    const found = await read([{ ...wide, ids: many, rows: many }, ...chunks], many, { salarissen: many });
    expect(found).toHaveLength(many.length);
    expect(found.at(-1)).toBe(`15000,naam-15000,15000,15000,1,${peilen}`);
  });

  it.each([
    ['groepen-wijken-af', 'a group is missing for one', [wide, rest(1, 2), { groepen: ['persoon'], ids: [3] }]],
    ['groepen-wijken-af', 'a group comes twice', [whole(1, 2, 3), { ...wide, rows: [2] }]],
    ['groepen-wijken-af', 'a line comes twice', [{ ...whole(1, 2, 3), rows: [1, 2, 2, 3] }]],
    ['groepen-wijken-af', 'a company-wide file leaves one out', [{ ...wide, rows: [1, 3] }, rest(1, 2, 3)]],
    ['werknemers-wijken-af', 'one is in no part', [whole(1, 2)]],
    ['werknemers-wijken-af', 'there is one too many in the middle', [{ ...whole(1, 2, 4), rows: [1, 2, 3, 4] }]],
    ['werknemers-wijken-af', 'there is one too many at the end', [whole(1, 2, 3, 4)]],
    ['volgorde-wijkt-af', 'a file is not sorted', [{ ...whole(1, 2, 3), rows: [1, 2, 1, 3] }]],
  ] as const)('are refused (%s) when %s', async (code, _name, parts) => {
    const planned = parts[0]?.ids.includes(4) === true && parts[0].rows !== undefined ? [1, 2, 4] : [1, 2, 3];
    await expect(read(parts, planned)).rejects.toMatchObject({ name: 'Tekort', code });
  });

  it.each([
    ['hours are active and were not fetched', [whole(1)], ['HourComponentVar_Get']],
    ['hours are not active and were fetched all the same', [{ ...whole(1), groepen: [...ALL, 'uren'] }], []],
    [
      'a call for hours is active and only other groups have one',
      [whole(1)],
      ['HourComponentFixed_Get', 'BankAccount_GetList'],
    ],
    ['a group is missing of who was removed', [{ ...rest(1), verwijderd: [1] }], []],
  ] as const)('are refused (groepen-wijken-af) when %s', async (_name, parts, perTijdvak) => {
    await expect(read(parts, [1], { perTijdvak })).rejects.toMatchObject({ code: 'groepen-wijken-af' });
  });

  it('are refused when the salaries are not sorted: one would be passed over', async () => {
    await expect(read([whole(1, 2, 3)], [1, 2, 3], { salarissen: [3, 2] })).rejects.toMatchObject({
      code: 'volgorde-wijkt-af',
    });
  });
});
