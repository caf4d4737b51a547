import { type Datum, dayNumberOf } from '../kalender/tijd.ts';
import { countWerkdagen, nextWerkdag } from '../kalender/werkdag.ts';
import type { WachtendeUitwisseling } from './uitwisseling.ts';

const WERKDAGEN_ERTUSSEN = 3;
const DAGEN_PER_WEEK = 7;

/** Since when an exchange waits for its run: those of before that was kept began on their planned day. */
export const wachtSinds = ({ wachtSinds, gepland }: Pick<WachtendeUitwisseling, 'wachtSinds' | 'gepland'>): Datum =>
  wachtSinds ?? gepland;

/**
 * Which reminder of a run that is not locked is due on this day, by a name that is the same until the next one is: every third working
 * day up to the filing deadline, and every week from the first working day after it. The first day has a mail of its own; a day on which
 * nobody looked is made up for by the next look.
 */
export function runHerinneringOp(
  waiting: Pick<WachtendeUitwisseling, 'wachtSinds' | 'gepland' | 'deadline'>,
  vandaag: Datum,
): string | undefined {
  const sinds = wachtSinds(waiting);
  if (vandaag <= waiting.deadline) {
    const ronde = Math.floor(countWerkdagen(sinds, vandaag) / WERKDAGEN_ERTUSSEN);
    return ronde === 0 ? undefined : `werkdag-${ronde * WERKDAGEN_ERTUSSEN}`;
  }
  const eerste = nextWerkdag(waiting.deadline);
  // The wait itself may have begun after the deadline, when a period is caught up with.
  const isLate = sinds >= eerste;
  const days = dayNumberOf(vandaag) - dayNumberOf(isLate ? sinds : eerste);
  const week = Math.floor(days / DAGEN_PER_WEEK);
  return isLate && week === 0 ? undefined : `week-${week}`;
}
