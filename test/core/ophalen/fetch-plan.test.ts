import { describe, expect, it } from 'vitest';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { BulkAanroep, bulkAanroepenFor, groepenIn } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Dekkingsprofiel, Gegevensgroep, groepenFor } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Gegevensveld } from '../../../core/nmbrs/gegevensset.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import type { Deel } from '../../../core/uitwisseling/uitwisseling.ts';
import { deelKey } from '../../../core/uitwisseling/werkplan.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { endState, textOf } from '../end-state.ts';
import { nu, peilIn, withoutPeil } from '../peilen.ts';
import { auditOf, distributed, drain, goedkeuren, planned, running, token, uitwisselingOf } from '../way.ts';
import { withPayroll } from '../with-payroll.ts';
import { BSN, company, createWorld, type World, werknemer } from '../world.ts';

// By which calls an exchange fetches what the profile needs, and what happens when one of them is switched off half-way.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const CONTRACT = 'Contract_GetAll_AllEmployeesByCompany';
const PERSON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const OFF = { reden: 'recht-niet-actief', code: '1002' } as const;

interface Choice {
  readonly profiel?: Dekkingsprofiel;
  readonly active?: readonly BulkAanroep[];
  readonly perTijdvak?: readonly TijdvakAanroep[];
  readonly count?: number;
}

const staff = (count: number) => Array.from({ length: count }, (_, index) => werknemer(11 + index));

/** A world with these calls that nobody is asked for, on its way to this step; the good form names employee 7 as its DGA. */
async function worldAt<T>(
  step: (world: World, formulier: ReturnType<typeof goedkeuren>) => Promise<T>,
  { profiel = 'verzuim', active = BulkAanroep.options, perTijdvak = [], count = 2 }: Choice = {},
) {
  const world = createWorld({
    ...{ bedrijfsbreed: active, perTijdvak },
    bedrijven: [company({ werknemers: [werknemer(7), ...staff(count)] })],
  });
  return { world, id: await step(world, goedkeuren(profiel)) };
}

const delenOf = async (world: World, id: UitwisselingId): Promise<Deel[]> =>
  (await world.registratie.listDelen(id)).map(({ deel }) => deel);
const aanroepenOf = (delen: readonly Deel[]) =>
  delen.flatMap((deel) => (deel.soort === 'bedrijfsbreed' ? [deel.aanroep] : []));
const numberOf = async (world: World, id: UitwisselingId, aanroep: BulkAanroep): Promise<number> =>
  (await delenOf(world, id)).find((deel) => deel.soort === 'bedrijfsbreed' && deel.aanroep === aanroep)?.nummer ?? 0;
const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number) =>
  fetchDeel(world, { uitwisselingId, deel });
const deliveredBy = ({ opslag }: World): string =>
  [...opslag.objecten].flatMap(([key, body]) => (key.endsWith('werknemers.ndjson') ? [textOf(body)] : [])).join();

/** From the parts on the queue to the delivered data set. */
async function finish(world: World, id: UitwisselingId): Promise<string> {
  await drain(world);
  await startRapport(world, id);
  await pollRapport(world, id);
  await assembleGegevensset(world, id);
  return deliveredBy(world);
}

async function deliveryWith(choice: Choice): Promise<string> {
  const { world, id } = await worldAt(distributed, choice);
  return finish(world, id);
}

const PER_TIJDVAK: Readonly<Record<Dekkingsprofiel, readonly TijdvakAanroep[]>> = {
  verzuim: ['HourComponentFixed_Get', 'HourComponentVar_Get'],
  wia: ['HourComponentFixed_Get', 'HourComponentVar_Get'],
  pensioen: TijdvakAanroep.options.filter((aanroep) => aanroep !== 'BankAccount_GetList'),
  volledig: TijdvakAanroep.options,
};

/** What the company-wide calls tell with its history. */
const WITH_HISTORY = ['persoon', 'bsn', 'contracten', 'rooster', 'adressen', 'verzekering'] as const;

