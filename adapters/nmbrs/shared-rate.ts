import type { Tarief } from '../../core/nmbrs/ports/tarief.ts';
import type { Rate } from './rate.ts';

/** What the shared rate tells: there are moments now, or none could be had. */
interface Told {
  readonly onMoments: () => void;
  readonly onRefusal: (error: unknown) => void;
}

/** A reservation is for so many calls at most: who asks for more lets others in between. */
const MOST_AT_ONCE = 10;
/**
 * A call may start so much after its moment (ms): a timer is late, or the reservation took a while. At 140 calls a second that
 * makes 146 in the busiest second at most, of the vendor's 150: the rest is for clocks and networks. A moment that is
 * missed by more is dropped.
 */
const MOST_LATE_MS = 30;

/** Calls start at moments that are reserved among all processes, for calls that wait and have a place. */
export function createSharedRate(tarief: Tarief, { onMoments, onRefusal }: Told): Rate {
  const moments: number[] = [];
  let isAsking = false;
  let wanted = 0;

  const dropMissed = (): void => {
    const oldest = tarief.now() - MOST_LATE_MS;
    while (moments[0] !== undefined && moments[0] < oldest) moments.shift();
  };
  const ask = async (): Promise<void> => {
    isAsking = true;
    // The calls about one employee come in the same turn: one reservation does for all of them.
    await Promise.resolve();
    const calls = Math.min(wanted - moments.length, MOST_AT_ONCE);
    try {
      if (calls <= 0) return;
      const { eersteMs, afstandMs } = await tarief.reserve(calls);
      for (let call = 0; call < calls; call += 1) moments.push(eersteMs + call * afstandMs);
    } catch (error) {
      onRefusal(error);
    } finally {
      isAsking = false;
    }
    onMoments();
  };
  return {
    // Nothing is dropped here: a moment that was there when the calls asked, and is missed now, would leave them waiting with nobody asking.
    waitMs: () => {
      const [next] = moments;
      return next === undefined ? Number.POSITIVE_INFINITY : next - tarief.now();
    },
    take: () => void moments.shift(),
    want: (calls) => {
      dropMissed();
      wanted = calls;
      if (wanted > moments.length && !isAsking) void ask();
    },
  };
}
