import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Play for minutes in as many threads as there are cores. */
const HEAVY = ['test/local/simulatie/simulate.test.ts', 'test/local/simulatie/orakel.test.ts'];

/**
 * Journeys wait half of their time and the heavy files never: one after the other the cores stand idle, and beside each other they do
 * not. The journeys are spread over all that is left, and the heavy files are begun after a third and two thirds of it: not beside the
 * contracts, which come first and wait by the clock.
 */
export class SpreadSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const heavy = sorted.filter(({ moduleId }) => HEAVY.some((file) => moduleId.endsWith(file)));
    const journeys = sorted.filter(({ project }) => project.name === 'journeys');
    const others = sorted.filter((one) => !heavy.includes(one) && !journeys.includes(one));
    const rest = spread(journeys, others);
    const third = Math.floor(rest.length / 3);
    return [...rest.slice(0, third), ...spread(heavy, rest.slice(third))];
  }
}

/** All of both, in their order, with the first ones as far from each other among the others as they can be. */
export function spread<T>(some: readonly T[], others: readonly T[]): T[] {
  const gap = others.length / Math.max(1, some.length);
  const at = (index: number): number => Math.round(index * gap);
  const parts = some.map((one, index) => [one, ...others.slice(at(index), at(index + 1))]);
  return some.length === 0 ? [...others] : parts.flat();
}
