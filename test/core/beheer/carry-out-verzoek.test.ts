import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { cleanUp } from '../../../core/beheer/clean-up.ts';
import { Inzage } from '../../../core/beheer/export-werknemer.ts';
import { TRANSIENT } from '../../../core/errors.ts';
import type { UitwisselingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { Dienstverband, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { leveringPrefix } from '../../../core/uitwisseling/levering.ts';
import { inzageKey } from '../../../core/verzoek/verzoek.ts';
import { verifyFolder } from '../../../local/levering-cli/verify.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { firstDelivered, nextDelivered, nextFetched, type Staff, setOf } from '../deliveries.ts';
import { textOf } from '../end-state.ts';
import { signOffNow } from '../office.ts';
import { AANMELDING, agreed, carriedOutVerzoek, KOPPELING, machine, withDays } from '../verzoeken.ts';
import { assembled, auditOf, goedkeuren, koppelingOf, uitwisselingOf } from '../way.ts';
import { createWorld, type World, werknemer } from '../world.ts';

const LEAVER = 1003;
/** Of the leaver, and of nobody else: what may be found nowhere after the erasure. */
const PLANTED = ['1003', 'PN-3-uniek', 'Vertrekster', '999999011', 'NL00STER0000000003', 'Afscheidsdorp'];
const crowd = [werknemer(7), ...Array.from({ length: 12 }, (_, index) => werknemer(20 + index))];

const planted = (over: Partial<Staff[number]> = {}): Staff[number] => {
  const one = werknemer(3);
  return {
    ...one,
    vermelding: { ...one.vermelding, personeelsnummer: 'PN-3-uniek' },
    gegevens: WerknemerGegevens.parse({
      ...one.gegevens,
      persoon: { achternaam: 'Vertrekster', voorletters: 'A.\n"B"', geslacht: 'vrouw', geboortedatum: '1988-03-03' },
      bsn: '999999011',
      adressen: [{ soort: 'woonadres', plaats: 'Afscheidsdorp' }],
      bankrekeningen: [{ soort: 'Standaard', iban: 'NL00STER0000000003' }],
    }),
    ...over,
  };
};
const gone = planted({
  soort: 'uit-dienst',
  // No wages in a run after the last one: those would be a question about this number.
  looncodes: [],
  dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind: '2026-12-20' })],
});
const others = crowd;

/** November with the person in service, December in which the person left, and (if asked) January without. */
async function delivered(months: 1 | 2 | 3 = 3): Promise<{ world: World; ids: UitwisselingId[] }> {
  const { world, id } = await firstDelivered([planted(), ...others], goedkeuren('volledig'));
  const ids = [id];
  for (const _month of Array.from({ length: months - 1 })) {
    ids.push(await nextDelivered(world, ids.at(-1) ?? id, [gone, ...others]));
  }
  return { world, ids };
}

/** Everything that lies anywhere, but for what went out of the house. */
async function everything({ registratie, kluis, opslag, agenda, wachtrij, uitval, logboek, verloop }: World) {
  const exchanges = await registratie.listUitwisselingen(KOPPELING);
  const delen = await Promise.all(exchanges.map(({ uitwisselingId }) => registratie.listDelen(uitwisselingId)));
  return JSON.stringify([
    [await registratie.findAanmelding(AANMELDING), await registratie.findKoppeling(KOPPELING), exchanges, delen],
    [await registratie.listAudit(AANMELDING), await registratie.listBerichten(AANMELDING)],
    [await registratie.listVerzoeken(KOPPELING), [...verloop.verzoeken]],
    [[...kluis.geheimen.values()], [...agenda.afspraken.values()], wachtrij.wachtend, uitval.berichten, logboek],
    [...opslag.objecten].map(([key, body]) => [key, textOf(body)]),
  ]);
}

const found = async (world: World) => {
  const text = await everything(world);
  return PLANTED.filter((one) => text.includes(one));
};

