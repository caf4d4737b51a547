import { describe, expect, it } from 'vitest';
import { carryOutVerzoek } from '../../../core/beheer/carry-out-verzoek.ts';
import { DEFECT, TRANSIENT } from '../../../core/errors.ts';
import type { VerzoekId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { confirmLevering } from '../../../core/levering/confirm-levering.ts';
import { Dienstverband, WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { manifestKey } from '../../../core/uitwisseling/levering.ts';
import { inzageKey, verzoekPrefix } from '../../../core/verzoek/verzoek.ts';
import { Killed } from '../crash-matrix.ts';
import { firstDelivered, nextDelivered, setOf } from '../deliveries.ts';
import { textOf } from '../end-state.ts';
import { AANMELDING, agreed, carriedOutVerzoek, KOPPELING, machine, withDays } from '../verzoeken.ts';
import { goedkeuren, koppelingOf, uitwisselingOf } from '../way.ts';
import { type World, werknemer } from '../world.ts';

const LEAVER = 1003;
const OTHER_LEAVER = 1004;
const left = (id: number) =>
  werknemer(id, {
    soort: 'uit-dienst',
    looncodes: [],
    dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind: '2026-12-20' })],
  });

/** November with both in service, December in which both left. */
async function delivered(rest = [werknemer(7), ...Array.from({ length: 12 }, (_, index) => werknemer(20 + index))]) {
  const { world, id } = await firstDelivered([werknemer(3), werknemer(4), ...rest], goedkeuren('volledig'));
  const second = await nextDelivered(world, id, [left(3), left(4), ...rest]);
  return { world, ids: [id, second], last: second, rest };
}

/** As it is when a step of the machine begins to erase. */
async function searched(world: World, verzoekId: VerzoekId): Promise<void> {
  for (;;) {
    const verzoek = await world.registratie.findVerzoek(verzoekId);
    if (verzoek?.status !== 'loopt' || verzoek.fase === 'wissen') return;
    await carryOutVerzoek(withDays(world), verzoekId);
  }
}

const objectsOf = (world: World) => [...world.opslag.objecten].map(([key, body]) => [key, textOf(body)]).sort();
const holds = async (world: World, werknemerId: number): Promise<string[]> =>
  [...world.opslag.objecten].filter(([, body]) => textOf(body).includes(String(werknemerId))).map(([key]) => key);

/** Just before the n-th of these calls of a step another run of it goes to the end of all: the step was given up, and is not dead. */
async function overtaken(prepare: () => Promise<{ world: World; verzoekId: VerzoekId }>, call: string, nth: number) {
  const { world, verzoekId } = await prepare();
  let seen = 0;
  let isOvertaken = false;
  const opslag = new Proxy(world.opslag, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (name !== call || typeof method !== 'function') return method;
      return async (...input: unknown[]): Promise<unknown> => {
        // Of a file that is read in one piece no half can be another's.
        if (name !== 'getPart' || input[1] !== 0) seen += 1;
        if (seen === nth && !isOvertaken) {
          isOvertaken = true;
          await machine(world, verzoekId);
        }
        return Reflect.apply(method, target, input);
      };
    },
  });
  const slow = await carryOutVerzoek({ ...withDays(world), opslag }, verzoekId).catch(({ name }: Error) => name);
  await machine(world, verzoekId);
  return { happened: isOvertaken, slow, objecten: objectsOf(world) };
}

