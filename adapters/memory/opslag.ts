import { Defect } from '../../core/errors.ts';
import type { Opslag } from '../../core/ports/opslag.ts';

export interface MemoryOpslag extends Opslag {
  readonly objecten: ReadonlyMap<string, Uint8Array>;
}

const REMOVABLE = /^(werk|vergelijking)\/[^/]+\//;

export function createMemoryOpslag(): MemoryOpslag {
  const objecten = new Map<string, Uint8Array>();
  const keysBelow = (prefix: string): string[] => [...objecten.keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    objecten,
    async put(key, body) {
      objecten.set(key, Uint8Array.from(body));
    },
    async putOnce(key, body) {
      if (objecten.has(key)) return 'bestaat-al';
      objecten.set(key, Uint8Array.from(body));
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
      if (!REMOVABLE.test(prefix)) {
        throw new Defect({
          code: 'opslag.niet-verwijderbaar',
          message: 'only werk/<id>/ and vergelijking/<id>/ may be removed',
        });
      }
      for (const key of keysBelow(prefix)) objecten.delete(key);
    },
  };
}