const VELDEN: Readonly<Record<Dekkingsprofiel, readonly Gegevensveld[]>> = {
  verzuim: ['persoon', 'contracten', 'rooster'],
  wia: WITH_HISTORY,
  pensioen: [...WITH_HISTORY, 'partner', 'kinderen', 'vasteLooncomponenten', 'variabeleLooncomponenten'],
  volledig: Gegevensveld.options.filter((veld) => veld !== 'vasteUren' && veld !== 'variabeleUren'),
};

describe.each(Dekkingsprofiel.options)('the fetch plan for %s', (profiel) => {
  const groepen = groepenFor(profiel);
  const withoutUren = groepen.filter((groep) => groep !== 'uren');

  it('has one part per company-wide call where all are active, and employees for what is left', async () => {
    const { world, id } = await worldAt(planned, { profiel });
    const delen = await delenOf(world, id);
    expect(aanroepenOf(delen)).toEqual(bulkAanroepenFor(groepen));
    const single = groepen.filter((groep) => ['looncomponenten', 'bankrekening'].includes(groep));
    const ofEmployees = delen.filter(({ soort }) => soort === 'werknemers');
    expect(ofEmployees).toHaveLength(single.length === 0 ? 0 : 3);
    for (const deel of ofEmployees) expect(deel).toMatchObject({ groepen: single });
  });

  it.each([
    [[], []],
    [[CONTRACT], []],
    [[PERSON, 'SVW_GetAll_AllEmployeesByCompany'], []],
    [BulkAanroep.options, []],
    [[], ['HourComponentVar_Get']],
    [BulkAanroep.options, TijdvakAanroep.options],
  ] as const)(
    'asks each group of each employee once with %j and %j active, and hours only by a call for them',
    async (active, perTijdvak) => {
      const { world, id } = await worldAt(planned, { profiel, active, perTijdvak });
      const given = new Map<number, Gegevensgroep[]>([
        [1007, []],
        [1011, []],
        [1012, []],
      ]);
      for (const deel of await delenOf(world, id)) {
        if (deel.soort !== 'bedrijfsbreed' && deel.soort !== 'werknemers') continue;
        const whom = deel.soort === 'werknemers' ? deel.werknemerIds : given.keys();
        for (const one of whom) given.get(one)?.push(...(deel.groepen ?? []));
      }
      const wanted = perTijdvak.length === 0 ? withoutUren : groepen;
      for (const own of given.values()) expect(own.toSorted()).toEqual([...wanted].sort());
    },
  );

  it.each([
    [[], []],
    [BulkAanroep.options, []],
    [[], TijdvakAanroep.options],
    [BulkAanroep.options, TijdvakAanroep.options],
  ] as const)('makes no call outside the profile with %j and %j active', async (active, perTijdvak) => {
    const { world, id } = await worldAt(running, { profiel, active, perTijdvak });
    const before = world.gateway.calls.length;
    await planUitwisseling(world, id);
    world.verloop.wait(token('verdeel'));
    await distributeDelen(world, id, token('verdeel'));
    await finish(world, id);
    const made = new Set(world.gateway.calls.slice(before));
    const wide = BulkAanroep.options.filter((aanroep) => made.has(aanroep));
    expect(wide).toEqual(bulkAanroepenFor(groepen));
    expect(TijdvakAanroep.options.filter((aanroep) => made.has(aanroep))).toEqual(PER_TIJDVAK[profiel]);
    const of = (calls: readonly [string, Gegevensgroep][]) =>
      calls.filter(([call, groep]) => made.has(call) && !groepen.includes(groep));
    expect(
      of([
        ['Address_GetListCurrent', 'adres'],
        ['SVW_GetCurrent', 'verzekering'],
        ['Partner_Get', 'partner'],
        ['Children_Get', 'kinderen'],
        ['WageComponentFixed_GetCurrent', 'looncomponenten'],
        ['WageComponentVar_GetCurrent', 'looncomponenten'],
        ['BankAccount_GetListCurrent', 'bankrekening'],
      ]),
    ).toEqual([]);
    if (active.length > 0) expect(made.has('PersonalInfo_GetCurrent')).toBe(false);
  });

  it('delivers the same but for the period of a group, whichever calls are active', async () => {
    const listed = await deliveryWith({ profiel, active: [] });
    expect(listed).not.toBe('');
    const wide = await deliveryWith({ profiel, active: BulkAanroep.options });
    const mixed = await deliveryWith({ profiel, active: [CONTRACT] });
    expect(withoutPeil(wide)).toEqual(withoutPeil(listed));
    expect(withoutPeil(mixed)).toEqual(withoutPeil(listed));
    const asOfNow = Object.fromEntries(VELDEN[profiel].map((veld) => [veld, nu('2026-M12')]));
    const ofTijdvak = (velden: readonly Gegevensveld[]) =>
      Object.fromEntries(velden.filter((veld) => veld in asOfNow).map((veld) => [veld, 'tijdvak']));
    expect(peilIn(listed)).toEqual({ ...asOfNow, ...ofTijdvak(['rooster']) });
    expect(peilIn(mixed)).toEqual({ ...asOfNow, ...ofTijdvak(['rooster', 'contracten']) });
    expect(peilIn(wide)).toEqual({ ...asOfNow, ...ofTijdvak(WITH_HISTORY) });
  });

  it('keeps the BSN out of the working files of the company-wide call, unless the profile has it', async () => {
    const { world, id } = await worldAt(distributed, { profiel });
    await fetch(world, id, await numberOf(world, id, PERSON));
    const files = [...world.opslag.objecten.values()].map(textOf).join();
    expect(files.includes('Sterrenstof-11')).toBe(true);
    expect(files.includes(BSN)).toBe(groepen.includes('bsn'));
  });
});

