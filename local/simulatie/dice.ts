import { seededRandom } from '../nmbrs-simulator/random.ts';

/** Chance that is the same for the same seed. */
export interface Dice {
  /** True this often: 0 never, 1 always. */
  chance(share: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(all: readonly [T, ...T[]]): T;
}

export function createDice(seed: number): Dice {
  // Neighbouring seeds give neighbouring first numbers: scattered before use.
  const random = seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 13));
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    chance: (share) => random() < share,
    between,
    pick: ([first, ...rest]) => rest[between(-1, rest.length - 1)] ?? first,
  };
}
