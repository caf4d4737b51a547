import { createMemoryTarief } from '../../adapters/memory/tarief.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Nmbrs as a round sees it: calls take so long each, and start at the moments of the one shared rate. */
export interface Nmbrs {
  /** Makes so many calls side by side, as many as one reservation takes; resolves with the last answer. Throws as the rate does. */
  call(calls: number): Promise<void>;
  readonly calls: number;
  /** The most calls that started within any one second. */
  highestPerSecond(): number;
}

/** More is not reserved at once (`adapters/nmbrs/shared-rate.ts`). */
export const MOST_AT_ONCE = 10;
const SECOND_MS = 1000;
/** What moments that are sums of 1/140 s may be off; a binary double has a ten thousandth at this size. */
const ROUNDING_MS = 0.1;

export function createNmbrs(
  time: VirtualTime,
  { callsPerSecond, latencyMs }: { readonly callsPerSecond: number; readonly latencyMs: number },
): Nmbrs {
  const tarief = createMemoryTarief({ callsPerSecond, now: () => time.now() });
  const starts: number[] = [];
  return {
    call: async (calls) => {
      const { eersteMs, afstandMs } = await tarief.reserve(calls);
      for (let call = 0; call < calls; call += 1) starts.push(eersteMs + call * afstandMs);
      await time.until(eersteMs + (calls - 1) * afstandMs + latencyMs);
    },
    get calls() {
      return starts.length;
    },
    highestPerSecond: () => {
      const inOrder = Float64Array.from(starts).sort();
      let head = 0;
      let highest = 0;
      for (let last = 0; last < inOrder.length; last += 1) {
        while ((inOrder[head] ?? 0) <= (inOrder[last] ?? 0) - SECOND_MS + ROUNDING_MS) head += 1;
        highest = Math.max(highest, last - head + 1);
      }
      return highest;
    },
  };
}
