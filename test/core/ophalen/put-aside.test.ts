import { describe, expect, it } from 'vitest';
import { Defect, Transient, Unclear } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId, WerknemerId } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { PayrollRefusal } from '../../../core/nmbrs/ports/payroll.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { type Staff, setOf } from '../deliveries.ts';
import { endState, textOf } from '../end-state.ts';
import { nu, peilIn, withoutPeil } from '../peilen.ts';
import { auditOf, distributed, drain, goedkeuren, token, uitwisselingOf } from '../way.ts';
import { played, withPayroll } from '../with-payroll.ts';
import { company, createWorld, type World, werknemer } from '../world.ts';

// One employee or one call is the trouble; the others of the exchange are done all the same.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const POISON = WerknemerId.parse(1012);
const PERSON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const NU = nu('2026-M12');
/** The period of each group by the calls of the handleiding. */
const LISTED = { persoon: NU, bsn: NU, contracten: NU, rooster: 'tijdvak', adressen: NU, verzekering: NU };
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

const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number, keer = 1) =>
  fetchDeel(world, { uitwisselingId, deel }, keer);
const restOf = async (world: World, id: UitwisselingId) => {
  const found = await uitwisselingOf(world, id);
  return found.status === 'loopt' ? found.resterend : found.status;
};
const openOf = async (world: World, id: UitwisselingId) =>
  (await world.registratie.listDelen(id)).filter(({ gedaan }) => !gedaan);

