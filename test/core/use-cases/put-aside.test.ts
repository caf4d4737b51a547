import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { BulkAanroep } from '../../../core/domain/bulk-aanroep.ts';
import { type UitwisselingId, WerknemerId } from '../../../core/domain/uitwisseling.ts';
import { Defect, Transient, Unclear } from '../../../core/errors.ts';
import type { Payroll } from '../../../core/ports/payroll.ts';
import { assembleGegevensset } from '../../../core/use-cases/assemble-gegevensset.ts';
import { distributeDelen } from '../../../core/use-cases/distribute-delen.ts';
import { fetchDeel } from '../../../core/use-cases/fetch-deel.ts';
import { pollRapport, startRapport } from '../../../core/use-cases/rapport.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState, textOf } from '../end-state.ts';
import { auditOf, distributed, drain, goedkeuren, token, uitwisselingOf } from '../way.ts';
import { company, createWorld, type World, werknemer } from '../world.ts';

// One employee or one call is the trouble; the others of the exchange are done all the same.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const POISON = WerknemerId.parse(1012);
const PERSON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const staff = (count: number) => Array.from({ length: count }, (_, index) => werknemer(11 + index));

/** Eighteen employees in parts of three; the one that is the trouble is in the second part. */
async function worldWithPoison(over: { onleesbaar?: WerknemerId[]; active?: readonly BulkAanroep[] } = {}) {
  const { onleesbaar = [POISON], active = [] } = over;
  const world = createWorld({
    bedrijfsbreed: active,
    bedrijven: [company({ werknemers: [werknemer(7), ...staff(17)] })],
  });
  const id = await distributed(world, goedkeuren('wia'));
  world.nmbrs.onleesbaar = onleesbaar;
  return { world, id };
}

const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number) =>
  fetchDeel(world, { uitwisselingId, deel });
const restOf = async (world: World, id: UitwisselingId) => {
  const found = await uitwisselingOf(world, id);
  return found.status === 'loopt' ? found.resterend : found.status;
};
const openOf = async (world: World, id: UitwisselingId) =>
  (await world.registratie.listDelen(id)).filter(({ gedaan }) => !gedaan);

/** What an operator does once the cause is mended: everything back to the queue of parts. */
async function redrive(world: World): Promise<void> {
  for (let one = world.uitval.take(); one !== undefined; one = world.uitval.take()) {
    await world.wachtrij.sendDelen([one.bericht], one.groep);
  }
}

async function deliveryOf(world: World, id: UitwisselingId): Promise<string> {
  await startRapport(world, id);
  await pollRapport(world, id);
  await assembleGegevensset(world, id);
  const found = [...world.opslag.objecten].find(([key]) => key.endsWith('werknemers.ndjson'));
  return textOf(found?.[1]);
}

async function undisturbed(active: readonly BulkAanroep[] = []): Promise<string> {
  const { world, id } = await worldWithPoison({ onleesbaar: [], active });
  await drain(world);
  return deliveryOf(world, id);
}

/** The same world, in which this call is made another way. */
const withPayroll = (world: World, change: (payroll: Payroll) => Partial<Payroll>): World => ({
  ...world,
  gateway: {
    ...world.gateway,
    open: (inloggegevens) => {
      const payroll = world.gateway.open(inloggegevens);
      return { ...payroll, ...change(payroll) };
    },
  },
});

