/** Things that wait, of which each group gets its turn. */
export interface Turns<T> {
  readonly size: number;
  /** `group` undefined is a group too: of what has none. */
  add(group: string | undefined, item: T): void;
  /** The oldest of the group whose turn it is; that group then goes to the end of the round. */
  next(): T | undefined;
}

/**
 * What SQS does for a queue whose messages have groups: one group with a great backlog does not keep the others waiting. SQS
 * tells the noisy group by its share of what is in flight; turns are the strict form of that.
 */
export function createTurns<T>(): Turns<T> {
  const waiting = new Map<string | undefined, T[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(group, item) {
      const items = waiting.get(group);
      if (items === undefined) waiting.set(group, [item]);
      else items.push(item);
      size += 1;
    },
    next() {
      const [turn] = waiting;
      if (turn === undefined) return undefined;
      const [group, items] = turn;
      const item = items.shift();
      waiting.delete(group);
      if (items.length > 0) waiting.set(group, items);
      size -= 1;
      return item;
    },
  };
}
