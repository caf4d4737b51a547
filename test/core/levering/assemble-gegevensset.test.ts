import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AanmeldingId, type UitwisselingId } from '../../../core/ids.ts';
import { jsonIn } from '../../../core/invoer/read-json.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { Dekkingsprofiel, groepenFor } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Dienstverband, LooncodeRegel, Vraag, Werknemer, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { deelKey, planKey, rapportKey, Werkplan, werkPrefix } from '../../../core/uitwisseling/werkplan.ts';
import { LEVERINGSBESTANDEN, Manifest } from '../../../core/vergelijking/manifest.ts';
import { GOOD_FORM, TOKEN } from '../aanmeldformulier.ts';
import { canariesIn, everything, KANARIES } from '../canaries.ts';
import { crashEverywhere, cuttable } from '../crash-matrix.ts';
import { fileOf, nextDelivered } from '../deliveries.ts';
import { endState, textOf } from '../end-state.ts';
import {
  distributed,
  drain,
  fetched,
  goedkeuren,
  koppelingOf,
  planned,
  running,
  uitwisselingOf,
  worldWith,
} from '../way.ts';
import { BSN, company, createWorld, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const PREFIX = 'leveringen/kop-00000000-0000-4000-8000-000000000001/2026-M11/v1/';
/** The codes among the canaries. */
const LOONCODES_OF_COMPONENTEN = ['773001', '773003'];
/** In the order in which the manifest counts them. */
const VELDEN_WIA = ['persoon', 'bsn', 'contracten', 'rooster', 'adressen', 'verzekering'];
const fetchedWorld = () => worldWith((world) => fetched(world));

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const lines = (values: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
const rowOf = (werknemerId: number) => ({ werknemerId, peil: {} });
const bodyOf = ({ opslag }: World, naam: string): Uint8Array =>
  opslag.objecten.get(`${PREFIX}${naam}`) ?? new Uint8Array();
const delivered = ({ opslag }: World) =>
  [...opslag.objecten.keys()].filter((key) => key.startsWith('leveringen/')).sort();
const manifestOf = (world: World) => Manifest.parse(JSON.parse(textOf(bodyOf(world, 'manifest.json'))));
const werknemersOf = (world: World) =>
  textOf(bodyOf(world, 'werknemers.ndjson'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Werknemer.parse(JSON.parse(line)));
const vragenOf = (world: World) => Vraag.array().parse(JSON.parse(textOf(bodyOf(world, 'vragen.json'))));

describe('a complete data set', () => {
  it('has a line per employee, in order of Nmbrs id', async () => {
    const { world, subject: id } = await fetchedWorld();
    expect(await assembleGegevensset(world, id)).toBe('compleet');
    expect(
      werknemersOf(world).map(({ werknemerId, dga, salaris, looncodes }) => [
        werknemerId,
        dga,
        salaris?.bedrag,
        looncodes?.length,
      ]),
    ).toEqual([
      [1001, false, '1000.00', 1],
      [1002, false, '2000.00', 1],
      [1007, true, '7000.00', 1],
    ]);
    expect(textOf(bodyOf(world, 'werknemers.ndjson')).endsWith('}\n')).toBe(true);
  });

  it('has a manifest that proves the files, by count, bytes and hash', async () => {
    const { world, subject: id } = await fetchedWorld();
    await assembleGegevensset(world, id);
    const manifest = manifestOf(world);
    expect(manifest).toMatchObject({
      schemaVersie: 4,
      uitwisselingId: id,
      datasetVersie: 1,
      tijdvak: { tijdvakId: '2026-M11' },
      runIds: [811],
      dekkingsprofiel: 'wia',
      werknemers: 3,
      vragen: 0,
      peil: Object.fromEntries(
        VELDEN_WIA.map((veld) => [
          veld,
          veld === 'rooster'
            ? { tijdvak: 3, nu: {}, eerdereVersie: 0 }
            : { tijdvak: 0, nu: { '2026-M12': 3 }, eerdereVersie: 0 },
        ]),
      ),
    });
    expect(Object.keys(manifest.peil)).toEqual(VELDEN_WIA);
    expect(manifest.bestanden.map(({ naam }) => naam)).toEqual(LEVERINGSBESTANDEN);
    for (const { naam, bytes: size, sha256 } of manifest.bestanden) {
      const body = bodyOf(world, naam);
      expect([size, sha256]).toEqual([body.byteLength, createHash('sha256').update(body).digest('hex')]);
    }
  });

  it('says in its manifest whose it is, without the number in which a BSN can be', async () => {
    const { world, subject: id } = await fetchedWorld();
    await assembleGegevensset(world, id);
    const { loonheffingenreferentie } = (await koppelingOf(world, ID)).werkgever;
    expect(loonheffingenreferentie).toBeDefined();
    expect(manifestOf(world).werkgever).toEqual({
      raamwerkcontractnummer: 'RC-10001',
      bedrijfsnaam: 'Bakkerij Zonnedauw',
      nmbrsDomein: 'duinzicht',
      nmbrsBedrijfId: 4411,
      loonheffingenreferentie,
    });
    expect(textOf(bodyOf(world, 'manifest.json'))).not.toContain(GOOD_FORM.werkgever.loonheffingennummer.slice(0, 9));
  });

  it('finds the policy of a koppeling of before it was kept in the aanmelding', async () => {
    const { world, subject: id } = await fetchedWorld();
    const koppeling = await koppelingOf(world, ID);
    const { bedrijfsnaam } = koppeling.werkgever;
    const old = { ...koppeling, versie: koppeling.versie + 1, werkgever: { bedrijfsnaam } };
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.hervat' } as const;
    await world.registratie.replaceKoppeling(old, regel);
    await assembleGegevensset(world, id);
    expect(manifestOf(world).werkgever).toEqual({
      raamwerkcontractnummer: 'RC-10001',
      bedrijfsnaam,
      nmbrsDomein: 'duinzicht',
      nmbrsBedrijfId: 4411,
    });
  });

  it('is written with its manifest last', async () => {
    const { world, subject: id } = await fetchedWorld();
    const order: string[] = [];
    const opslag = {
      ...world.opslag,
      putOnce: async (key: string, body: Uint8Array) => {
        order.push(key);
        return world.opslag.putOnce(key, body);
      },
    };
    await assembleGegevensset({ ...world, opslag }, id);
    expect(order.at(-1)).toBe(`${PREFIX}manifest.json`);
    expect(order.at(-2)).toMatch(/^vergelijking\//);
    expect(order).toHaveLength(6);
  });

  it.each(Dekkingsprofiel.options)('holds the BSN by profile, and never the token: %s', async (profiel) => {
    const { world, subject: id } = await worldWith((one) => fetched(one, goedkeuren(profiel)));
    await assembleGegevensset(world, id);
    const all = delivered(world).map((key) => textOf(world.opslag.objecten.get(key)));
    expect(all.join('').includes(BSN)).toBe(groepenFor(profiel).includes('bsn'));
    expect(all.join('')).not.toContain(TOKEN);
    const besides = ['mutaties.ndjson', 'vragen.json', 'manifest.json']
      .map((naam) => textOf(bodyOf(world, naam)))
      .join('');
    for (const canary of [BSN, 'Sterrenstof']) expect(besides).not.toContain(canary);
  });

  it.each(
    Dekkingsprofiel.options.flatMap((profiel) => [[profiel, []] as const, [profiel, TijdvakAanroep.options] as const]),
  )('has the canaries of its profile and no other, in any file: %s with %j active', async (profiel, perTijdvak) => {
    const colleagues = [10, 11, 12, 13].map((one) => werknemer(one));
    const people = [...[7, 8].map((one) => werknemer(one, { gegevens: everything })), ...colleagues];
    const world = createWorld({ perTijdvak, bedrijven: [company({ werknemers: people })] });
    const id = await fetched(world, goedkeuren(profiel));
    await assembleGegevensset(world, id);
    await completeUitwisseling(world, id);
    const changed = [...[7, 9].map((one) => werknemer(one, { gegevens: everything })), ...colleagues];
    const next = await nextDelivered(world, id, changed);
    const groepen = groepenFor(profiel).filter((groep) => groep !== 'uren' || perTijdvak.length > 0);
    const allowed = groepen.flatMap((groep) => canariesIn(KANARIES[groep]));
    const others = canariesIn(everything).filter((canary) => !allowed.includes(canary));
    const textIn = async (naam: string) => textOf(await fileOf(world, next, naam));
    for (const canary of allowed) expect(await textIn('werknemers.ndjson'), canary).toContain(canary);
    for (const canary of others) {
      for (const [key, body] of world.opslag.objecten)
        expect(textOf(body).includes(canary), `${canary} in ${key}`).toBe(false);
    }
    const withoutHashes = (text: string) => text.replaceAll(/"[\w-]{16,}"/g, '""');
    for (const [key, body] of world.opslag.objecten) {
      if (/werknemers\.(ndjson|csv)$/.test(key)) continue;
      // Of a mutatie the day on which it takes effect is told: of a schedule, a contract, a partner, a death.
      if (key.endsWith('mutaties.ndjson')) continue;
      // Of a wage code that is not on the list of a.s.r. the number is told, and not what it says.
      const told = key.endsWith('vragen.json') ? LOONCODES_OF_COMPONENTEN : [];
      for (const canary of allowed.filter((one) => !told.includes(one)))
        expect(withoutHashes(textOf(body)).includes(canary), `${canary} in ${key}`).toBe(false);
    }
  });

  it('keeps out what the profile lacks, even when a part holds it', async () => {
    const smuggled = {
      ...{ werknemerId: 1001, bsn: BSN, bankrekeningen: [{ soort: 'x' }] },
      peil: { persoon: 'tijdvak', bsn: 'tijdvak', bankrekeningen: 'tijdvak' },
    };
    const { world, subject: id } = await worldWith((one) => fetched(one, goedkeuren('verzuim')));
    await world.opslag.put(deelKey(id, 2), lines([smuggled]));
    await assembleGegevensset(world, id);
    expect(textOf(bodyOf(world, 'werknemers.ndjson'))).not.toMatch(/bsn|bankrekening/);
    expect(Object.keys(manifestOf(world).peil)).toEqual(['persoon', 'contracten', 'rooster']);
  });

  it('asks what a person should look at, and delivers all the same', async () => {
    const bare = werknemer(3, { dienstverbanden: [], salarissen: [], gegevens: {}, looncodes: [] });
    const world = createWorld({ bedrijven: [company({ werknemers: [werknemer(7), bare] })] });
    await assembleGegevensset(world, await fetched(world));
    expect(vragenOf(world).map(({ code, werknemerId }) => [code, werknemerId])).toEqual([
      ['alleen-in-lijst', 1003],
      ['geen-contract', 1003],
      ['geen-geboortedatum', 1003],
      ['geen-adres', 1003],
      ['geen-salaris', 1003],
      ['geen-rooster', 1003],
      ['geen-bsn', 1003],
      ['geen-verzekering', 1003],
    ]);
    expect(werknemersOf(world).map(({ werknemerId }) => werknemerId)).toEqual([1003, 1007]);
    expect(manifestOf(world).vragen).toBe(8);
  });

  it('asks about BSNs that cannot be one or are of two, and delivers each as it stands', async () => {
    const withBsn = (nummer: number, bsn: string) =>
      werknemer(nummer, { gegevens: WerknemerGegevens.parse({ ...werknemer(nummer).gegevens, bsn }) });
    const people = [withBsn(1, '1234.56.782'), withBsn(2, '123456782'), withBsn(3, '000000000'), werknemer(7)];
    const world = createWorld({ bedrijven: [company({ werknemers: people })] });
    await assembleGegevensset(world, await fetched(world));
    expect(werknemersOf(world).map(({ bsn }) => bsn)).toEqual(['1234.56.782', '123456782', '000000000', BSN]);
    expect(vragenOf(world).map(({ code, werknemerId }) => [code, werknemerId])).toEqual([
      ['bsn-ongeldig', 1001],
      ['bsn-ongeldig', 1003],
      ['bsn-dubbel', 1001],
      ['bsn-dubbel', 1002],
    ]);
  });

  it('asks about a 13e maand that was paid although the office said that there is none', async () => {
    const paid = LooncodeRegel.parse({ runId: 811, code: 2300, omschrijving: '13e maand', waarde: '2750.00' });
    const world = createWorld({ bedrijven: [company({ werknemers: [werknemer(7, { looncodes: [paid] })] })] });
    await assembleGegevensset(world, await fetched(world));
    expect(vragenOf(world).map(({ code }) => code)).toEqual(['dertiende-maand-niet-opgegeven']);
  });

  it('asks about a report without a line', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: [werknemer(7, { looncodes: [] })] })] });
    await assembleGegevensset(world, await fetched(world));
    expect(vragenOf(world).map(({ code }) => code)).toEqual(['geen-looncodes']);
  });

  it('has the wage codes of the list, and names the others of the run and of the components without what they say', async () => {
    const regel = (code: number) =>
      LooncodeRegel.parse({ runId: 811, code, omschrijving: `kanarie-${code}`, waarde: `${code}.11` });
    const people = [
      werknemer(7, { looncodes: [1000, 4711].map(regel) }),
      werknemer(8, {
        looncodes: [2200, 4712].map(regel),
        gegevens: WerknemerGegevens.parse({
          ...werknemer(8).gegevens,
          vasteLooncomponenten: [{ code: 9001, waarde: '9001.11' }],
        }),
      }),
    ];
    const world = createWorld({ runRapport: true, bedrijven: [company({ werknemers: people })] });
    await assembleGegevensset(world, await fetched(world, goedkeuren('pensioen')));
    expect(werknemersOf(world).map(({ looncodes }) => looncodes?.map(({ code }) => code))).toEqual([[1000], [2200]]);
    const asked = vragenOf(world).filter(({ code }) => code === 'looncode-niet-geleverd');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.tekst).toMatch(/: 4711, 4712, 9001\.$/);
    for (const [key, body] of world.opslag.objecten) {
      for (const canary of ['kanarie-471', '4711.11', '4712.11']) expect(textOf(body), key).not.toContain(canary);
    }
  });

  it('asks about wages of someone who is not in the set', async () => {
    const { world, subject: id } = await fetchedWorld();
    const key = rapportKey(id, 811, 2200);
    expect(world.opslag.objecten.has(key)).toBe(true);
    await world.opslag.put(key, lines([{ werknemerId: 4242, runId: 811, code: 2200, omschrijving: 'x', waarde: '1' }]));
    await assembleGegevensset(world, id);
    expect(vragenOf(world)).toMatchObject([{ code: 'looncodes-zonder-werknemer', werknemerId: 4242 }]);
  });

  it('of an employer without employees, of whom the controle counted none, is complete and empty, and a question', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: [werknemer(7, LEFT)] })] });
    const id = await running(world);
    world.nmbrs.bedrijven = [company({ werknemers: [] })];
    await planUitwisseling(world, id);
    await fetchDeel(world, { uitwisselingId: id, deel: 1 });
    await startRapport(world, id);
    await pollRapport(world, id);
    expect(await assembleGegevensset(world, id)).toBe('compleet');
    expect(manifestOf(world).werknemers).toBe(0);
    expect(vragenOf(world).map(({ code }) => code)).toEqual(['dga-niet-gevonden', 'geen-werknemers']);
  });
});

