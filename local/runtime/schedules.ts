import type { VirtualClock } from './clock.ts';
import { momentOfWallTime } from './emulators/wall-time.ts';
import type { RecurringSchedule } from './system.ts';

const DAY_MS = 86_400_000;

/**
 * Fires the template's own schedules on the virtual clock, from the next moment on. Of cron only `cron(M H * * ? *)` is known,
 * a wall clock time of every day, and `cron(M * * * ? *)`, a minute of every hour; throws on anything else, so that nothing silently
 * never happens.
 */
export function startSchedules(
  schedules: readonly RecurringSchedule[],
  clock: VirtualClock,
  fire: (schedule: RecurringSchedule) => void,
): void {
  for (const schedule of schedules) {
    const minute = minuteOf(schedule);
    if (minute !== undefined) {
      startHourly({ schedule, minute }, clock, fire);
      continue;
    }
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

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Two calls of one hour that come so soon after each other are of a clock that leaps. */
const LEAP_MS = 60_000;

/** While the clock leaps over days, a schedule of every hour is called once a day: what it does is done then, too. */
function startHourly(
  { schedule, minute }: { readonly schedule: RecurringSchedule; readonly minute: number },
  clock: VirtualClock,
  fire: (schedule: RecurringSchedule) => void,
): void {
  let calledAt = 0;
  const arm = (after: number): void => {
    const due = Math.floor(after / HOUR_MS) * HOUR_MS + minute * MINUTE_MS;
    clock.at(due > after ? due : due + HOUR_MS, `schedule ${schedule.name}`, () => {
      const leaps = performance.now() - calledAt < LEAP_MS;
      calledAt = performance.now();
      fire(schedule);
      arm(leaps ? clock.now() + DAY_MS - HOUR_MS : clock.now());
    });
  };
  arm(clock.now());
}

/** Of `cron(M * * * ? *)`. */
function minuteOf({ expression }: RecurringSchedule): number | undefined {
  const minute = /^cron\(([0-5]?\d) \* \* \* \? \*\)$/.exec(expression)?.[1];
  return minute === undefined ? undefined : Number(minute);
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