describe('a step that was given up and goes on beside the next run of it', () => {
  // Read in two pieces, so that what is read can be half of one version and half of the other.
  const long = werknemer(7, {
    gegevens: WerknemerGegevens.parse({
      ...werknemer(7).gegevens,
      persoon: { achternaam: 'L'.repeat(4_200_000), geslacht: 'onbekend', geboortedatum: '1990-01-01' },
    }),
  });
  const prepare = async () => {
    const { world } = await firstDelivered([werknemer(3), long], goedkeuren('verzuim'));
    const koppeling = await koppelingOf(world, AANMELDING);
    const regel = { aanmeldingId: AANMELDING, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' }, regel);
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    await searched(world, verzoekId);
    return { world, verzoekId };
  };

  it.each(['getPart', 'put', 'rewrite', 'removeEarlier'])(
    'takes nothing of anybody else away, nor puts anything back: overtaken before each %s',
    async (call) => {
      const undisturbed = await overtaken(prepare, call, Number.POSITIVE_INFINITY);
      expect(undisturbed.slow).toEqual({ uitkomst: 'verder' });
      for (let nth = 1; ; nth += 1) {
        const { happened, objecten } = await overtaken(prepare, call, nth);
        if (!happened) return expect(nth).toBeGreaterThan(1);
        expect(objecten.map(([key]) => key)).toEqual(undisturbed.objecten.map(([key]) => key));
        for (const [index, [key, text]] of objecten.entries()) {
          expect(text === undisturbed.objecten[index]?.[1], `${key}, overtaken before ${call} ${nth}`).toBe(true);
        }
      }
    },
    120_000,
  );

  it('does not take for done what the next run could not end: what the files were before goes too', async () => {
    const { world, last } = await delivered();
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    await searched(world, verzoekId);
    await carryOutVerzoek(withDays(world), verzoekId);
    const manifest = manifestKey(await uitwisselingOf(world, last));
    const removeEarlier = () => Promise.reject(new Killed('all is written anew, and nothing removed'));
    const dying = { ...withDays(world), opslag: { ...world.opslag, removeEarlier } };
    let isOvertaken = false;
    const get = async (key: string) => {
      const body = await world.opslag.get(key);
      if (key !== manifest || isOvertaken) return body;
      isOvertaken = true;
      await expect(carryOutVerzoek(dying, verzoekId)).rejects.toBeInstanceOf(Killed);
      return body;
    };
    const slow = { ...withDays(world), opslag: { ...world.opslag, get } };
    await expect(carryOutVerzoek(slow, verzoekId)).rejects.toMatchObject({ code: 'levering-wijkt-af' });
    expect(await world.registratie.findVerzoek(verzoekId)).not.toMatchObject({
      na: manifest.replace('manifest.json', ''),
    });
  });

  /** All is put aside; the document is made next. */
  const found = async () => {
    const { world } = await delivered();
    const verzoekId = await agreed(world, 'inzage', LEAVER);
    const places = [...world.opslag.objecten.keys()].filter((key) => /manifest|vergelijking/.test(key)).length;
    for (let step = 0; step < places; step += 1) await carryOutVerzoek(withDays(world), verzoekId);
    return { world, verzoekId };
  };

  it.each(['list', 'get', 'putOnce', 'removeAll'])('leaves an export whole: overtaken before each %s', async (call) => {
    const undisturbed = await overtaken(found, call, Number.POSITIVE_INFINITY);
    expect(undisturbed.slow).toEqual({ uitkomst: 'klaar' });
    for (let nth = 1; ; nth += 1) {
      const { happened, objecten } = await overtaken(found, call, nth);
      if (!happened) return expect(nth).toBeGreaterThan(1);
      expect(objecten, `overtaken before ${call} ${nth}`).toEqual(undisturbed.objecten);
    }
  });
});

describe('a set that is not what its manifest says', () => {
  it('is left alone: its new manifest would say that it is in order', async () => {
    const { world, last } = await delivered();
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    await searched(world, verzoekId);
    const prefix = manifestKey(await uitwisselingOf(world, last)).replace('manifest.json', '');
    const key = `${prefix}werknemers.ndjson`;
    const text = textOf(await world.opslag.get(key));
    await world.opslag.put(key, new TextEncoder().encode(text.replace('Sterrenstof-20', 'Sterrenstof-99')));
    const before = objectsOf(world).filter(([one]) => one?.startsWith(prefix));
    await expect(machine(world, verzoekId)).rejects.toMatchObject({ name: TRANSIENT, code: 'levering-wijkt-af' });
    expect(objectsOf(world).filter(([one]) => one?.startsWith(prefix))).toEqual(before);
    await world.opslag.put(key, new TextEncoder().encode(text));
    expect(await machine(world, verzoekId)).toBe('klaar');
  });
});

describe('a file with a line that has the number and cannot be read', () => {
  it.each(['inzage', 'wissen'] as const)('ends %s with a defect: nobody can say whose it is', async (soort) => {
    const { world } = await delivered();
    const key = `vergelijking/${KOPPELING}/2026-M10/v1.ndjson`;
    await world.opslag.put(key, new TextEncoder().encode(`{"werknemerId":${LEAVER}\n`));
    const verzoekId = await agreed(world, soort, LEAVER);
    await expect(machine(world, verzoekId)).rejects.toMatchObject({ name: DEFECT, code: 'object-onleesbaar' });
  });
});

describe('a set of a version that is not known here', () => {
  it('is left alone: what it counts besides might not fit any more', async () => {
    const { world, last } = await delivered();
    const key = manifestKey(await uitwisselingOf(world, last));
    const later = { ...(await setOf(world, last)).manifest, schemaVersie: 5 };
    await world.opslag.put(key, new TextEncoder().encode(JSON.stringify(later)));
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    await expect(machine(world, verzoekId)).rejects.toMatchObject({ name: DEFECT, code: 'object-onleesbaar' });
    expect(JSON.parse(textOf(await world.opslag.get(key)))).toEqual(later);
  });
});

describe('a set of the first version that others read', () => {
  it('is rewritten too, and what it has besides stays', async () => {
    const { world, ids } = await delivered();
    const [first] = ids;
    if (first === undefined) throw new Error('nothing was delivered');
    const key = manifestKey(await uitwisselingOf(world, first));
    const { inDienst, peil, werkgever, ...rest } = (await setOf(world, first)).manifest;
    const older = { ...rest, schemaVersie: 2, loonheffingennummer: 'zoals toen' };
    await world.opslag.put(key, new TextEncoder().encode(JSON.stringify(older)));
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    const now = JSON.parse(textOf(await world.opslag.get(key)));
    const { werknemers, bestanden, gewist, ...same } = now;
    const { werknemers: were, bestanden: _proofs, ...asBefore } = older;
    expect(same).toEqual(asBefore);
    expect([werknemers, gewist.length]).toEqual([were - 1, 1]);
    expect(await holds(world, LEAVER)).toEqual([]);
    expect([inDienst.nu, Object.keys(peil).length > 0, werkgever.bedrijfsnaam.length > 0]).toEqual([15, true, true]);
  });
});

describe('two requests of one koppeling', () => {
  it('do not erase in each other’s half-done sets: the one that died goes first', async () => {
    const { world, ids } = await delivered();
    const died = await agreed(world, 'wissen', LEAVER);
    await searched(world, died);
    const rewrite = () => Promise.reject(new Killed('the manifest is there, and not one of its files'));
    const dying = { ...withDays(world), opslag: { ...world.opslag, rewrite } };
    await expect(carryOutVerzoek(dying, died)).rejects.toBeInstanceOf(Killed);
    world.klok.advance(60 * 60_000);
    const other = await agreed(world, 'wissen', OTHER_LEAVER);
    expect(await machine(world, other)).toBe('wacht');
    expect(await machine(world, died)).toBe('klaar');
    expect(await machine(world, other)).toBe('klaar');
    for (const id of ids) {
      const { manifest, werknemers } = await setOf(world, id);
      expect(manifest.gewist?.map(({ verzoekId }) => verzoekId)).toEqual([died, other]);
      expect(manifest.werknemers).toBe(werknemers.length);
    }
    expect([await holds(world, LEAVER), await holds(world, OTHER_LEAVER)]).toEqual([[], []]);
  });

  it('of access and then erasure come in that order: the export is whole, and goes with the person', async () => {
    const { world } = await delivered();
    const inzage = await agreed(world, 'inzage', LEAVER);
    world.klok.advance(1000);
    const wissen = await agreed(world, 'wissen', LEAVER);
    expect(await machine(world, wissen)).toBe('wacht');
    expect(await machine(world, inzage)).toBe('klaar');
    expect(textOf(await world.opslag.get(inzageKey(inzage)))).toContain('werknemers.ndjson');
    expect(await machine(world, wissen)).toBe('klaar');
    expect(await world.opslag.list(verzoekPrefix(inzage))).toEqual([]);
  });

  it('of erasure and then access: who is being erased is not read half, and nothing that was put aside stays', async () => {
    const { world } = await delivered();
    const wissen = await agreed(world, 'wissen', LEAVER);
    world.klok.advance(1000);
    const inzage = await agreed(world, 'inzage', LEAVER);
    await carryOutVerzoek(withDays(world), inzage);
    expect(await world.opslag.list(verzoekPrefix(inzage))).not.toEqual([]);
    await searched(world, wissen);
    expect(await machine(world, inzage)).toBe('wacht');
    expect(await machine(world, wissen)).toBe('klaar');
    expect(await world.opslag.list(verzoekPrefix(inzage))).toEqual([]);
    expect(await machine(world, inzage)).toBe('klaar');
    expect(JSON.parse(textOf(await world.opslag.get(inzageKey(inzage))))).toMatchObject({ bestanden: [] });
  });
});

describe('an erasure that was held up', () => {
  it('is refused when a set has come meanwhile in which the person is back, with nothing erased', async () => {
    const { world, last, rest } = await delivered();
    const verzoekId = await agreed(world, 'wissen', LEAVER);
    await carryOutVerzoek(withDays(world), verzoekId);
    world.klok.advance(60 * 60_000);
    const back = werknemer(3, {
      dienstverbanden: [...(left(3).dienstverbanden ?? []), Dienstverband.parse({ begin: '2027-01-05' })],
    });
    await nextDelivered(world, last, [back, left(4), ...rest]);
    const before = objectsOf(world);
    expect(await machine(world, verzoekId)).toBe('klaar');
    expect(await world.registratie.findVerzoek(verzoekId)).toMatchObject({ status: 'geweigerd' });
    expect(objectsOf(world)).toEqual(before);
  });
});

describe('the word of a.s.r. that it has a set', () => {
  const confirm = (world: World, uitwisselingId: Parameters<typeof uitwisselingOf>[1], manifest: Uint8Array) =>
    confirmLevering(world, {
      uitwisselingId,
      formulier: { manifestSha256: world.identiteit.digest(manifest) },
      door: 'lezer:x',
    });
  const manifestOf = async (world: World, id: Parameters<typeof uitwisselingOf>[1]) =>
    (await world.opslag.get(manifestKey(await uitwisselingOf(world, id)))) ?? new Uint8Array();

  it('stays when somebody was taken out of the set, and else is of the set as it lies there now', async () => {
    const { world, ids, last } = await delivered();
    const [first] = ids;
    if (first === undefined) throw new Error('nothing was delivered');
    const read = await manifestOf(world, last);
    expect(await confirm(world, first, await manifestOf(world, first))).toMatchObject({ uitkomst: 'ontvangen' });
    const { ontvangenOp } = { ontvangenOp: undefined, ...(await uitwisselingOf(world, first)) };
    expect(Tijdstip.safeParse(ontvangenOp).success).toBe(true);
    await carriedOutVerzoek(world, 'wissen', LEAVER);
    expect(await uitwisselingOf(world, first)).toMatchObject({ ontvangenOp });
    expect(await confirm(world, last, read)).toEqual({ uitkomst: 'ander-manifest' });
    expect(await confirm(world, last, await manifestOf(world, last))).toMatchObject({ uitkomst: 'ontvangen' });
    expect((await world.registratie.findKoppeling(KOPPELING))?.status).toBe('actief');
  });
});
