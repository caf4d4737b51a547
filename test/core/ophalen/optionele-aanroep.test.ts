import { describe, expect, it } from 'vitest';
import { Defect, Transient, Unclear } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId, type WerknemerId } from '../../../core/ids.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { BulkAanroep, groepenIn } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { type Gegevensveld, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import type { Payroll, PayrollRefusal, WerknemerAntwoord } from '../../../core/nmbrs/ports/payroll.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { deelKey } from '../../../core/uitwisseling/werkplan.ts';
import { everything } from '../canaries.ts';
import { setOf } from '../deliveries.ts';
import { textOf } from '../end-state.ts';
import { timesAsked } from '../past-and-present.ts';
import { nu, peilIn, withoutPeil } from '../peilen.ts';
import { distributed, drain, goedkeuren, token, uitwisselingOf } from '../way.ts';
import { played, withPayroll } from '../with-payroll.ts';
import { company, createWorld, type World, werknemer } from '../world.ts';

// Nobody needs a call for the whole company: whatever comes of it but a refusal of the login, the listed calls give the same.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const PARTNER = 'Partner_GetAll_AllEmployeesByCompany';
/** Contracts that still run: one that ended says nothing about the period. */
const contracten = everything.contracten?.map(({ eind: _, ...contract }) => contract);
const full = (nummer: number) => werknemer(nummer, { gegevens: { ...everything, contracten } });
type Fetched = Awaited<ReturnType<Payroll['fetchBedrijfsbreed']>>;

interface Choice {
  readonly active?: readonly BulkAanroep[];
  readonly staff?: ReturnType<typeof company>['werknemers'];
}

/** Three employees with all that there can be, and the parts on the queue. */
async function prepared({ active = BulkAanroep.options, staff = [full(7), full(11), full(12)] }: Choice = {}) {
  const world = createWorld({ bedrijfsbreed: active, bedrijven: [company({ werknemers: staff })] });
  return { world, id: await distributed(world, goedkeuren('volledig')) };
}

/** The part of this company-wide call. */
async function partOf(world: World, id: UitwisselingId, aanroep: BulkAanroep): Promise<number> {
  const delen = await world.registratie.listDelen(id);
  return delen.find(({ deel }) => deel.soort === 'bedrijfsbreed' && deel.aanroep === aanroep)?.deel.nummer ?? 0;
}

/** The same world, in which this company-wide call comes to something else. */
const answering = (
  world: World,
  aanroep: BulkAanroep,
  answer: (asked: () => Promise<Fetched>) => Promise<Fetched>,
): World =>
  withPayroll(world, (payroll) => ({
    fetchBedrijfsbreed: (vraag) => {
      const asked = () => payroll.fetchBedrijfsbreed(vraag);
      return vraag.aanroep === aanroep ? answer(asked) : asked();
    },
  }));

const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number, keer = 1) =>
  fetchDeel(world, { uitwisselingId, deel }, keer);

async function deliveryOf(world: World, id: UitwisselingId): Promise<string> {
  await startRapport(world, id);
  await pollRapport(world, id);
  await assembleGegevensset(world, id);
  const found = [...world.opslag.objecten].find(([key]) => key.endsWith('werknemers.ndjson'));
  return textOf(found?.[1]);
}

async function undisturbed(choice: Choice = {}): Promise<string> {
  const { world, id } = await prepared(choice);
  await drain(world);
  return deliveryOf(world, id);
}

type Refusal = Extract<Fetched, { ok: false }>;
const refusal = (reden: PayrollRefusal['reden'], code: string) => async (): Promise<Refusal> => ({
  ok: false,
  refusal: { reden, code, aanroep: PARTNER },
});
const failing = (error: Error) => () => Promise.reject(error);
const HELD_UP = new Transient({ code: 'nmbrs-9999', message: 'Nmbrs holds up' });

/** The answer says nothing of anybody, as an answer that came too early or broke off does. */
async function emptied(asked: () => Promise<Fetched>): Promise<Fetched> {
  const answer = await asked();
  if (!answer.ok) return answer;
  const value = [...answer.value].map(([id, { gegevens, peil }]): [WerknemerId, WerknemerAntwoord] => {
    const lists = Object.entries(gegevens).flatMap(([veld, one]) => (Array.isArray(one) ? [[veld, []]] : []));
    return [id, { gegevens: Object.fromEntries(lists), peil }];
  });
  return { ok: true, value: new Map(value) };
}

