/** Node's `setTimeout` fires at once above this many milliseconds (24.8 days). */
const LONGEST_REAL_TIMEOUT_MS = 2_147_483_647;

/** Something that happens at a virtual moment: a schedule, the end of a Wait, a timeout, a message that returns. */
export interface Timer {
  readonly dueMs: number;
  readonly label: string;
  cancel(): void;
}

/**
 * The clock of the whole local system: real time plus an offset that only grows. Worker threads read the same offset
 * from `sharedOffset`. Timers fire by themselves as real time passes, or earlier when `moveTo` brings their moment near.
 */
export interface VirtualClock {
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Eight bytes holding the offset in milliseconds as a signed 64-bit integer. */
  readonly sharedOffset: SharedArrayBuffer;
  /** Moves forward to this moment without firing anything; a moment in the past changes nothing. */
  moveTo(ms: number): void;
  /** Calls `fire` once, as soon as the clock reaches `dueMs`; a moment in the past fires on the next turn. */
  at(dueMs: number, label: string, fire: () => void): Timer;
  /** The timers that have not fired yet, earliest first. */
  pending(): readonly Timer[];
  /** Fires the earliest timer when it is due at or before `ms`, after moving to its moment. False when there is none. */
  fireNext(ms: number): boolean;
  /** Drops every timer. */
  stop(): void;
}

interface QueuedTimer extends Timer {
  readonly order: number;
  readonly fire: () => void;
}

/** `startMs` is the virtual moment at which the clock starts; without it the clock starts at real time. */
export function createClock(startMs?: number): VirtualClock {
  const sharedOffset = new SharedArrayBuffer(8);
  const offset = new BigInt64Array(sharedOffset);
  const timers = new Set<QueuedTimer>();
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;
  let stopped = false;

  const now = () => Date.now() + Number(Atomics.load(offset, 0));
  const moveTo = (ms: number) => {
    if (ms > now()) Atomics.store(offset, 0, BigInt(Math.floor(ms) - Date.now()));
  };
  const pending = () => [...timers].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);

  const setAlarm = () => {
    clearTimeout(alarm);
    const [next] = pending();
    if (next === undefined || stopped) return;
    alarm = setTimeout(fireDue, Math.min(Math.max(next.dueMs - now(), 0), LONGEST_REAL_TIMEOUT_MS));
  };
  const fireNext = (ms: number) => {
    const [next] = pending();
    if (next === undefined || next.dueMs > ms) return false;
    moveTo(next.dueMs);
    timers.delete(next);
    setAlarm();
    next.fire();
    return true;
  };
  const fireDue = () => {
    while (!stopped && fireNext(now()));
    setAlarm();
  };

  if (startMs !== undefined) Atomics.store(offset, 0, BigInt(Math.floor(startMs) - Date.now()));
  return {
    now,
    sharedOffset,
    moveTo: (ms) => {
      moveTo(ms);
      setAlarm();
    },
    at: (dueMs, label, fire) => {
      const timer: QueuedTimer = {
        dueMs,
        label,
        fire,
        order: order++,
        cancel: () => {
          if (timers.delete(timer)) setAlarm();
        },
      };
      if (!stopped) timers.add(timer);
      setAlarm();
      return timer;
    },
    pending,
    fireNext,
    stop: () => {
      stopped = true;
      clearTimeout(alarm);
      timers.clear();
    },
  };
}
