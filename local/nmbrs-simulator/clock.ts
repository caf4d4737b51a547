import type { Time } from './switches.ts';

/** The simulator's clock: the one underneath (ms since 1970), or another time and pace on top of it. */
export interface SimulationClock {
  readonly nowMs: () => number;
  /** From now on it is `time.now` and goes on at that speed; undefined: the clock underneath. */
  set(time: Time | undefined): void;
}

export function createClock(underneath: () => number, start: Time | undefined): SimulationClock {
  let time = start;
  let setAtMs = underneath();
  return {
    nowMs: () => (time === undefined ? underneath() : Date.parse(time.now) + (underneath() - setAtMs) * time.speed),
    set: (next) => {
      time = next;
      setAtMs = underneath();
    },
  };
}
