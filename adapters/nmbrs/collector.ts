import { senseless, unreadable } from './soap/trouble.ts';
import type { XmlElement } from './soap/xml.ts';

/** Gathers what the items of one answer say. */
export interface Collector<T> {
  /** The element that holds the items. */
  readonly list: string;
  /** Throws `Trouble` for an item that is not what the list holds: skipped, it would get lost. */
  readonly take: (item: XmlElement) => void;
  /** What all of them say, once the answer is there as a whole. */
  readonly result: () => T;
}

/**
 * Reads items of these names. One under another name is not skipped but refused; one that is nil says nothing. `read`
 * gives back what is kept of the item, so that a list of many small items cannot fill the memory.
 */
export const collectorOf = <T>(list: {
  readonly list: string;
  readonly items: readonly string[];
  readonly read: (item: XmlElement) => unknown;
  readonly result: () => T;
}): Collector<T> => {
  let held = 0;
  return {
    list: list.list,
    take: (item) => {
      if (!list.items.includes(item.name)) throw unreadable(`${list.list} holds an unknown element`);
      if (item.nil) return;
      held += ITEM_BYTES + bytesOf(list.read(item));
      if (held > MOST_BYTES) throw senseless('nmbrs-too-large', 'the list says more than is kept of one answer');
    },
    result: list.result,
  };
};

/** Adds to what a key has already; a key that comes a million times costs no more than as many keys. */
export function addRows<K, T>(rows: Map<K, T[]>, key: K, own: readonly T[]): void {
  const earlier = rows.get(key);
  if (earlier === undefined) rows.set(key, [...own]);
  else for (const row of own) earlier.push(row);
}

/** 20,000 employees with ten salary rows each are 36 MB. */
const MOST_BYTES = 44 * 1024 * 1024;
/** What V8 takes for an entry in a map, an object or list, a value in it. */
const ITEM_BYTES = 64;
const OBJECT_BYTES = 48;
const VALUE_BYTES = 16;

/** About how much memory this value takes. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return VALUE_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return VALUE_BYTES;
  let bytes = OBJECT_BYTES;
  for (const part of Object.values(value)) bytes += bytesOf(part);
  return bytes;
}
