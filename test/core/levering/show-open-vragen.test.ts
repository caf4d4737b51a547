import { describe, expect, it } from 'vitest';
import { createMemoryIdentiteit } from '../../../adapters/memory/identiteit.ts';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import { AanmeldingId, koppelingIdOf, type TijdvakId, uitwisselingIdOf, WerknemerId } from '../../../core/ids.ts';
import { toJson, toNdjson } from '../../../core/invoer/read-json.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { showOpenVragen } from '../../../core/levering/show-open-vragen.ts';
import type { GelezenVraag } from '../../../core/ophalen/vraagsoorten.ts';
import { leveringPrefix } from '../../../core/uitwisseling/levering.ts';
import { VoltooideUitwisseling } from '../../../core/uitwisseling/uitwisseling.ts';
import { realised } from '../way.ts';
import { createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const adres = (id: number): GelezenVraag => ({
  ...{ code: 'geen-adres', werknemerId: WerknemerId.parse(id), tekst: 'Geen adres.' },
});
/** The months from January 2025 on. */
const maand = (index: number): TijdvakId =>
  tijdvakOf('maandelijks', 2025 + Math.floor(index / 12), (index % 12) + 1).tijdvakId;

interface Set {
  readonly tijdvak: number;
  readonly versie?: number;
  readonly vragen: readonly GelezenVraag[] | 'weg';
}

/** A koppeling of which these sets were delivered; everybody's number in Nmbrs is that of the employee with a P. */
async function withSets(sets: readonly Set[]) {
  const opslag = createMemoryOpslag(() => Tijdstip.parse('2026-12-10T05:00:00.000Z'));
  const world = createWorld();
  const koppeling = await realised(world);
  const all: VoltooideUitwisseling[] = [];
  for (const { tijdvak, versie = 1, vragen } of sets) {
    const tijdvakId = maand(tijdvak);
    const one = VoltooideUitwisseling.parse({
      ...{ uitwisselingId: uitwisselingIdOf(KOPPELING, tijdvakId, versie), koppelingId: KOPPELING, tijdvakId },
      ...{ datasetVersie: versie, versie: 1, gepland: '2026-12-10', deadline: '2026-12-31', runIds: [811] },
      ...{ gestartOp: '2026-12-10T05:00:00.000Z', voltooidOp: '2026-12-10T05:10:00.000Z' },
      ...{ status: 'voltooid', werknemers: 3, vragen: 1 },
    });
    all.push(one);
    if (vragen === 'weg') continue;
    await opslag.put(`${leveringPrefix(one)}vragen.json`, toJson(vragen));
    const ids = vragen.flatMap(({ werknemerId }) => (werknemerId === undefined ? [] : [werknemerId]));
    const lines = ids.map((werknemerId) => ({ werknemerId, personeelsnummer: `P${werknemerId}` }));
    await opslag.put(`${leveringPrefix(one)}werknemers.ndjson`, toNdjson(lines));
  }
  const registratie = { findKoppeling: async () => koppeling, listUitwisselingen: async () => all };
  return { registratie, opslag, identiteit: createMemoryIdentiteit() };
}

async function sindsIn(sets: readonly Set[]) {
  const outcome = await showOpenVragen(await withSets(sets), ID, { aantal: 50 });
  if (outcome.uitkomst !== 'gevonden') throw new Error(outcome.uitkomst);
  return Object.fromEntries(outcome.vragen.vragen.map((one) => [one.personeelsnummer, one.openSinds]));
}

const only = (id: number, count: number, from = 0): Set[] =>
  Array.from({ length: count }, (_, index) => ({ tijdvak: from + index, vragen: [adres(id)] }));

describe('since when a question is open', () => {
  it('is the first period of those that have it without a break', async () => {
    const sets = [
      { tijdvak: 0, vragen: [adres(3), adres(4)] },
      { tijdvak: 1, vragen: [adres(3), adres(2), adres(5)] },
      { tijdvak: 2, vragen: [adres(3), adres(2), adres(4), adres(1)] },
    ];
    expect(await sindsIn(sets)).toEqual({ P3: '2025-M01', P2: '2025-M02', P4: '2025-M03', P1: '2025-M03' });
  });

  it('goes by the last version of each period', async () => {
    const sets = [
      { tijdvak: 0, vragen: [] },
      { tijdvak: 0, versie: 2, vragen: [adres(1)] },
      { tijdvak: 1, vragen: [adres(1), adres(2)] },
      { tijdvak: 1, versie: 10, vragen: [adres(1)] },
    ];
    expect(await sindsIn(sets)).toEqual({ P1: '2025-M01' });
  });

  it('passes over a period without a set', async () => {
    expect(await sindsIn([...only(1, 1), ...only(1, 1, 2)])).toEqual({ P1: '2025-M01' });
  });

  it('is not told of one that is older than a year, or older than what is kept', async () => {
    expect(await sindsIn(only(1, 14))).toEqual({ P1: '2025-M01' });
    expect(await sindsIn(only(1, 15))).toEqual({ P1: undefined });
    expect(await sindsIn([{ tijdvak: 0, vragen: 'weg' }, ...only(1, 2, 1)])).toEqual({ P1: undefined });
  });
});

describe('the open questions', () => {
  it('are none when nothing was delivered, or the set is gone', async () => {
    for (const sets of [[], [{ tijdvak: 0, vragen: 'weg' }]] as const) {
      expect(await showOpenVragen(await withSets(sets), ID, { aantal: 50 })).toEqual({
        uitkomst: 'gevonden',
        vragen: { aanmeldingId: ID, aantal: 0, vragen: [], watNu: expect.stringContaining('nog geen vragen') },
      });
    }
  });

  it('leave out what is for a.s.r. alone, and what a later version asks', async () => {
    const others = ['eerdere-versie', 'laat-gemeld', 'iets-nieuws'].map((code) => ({ code, tekst: 'x' }));
    const outcome = await showOpenVragen(await withSets([{ tijdvak: 0, vragen: others }]), ID, { aantal: 50 });
    expect(outcome).toMatchObject({ vragen: { aantal: 0, vragen: [], watNu: expect.stringContaining('geen vragen') } });
  });

  it('are none of a koppeling that is erased', async () => {
    const { registratie, ...deps } = await withSets(only(1, 1));
    const nobody = { ...registratie, findKoppeling: async () => undefined };
    expect(await showOpenVragen({ ...deps, registratie: nobody }, ID, { aantal: 50 })).toMatchObject({
      vragen: { aantal: 0, vragen: [] },
    });
  });

  it('come page by page, and begin anew when there are others by then', async () => {
    const deps = await withSets([{ tijdvak: 0, vragen: [adres(1), adres(2), adres(3)] }]);
    const first = await showOpenVragen(deps, ID, { aantal: 2 });
    if (first.uitkomst !== 'gevonden') throw new Error(first.uitkomst);
    const second = await showOpenVragen(deps, ID, { aantal: 2, na: first.volgende });
    if (second.uitkomst !== 'gevonden') throw new Error(second.uitkomst);
    const numbers = [first, second].map(({ vragen }) => vragen.vragen.map((one) => one.personeelsnummer));
    expect(numbers).toEqual([['P1', 'P2'], ['P3']]);
    expect([first.vragen.aantal, second.vragen.aantal, second.volgende]).toEqual([3, 3, undefined]);
    const later = await withSets([...only(1, 1), ...only(2, 1, 1)]);
    const other = await withSets([{ tijdvak: 0, vragen: [adres(2), adres(3)] }]);
    for (const changed of [later, other, await withSets([])]) {
      expect(await showOpenVragen(changed, ID, { aantal: 2, na: first.volgende })).toEqual({
        uitkomst: 'andere-vragen',
      });
    }
  });
});