/** The open part in which the one is that is the trouble. */
const partOf = async (world: World, id: UitwisselingId) =>
  (await openOf(world, id)).find(({ deel }) => deel.soort === 'werknemers' && deel.werknemerIds.includes(POISON))?.deel
    .nummer ?? 0;

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
    const delivered = await deliveryOf(world, id);
    expect(withoutPeil(delivered)).toEqual(withoutPeil(await undisturbed(BulkAanroep.options)));
    expect(peilIn(delivered)).toEqual(LISTED);
  });

  it('that a worker is killed over anywhere ends as if it were not', async () => {
    const alone = async () => {
      const { world, id } = await worldWithPoison();
      await fetch(world, id, await partOf(world, id));
      return { world, id, deel: await partOf(world, id) };
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

/** Every call about the one that is the trouble is refused. */
const refusing = (world: World, reden: PayrollRefusal['reden'], code: string): World =>
  withPayroll(world, (payroll) => ({
    fetchWerknemer: async (vraag) =>
      vraag.werknemerId === POISON
        ? { ok: false, refusal: { reden, code, aanroep: 'PersonalInfo_GetCurrent' } }
        : payroll.fetchWerknemer(vraag),
  }));

/** What the company has of the one that is the trouble. */
function change(world: World, own: Staff): void {
  const [only] = world.nmbrs.bedrijven;
  const others = only?.werknemers.filter(({ vermelding }) => vermelding.werknemerId !== POISON) ?? [];
  world.nmbrs.bedrijven = [company({ werknemers: [...others, ...own] })];
}

describe('an employee to whom Nmbrs gives no access', () => {
  it.each([
    ['stands on the payroll list', [werknemer(12, { dienstverbanden: [] })]],
    ['stands on the list of who left', [werknemer(12, { soort: 'uit-dienst', dienstverbanden: [] })]],
    ['has an employment', [werknemer(12)]],
  ] as const)('while the company is there and who %s is put aside, and the others are done', async (_name, own) => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    change(world, own);
    await drain(refusing(world, 'geen-toegang', '2004'));
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

describe('an employee who was removed from Nmbrs after the plan', () => {
  it.each([['geen-toegang', '2004'] as const, ['niet-gevonden', '3000'] as const])(
    'is left out of the set without anybody having to act (%s), and is a question',
    async (reden, code) => {
      const { world, id } = await worldWithPoison({ onleesbaar: [] });
      change(world, []);
      await drain(refusing(world, reden, code));
      expect(await restOf(world, id)).toBe(0);
      expect(world.uitval.berichten).toEqual([]);
      expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
      const expected = (await undisturbed()).split('\n').filter((line) => !line.includes(`"werknemerId":${POISON}`));
      expect((await deliveryOf(world, id)).split('\n')).toEqual(expected);
      const { manifest, vragen, csv } = await setOf(world, id);
      expect(vragen.map((vraag) => [vraag.code, vraag.werknemerId])).toEqual([['verwijderd-in-nmbrs', POISON]]);
      expect([manifest.werknemers, manifest.vragen]).toEqual([17, 1]);
      expect(csv).not.toContain('Sterrenstof-12');
    },
  );

  it('is left out too when a company-wide call had told of the person before that', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [], active: [PERSON] });
    expect(await fetch(world, id, 2)).toBe('gedaan');
    change(world, []);
    await drain(world);
    expect(await restOf(world, id)).toBe(0);
    await deliveryOf(world, id);
    const { werknemers, vragen } = await setOf(world, id);
    expect(werknemers.map(({ werknemerId }) => werknemerId)).not.toContain(POISON);
    expect(vragen.map(({ code }) => code)).toEqual(['verwijderd-in-nmbrs']);
  });

  it('is not decided upon by lists that cannot be had: the part stays for a next time', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    change(world, []);
    expect(await fetch(world, id, await partOf(world, id))).toBe('vervangen');
    const alone = await partOf(world, id);
    const asked = world.gateway.calls.filter((call) => call === 'List_GetByCompany').length;
    world.nmbrs.haperingen = { List_GetByCompany: asked + 1 };
    await expect(fetch(world, id, alone)).rejects.toBeInstanceOf(Transient);
    expect(await fetch(world, id, alone)).toBe('gedaan');
    expect(world.uitval.berichten).toEqual([]);
  });

  it('that a worker is killed over anywhere ends as if it were not', async () => {
    const alone = async () => {
      const { world, id } = await worldWithPoison({ onleesbaar: [] });
      change(world, []);
      await fetch(world, id, await partOf(world, id));
      return { world, id, deel: await partOf(world, id) };
    };
    const { id, deel } = await alone();
    const report = await crashEverywhere({
      prepare: async () => (await alone()).world,
      step: (world) => fetch(world, id, deel),
      endState: (world) => endState(world, ID, id),
    });
    expect(report.calls).toContain('gateway.listWerknemers');
    for (const [point, state] of report.afterCrash) expect(state, point).toEqual(report.undisturbed);
  });
});

describe.each([
  ['make no sense', new Unclear({ code: 'nmbrs-unreadable', message: 'the answer cannot be read' })],
  ['are too large', new Defect({ code: 'nmbrs-too-large', message: 'too large' })],
] as const)('salaries that %s', (_name, error) => {
  const broken = (world: World): World => withPayroll(world, () => ({ listSalarissen: () => Promise.reject(error) }));

  it('are asked for again three times, since most answers are right a moment later', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    for (const keer of [1, 2, 3]) {
      await expect(fetch(broken(world), id, 1, keer)).rejects.toMatchObject({ name: 'Transient', code: error.code });
    }
    expect(world.uitval.berichten).toEqual([]);
    expect(await world.registratie.findDeel(id, 1)).toMatchObject({ gedaan: false });
    expect(await fetch(world, id, 1, 4)).toBe('gedaan');
  });

  it('are put aside the fourth time: no other call gives them', async () => {
    const { world, id } = await worldWithPoison({ onleesbaar: [] });
    expect(await fetch(broken(world), id, 1, 4)).toBe('afgekeurd');
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
    const delivered = await deliveryOf(world, id);
    const asked = await undisturbed([PERSON]);
    expect(withoutPeil(delivered)).toEqual(withoutPeil(asked));
    expect(peilIn(delivered)).toEqual(LISTED);
    expect(peilIn(asked)).toEqual({ ...LISTED, persoon: 'tijdvak', bsn: 'tijdvak' });
  });
});

describe('an employee whom Nmbrs holds up every time', () => {
  const HELD_UP = new Transient({ code: 'nmbrs-9999', message: 'Nmbrs holds up' });
  const holdingUp = (world: World, who: (id: WerknemerId) => boolean): World =>
    withPayroll(world, (payroll) => ({
      fetchWerknemer: (vraag) => (who(vraag.werknemerId) ? Promise.reject(HELD_UP) : payroll.fetchWerknemer(vraag)),
    }));
  it('is put aside with the code after some tries, once the others are done', async () => {
    const { world: plain, id } = await worldWithPoison({ onleesbaar: [] });
    const world = holdingUp(plain, (werknemerId) => werknemerId === POISON);
    expect(await played(world)).toEqual([]);
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

  it.each([
    ['our own rate is full', 'nmbrs-druk'],
    ['our own circuit is open', 'nmbrs-circuit-open'],
    ['Nmbrs keeps moving to another period', 'tijdvak-wisselt'],
  ])('is no reason when %s', async (_why, code) => {
    const { world: plain, id } = await worldWithPoison({ onleesbaar: [] });
    const world = withPayroll(plain, () => ({
      fetchWerknemer: () => Promise.reject(new Transient({ code, message: 'not about anybody' })),
    }));
    const before = await world.registratie.listDelen(id);
    await played(world);
    expect(await world.registratie.listDelen(id)).toMatchObject(before.map(({ deel }) => ({ deel })));
    expect(world.uitval.berichten).toEqual([]);
  });
});