const VELD: Readonly<Record<BulkAanroep, readonly Gegevensveld[]>> = {
  PersonalInfo_GetAll_AllEmployeesByCompany: ['persoon', 'bsn'],
  Contract_GetAll_AllEmployeesByCompany: ['contracten'],
  Schedule_GetAll_AllEmployeesByCompany: [],
  Address_GetAll_AllEmployeesByCompany: ['adressen'],
  SVW_GetAll_AllEmployeesByCompany: ['verzekering'],
  Partner_GetAll_AllEmployeesByCompany: ['partner'],
  Children_GetAll_Employeesbycompany: ['kinderen'],
};

describe.each(BulkAanroep.options)('%s', (aanroep) => {
  it.each([
    ['is switched off (1002)', refusal('recht-niet-actief', '1002')],
    ['has no access (2004)', refusal('geen-toegang', '2004')],
    ['does not take the period', refusal('tijdvak-ongeldig', '2015')],
    ['knows nothing', refusal('niet-gevonden', '2000')],
    ['makes no sense', failing(new Unclear({ code: 'nmbrs-unreadable', message: 'unreadable' }))],
    ['is too large', failing(new Defect({ code: 'nmbrs-too-large', message: 'too large' }))],
    ['takes all the time', failing(new Transient({ code: 'tijd-bijna-op', message: 'no time' }))],
    ['holds up every time', failing(HELD_UP)],
    ['tells nothing of anybody', emptied],
  ] as const)('that %s ends in one delivery with the listed calls, as of now', async (_name, answer) => {
    const { world, id } = await prepared();
    const disturbed = answering(world, aanroep, answer);
    expect(await played(disturbed)).toEqual([]);
    expect(world.uitval.berichten).toEqual([]);
    expect(await uitwisselingOf(world, id)).toMatchObject({ resterend: 0 });
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'opgehaald' });
    const expected = await undisturbed();
    const delivered = await deliveryOf(world, id);
    expect(withoutPeil(delivered)).toEqual(withoutPeil(expected));
    const listed = Object.fromEntries(VELD[aanroep].map((veld) => [veld, nu('2026-M12')]));
    expect(peilIn(delivered)).toEqual({ ...peilIn(expected), ...listed });
    const delen = await world.registratie.listDelen(id);
    const groepen = groepenIn(aanroep, Gegevensgroep.options);
    expect(delen.filter(({ deel }) => deel.soort === 'vervangen')).toHaveLength(1);
    expect(delen.at(-1)?.deel).toMatchObject({ soort: 'werknemers', werknemerIds: [1007, 1011, 1012], groepen });
  });

  it.each([
    ['1001', 'inloggegevens-ongeldig'],
    ['1004', 'geen-abonnement'],
    ['2043', 'domein-onbekend'],
  ] as const)('that is refused to the login itself (%s) stops the machine', async (code, reden) => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, aanroep);
    expect(await fetch(answering(world, aanroep, refusal(reden, code)), id, deel)).toBe('geweigerd');
    expect(world.verloop.hervat.get(token('verdeel'))).toMatchObject({ Error: `Refused.${reden}` });
    expect((await world.registratie.findDeel(id, deel))?.deel.soort).toBe('bedrijfsbreed');
  });
});

describe('a company-wide call that holds up', () => {
  it('is made once more before the listed calls take its place, and why is told', async () => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, PARTNER);
    const disturbed = answering(world, PARTNER, failing(HELD_UP));
    await expect(fetch(disturbed, id, deel, 1)).rejects.toBe(HELD_UP);
    expect(await world.registratie.findDeel(id, deel)).toMatchObject({
      deel: { soort: 'bedrijfsbreed' },
      gedaan: false,
    });
    expect(await fetch(disturbed, id, deel, 2)).toBe('vervangen');
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wat: 'uitwisseling.herverdeeld', waarom: 'nmbrs-9999' },
    });
  });

  it('and answers the second time is used', async () => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, PARTNER);
    await expect(fetch(answering(world, PARTNER, failing(HELD_UP)), id, deel, 1)).rejects.toBe(HELD_UP);
    expect(await fetch(world, id, deel, 2)).toBe('gedaan');
  });

  it('because our own rate is full waits for as long as that lasts', async () => {
    const { world, id } = await prepared();
    const full = new Transient({ code: 'nmbrs-druk', message: 'full' });
    const deel = await partOf(world, id, PARTNER);
    for (const keer of [1, 2, 3, 4, 5])
      await expect(fetch(answering(world, PARTNER, failing(full)), id, deel, keer)).rejects.toBe(full);
  });

  it('beside all listed calls is an outage of Nmbrs, after which all is fetched', async () => {
    const { world, id } = await prepared();
    const down = withPayroll(answering(world, PARTNER, failing(HELD_UP)), () => ({
      fetchWerknemer: failing(HELD_UP),
    }));
    await played(down);
    expect(world.uitval.berichten).toEqual([]);
    const open = (await world.registratie.listDelen(id)).filter(({ gedaan }) => !gedaan);
    for (const { deel } of open) expect(await fetch(world, id, deel.nummer)).toBe('gedaan');
    expect(withoutPeil(await deliveryOf(world, id))).toEqual(withoutPeil(await undisturbed()));
  });
});