describe('an employee whose answers make no sense', () => {
  it('has the others of the part done, each by itself, and is put aside with the code', async () => {
    const { world, id } = await worldWithPoison();
    await drain(world);
    expect(await restOf(world, id)).toBe(1);
    expect(await openOf(world, id)).toMatchObject([
      { deel: { soort: 'werknemers', werknemerIds: [POISON] }, fout: 'nmbrs-unreadable' },
    ]);
    const [one, ...more] = world.uitval.berichten;
    expect(more).toEqual([]);
    expect(one).toMatchObject({ bericht: { uitwisselingId: id }, groep: 'duinzicht', foutcode: 'nmbrs-unreadable' });
    expect(await auditOf(world, ID)).toContain('uitwisseling.herverdeeld');
    expect(world.logboek.lines).toContainEqual({
      level: 'error',
      code: 'deel.afgekeurd',
      uitwisselingId: id,
      deel: one?.bericht.deel,
      foutcode: 'nmbrs-unreadable',
    });
  });

  it('is not sent again while it waits for a person', async () => {
    const { world, id } = await worldWithPoison();
    await drain(world);
    world.verloop.wait(token('opnieuw'));
    expect(await distributeDelen(world, id, token('opnieuw'))).toBe(0);
    expect(world.wachtrij.wachtend).toEqual([]);
    expect(world.verloop.hervat.has(token('opnieuw'))).toBe(false);
  });

  it('once mended and redriven finishes the exchange, with the same delivery', async () => {
    const { world, id } = await worldWithPoison();
    await drain(world);
    world.nmbrs.onleesbaar = [];
    await redrive(world);
    await drain(world);
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
    expect(await openOf(world, id)).toEqual([]);
    expect(await deliveryOf(world, id)).toBe(await undisturbed());
  });

  it('redriven before it is mended is put aside again', async () => {
    const { world, id } = await worldWithPoison();
    await drain(world);
    await redrive(world);
    await drain(world);
    expect(world.uitval.berichten).toHaveLength(1);
    expect(await restOf(world, id)).toBe(1);
  });

  it('in a company-wide answer has that call replaced by employees, and only itself put aside', async () => {
    const { world, id } = await worldWithPoison({ active: BulkAanroep.options });
    await drain(world);
    expect(world.uitval.berichten.length).toBeGreaterThan(0);
    const open = await openOf(world, id);
    expect(open.map(({ deel }) => deel)).toEqual(
      open.map(() => expect.objectContaining({ soort: 'werknemers', werknemerIds: [POISON] })),
    );
    world.nmbrs.onleesbaar = [];
    await redrive(world);
    await drain(world);
    expect(await deliveryOf(world, id)).toBe(await undisturbed(BulkAanroep.options));
  });

  it('that a worker is killed over anywhere ends as if it were not', async () => {
    const part = async (world: World, id: UitwisselingId) =>
      (await openOf(world, id)).find(({ deel }) => deel.soort === 'werknemers' && deel.werknemerIds.includes(POISON))
        ?.deel.nummer ?? 0;
    const alone = async () => {
      const { world, id } = await worldWithPoison();
      await fetch(world, id, await part(world, id));
      return { world, id, deel: await part(world, id) };
    };
    const { id, deel } = await alone();
    const report = await crashEverywhere({
      prepare: async () => (await alone()).world,
      step: (world) => fetch(world, id, deel),
      endState: async (world) => [
        await endState(world, ID, id),
        await world.registratie.listDelen(id),
        new Set(world.uitval.berichten.map(({ bericht }) => bericht.deel)),
      ],
    });
    expect(report.calls).toContain('uitval.add');
    for (const [point, state] of report.afterCrash) expect(state, point).toEqual(report.undisturbed);
  });
});

describe('an employee to whom Nmbrs gives no access', () => {
  const moved = (world: World) => {
    const [only] = world.nmbrs.bedrijven;
    const werknemers = only?.werknemers.filter(({ vermelding }) => vermelding.werknemerId !== POISON) ?? [];
    world.nmbrs.bedrijven = [company({ werknemers })];
  };

  it('while the company is there is put aside, and the others are done', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    moved(world);
    await drain(world);
    expect(world.uitval.berichten).toMatchObject([{ foutcode: 'geen-toegang' }]);
    expect(await restOf(world, id)).toBe(1);
  });

  it('because the company is gone stops the machine at once', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    world.nmbrs.bedrijven = [];
    expect(await fetch(world, id, 3)).toBe('geweigerd');
    expect(world.verloop.hervat.get(token('verdeel'))).toMatchObject({ Error: 'Refused.geen-toegang' });
    expect(world.uitval.berichten).toEqual([]);
  });
});

describe('salaries that make no sense', () => {
  it.each([
    new Defect({ code: 'nmbrs-too-large', message: 'too large' }),
    new Unclear({ code: 'nmbrs-unreadable', message: 'not XML' }),
  ])('are put aside at once after $code: no other call gives them', async (error) => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    const broken = withPayroll(world, () => ({ listSalarissen: () => Promise.reject(error) }));
    expect(await fetch(broken, id, 1)).toBe('afgekeurd');
    expect(world.uitval.berichten).toMatchObject([{ bericht: { deel: 1 }, foutcode: error.code }]);
    expect(await fetch(world, id, 1)).toBe('gedaan');
    expect(await world.registratie.findDeel(id, 1)).not.toHaveProperty('fout');
  });
});

