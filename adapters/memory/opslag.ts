import { Tijdstip } from '../../core/domain/tijd.ts';
import type { Opslag, Restanten } from '../../core/ports/opslag.ts';
import { assertOneLevering, assertRemovable } from '../../core/ports/removable.ts';

export interface MemoryOpslag extends Opslag, Restanten {
  readonly objecten: ReadonlyMap<string, Uint8Array>;
}

const PAGE = 1000;
const OOIT = Tijdstip.parse('2000-01-01T00:00:00.000Z');

/** `nu`: when something is written; without it long ago. */
export function createMemoryOpslag(nu: () => Tijdstip = () => OOIT): MemoryOpslag {
  const objecten = new Map<string, Uint8Array>();
  const geschreven = new Map<string, Tijdstip>();
  const write = (key: string, body: Uint8Array): void => {
    objecten.set(key, Uint8Array.from(body));
    geschreven.set(key, nu());
  };
  const keysBelow = (prefix: string): string[] => [...objecten.keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    objecten,
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
      const page = after.slice(0, PAGE).map((key) => ({ key, geschrevenOp: geschreven.get(key) ?? OOIT }));
      return { objecten: page, meer: after.length > PAGE };
    },
    async removeUnfinished(prefix) {
      assertOneLevering(prefix);
      if (objecten.has(`${prefix}manifest.json`)) return 'geleverd';
      for (const key of keysBelow(prefix)) objecten.delete(key);
      return 'verwijderd';
    },
  };
}