describe('the choice of calls', () => {
  it('is made at the exchange: a right that went since the controle is not used', async () => {
    const { world, id } = await worldAt(running);
    world.nmbrs.bedrijfsbreed = [PERSON];
    await planUitwisseling(world, id);
    const delen = await delenOf(world, id);
    expect(aanroepenOf(delen)).toEqual([PERSON]);
    expect(delen.at(-1)).toMatchObject({ soort: 'werknemers', groepen: ['contract', 'rooster'] });
  });

  it('makes the same number of calls for 2 as for 300 employees where nothing is left', async () => {
    const calls = async (count: number) => {
      const { world, id } = await worldAt(running, { count });
      const before = world.gateway.calls.length;
      await planUitwisseling(world, id);
      world.verloop.wait(token('verdeel'));
      await distributeDelen(world, id, token('verdeel'));
      await finish(world, id);
      return world.gateway.calls.length - before;
    };
    // Three lists, the period, the probes of three company-wide calls and two for hours, the GUIDs of company and employees, which are
    // not told; salaries, and the three calls.
    expect([await calls(2), await calls(300)]).toEqual([15, 15]);
  });

  it('of a company without employees makes no company-wide call', async () => {
    const { world, id } = await worldAt(running);
    world.nmbrs.bedrijven = [company({ werknemers: [] })];
    const before = world.gateway.calls.length;
    await planUitwisseling(world, id);
    expect(await delenOf(world, id)).toEqual([{ nummer: 1, soort: 'salarissen' }]);
    expect(world.gateway.calls.slice(before)).not.toContain(PERSON);
  });

  it('does without a call that Nmbrs holds up: the listed ones give the same', async () => {
    const { world, id } = await worldAt(running);
    const seen = world.gateway.calls.filter((call) => call === CONTRACT).length;
    world.nmbrs.haperingen = { [CONTRACT]: seen + 1 };
    await planUitwisseling(world, id);
    expect(aanroepenOf(await delenOf(world, id))).not.toContain(CONTRACT);
    expect(aanroepenOf(await delenOf(world, id))).toContain(PERSON);
  });

  const failing = (world: World, code: string): World => {
    const fail = () => Promise.reject(new Transient({ code, message: 'no answer' }));
    return withPayroll(world, () => ({ probeBulk: fail, probePerTijdvak: fail }));
  };

  it('does without the calls that take all the time there is: they would again', async () => {
    const { world, id } = await worldAt(running);
    await planUitwisseling(failing(world, 'tijd-bijna-op'), id);
    expect(aanroepenOf(await delenOf(world, id))).toEqual([]);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
  });

  it('waits when our own limit held the look up, and then makes the same plan', async () => {
    const { world, id } = await worldAt(running);
    await expect(planUitwisseling(failing(world, 'nmbrs-druk'), id)).rejects.toBeInstanceOf(Transient);
    await planUitwisseling(world, id);
    expect(aanroepenOf(await delenOf(world, id))).toContain(CONTRACT);
  });

  it('is made once: run again after a crash, the step cuts the same parts though a right has gone', async () => {
    const { world, id } = await worldAt(running);
    const { ports, calls } = cuttable(world);
    await planUitwisseling(ports, id);
    const expected = await delenOf(world, id);
    const again = await worldAt(running);
    const call = calls.indexOf('opslag.putOnce') + 1;
    await expect(planUitwisseling(cuttable(again.world, { call, moment: 'after' }).ports, again.id)).rejects.toThrow(
      Killed,
    );
    again.world.nmbrs.bedrijfsbreed = [];
    await planUitwisseling(again.world, again.id);
    expect(await delenOf(again.world, again.id)).toEqual(expected);
  });

  it('leaves nothing behind when it is killed anywhere', async () => {
    const { id } = await worldAt(running);
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await worldAt(running)).world,
      step: (world) => planUitwisseling(world, id),
      endState: (world) => endState(world, ID, id),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

/** The right to the contracts of the company goes after the plan. */
async function goneAt(choice: Choice = {}) {
  const { world, id } = await worldAt(distributed, choice);
  world.nmbrs.weigeringen = { [CONTRACT]: OFF };
  return { world, id, deel: await numberOf(world, id, CONTRACT) };
}

describe('a company-wide call that is switched off half-way', () => {
  it('is replaced by parts of employees, with its groups only, and they are put on the queue', async () => {
    const { world, id, deel } = await goneAt({ count: 14 });
    while (world.wachtrij.take() !== undefined);
    expect(await fetch(world, id, deel)).toBe('vervangen');
    const found = await world.registratie.findDeel(id, deel);
    expect(found).toEqual({ deel: { nummer: deel, soort: 'vervangen', door: [5, 6] }, gedaan: true });
    expect((await delenOf(world, id)).slice(4)).toMatchObject([
      { nummer: 5, soort: 'werknemers', groepen: ['contract'] },
      { nummer: 6, soort: 'werknemers', groepen: ['contract'] },
    ]);
    expect(world.wachtrij.wachtend.map(({ bericht }) => bericht.deel)).toEqual([5, 6]);
    expect(await uitwisselingOf(world, id)).toMatchObject({ delen: 6, resterend: 5 });
    expect(world.opslag.objecten.has(deelKey(id, deel))).toBe(false);
    expect(await auditOf(world, ID)).toContain('uitwisseling.herverdeeld');
  });

  it.each(Dekkingsprofiel.options)(
    'ends in the same delivery as without it, with its groups as of now: %s',
    async (profiel) => {
      const { world, id } = await goneAt({ profiel });
      const delivered = await finish(world, id);
      expect(withoutPeil(delivered)).toEqual(withoutPeil(await deliveryWith({ profiel, active: [] })));
      expect(peilIn(delivered)).toMatchObject({ persoon: 'tijdvak', contracten: nu('2026-M12'), rooster: 'tijdvak' });
    },
  );

  it('lets the machine go on only after the parts that replaced it', async () => {
    const { world, id, deel } = await goneAt();
    while (world.wachtrij.take() !== undefined);
    for (const nummer of [1, 2, 4, deel]) await fetch(world, id, nummer);
    expect(world.verloop.hervat.has(token('verdeel'))).toBe(false);
    await drain(world);
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ resterend: 0 });
  });

  it('whose message comes twice is replaced once, and sends again only what is open', async () => {
    const { world, id, deel } = await goneAt({ count: 14 });
    expect(await Promise.all([fetch(world, id, deel), fetch(world, id, deel)])).toEqual(['vervangen', 'vervangen']);
    expect(await uitwisselingOf(world, id)).toMatchObject({ delen: 6, resterend: 5 });
    while (world.wachtrij.take() !== undefined);
    await fetch(world, id, 5);
    expect(await fetch(world, id, deel)).toBe('was-gedaan');
    expect(world.wachtrij.wachtend.map(({ bericht }) => bericht.deel)).toEqual([6]);
  });

  it('and answers to another worker all the same is counted once', async () => {
    const { world, id, deel } = await goneAt();
    const registratie = {
      ...world.registratie,
      completeDeel: async (...input: Parameters<World['registratie']['completeDeel']>) => {
        world.nmbrs.weigeringen = { [CONTRACT]: OFF };
        await fetch(world, id, deel);
        return world.registratie.completeDeel(...input);
      },
    };
    world.nmbrs.weigeringen = {};
    await fetchDeel({ ...world, registratie }, { uitwisselingId: id, deel });
    expect(await uitwisselingOf(world, id)).toMatchObject({ delen: 5, resterend: 4 });
    const delivered = await finish(world, id);
    expect(withoutPeil(delivered)).toEqual(withoutPeil(await deliveryWith({ active: [] })));
    expect(peilIn(delivered)).toEqual({ persoon: 'tijdvak', contracten: nu('2026-M12'), rooster: 'tijdvak' });
  });

  it('after the exchange has stopped is not replaced', async () => {
    const { world, id, deel } = await goneAt();
    const registratie = {
      ...world.registratie,
      replaceDeel: async (...input: Parameters<World['registratie']['replaceDeel']>) => {
        await failUitwisseling(world, id, 'Defect');
        return world.registratie.replaceDeel(...input);
      },
    };
    expect(await fetchDeel({ ...world, registratie }, { uitwisselingId: id, deel })).toBe('niet-meer-nodig');
    expect(await delenOf(world, id)).toHaveLength(4);
  });

  it('with the listed call switched off too is a refusal: nobody is delivered without the data', async () => {
    const { world, id, deel } = await goneAt();
    await fetch(world, id, deel);
    world.nmbrs.weigeringen = { [CONTRACT]: OFF, Contract_GetCurrentPeriod: OFF };
    expect(await fetch(world, id, 5)).toBe('geweigerd');
    expect([...world.verloop.hervat.values()].at(-1)?.Error).toMatch(/^Refused\.recht-niet-actief/);
    expect(await uitwisselingOf(world, id)).toMatchObject({ resterend: 4 });
  });

  it('for another reason is not replaced: the login is shut for the listed calls as well', async () => {
    const { world, id, deel } = await goneAt();
    world.nmbrs.weigeringen = { [CONTRACT]: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    expect(await fetch(world, id, deel)).toBe('geweigerd');
    expect([...world.verloop.hervat.values()].at(-1)?.Error).toBe('Refused.inloggegevens-ongeldig');
    expect(await delenOf(world, id)).toHaveLength(4);
  });

  it('of a very large company is cut twice, so that each part stays a handful of employees', async () => {
    const { world, id } = await goneAt({ count: 1000 });
    expect((await finish(world, id)).split('\n')).toHaveLength(1002);
    const delen = await delenOf(world, id);
    const done = delen.filter(({ soort }) => soort === 'werknemers');
    const whom = done.flatMap((deel) => (deel.soort === 'werknemers' ? deel.werknemerIds : []));
    expect([whom.length, new Set(whom).size]).toEqual([1001, 1001]);
    expect(Math.max(...done.map((deel) => (deel.soort === 'werknemers' ? deel.werknemerIds.length : 0)))).toBe(10);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'loopt', delen: delen.length, resterend: 0 });
  });
});