describe('a part for which there is no time', () => {
  /** A worker whose time is up after so many employees. */
  const slow = (world: World, employees: number): World => {
    let left = employees;
    return withPayroll(world, (payroll) => ({
      fetchWerknemer: (...input) => {
        left -= 1;
        if (left >= 0) return payroll.fetchWerknemer(...input);
        return Promise.reject(new Transient({ code: 'tijd-bijna-op', message: 'no time' }));
      },
      fetchBedrijfsbreed: () => Promise.reject(new Transient({ code: 'tijd-bijna-op', message: 'no time' })),
    }));
  };

  it('is cut in two, and again, until it ends', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    const outcomes: string[] = [];
    for (let next = world.wachtrij.take(); next !== undefined; next = world.wachtrij.take()) {
      outcomes.push(await fetchDeel(slow(world, 1), next.bericht));
    }
    expect(new Set(outcomes)).toEqual(new Set(['gedaan', 'vervangen']));
    expect(await restOf(world, id)).toBe(0);
    expect(await deliveryOf(world, id)).toBe(await undisturbed());
  });

  it('of one employee waits for the queue to bring it again', async () => {
    const { world, id } = await worldWithPoison();
    await drain(world);
    const [alone] = await openOf(world, id);
    await expect(fetch(slow(world, 0), id, alone?.deel.nummer ?? 0)).rejects.toMatchObject({ code: 'tijd-bijna-op' });
  });

  it('of a company-wide call is replaced by employees', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [], active: [PERSON] });
    expect(await fetch(slow(world, 0), id, 2)).toBe('vervangen');
    await drain(world);
    expect(await deliveryOf(world, id)).toBe(await undisturbed([PERSON]));
  });
});

describe('an employee whom Nmbrs holds up every time', () => {
  const HELD_UP = new Transient({ code: 'nmbrs-9999', message: 'Nmbrs holds up' });
  const holdingUp = (world: World, who: (id: WerknemerId) => boolean): World =>
    withPayroll(world, (payroll) => ({
      fetchWerknemer: (id, groepen) => (who(id) ? Promise.reject(HELD_UP) : payroll.fetchWerknemer(id, groepen)),
    }));
  /** Every message until none is left: one that fails comes again, and after five times is gone. */
  async function played(world: World): Promise<number> {
    const times = new Map<number, number>();
    let dead = 0;
    for (let next = world.wachtrij.take(); next !== undefined; next = world.wachtrij.take()) {
      const { bericht, groep } = next;
      const keer = (times.get(bericht.deel) ?? 0) + 1;
      times.set(bericht.deel, keer);
      const failed = await fetchDeel(world, bericht, keer).then(
        () => false,
        () => true,
      );
      if (failed && keer < 5) await world.wachtrij.sendDelen([bericht], groep);
      else if (failed) dead += 1;
    }
    return dead;
  }

  it('is put aside with the code after some tries, once the others are done', async () => {
    const { world: plain, id } = await worldWithPoison({ onleesbaar: [] });
    const world = holdingUp(plain, (werknemerId) => werknemerId === POISON);
    expect(await played(world)).toBe(0);
    expect(await openOf(world, id)).toMatchObject([
      { deel: { soort: 'werknemers', werknemerIds: [POISON] }, fout: 'nmbrs-9999' },
    ]);
    expect(world.uitval.berichten).toMatchObject([{ foutcode: 'nmbrs-9999' }]);
  });

  it('is not told from an outage of Nmbrs, in which nobody is put aside', async () => {
    const { world: plain, id } = await worldWithPoison({ onleesbaar: [] });
    await played(holdingUp(plain, () => true));
    expect(plain.uitval.berichten).toEqual([]);
    await distributeDelen(plain, id, token('opnieuw'));
    await drain(plain);
    expect(await restOf(plain, id)).toBe(0);
  });

  it('is no reason when it is our own rate that is full', async () => {
    const { world: plain, id } = await worldWithPoison({ onleesbaar: [] });
    const full = new Transient({ code: 'nmbrs-druk', message: 'full' });
    const world = withPayroll(plain, () => ({ fetchWerknemer: () => Promise.reject(full) }));
    const before = await world.registratie.listDelen(id);
    await played(world);
    expect(await world.registratie.listDelen(id)).toMatchObject(before.map(({ deel }) => ({ deel })));
  });
});
