import type { WerknemerId } from '../ids.ts';
import { Tekort } from '../uitwisseling/tekort.ts';

/** A file in which one goes forward employee by employee. */
export interface Follower<T> {
  /** The lines of this employee, and those before it that were not asked for. */
  upTo(werknemerId: WerknemerId): Promise<{ readonly before: readonly T[]; readonly own: readonly T[] }>;
  /** What is left. */
  rest(): Promise<readonly T[]>;
}

export function follow<T extends { readonly werknemerId: WerknemerId }>(rijen: AsyncIterable<T>): Follower<T> {
  const iterator = rijen[Symbol.asyncIterator]();
  let head: IteratorResult<T> | undefined;
  const takeWhile = async (belongs: (werknemerId: WerknemerId) => boolean): Promise<T[]> => {
    const taken: T[] = [];
    head ??= await iterator.next();
    while (head.done !== true && belongs(head.value.werknemerId)) {
      const { werknemerId } = head.value;
      taken.push(head.value);
      head = await iterator.next();
      // Who is out of turn would be passed over without a word.
      if (head.done !== true && head.value.werknemerId < werknemerId) throw new Tekort('volgorde-wijkt-af');
    }
    return taken;
  };
  return {
    async upTo(werknemerId) {
      const before = await takeWhile((id) => id < werknemerId);
      return { before, own: await takeWhile((id) => id === werknemerId) };
    },
    rest: () => takeWhile(() => true),
  };
}
