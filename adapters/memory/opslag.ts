import type { Herschrijving, Opslag, Restanten } from '../../core/invoer/ports/opslag.ts';
import { DAY_MS, epochMs, Tijdstip } from '../../core/kalender/tijd.ts';
import {
  assertExpired,
  assertOneLevering,
  assertRemovable,
  assertRewritable,
  assertSame,
} from '../../core/uitwisseling/ports/removable.ts';
import { sha256 } from '../node/sha256.ts';

export interface MemoryOpslag extends Opslag, Restanten, Herschrijving {
  readonly objecten: ReadonlyMap<string, Uint8Array>;
  /** Removes what the rules of the bucket have removed by now: below each prefix what was written so many days ago. */
  laatVerlopen(dagen: Readonly<Record<string, number>>): void;
}

const PAGE = 1000;
const OOIT = Tijdstip.parse('2000-01-01T00:00:00.000Z');

/** `nu`: when something is written; without it long ago. `pagina`: how many keys a part of a list has. */
export function createMemoryOpslag(nu: () => Tijdstip = () => OOIT, pagina = PAGE): MemoryOpslag {
  const objecten = new Map<string, Uint8Array>();
  const geschreven = new Map<string, Tijdstip>();
  const write = (key: string, body: Uint8Array): void => {
    objecten.set(key, Uint8Array.from(body));
    geschreven.set(key, nu());
  };
  const keysBelow = (prefix: string): string[] => [...objecten.keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    objecten,
    laatVerlopen(dagen) {
      const nuMs = epochMs(nu());
      for (const [prefix, aantal] of Object.entries(dagen))
        for (const key of keysBelow(prefix))
          if (epochMs(geschreven.get(key) ?? OOIT) + aantal * DAY_MS <= nuMs) objecten.delete(key);
    },
    async put(key, body) {
      write(key, body);
    },
    async putOnce(key, body) {
      if (objecten.has(key)) return 'bestaat-al';
      write(key, body);
      return 'geschreven';
    },
    async get(key) {
      const body = objecten.get(key);
      return body === undefined ? undefined : Uint8Array.from(body);
    },
    async getPart(key, vanaf, aantal) {
      return objecten.get(key)?.slice(vanaf, vanaf + aantal);
    },
    async list(prefix) {
      return keysBelow(prefix);
    },
    async removeAll(prefix) {
      assertRemovable(prefix);
      for (const key of keysBelow(prefix)) objecten.delete(key);
    },
    async listPart(prefix, na = '') {
      const after = keysBelow(prefix).filter((key) => key > na);
      const page = after.slice(0, pagina).map((key) => ({ key, geschrevenOp: geschreven.get(key) ?? OOIT }));
      return { objecten: page, meer: after.length > pagina };
    },
    async removeUnfinished(prefix) {
      assertOneLevering(prefix);
      if (objecten.has(`${prefix}manifest.json`)) return 'geleverd';
      for (const key of keysBelow(prefix)) objecten.delete(key);
      return 'verwijderd';
    },
    async removeExpired(prefixOrKey, mark) {
      assertExpired(prefixOrKey, mark);
      for (const key of keysBelow(prefixOrKey)) objecten.delete(key);
      objecten.delete(mark);
    },
    measure: async (pieces) => omvangOf(await wholeOf(pieces)),
    async rewrite(key, pieces, expected) {
      assertRewritable(key);
      const body = await wholeOf(pieces);
      assertSame(sha256(body), expected);
      write(key, body);
    },
    // There are no earlier versions here.
    removeEarlier: async (key) => assertRewritable(key),
  };
}

const omvangOf = (body: Uint8Array) => ({ bytes: body.byteLength, sha256: sha256(body) });

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  // A piece may be a view of bytes that are used again.
  for await (const piece of pieces) all.push(Uint8Array.from(piece));
  return Buffer.concat(all);
}