const LEFT = {
  soort: 'uit-dienst',
  dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind: '2026-10-31' })],
} as const;

interface Damage {
  readonly world: World;
  readonly id: UitwisselingId;
}

async function changePlan({ world, id }: Damage, change: (plan: Werkplan) => Werkplan): Promise<void> {
  const plan = jsonIn(planKey(id), world.opslag.objecten.get(planKey(id)) ?? new Uint8Array(), Werkplan);
  await world.opslag.put(planKey(id), bytes(change(plan)));
}

async function without({ world, id }: Damage, key: string): Promise<void> {
  const kept = [...world.opslag.objecten].filter(([name]) => name !== key);
  await world.opslag.removeAll(werkPrefix(id));
  for (const [name, body] of kept) await world.opslag.put(name, body);
}

const DAMAGES: readonly (readonly [code: string, name: string, damage: (damage: Damage) => Promise<void>])[] = [
  ['werkplan-ontbreekt', 'there is no plan', (one) => without(one, planKey(one.id))],
  ['deel-weg', 'the salaries are gone', (one) => without(one, deelKey(one.id, 1))],
  ['deel-weg', 'a part of employees is gone', (one) => without(one, deelKey(one.id, 3))],
  ['rapport-ontbreekt', 'a report is gone', (one) => without(one, rapportKey(one.id, 811, 2200))],
  [
    'werknemers-wijken-af',
    'an employee was not fetched',
    ({ world, id }) => world.opslag.put(deelKey(id, 2), lines([])),
  ],
  [
    'werknemers-wijken-af',
    'an employee was fetched whom the plan does not name',
    ({ world, id }) => world.opslag.put(deelKey(id, 2), lines([rowOf(1001), rowOf(5555)])),
  ],
  [
    'werknemers-wijken-af',
    'another employee was fetched than the plan names',
    ({ world, id }) => world.opslag.put(deelKey(id, 2), lines([rowOf(5555)])),
  ],
  [
    'werknemers-wijken-af',
    'the plan names one more',
    (one) =>
      changePlan(one, (plan) => ({
        ...plan,
        werknemers: [...plan.werknemers, ...plan.werknemers.slice(0, 1)],
      })),
  ],
];