/** How a killed worker ends: its message comes again, and then every other one that waits is done. */
async function redelivered(world: World, id: UitwisselingId, deel: number): Promise<void> {
  await fetch(world, id, deel);
  await drain(world);
}

describe('a worker that is killed', () => {
  const almost = async (choice: Choice) => {
    const { world, id } = await worldAt(distributed, choice);
    const deel = await numberOf(world, id, CONTRACT);
    while (world.wachtrij.take() !== undefined);
    for (const other of await delenOf(world, id)) if (other.nummer !== deel) await fetch(world, id, other.nummer);
    return { world, id, deel };
  };

  it.each([true, false])(
    'anywhere in a company-wide part ends as if nothing had happened (last part: %s)',
    async (last) => {
      const prepare = async () => {
        if (last) return almost({});
        const { world, id } = await worldAt(distributed);
        return { world, id, deel: await numberOf(world, id, CONTRACT) };
      };
      const { id, deel } = await prepare();
      const { undisturbed, afterCrash } = await crashEverywhere({
        prepare: async () => (await prepare()).world,
        step: (world) => fetch(world, id, deel),
        endState: (world) => endState(world, ID, id),
      });
      for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
    },
  );

  it('anywhere while it replaces the last part ends with all fetched once, and the machine goes on', async () => {
    const { id, deel } = await almost({ count: 14 });
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world } = await almost({ count: 14 });
        world.nmbrs.weigeringen = { [CONTRACT]: OFF };
        return world;
      },
      step: async (world, attempt) => {
        if (attempt === 1) await fetch(world, id, deel);
        else await redelivered(world, id, deel);
      },
      endState: async (world) => {
        await drain(world);
        return endState(world, ID, id);
      },
    });
    expect(calls).toEqual([
      'registratie.findUitwisseling',
      'registratie.findKoppeling',
      'registratie.findDeel',
      'kluis.read',
      'opslag.get',
      'gateway.fetchBedrijfsbreed',
      'registratie.replaceDeel',
      'registratie.listDelen',
      'wachtrij.sendDelen',
    ]);
    expect(undisturbed).toMatchObject({ uitwisseling: { delen: 6, resterend: 0 } });
    expect(afterCrash.size).toBe(2 * calls.length);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('after replacing and before sending, whose message never comes again, is mended by the step that sends what is open', async () => {
    const { world, id, deel } = await almost({ count: 14 });
    world.nmbrs.weigeringen = { [CONTRACT]: OFF };
    const call = 7;
    await expect(
      fetchDeel(cuttable(world, { call, moment: 'after' }).ports, { uitwisselingId: id, deel }),
    ).rejects.toThrow('after registratie.replaceDeel');
    expect(world.wachtrij.wachtend).toEqual([]);
    world.verloop.wait(token('verdeel-2'));
    expect(await distributeDelen(world, id, token('verdeel-2'))).toBe(2);
    await drain(world);
    expect(world.verloop.hervat.get(token('verdeel-2'))).toEqual({ uitkomst: 'opgehaald' });
  });
});

describe('which call gives which groups', () => {
  it('is told for every call, no group by two, and by none for what Nmbrs gives per employee only', () => {
    const given = BulkAanroep.options.flatMap((aanroep) => groepenIn(aanroep, Gegevensgroep.options));
    expect(new Set(given).size).toBe(given.length);
    expect(Gegevensgroep.options.filter((groep) => !given.includes(groep))).toEqual([
      'uren',
      'looncomponenten',
      'bankrekening',
    ]);
  });
});
