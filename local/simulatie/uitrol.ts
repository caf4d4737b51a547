import type { Between } from './mutant.ts';
import type { Ports } from './ports.ts';

/**
 * A deployment in the middle of it all, which replaces the functions one by one: what is stored, sent or handed on after it was
 * written by a newer version than that of the function that reads it, and has in each of its objects something that this one has
 * never heard of.
 */
export interface Uitrol {
  /** A function makes its next call. */
  passed(): void;
  /** The value as the stores, the queue and the machines hold it. */
  readonly written: (value: unknown) => unknown;
  /** What is read of files. */
  readonly between: Between;
}

/** The deployment comes after so many calls; `begins` is called once, when it does. */
export function createUitrol(after: number, begins: () => void = () => undefined): Uitrol {
  let calls = 0;
  const written = (value: unknown): unknown => (calls > after ? ofLater(value) : value);
  return {
    passed() {
      calls += 1;
      if (calls === after + 1) begins();
    },
    written,
    between: (ports) => ({ ...ports, opslag: withLines(ports.opslag, written) }),
  };
}

/** Names that are data and no fields: something more in them would be a value. */
const OPEN = 'velden';

function ofLater(value: unknown, name = ''): unknown {
  if (name === 'body' && typeof value === 'string') return JSON.stringify(ofLater(JSON.parse(value)));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => ofLater(member));
  if (name === OPEN) return value;
  const members = Object.entries(value).map(([key, member]) => [key, ofLater(member, key)]);
  return { ...Object.fromEntries(members), vanLater: { nieuw: true } };
}

/** Working files and fingerprints; what is delivered has a version of its own, and is read whole by who compares it. */
function withLines(opslag: Ports['opslag'], written: Uitrol['written']): Ports['opslag'] {
  const text = (bytes: Uint8Array): Uint8Array =>
    new TextEncoder().encode(
      new TextDecoder()
        .decode(bytes)
        .split('\n')
        .map((line) => (line === '' ? line : JSON.stringify(written(JSON.parse(line)))))
        .join('\n'),
    );
  const whole = async (key: string): Promise<Uint8Array | undefined> => {
    const bytes = await opslag.get(key);
    return bytes === undefined || key.startsWith('leveringen/') ? bytes : text(bytes);
  };
  return new Proxy(opslag, {
    get(target, name, receiver) {
      // Fingerprints that are there already are compared with by their bytes.
      if (name === 'get') return (key: string) => (key.startsWith('werk/') ? whole(key) : opslag.get(key));
      if (name === 'getPart') {
        return async (key: string, vanaf: number, aantal: number) => (await whole(key))?.slice(vanaf, vanaf + aantal);
      }
      return Reflect.get(target, name, receiver);
    },
  });
}
