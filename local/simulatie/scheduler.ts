import type { KoppelingId } from '../../core/ids.ts';
import { epochMs, momentInAmsterdam } from '../../core/kalender/tijd.ts';
import type { Afspraak, Agenda } from '../../core/koppeling/ports/agenda.ts';
import type { Dice } from './dice.ts';
import type { Loop, Timer } from './loop.ts';
import type { Ending } from './machine.ts';
import type { Fate } from './weather.ts';

export interface Scheduler {
  readonly agenda: Agenda;
  /** The schedule of a koppeling; `fired` once it has called its target. One that has is kept, as the deployed ones are. */
  of(koppelingId: KoppelingId): { readonly afspraak: Afspraak; readonly fired: boolean } | undefined;
  /** Calls that failed for good, where a person finds them. */
  deadLetters(): readonly Afspraak[];
  /** Calls them again; what a person does after an alarm. */
  redrive(): void;
}

export interface SchedulerParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly fate: Fate;
  /** How often Lambda tries an asynchronous call again. */
  readonly retries: number;
  readonly call: (afspraak: Afspraak) => Promise<Ending>;
  readonly alarm: (afspraak: Afspraak) => void;
  readonly note: (line: () => string) => void;
}

interface Schedule {
  readonly afspraak: Afspraak;
  readonly timer: Timer;
  fired: boolean;
}

/** Within which a schedule calls its target: the flexible window of the deployed ones. */
const WINDOW_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/** EventBridge Scheduler: one schedule per koppeling, which calls at least once. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { loop, dice, fate, note } = parts;
  const schedules = new Map<KoppelingId, Schedule>();
  const dead: Afspraak[] = [];

  const call = async (afspraak: Afspraak): Promise<void> => {
    for (let tries = 0; tries <= parts.retries; tries += 1) {
      if (tries > 0) await loop.sleep(tries * MINUTE_MS);
      if ((await parts.call(afspraak)).ok) return;
    }
    dead.push(afspraak);
    parts.alarm(afspraak);
  };
  const fire = (afspraak: Afspraak): void => {
    note(() => `the schedule of ${afspraak.koppelingId} calls for ${afspraak.tijdvakId}`);
    void call(afspraak);
    if (fate.comesTwice(loop.now())) loop.at(loop.now() + dice.between(0, 10 * MINUTE_MS), () => void call(afspraak));
  };

  return {
    agenda: {
      async plan({ koppelingId, tijdvakId, datum, tijd }) {
        schedules.get(koppelingId)?.timer.cancel();
        const due = epochMs(momentInAmsterdam(datum, tijd)) + dice.between(0, WINDOW_MS);
        const afspraak = { koppelingId, tijdvakId, datum, tijd };
        const timer = loop.at(due, () => {
          schedule.fired = true;
          fire(afspraak);
        });
        const schedule: Schedule = { afspraak, timer, fired: false };
        schedules.set(koppelingId, schedule);
        note(() => `${koppelingId} is planned for ${tijdvakId} on ${datum}`);
      },
      find: async (koppelingId) => schedules.get(koppelingId)?.afspraak,
      async cancel(koppelingId) {
        schedules.get(koppelingId)?.timer.cancel();
        schedules.delete(koppelingId);
      },
    },
    of: (koppelingId) => schedules.get(koppelingId),
    deadLetters: () => dead,
    redrive() {
      for (const afspraak of dead.splice(0)) void call(afspraak);
    },
  };
}
