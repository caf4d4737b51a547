/** A binary heap: what comes before all others is on top. */
export interface Heap<T> {
  push(item: T): void;
  /** The one on top, which stays. */
  peek(): T | undefined;
  pop(): T | undefined;
}

/** @param isBefore strict: of two that come at the same moment it must still tell which is first. */
export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  const rise = (from: number): void => {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      const [own, above] = [items[index], items[parent]];
      if (own === undefined || above === undefined || !isBefore(own, above)) return;
      items[index] = above;
      items[parent] = own;
      index = parent;
    }
  };
  const sink = (): void => {
    for (let index = 0; ; ) {
      const left = index * 2 + 1;
      const [one, other] = [items[left], items[left + 1]];
      const child = one !== undefined && other !== undefined && isBefore(other, one) ? left + 1 : left;
      const [own, below] = [items[index], items[child]];
      if (own === undefined || below === undefined || !isBefore(below, own)) return;
      items[index] = below;
      items[child] = own;
      index = child;
    }
  };
  return {
    push(item) {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => items[0],
    pop() {
      const top = items[0];
      const last = items.pop();
      if (last === undefined || items.length === 0) return top;
      items[0] = last;
      sink();
      return top;
    },
  };
}