describe('a data set that is not complete', () => {
  it.each(DAMAGES)('(%s) is not delivered at all: %s', async (code, _name, damage) => {
    const { world, subject: id } = await fetchedWorld();
    await damage({ world, id });
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ name: 'Defect', code });
    expect(delivered(world)).toEqual([]);
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'onvolledig', code, gestoptOp: world.klok.now() });
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      wat: 'uitwisseling.onvolledig',
      waarom: code,
    });
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ code: 'uitwisseling-loopt-niet' });
    expect(delivered(world)).toEqual([]);
  });

  it('because parts are still open is not delivered', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ code: 'delen-ontbreken' });
    expect(delivered(world)).toEqual([]);
  });

  it('because the report was never started is not delivered', async () => {
    const { world, subject: id } = await worldWith(async (one) => {
      const distributedId = await distributed(one);
      await drain(one);
      return distributedId;
    });
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ code: 'rapport-ontbreekt' });
  });

  it('because an object cannot be read is a defect that shows nothing of it', async () => {
    const { world, subject: id } = await fetchedWorld();
    await world.opslag.put(deelKey(id, 2), lines([{ ...rowOf(1001), bsn: 9, persoon: 'Sterrenstof', adressen: BSN }]));
    const error: unknown = await assembleGegevensset(world, id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'Defect', code: 'object-onleesbaar' });
    for (const canary of [BSN, 'Sterrenstof']) expect(String(error)).not.toContain(canary);
    expect(delivered(world)).toEqual([]);
  });
});

