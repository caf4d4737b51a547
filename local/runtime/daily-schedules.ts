import type { VirtualClock } from './clock.ts';
import { momentOfWallTime } from './emulators/wall-time.ts';
import type { RecurringSchedule } from './system.ts';

const DAY_MS = 86_400_000;

/**
 * Fires the template's own schedules on the virtual clock, from the next moment on. Of cron only `cron(M H * * ? *)` is known,
 * a wall clock time of every day; throws on anything else, so that nothing silently never happens.
 */
export function startDailySchedules(
  schedules: readonly RecurringSchedule[],
  clock: VirtualClock,
  fire: (schedule: RecurringSchedule) => void,
): void {
  for (const schedule of schedules) {
    const time = dailyTimeOf(schedule);
    const arm = (date: string): void => {
      const due = momentOfWallTime(`${date}T${time}:00`, schedule.timeZone);
      const next = () => arm(dayAfter(date));
      const run = () => {
        fire(schedule);
        next();
      };
      if (due > clock.now()) clock.at(due, `schedule ${schedule.name}`, run);
      else next();
    };
    arm(dateAt(clock.now(), schedule.timeZone));
  }
}

function dailyTimeOf({ name, expression }: RecurringSchedule): string {
  const [, minute, hour] = /^cron\(([0-5]?\d) ([01]?\d|2[0-3]) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined)
    throw new Error(`${name}: ${expression} does not run locally, only cron(M H * * ? *)`);
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

const dateAt = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