describe('a company-wide answer that tells nothing of anybody', () => {
  const { partner: _none, ...alone } = everything;
  const single = (nummer: number) => werknemer(nummer, { gegevens: WerknemerGegevens.parse(alone) });

  it('is held against one listed call, and replaced when that tells otherwise', async () => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, PARTNER);
    const before = timesAsked(world, 'Partner_Get');
    expect(await fetch(answering(world, PARTNER, emptied), id, deel)).toBe('vervangen');
    expect(timesAsked(world, 'Partner_Get') - before).toBe(1);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wat: 'uitwisseling.herverdeeld', waarom: `${PARTNER} is leeg` },
    });
  });

  it('is believed when the listed call tells nothing either', async () => {
    const { world, id } = await prepared({ staff: [single(7), single(11), full(12)] });
    const deel = await partOf(world, id, PARTNER);
    const before = timesAsked(world, 'Partner_Get');
    expect(await fetch(answering(world, PARTNER, emptied), id, deel)).toBe('gedaan');
    expect(timesAsked(world, 'Partner_Get') - before).toBe(1);
  });

  it('of an employer at which nobody has a partner costs one call, and is delivered', async () => {
    const { world, id } = await prepared({ staff: [single(7), single(11)] });
    const before = timesAsked(world, 'Partner_Get');
    await drain(world);
    expect(timesAsked(world, 'Partner_Get') - before).toBe(1);
    await deliveryOf(world, id);
    const { werknemers } = await setOf(world, id);
    for (const { partner, peil } of werknemers) expect([partner, peil.partner]).toEqual([undefined, nu('2026-M12')]);
  });

  it('but for one employee is not suspicious', async () => {
    const { world, id } = await prepared({ staff: [single(7), single(11), full(12)] });
    const before = timesAsked(world, 'Partner_Get');
    expect(await fetch(world, id, await partOf(world, id, PARTNER))).toBe('gedaan');
    expect(timesAsked(world, 'Partner_Get')).toBe(before);
    expect(world.opslag.objecten.has(deelKey(id, await partOf(world, id, PARTNER)))).toBe(true);
  });

  it.each([
    ['is refused', refusal('geen-toegang', '2004')],
    ['makes no sense', failing(new Unclear({ code: 'nmbrs-unreadable', message: 'unreadable' }))],
    ['takes all the time', failing(new Transient({ code: 'tijd-bijna-op', message: 'no time' }))],
  ] as const)('is not believed when the listed call %s: then nothing is known', async (_name, fetchWerknemer) => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, PARTNER);
    const disturbed = withPayroll(answering(world, PARTNER, emptied), () => ({ fetchWerknemer }));
    expect(await fetch(disturbed, id, deel)).toBe('vervangen');
  });

  it('is not believed before the listed call answers, for which it waits once', async () => {
    const { world, id } = await prepared();
    const deel = await partOf(world, id, PARTNER);
    const disturbed = withPayroll(answering(world, PARTNER, emptied), () => ({ fetchWerknemer: failing(HELD_UP) }));
    await expect(fetch(disturbed, id, deel, 1)).rejects.toBe(HELD_UP);
    expect(await fetch(disturbed, id, deel, 2)).toBe('vervangen');
  });

  it('is not believed when the listed call says that the login is refused', async () => {
    const { world, id } = await prepared();
    const kinderen = 'Children_GetAll_Employeesbycompany';
    const deel = await partOf(world, id, kinderen);
    world.nmbrs.weigeringen = { Children_Get: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    expect(await fetch(answering(world, kinderen, emptied), id, deel)).not.toBe('gedaan');
    expect(world.opslag.objecten.has(deelKey(id, deel))).toBe(false);
  });
});
