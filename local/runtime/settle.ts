import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import type { VirtualClock } from './clock.ts';

/** How long to wait, in real milliseconds, before looking again at a queue that still has messages. */
const QUEUE_LOOK_AGAIN_MS = 4;

/** What must be still before the clock may jump. */
export interface StillnessParts {
  readonly activity: Activity;
  /** True while a message is visible, or received and not yet deleted, given back or held until its virtual moment. */
  readonly messagesUnderWay: () => Promise<boolean>;
}

/** Resolves when no function runs, no execution can go on by itself and no message waits to be taken. */
export async function untilQuiet({ activity, messagesUnderWay }: StillnessParts): Promise<void> {
  for (;;) {
    await activity.idle();
    await turn();
    const before = activity.started;
    const messages = await messagesUnderWay();
    await turn();
    if (!messages && activity.running === 0 && activity.started === before) return;
    if (messages) await pause(QUEUE_LOOK_AGAIN_MS);
  }
}

/** Moves the clock forward in order of what is due, letting the system come to rest after each thing that fires. */
export async function advance(clock: VirtualClock, parts: StillnessParts, targetMs: number): Promise<void> {
  await untilQuiet(parts);
  while (clock.fireNext(targetMs)) await untilQuiet(parts);
  clock.moveTo(targetMs);
}
