import { unreadable } from './soap/trouble.ts';
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

/** Reads items of these names. One under another name is not skipped but refused; one that is nil says nothing. */
export const collectorOf = <T>(list: {
  readonly list: string;
  readonly items: readonly string[];
  readonly read: (item: XmlElement) => void;
  readonly result: () => T;
}): Collector<T> => ({
  list: list.list,
  take: (item) => {
    if (!list.items.includes(item.name)) throw unreadable(`${list.list} holds an unknown element`);
    if (!item.nil) list.read(item);
  },
  result: list.result,
});
