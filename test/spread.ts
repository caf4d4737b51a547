import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Play for minutes in as many threads as there are cores. */
const HEAVY = ['test/local/simulatie/simulate.test.ts', 'test/local/simulatie/orakel.test.ts'];

/**
 * Journeys wait half of their time and the heavy files never: one after the other the cores stand idle, and beside each other they do
 * not. The heavy files are begun one at the beginning and one half-way, and the journeys are spread over all that is left.
 */
export class SpreadSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const heavy = sorted.filter(({ moduleId }) => HEAVY.some((file) => moduleId.endsWith(file)));
    const journeys = sorted.filter(({ project }) => project.name === 'journeys');
    const others = sorted.filter((one) => !heavy.includes(one) && !journeys.includes(one));
    return spread(heavy, spread(journeys, others));
  }
}

/** All of both, in their order, with the first ones as far from each other among the others as they can be. */
export function spread<T>(some: readonly T[], others: readonly T[]): T[] {
  const gap = others.length / Math.max(1, some.length);
  const at = (index: number): number => Math.round(index * gap);
  const parts = some.map((one, index) => [one, ...others.slice(at(index), at(index + 1))]);
  return some.length === 0 ? [...others] : parts.flat();
}
