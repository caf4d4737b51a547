import type { LaterChange } from './change.ts';

/** The changes that wait for so many calls to go by. */
export interface WaitingChanges {
  /** Counts a call that is about to be answered; gives the changes that come before it, each once. */
  due(target: { readonly service: string; readonly operation: string }): readonly LaterChange['change'][];
  add(changes: readonly LaterChange[]): void;
  /** Those that still wait, with the number of calls that is left. */
  left(): readonly LaterChange[];
}

export function createWaitingChanges(changes: readonly LaterChange[]): WaitingChanges {
  let waiting: readonly LaterChange[] = changes;
  return {
    due: ({ service, operation }) => {
      const counted = waiting.map((entry) => {
        const counts =
          entry.operation === undefined || [operation, `${service}.${operation}`].includes(entry.operation);
        return counts ? { ...entry, afterCalls: entry.afterCalls - 1 } : entry;
      });
      waiting = counted.filter(({ afterCalls }) => afterCalls >= 0);
      return counted.filter(({ afterCalls }) => afterCalls < 0).map(({ change }) => change);
    },
    add: (more) => {
      waiting = [...waiting, ...more];
    },
    left: () => waiting,
  };
}
