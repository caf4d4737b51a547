import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFECT, TRANSIENT, Transient } from '../../core/errors.ts';
import type { Herschrijving, Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const newPrefix = (kind: 'werk' | 'leveringen' | 'vergelijking' | 'verzoeken'): string => `${kind}/${randomUUID()}/`;

/** What every opslag does. `opslagOf` is called inside a test and may give the same one each time. */
export function describeOpslagContract(name: string, opslagOf: () => Opslag & Restanten & Herschrijving): void {
  describe(`opslag: ${name}`, () => {
    it.each([70_000, 12_000_000])('gives an object of %i bytes back byte for byte', async (length) => {
      const opslag = opslagOf();
      const key = `${newPrefix('werk')}deel-1.json`;
      const body = new Uint8Array(length).map((_, index) => index % 256);
      await opslag.put(key, body);
      expect(Buffer.from((await opslag.get(key)) ?? []).equals(Buffer.from(body))).toBe(true);
    });

    it('gives an empty object back as empty, not as absent', async () => {
      const opslag = opslagOf();
      const key = `${newPrefix('werk')}leeg`;
      await opslag.put(key, new Uint8Array());
      expect(await opslag.get(key)).toHaveLength(0);
    });

    it('gives nothing for a key that was never written', async () => {
      expect(await opslagOf().get(`${newPrefix('werk')}niets`)).toBeUndefined();
    });

    it('gives a piece of an object: fewer bytes at its end, none past it, nothing for a key that was never written', async () => {
      const opslag = opslagOf();
      const prefix = newPrefix('werk');
      await opslag.put(`${prefix}deel-1.ndjson`, bytes('0123456789'));
      await opslag.put(`${prefix}leeg`, new Uint8Array());
      const piece = async (name: string, vanaf: number, aantal: number) =>
        new TextDecoder().decode(await opslag.getPart(`${prefix}${name}`, vanaf, aantal));
      expect(await piece('deel-1.ndjson', 0, 4)).toBe('0123');
      expect(await piece('deel-1.ndjson', 4, 4)).toBe('4567');
      expect(await piece('deel-1.ndjson', 8, 4)).toBe('89');
      expect(await opslag.getPart(`${prefix}deel-1.ndjson`, 10, 4)).toHaveLength(0);
      expect(await opslag.getPart(`${prefix}leeg`, 0, 4)).toHaveLength(0);
      expect(await opslag.getPart(`${prefix}niets`, 0, 4)).toBeUndefined();
    });

    it('replaces an object that is put again', async () => {
      const opslag = opslagOf();
      const key = `${newPrefix('werk')}deel-1.json`;
      await opslag.put(key, bytes('oud'));
      await opslag.put(key, bytes('nieuw'));
      expect(await opslag.get(key)).toEqual(bytes('nieuw'));
    });

    it('removes a set that has no manifest, and no other', async () => {
      const opslag = opslagOf();
      const [open, done] = [`${newPrefix('leveringen')}2026-M11/v1/`, `${newPrefix('leveringen')}2026-M11/v1/`];
      for (const prefix of [open, done]) await opslag.putOnce(`${prefix}werknemers.ndjson`, bytes('x'));
      await opslag.putOnce(`${done}manifest.json`, bytes('x'));
      expect(await opslag.removeUnfinished(open)).toBe('verwijderd');
      expect(await opslag.removeUnfinished(open)).toBe('verwijderd');
      expect(await opslag.removeUnfinished(done)).toBe('geleverd');
      expect([await opslag.list(open), await opslag.list(done)]).toEqual([
        [],
        [`${done}manifest.json`, `${done}werknemers.ndjson`],
      ]);
    });

    it.each(['leveringen/', 'leveringen/kop-1/', 'leveringen/kop-1/2026-M11/', 'werk/kop-1/2026-M11/v1/'])(
      'removes nothing as a set that is none: %s',
      async (prefix) => {
        await expect(opslagOf().removeUnfinished(prefix)).rejects.toMatchObject({ name: DEFECT });
      },
    );

    it('lists a thousand at a time, sorted, with when each was written', async () => {
      const opslag = opslagOf();
      const prefix = newPrefix('leveringen');
      const keys = Array.from({ length: 1003 }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);
      for (let start = 0; start < keys.length; start += 25) {
        await Promise.all(keys.slice(start, start + 25).map((key) => opslag.put(key, bytes('x'))));
      }
      const first = await opslag.listPart(prefix);
      const rest = await opslag.listPart(prefix, first.objecten.at(-1)?.key);
      expect([...first.objecten, ...rest.objecten].map(({ key }) => key)).toEqual(keys);
      expect([first.objecten.length, first.meer, rest.meer]).toEqual([1000, true, false]);
      expect(first.objecten[0]?.geschrevenOp).toMatch(/^20\d\d-.*Z$/);
    });

    it('writes once: what is there stays, byte for byte', async () => {
      const opslag = opslagOf();
      const key = `${newPrefix('leveringen')}manifest.json`;
      expect(await opslag.putOnce(key, bytes('eerste'))).toBe('geschreven');
      expect(await opslag.putOnce(key, bytes('tweede'))).toBe('bestaat-al');
      expect(await opslag.get(key)).toEqual(bytes('eerste'));
    });

    it('does not change when the writer changes its bytes afterwards', async () => {
      const opslag = opslagOf();
      const key = `${newPrefix('werk')}deel-1.json`;
      const body = bytes('deel');
      await opslag.put(key, body);
      body.fill(0);
      expect(await opslag.get(key)).toEqual(bytes('deel'));
    });

    it('lists the keys below a prefix, sorted, and no others', async () => {
      const opslag = opslagOf();
      const prefix = newPrefix('werk');
      const keys = ['b.json', 'a-10.json', 'a-1.json', 'onder/c.json'].map((one) => `${prefix}${one}`);
      for (const key of [...keys, `${newPrefix('werk')}b.json`]) await opslag.put(key, bytes('x'));
      expect(await opslag.list(prefix)).toEqual(keys.toSorted());
      expect(await opslag.list(newPrefix('werk'))).toEqual([]);
    });

    it.each(['werk', 'vergelijking', 'verzoeken'] as const)(
      'removes what is below a prefix of %s and nothing beside it; removing nothing is fine',
      async (kind) => {
        const opslag = opslagOf();
        const [prefix, other] = [newPrefix(kind), newPrefix(kind)];
        await opslag.put(`${prefix}deel-1.json`, bytes('x'));
        await opslag.put(`${other}deel-1.json`, bytes('x'));
        await opslag.removeAll(prefix);
        await opslag.removeAll(prefix);
        expect(await opslag.list(prefix)).toEqual([]);
        expect(await opslag.list(other)).toHaveLength(1);
      },
    );

    it.each(['', 'werk/', 'werk/half', 'vergelijking/', 'vergelijking/half', 'leveringen/kop/2026-M11/v1/'])(
      'refuses to remove %j: deliveries stay, and only one exchange goes at a time',
      async (prefix) => {
        await expect(opslagOf().removeAll(prefix)).rejects.toMatchObject({ name: DEFECT });
      },
    );

    it('removes what is over and its mark, and nothing beside them', async () => {
      const opslag = opslagOf();
      const set = `${newPrefix('leveringen')}2026-M11/v1/`;
      const other = set.replace('/v1/', '/v10/');
      const mark = `vervalt/2028-01-14/${set}manifest.json`;
      for (const key of [`${set}manifest.json`, `${set}werknemers.ndjson`, `${other}manifest.json`, mark]) {
        await opslag.put(key, bytes('x'));
      }
      await opslag.removeExpired(set, mark);
      await opslag.removeExpired(set, mark);
      expect([await opslag.list(set), await opslag.list(other), await opslag.list(mark)]).toEqual([
        [],
        [`${other}manifest.json`],
        [],
      ]);
    });

    it.each([
      ['leveringen/kop-1/', 'vervalt/2028-01-14/leveringen/kop-1/2026-M11/v1/manifest.json'],
      ['leveringen/kop-1/2026-M11/v1/', 'vervalt/2028-01-14/leveringen/kop-1/2026-M12/v1/manifest.json'],
      ['vergelijking/kop-1/', 'vervalt/2028-01-14/vergelijking/kop-1/2026-M11/v1.ndjson'],
      ['leveringen/kop-1/2026-M11/v1/', 'leveringen/kop-1/2026-M11/v1/manifest.json'],
    ])('removes nothing as over that no mark is about: %s by %s', async (prefix, mark) => {
      await expect(opslagOf().removeExpired(prefix, mark)).rejects.toMatchObject({ name: DEFECT });
    });

    it.each([0, 70_000, 9_000_000])('rewrites an object to %i bytes, and tells how large it is', async (length) => {
      const opslag = opslagOf();
      const key = `${newPrefix('leveringen')}2026-M11/v1/werknemers.ndjson`;
      await opslag.putOnce(key, bytes('er was eens'));
      const body = new Uint8Array(length).map((_, index) => index % 251);
      const omvang = { bytes: length, sha256: sha256Of(body) };
      expect(await opslag.measure(inPieces(body))).toEqual(omvang);
      await opslag.rewrite(key, inPieces(body), omvang.sha256);
      await opslag.removeEarlier(key);
      expect(Buffer.from((await opslag.get(key)) ?? []).equals(Buffer.from(body))).toBe(true);
    });

    it.each([10, 9_000_000])(
      'leaves an object what it was when %i bytes are not those that were to come',
      async (length) => {
        const opslag = opslagOf();
        const key = `${newPrefix('leveringen')}2026-M11/v1/werknemers.ndjson`;
        await opslag.put(key, bytes('heel'));
        const other = sha256Of(bytes('iets anders'));
        await expect(opslag.rewrite(key, inPieces(new Uint8Array(length)), other)).rejects.toMatchObject({
          ...{ name: TRANSIENT, code: 'opslag.andere-bytes' },
        });
        expect(await opslag.get(key)).toEqual(bytes('heel'));
      },
    );

    it('leaves an object what it was when the pieces break off', async () => {
      const opslag = opslagOf();
      const key = `${newPrefix('vergelijking')}2026-M11/v1.ndjson`;
      await opslag.put(key, bytes('heel'));
      async function* broken() {
        yield bytes('half');
        throw new Transient({ code: 'weg', message: 'the rest did not come' });
      }
      await expect(opslag.rewrite(key, broken(), sha256Of(bytes('half')))).rejects.toMatchObject({ code: 'weg' });
      expect(await opslag.get(key)).toEqual(bytes('heel'));
    });

    it.each(['werk/kop-1_2026-M11_v1/deel-00001.ndjson', 'leveringen/kop-1/', 'verzoeken/kop-1/x/y', 'iets'])(
      'rewrites nothing but what was delivered and what is compared with: not %s',
      async (key) => {
        const opslag = opslagOf();
        await expect(opslag.rewrite(key, inPieces(bytes('x')), sha256Of(bytes('x')))).rejects.toMatchObject({
          name: DEFECT,
        });
        await expect(opslag.removeEarlier(key)).rejects.toMatchObject({ name: DEFECT });
      },
    );
  });
}

const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Pieces of very different lengths, each in the same bytes of memory. */
async function* inPieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(3_000_000);
  for (let start = 0, length = 1; start < body.byteLength; start += length, length = 1 + ((length * 7) % 2_999_999)) {
    const piece = body.subarray(start, start + length);
    memory.set(piece);
    yield memory.subarray(0, piece.byteLength);
  }
}