describe('the step run again', () => {
  it('writes the same bytes, whatever the clock says', async () => {
    const { world, subject: id } = await fetchedWorld();
    await assembleGegevensset(world, id);
    const first = await endState(world, ID, id);
    world.klok.advance(3_600_000);
    expect(await assembleGegevensset(world, id)).toBe('compleet');
    expect(await endState(world, ID, id)).toEqual(first);
  });

  it('never overwrites a delivered object with other bytes', async () => {
    const { world, subject: id } = await fetchedWorld();
    await assembleGegevensset(world, id);
    const first = bodyOf(world, 'werknemers.ndjson');
    await world.opslag.put(deelKey(id, 2), lines([rowOf(1001)]));
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ name: 'Defect', code: 'levering-wijkt-af' });
    expect(bodyOf(world, 'werknemers.ndjson')).toEqual(first);
  });

  it('does nothing once the exchange is closed', async () => {
    const { world, subject: id } = await fetchedWorld();
    await assembleGegevensset(world, id);
    await completeUitwisseling(world, id);
    const { ports, calls } = cuttable(world);
    expect(await assembleGegevensset(ports, id)).toBe('compleet');
    expect(calls.every((call) => call.startsWith('registratie.find'))).toBe(true);
  });

  it('after a crash anywhere delivers the same bytes', async () => {
    const { subject: id } = await fetchedWorld();
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await fetchedWorld()).world,
      step: (world) => assembleGegevensset(world, id),
      endState: (world) => endState(world, ID, id),
    });
    expect(calls.filter((call) => call === 'opslag.putOnce')).toHaveLength(6);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('cut off before the manifest leaves no manifest', async () => {
    const { world, subject: id } = await fetchedWorld();
    const whole = await fetchedWorld();
    const { ports, calls } = cuttable(whole.world);
    await assembleGegevensset(ports, whole.subject);
    const last = calls.lastIndexOf('opslag.putOnce') + 1;
    await assembleGegevensset(cuttable(world, { call: last, moment: 'before' }).ports, id).catch(() => undefined);
    expect(delivered(world)).toEqual(LEVERINGSBESTANDEN.map((naam) => `${PREFIX}${naam}`).sort());
  });

  it('is a defect before there is anything to assemble', async () => {
    const { world, subject: id } = await worldWith((one) => planned(one));
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ name: 'Defect' });
  });
});
