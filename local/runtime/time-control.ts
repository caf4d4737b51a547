import type { VirtualClock } from './clock.ts';
import { advance, type StillnessParts, untilQuiet } from './settle.ts';

/** Moving the clock, one journey at a time. */
export interface TimeControl {
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Where the clock is going, when it is on its way. */
  readonly goal: number | undefined;
  /** True while anything runs, waits to run, or the clock is on its way. */
  busy(): Promise<boolean>;
  /** Fires everything that is due up to this moment, in order, and resolves when all of it has come to rest. */
  advanceTo(ms: number): Promise<void>;
  /** Resolves when everything that is due now has come to rest. */
  settle(): Promise<void>;
}

export function createTimeControl(clock: VirtualClock, parts: StillnessParts): TimeControl {
  let goal: number | undefined;
  let journey: Promise<void> = Promise.resolve();
  return {
    now: () => clock.now(),
    get goal() {
      return goal;
    },
    busy: async () => goal !== undefined || parts.activity.running > 0 || (await parts.messagesUnderWay()),
    advanceTo: (ms) => {
      goal = Math.max(ms, goal ?? ms);
      const next = journey
        .then(() => advance(clock, parts, ms))
        .finally(() => {
          if (goal === ms) goal = undefined;
        });
      journey = next.catch(() => undefined);
      return next;
    },
    settle: () => untilQuiet(parts),
  };
}
