import { setTimeout } from 'node:timers/promises';

/** Waits before the next round of a write that lost a race; tests pass one that does not wait. */
export type Pause = (round: number) => Promise<void>;

/** Rounds of a write that loses a race. Five rounds of `jittered` wait 0.75 s at most together, 0.4 s on average. */
export const ROUNDS = 5;

/** Full jitter: up to 50, 100, 200, 400 ms. Those who collided must not come back at the same moment. */
export const jittered: Pause = async (round) => {
  await setTimeout(Math.random() * 50 * 2 ** round);
};
