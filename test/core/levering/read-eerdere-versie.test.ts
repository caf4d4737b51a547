import { describe, expect, it } from 'vitest';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import { AanmeldingId, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { openEerdereVersie } from '../../../core/levering/read-eerdere-versie.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Gegevensveld, type Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { VELDNAMEN } from '../../../core/ophalen/vragen.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { leveringPrefix } from '../../../core/uitwisseling/levering.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { nextDelivered, setOf } from '../deliveries.ts';
import { endState, ndjsonOf } from '../end-state.ts';
import { type Calls, changing, changingWorld, LISTED, moveTo, shownIn, toldIn, velden } from '../past-and-present.ts';
import { nu } from '../peilen.ts';
import { carriedOut, gathered, goedkeuren, koppelingOf, started, uitwisselingOf } from '../way.ts';
import { company, run, type World } from '../world.ts';

// A period that is fetched again: what its first version told of the period is not given away for what Nmbrs tells now.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const NOVEMBER = '2026-M11';
const PER_TIJDVAK: Calls = { ...LISTED, perTijdvak: TijdvakAanroep.options };
const OF_PERIOD = [
  'vasteLooncomponenten',
  'variabeleLooncomponenten',
  'vasteUren',
  'variabeleUren',
  'bankrekeningen',
] as const;

/** The first version of November, made with these calls while Nmbrs was in this period. */
async function firstVersion(calls: Calls, nmbrsIn: string, profiel: Dekkingsprofiel = 'volledig') {
  const world = changingWorld(calls, 2);
  const id = await started(world, goedkeuren(profiel));
  moveTo(world, nmbrsIn);
  await carriedOut(world, id);
  return { world, id };
}

interface Later {
  readonly calls?: Calls;
  readonly nmbrsIn?: string;
  readonly werknemers?: ReturnType<typeof company>['werknemers'];
}

/** Another run was added to November: its next version, up to the assembly. */
async function fetchedAgain(
  world: World,
  before: UitwisselingId,
  { calls = LISTED, nmbrsIn = '2026-M12', werknemers }: Later,
) {
  const { koppelingId, tijdvakId, datasetVersie } = await uitwisselingOf(world, before);
  const [one = company()] = world.nmbrs.bedrijven;
  const runs = [...one.runs, run(811 + 100 * datasetVersie)];
  world.nmbrs.bedrijven = [{ ...one, runs, werknemers: werknemers ?? one.werknemers }];
  moveTo(world, nmbrsIn);
  Object.assign(world.nmbrs, calls);
  await reconcileKoppelingen(world, Naloop.parse({}));
  const id = uitwisselingIdOf(koppelingId, tijdvakId, datasetVersie + 1);
  await gathered(world, id);
  return id;
}

async function delivered(world: World, id: UitwisselingId): Promise<void> {
  await assembleGegevensset(world, id);
  await completeUitwisseling(world, id);
  world.verloop.end(id);
}

async function nextVersion(world: World, before: UitwisselingId, later: Later) {
  const id = await fetchedAgain(world, before, later);
  await assembleGegevensset(world, id);
  const set = await setOf(world, id);
  return { id, ...set, eerdere: set.vragen.filter(({ code }) => code === 'eerdere-versie').map(({ tekst }) => tekst) };
}

const bytesOf = (werknemer: Werknemer | undefined, veld: Gegevensveld): string => JSON.stringify(werknemer?.[veld]);
const kept = (veld: Gegevensveld, count: number, versie = 1) =>
  `${VELDNAMEN[veld]}: bij ${count} werknemer${count === 1 ? '' : 's'} overgenomen uit versie ${versie} van deze levering. Nmbrs geeft ze nu niet meer zoals ze in dit tijdvak waren.`;

describe('a new version of a set', () => {
  it('keeps what the first one told of the period by calls that have gone since', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const first = await setOf(world, id);
    const { werknemers, eerdere, manifest } = await nextVersion(world, id, { nmbrsIn: '2027-M01' });
    for (const [index, werknemer] of werknemers.entries()) {
      expect(werknemer.peil).toEqual({
        ...velden(Gegevensveld.options, nu('2027-M01')),
        ...{ rooster: 'tijdvak', ...velden(OF_PERIOD, { versie: 1 }) },
      });
      for (const veld of OF_PERIOD) expect(bytesOf(werknemer, veld)).toBe(bytesOf(first.werknemers[index], veld));
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
    expect(eerdere).toEqual(OF_PERIOD.map((veld) => kept(veld, 3)));
    expect(manifest.peil.bankrekeningen).toEqual({ tijdvak: 0, nu: {}, eerdereVersie: 3 });
    expect(manifest.datasetVersie).toBe(2);
  });

  it('keeps all that the first one told while Nmbrs was in the period, but for what has no history', async () => {
    const { world, id } = await firstVersion(LISTED, NOVEMBER, 'pensioen');
    const { werknemers } = await nextVersion(world, id, {});
    for (const werknemer of werknemers) {
      const { partner, kinderen, rooster, ...others } = werknemer.peil;
      expect([partner, kinderen, rooster]).toEqual([nu('2026-M12'), nu('2026-M12'), 'tijdvak']);
      expect(new Set(Object.values(others).map((peil) => JSON.stringify(peil)))).toEqual(new Set(['{"versie":1}']));
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
  });

  it('keeps what a company-wide call told that has gone since', async () => {
    const { world, id } = await firstVersion({ ...LISTED, bedrijfsbreed: BulkAanroep.options }, '2026-M12', 'wia');
    const { werknemers, eerdere } = await nextVersion(world, id, {});
    const versie = { versie: 1 };
    for (const { peil } of werknemers) {
      expect(peil).toEqual({
        ...{ persoon: versie, bsn: versie, contracten: versie, rooster: 'tijdvak', adressen: versie },
        verzekering: versie,
      });
    }
    expect(eerdere).toHaveLength(5);
  });

  it('takes anew what it can have of the period', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const { werknemers, eerdere } = await nextVersion(world, id, { calls: PER_TIJDVAK, nmbrsIn: '2027-M01' });
    for (const { peil } of werknemers) expect(peil).toMatchObject(velden(OF_PERIOD, 'tijdvak'));
    expect(eerdere).toEqual([]);
  });

  it('takes what is as of now from Nmbrs when the first one had it as of then', async () => {
    const { world, id } = await firstVersion(LISTED, '2026-M12');
    const { werknemers, eerdere } = await nextVersion(world, id, { nmbrsIn: '2027-M01' });
    for (const werknemer of werknemers) {
      expect(werknemer.peil.persoon).toEqual(nu('2027-M01'));
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
    expect(eerdere).toEqual([]);
  });

  it('after a version that kept a group keeps it with the version that it is of, until it is told again', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const second = await fetchedAgain(world, id, {});
    await delivered(world, second);
    const third = await fetchedAgain(world, second, { nmbrsIn: '2027-M01' });
    await delivered(world, third);
    for (const werknemer of (await setOf(world, third)).werknemers) {
      expect(werknemer.peil.bankrekeningen).toEqual({ versie: 1 });
      expect(shownIn(werknemer)).toEqual(toldIn(werknemer, NOVEMBER));
    }
    const { werknemers, eerdere } = await nextVersion(world, third, { calls: PER_TIJDVAK });
    for (const { peil } of werknemers) expect(peil.bankrekeningen).toBe('tijdvak');
    expect(eerdere).toEqual([]);
  });

  it('after one that came to nothing keeps what the one before that told', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const second = await fetchedAgain(world, id, {});
    await failUitwisseling(world, second, 'Transient');
    world.verloop.end(second);
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, id);
    const third = uitwisselingIdOf(koppelingId, tijdvakId, 3);
    await reconcileKoppelingen(world, Naloop.parse({}));
    await gathered(world, third);
    await assembleGegevensset(world, third);
    for (const werknemer of (await setOf(world, third)).werknemers)
      expect(werknemer.peil.bankrekeningen).toEqual({ versie: 1 });
  });

  it('is not what the set of the period before told', async () => {
    const people = [7, 11].map(changing);
    const world = changingWorld(PER_TIJDVAK);
    const id = await started(world, goedkeuren('volledig'));
    moveTo(world, '2026-M12');
    await carriedOut(world, id);
    Object.assign(world.nmbrs, LISTED);
    const { werknemers, vragen } = await setOf(world, await nextDelivered(world, id, people));
    for (const { peil } of werknemers) expect(peil.bankrekeningen).toEqual(nu('2027-M01'));
    expect(vragen.map(({ code }) => code)).not.toContain('eerdere-versie');
  });

  it('keeps nothing for who was not in the first one, and leaves out who is no longer there', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const people = [7, 11, 13].map(changing);
    const { werknemers, eerdere } = await nextVersion(world, id, { werknemers: people });
    expect(werknemers.map(({ werknemerId, peil }) => [werknemerId, peil.bankrekeningen])).toEqual([
      [1007, { versie: 1 }],
      [1011, { versie: 1 }],
      [1013, nu('2026-M12')],
    ]);
    expect(eerdere[0]).toBe(kept('vasteLooncomponenten', 2));
  });

  it('that kept something of one employee says so in the singular', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const { eerdere } = await nextVersion(world, id, { werknemers: [7, 13, 14].map(changing) });
    expect(eerdere[0]).toContain(': bij 1 werknemer overgenomen uit versie 1 van deze levering.');
  });

  it('keeps what an earlier one told, never what itself or a later one did', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12', 'verzuim');
    const first = await uitwisselingOf(world, id);
    const [second, third] = [2, 3].map((datasetVersie) => ({ ...first, datasetVersie }));
    if (second === undefined || third === undefined) throw new Error('there are two of them');
    const all = [first, second, third];
    const open = (one: typeof first) =>
      openEerdereVersie({ opslag: createMemoryOpslag() }, one, { dekkingsprofiel: 'verzuim', all });
    expect((await open(first)).vragen()).toEqual([]);
    expect((await open(second)).vragen()).toMatchObject([{ tekst: expect.stringMatching(/^Versie 1 /) }]);
    expect((await open(third)).vragen()).toMatchObject([{ tekst: expect.stringMatching(/^Versie 2 /) }]);
  });

  it('with a narrower profile has no group that the profile lost', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    const narrower = { ...koppeling, versie: koppeling.versie + 1, dekkingsprofiel: 'verzuim' } as const;
    await world.registratie.replaceKoppeling(narrower, regel);
    const { werknemers, eerdere } = await nextVersion(world, id, {});
    for (const werknemer of werknemers) {
      expect(Object.keys(werknemer.peil)).toEqual(['persoon', 'contracten', 'rooster', 'vasteUren', 'variabeleUren']);
      expect(Object.keys(shownIn(werknemer))).toEqual(Object.keys(werknemer.peil));
    }
    expect(eerdere).toEqual([kept('vasteUren', 3), kept('variabeleUren', 3)]);
  });

  it('of a set that is not there any more is delivered as Nmbrs tells it now, and a question', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const gone = leveringPrefix(await uitwisselingOf(world, id));
    const opslag: World['opslag'] = {
      ...world.opslag,
      getPart: async (key, vanaf, aantal) =>
        key.startsWith(gone) ? undefined : world.opslag.getPart(key, vanaf, aantal),
    };
    const { werknemers, eerdere } = await nextVersion({ ...world, opslag }, id, {});
    for (const { peil } of werknemers) expect(peil.bankrekeningen).toEqual(nu('2026-M12'));
    expect(eerdere).toEqual([
      'Versie 1 van deze levering is er niet meer; wat Nmbrs nu niet meer zoals in dit tijdvak geeft, kon er niet uit worden overgenomen.',
    ]);
  });

  it('of a set from before groups told their period keeps nothing', async () => {
    const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12');
    const key = `${leveringPrefix(await uitwisselingOf(world, id))}werknemers.ndjson`;
    const older = ndjsonOf(world.opslag.objecten.get(key)).map((line) => {
      const { peil: _none, ...rest } = { peil: undefined, ...Object(line) };
      return `${JSON.stringify(rest)}\n`;
    });
    await world.opslag.put(key, new TextEncoder().encode(older.join('')));
    const { werknemers, eerdere } = await nextVersion(world, id, {});
    for (const { peil } of werknemers) expect(peil.bankrekeningen).toEqual(nu('2026-M12'));
    expect(eerdere).toEqual([]);
  });

  it('is the same after a crash anywhere in the assembly', async () => {
    const prepare = async () => {
      const { world, id } = await firstVersion(PER_TIJDVAK, '2026-M12', 'verzuim');
      return { world, id: await fetchedAgain(world, id, {}) };
    };
    const { id } = await prepare();
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await prepare()).world,
      step: (world) => assembleGegevensset(world, id),
      endState: (world) => endState(world, ID, id),
    });
    expect(JSON.stringify(undisturbed)).toContain('eerdere-versie');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