/** What `npm run levering -- verify` says of a set as it lies in the store. */
async function verified(world: World, id: UitwisselingId) {
  const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-wissen-'));
  try {
    const prefix = leveringPrefix(await uitwisselingOf(world, id));
    for (const [key, body] of world.opslag.objecten) {
      if (key.startsWith(prefix)) await writeFile(join(folder, key.slice(prefix.length)), body);
    }
    return await verifyFolder(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('an export', () => {
  it('has every line of the person, and of nobody else', async () => {
    const { world, ids } = await delivered();
    const verzoekId = await carriedOutVerzoek(world, 'inzage', LEAVER);
    const document = textOf(await world.opslag.get(inzageKey(verzoekId)));
    const inzage = Inzage.loose().parse(JSON.parse(document));
    for (const one of PLANTED) expect(document, one).toContain(one);
    for (const other of ['1007', '1020', 'Sterrenstof-20', 'Sterrenstad']) expect(document, other).not.toContain(other);
    const counted = inzage.bestanden.map(({ plaats, bestanden }) => [
      plaats.replace(KOPPELING, ''),
      Object.entries(bestanden).map(([naam, regels]) => [naam, regels.length]),
    ]);
    expect(counted).toEqual([
      [
        'leveringen//2026-M11/v1/',
        [
          ['werknemers.csv', 1],
          ['werknemers.ndjson', 1],
        ],
      ],
      [
        'leveringen//2026-M12/v1/',
        [
          ['mutaties.ndjson', expect.any(Number)],
          ['werknemers.csv', 1],
          ['werknemers.ndjson', 1],
        ],
      ],
      ['vergelijking//2026-M11/v1.ndjson', [['v1.ndjson', 1]]],
      ['vergelijking//2026-M12/v1.ndjson', [['v1.ndjson', 1]]],
      ['vergelijking//2027-M01/v1.ndjson', [['v1.ndjson', 1]]],
    ]);
    const [first] = ids;
    if (first === undefined) throw new Error('nothing was delivered');
    const line = (await setOf(world, first)).werknemers.find(({ werknemerId }) => werknemerId === LEAVER);
    expect(inzage.bestanden[0]?.bestanden['werknemers.ndjson']).toEqual([line]);
    expect(inzage.bestanden[0]?.bewaardTot).toBe('2028-01-14');
    expect(inzage.register.map(({ plaats }) => plaats.replace(KOPPELING, ''))).toEqual([
      'delen van _2026-M11_v1',
      'delen van _2026-M12_v1',
    ]);
  });

  it('while an exchange runs has the working files too', async () => {
    const { world, ids } = await delivered(1);
    const [id] = ids;
    if (id === undefined) throw new Error('nothing was delivered');
    await nextFetched(world, id, [gone, ...others]);
    const verzoekId = await carriedOutVerzoek(world, 'inzage', LEAVER);
    const inzage = Inzage.loose().parse(JSON.parse(textOf(await world.opslag.get(inzageKey(verzoekId)))));
    const werk = inzage.bestanden.find(({ plaats }) => plaats.startsWith('werk/'));
    expect(Object.keys(werk?.bestanden ?? {})).toEqual(expect.arrayContaining(['plan.json', 'deel-00001.ndjson']));
  });

  it('changes nothing of what is kept', async () => {
    const { world } = await delivered();
    const before = new Map(world.opslag.objecten);
    await carriedOutVerzoek(world, 'inzage', LEAVER);
    for (const [key, body] of before) expect(world.opslag.objecten.get(key), key).toEqual(body);
  });

  it('of somebody who is in nothing is empty', async () => {
    const { world } = await delivered(1);
    const verzoekId = await carriedOutVerzoek(world, 'inzage', 4242);
    const inzage = JSON.parse(textOf(await world.opslag.get(inzageKey(verzoekId))));
    expect(inzage).toMatchObject({ bestanden: [], register: [], werknemerId: 4242 });
  });

  it('ends the same after a crash anywhere', async () => {
    const prepare = () => small('inzage');
    const { undisturbed, afterCrash } = await crashEverywhere({ prepare, step: untilDone, endState: stateOf });
    expect(afterCrash.size).toBeGreaterThan(20);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  }, 60_000);
});

/** One set of two people, of a koppeling that was stopped and of which nothing else is erased yet. */
async function small(soort: 'inzage' | 'wissen') {
  const { world } = await firstDelivered([planted(), werknemer(7)], goedkeuren('verzuim'));
  const koppeling = await koppelingOf(world, AANMELDING);
  const regel = { aanmeldingId: AANMELDING, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
  await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' }, regel);
  await agreed(world, soort, LEAVER);
  return withDays(world);
}

async function untilDone(world: World): Promise<void> {
  const [verzoek] = await world.registratie.listVerzoeken(KOPPELING);
  if (verzoek === undefined) throw new Error('no verzoek');
  await machine(world, verzoek.verzoekId);
}

const stateOf = async (world: World) => {
  const verzoeken = await world.registratie.listVerzoeken(KOPPELING);
  return {
    objecten: [...world.opslag.objecten].map(([key, body]) => [key, textOf(body)]).sort(),
    verzoeken: verzoeken.map(({ versie: _count, ...rest }) => rest),
    held: await world.registratie.findHold(KOPPELING, world.klok.now()),
    uitgevoerd: (await auditOf(world, AANMELDING)).filter((wat) => wat === 'verzoek.uitgevoerd'),
  };
};

describe('an erasure', () => {
  it('leaves nothing by which the person is known, anywhere', async () => {
    const { world } = await delivered();
    await carriedOutVerzoek(world, 'inzage', LEAVER);
    expect(await found(world)).toEqual(PLANTED);
    const verzoekId = await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect(await found(world)).toEqual([]);
    expect(await world.registratie.findVerzoek(verzoekId)).toMatchObject({
      status: 'uitgevoerd',
      tellingen: { leveringen: 2, vergelijkingen: 3 },
    });
  });

  it('leaves sets that fit their manifests, which say that somebody was taken out', async () => {
    const { world, ids } = await delivered();
    const before = await Promise.all(ids.map((id) => setOf(world, id)));
    const verzoekId = await carriedOutVerzoek(world, 'wissen', LEAVER);
    const after = await Promise.all(ids.map((id) => setOf(world, id)));
    for (const [index, id] of ids.entries()) {
      const oordeel = await verified(world, id);
      expect(oordeel?.fouten, id).toEqual([]);
      expect(oordeel?.samenvatting.includes('op verzoek'), id).toBe(index < 2);
    }
    expect(after.map(({ manifest }) => manifest.gewist?.map((one) => [one.verzoekId, one.werknemers]))).toEqual([
      [[verzoekId, 1]],
      [[verzoekId, 1]],
      undefined,
    ]);
    expect(after.map(({ manifest }) => manifest.inDienst)).toEqual([
      { nu: 13 },
      { nu: 13, verloop: { vorige: 13, erbij: 0, eraf: 0, spoorloos: 0 } },
      { nu: 13, verloop: { vorige: 13, erbij: 0, eraf: 0, spoorloos: 0 } },
    ]);
    for (const [index, set] of after.entries()) {
      const isOther = ({ werknemerId }: { werknemerId?: number | undefined }) => werknemerId !== LEAVER;
      expect(set.werknemers).toEqual(before[index]?.werknemers.filter(isOther));
      expect(set.mutaties).toEqual(before[index]?.mutaties.filter(isOther));
      expect(set.vragen).toEqual(before[index]?.vragen.filter(isOther));
    }
  });

  it('is not told by the next exchange, which compares everybody else as before', async () => {
    const { world, ids } = await delivered(2);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    const last = ids.at(-1);
    if (last === undefined) throw new Error('nothing was delivered');
    const raised = { ...werknemer(20), salarissen: werknemer(21).salarissen ?? [] };
    const next = await nextDelivered(world, last, [
      gone,
      ...others.filter((one) => one.vermelding.werknemerId !== 1020),
      raised,
    ]);
    const set = await setOf(world, next);
    expect(set.mutaties.filter(({ werknemerId }) => werknemerId === LEAVER)).toEqual([]);
    expect(set.werknemers.map(({ werknemerId }) => Number(werknemerId))).not.toContain(LEAVER);
    expect(new Set(set.mutaties.map(({ werknemerId }) => Number(werknemerId)))).toEqual(new Set([1020]));
    expect(set.manifest.inDienst.verloop).toEqual({ vorige: 13, erbij: 0, eraf: 0, spoorloos: 0 });
    expect(await found(world)).toEqual([]);
  });

  it('of somebody who comes back ends there: the new employment is told', async () => {
    const { world, ids } = await delivered(2);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    const last = ids.at(-1);
    if (last === undefined) throw new Error('nothing was delivered');
    const back = planted({
      dienstverbanden: [...(gone.dienstverbanden ?? []), Dienstverband.parse({ begin: '2027-01-20' })],
    });
    world.klok.set('2027-01-15T09:00:00.000Z');
    const set = await setOf(world, await nextDelivered(world, last, [back, ...others]));
    expect(set.werknemers.map(({ werknemerId }) => Number(werknemerId))).toContain(LEAVER);
    expect(set.mutaties.filter(({ werknemerId }) => werknemerId === LEAVER).map(({ soort }) => soort)).toContain(
      'in-dienst',
    );
  });

  it('is refused for who is still in service, with nothing touched', async () => {
    const { world } = await delivered(1);
    const before = new Map(world.opslag.objecten);
    const verzoekId = await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect(await world.registratie.findVerzoek(verzoekId)).toMatchObject({
      status: 'geweigerd',
      code: 'werknemer-in-dienst',
    });
    expect(world.opslag.objecten).toEqual(before);
    expect(await world.registratie.findHold(KOPPELING, world.klok.now())).toBeUndefined();
    expect(JSON.stringify(await world.registratie.listVerzoeken(KOPPELING))).not.toContain(String(LEAVER));
  });

  it('is carried out for who was in service when the werkgever was signed off', async () => {
    const { world, ids } = await delivered(1);
    await signOffNow(world, AANMELDING, { direct: true });
    await endKoppeling(world, AANMELDING);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect(await found(world)).toEqual([]);
    const [id] = ids;
    if (id === undefined) throw new Error('nothing was delivered');
    expect((await verified(world, id))?.fouten).toEqual([]);
  });

  it('takes a number out of the question about another who has the same BSN', async () => {
    const twin = werknemer(20, { gegevens: { ...werknemer(20).gegevens, bsn: '999999011' } });
    const people = [...others.filter((one) => one.vermelding.werknemerId !== 1020), twin];
    const { world, id } = await firstDelivered([planted(), ...people], goedkeuren('volledig'));
    const next = await nextDelivered(world, id, [gone, ...people]);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect((await found(world)).filter((one) => one !== '999999011')).toEqual([]);
    expect((await verified(world, next))?.fouten).toEqual([]);
    const { vragen } = await setOf(world, next);
    expect(vragen.find(({ code }) => code === 'bsn-dubbel')?.tekst).toContain('bij werknemer (op verzoek gewist)');
  });

  it('removes what was never delivered, and marks each rewritten object with its day', async () => {
    const { world } = await delivered(2);
    const orphan = `leveringen/${KOPPELING}/2027-M01/v9/werknemers.ndjson`;
    await world.opslag.put(orphan, new TextEncoder().encode(`${JSON.stringify({ werknemerId: LEAVER })}\n`));
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect(world.opslag.objecten.has(orphan)).toBe(false);
    const marks = [...world.opslag.objecten.keys()].filter((key) => key.startsWith('vervalt/'));
    expect(marks.map((key) => key.replace(KOPPELING, '')).sort()).toEqual([
      'vervalt/2028-01-14/leveringen//2026-M11/v1/manifest.json',
      'vervalt/2028-01-14/vergelijking//2026-M11/v1.ndjson',
      'vervalt/2028-02-19/leveringen//2026-M12/v1/manifest.json',
      'vervalt/2028-02-19/vergelijking//2026-M12/v1.ndjson',
    ]);
  });

  it('keeps nobody else longer: a rewritten set goes on the day on which it would have gone', async () => {
    const { world } = await delivered(2);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    const left = () => [...world.opslag.objecten.keys()].map((key) => key.replace(KOPPELING, '').split('/')[2]);
    world.klok.set('2028-01-13T09:00:00.000Z');
    await cleanUp(world);
    expect(new Set(left())).toEqual(new Set(['2026-M11', '2026-M12', 'leveringen', 'vergelijking']));
    world.klok.set('2028-01-14T09:00:00.000Z');
    expect(await cleanUp(world)).toEqual({ uitkomst: 'klaar', gewist: 0, verwijderd: 2 });
    expect(left()).not.toContain('2026-M11');
    expect(left()).toContain('2026-M12');
    world.klok.set('2028-02-19T09:00:00.000Z');
    await cleanUp(world);
    expect([...world.opslag.objecten.keys()]).toEqual([]);
  });

  it('ends the same after a crash anywhere', async () => {
    const prepare = () => small('wissen');
    const { calls, undisturbed, afterCrash } = await crashEverywhere({ prepare, step: untilDone, endState: stateOf });
    expect(calls).toEqual(expect.arrayContaining(['opslag.rewrite', 'opslag.removeEarlier', 'registratie.eraseDelen']));
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  }, 60_000);
});

describe('an erasure and an exchange of the same koppeling', () => {
  it('wait for each other: what runs is brought to its end first', async () => {
    const world = createWorld();
    const id = await assembled(world, goedkeuren('volledig'));
    const verzoekId = await agreed(world, 'wissen', 1001);
    expect(await machine(world, verzoekId)).toBe('wacht');
    expect(await world.registratie.findHold(KOPPELING, world.klok.now())).toBeUndefined();
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
  });

  it('wait for each other: one that begins meanwhile stands at its gate, and before its plan', async () => {
    const { world, ids } = await delivered(2);
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    const hold = () => world.registratie.holdKoppeling(verzoekId, LATER, world.klok.now());
    const last = ids.at(-1);
    if (last === undefined) throw new Error('nothing was delivered');
    await hold();
    await expect(nextFetched(world, last, [gone, ...others])).rejects.toThrow(/says wacht/);
    const third = (await world.registratie.listUitwisselingen(KOPPELING)).at(-1)?.uitwisselingId;
    if (third === undefined) throw new Error('the third did not start');
    await world.registratie.releaseKoppeling(verzoekId);
    expect(await checkRun(world, third)).toEqual({ uitkomst: 'run-vergrendeld' });
    await hold();
    await expect(planUitwisseling(world, third)).rejects.toMatchObject({
      name: TRANSIENT,
      code: 'koppeling-wordt-gewist',
    });
    expect(await machine(world, verzoekId)).toBe('wacht');
    await planUitwisseling(world, third);
    expect(await uitwisselingOf(world, third)).toMatchObject({ status: 'loopt', resterend: expect.any(Number) });
  });

  it('do not wait for an erasure that died: its hold ends', async () => {
    const { world } = await delivered(2);
    const died = await agreed(world, 'wissen', 1007);
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    const nu = world.klok.now();
    await world.registratie.holdKoppeling(died, LATER, nu);
    expect(await machine(world, verzoekId)).toBe('wacht');
    await world.registratie.holdKoppeling(died, nu, nu);
    expect(await machine(world, verzoekId)).toBe('klaar');
  });
});

const LATER = Tijdstip.parse('2027-12-31T00:00:00.000Z');
