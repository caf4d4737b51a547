import { Defect, Transient } from '../../core/errors.ts';
import type { Dice } from './dice.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { PortCall } from './ports.ts';
import { createTally, type Tally, type Voorval } from './tally.ts';

/** How bad it gets. */
export interface Weather {
  /** `calm`: nothing that any retry would not outlast, so that nobody may notice. `storm`: anything, for any time. */
  readonly kind: 'calm' | 'storm';
  /** Of the calls that something goes wrong with. */
  readonly share: number;
  /** The chance that a message, a schedule or a start comes twice. */
  readonly twice: number;
  /** During these moments every call of the port fails. */
  readonly outages: readonly { readonly port: string; readonly from: number; readonly to: number }[];
  /** From here on nothing goes wrong any more, in virtual milliseconds. */
  readonly clearsAt: number;
}

/** What leaves two processes at the same work. */
const OVERLAPPING: readonly Fault[] = [
  'disowned',
  'again-before',
  'again-after',
  'again-dies-before',
  'again-dies-after',
];

/** In calm weather so many things go wrong with one piece of work, at most: fewer than any of its retries. */
const CALM_LIMIT = 2;

/** Decides what goes wrong. */
export interface Fate {
  /** `work` is what the fault happens to: a function with its subject. */
  faultAt(call: PortCall, work: string, now: number): Fault | undefined;
  /** Before the function even ran: the name of Lambda's error. */
  refusalOf(work: string, now: number): string | undefined;
  comesTwice(now: number): boolean;
  /** How often anything struck so far. */
  count(): number;
}

export function createFate(weather: Weather, dice: Dice, tally: Tally = createTally()): Fate {
  const counts = new Map<string, number>();
  const strikes = (work: string, now: number, share: number): boolean => {
    if (now >= weather.clearsAt || !dice.chance(share)) return false;
    const count = counts.get(work) ?? 0;
    if (weather.kind === 'calm' && count >= CALM_LIMIT) return false;
    counts.set(work, count + 1);
    return true;
  };
  const counted = <T>(voorval: Voorval, fault: T): T => {
    tally.add(voorval);
    return fault;
  };
  return {
    faultAt: ({ port }, work, now) => {
      if (weather.outages.some((outage) => outage.port === port && outage.from <= now && now < outage.to))
        return counted('outage', 'fails-before');
      if (!strikes(work, now, weather.share)) return undefined;
      const drawn = dice.pick(FAULTS);
      const fault = weather.kind === 'storm' ? drawn : milder(drawn, work);
      return counted(fault, fault);
    },
    refusalOf: (work, now) =>
      strikes(work, now, weather.share / 4)
        ? counted(
            'refused',
            dice.pick(['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.Unknown']),
          )
        : undefined,
    count: () => [...counts.values()].reduce((sum, one) => sum + one, 0),
    comesTwice: (now) => now < weather.clearsAt && dice.chance(weather.twice) && counted('twice', true),
  };
}

/** What any retry outlasts. */
function milder(fault: Fault, work: string): Fault {
  // An error that no adapter of ours makes is a defect: it stops the work, in whatever weather.
  if (fault === 'foreign-error') return 'fails-before';
  // A process with a token of before can write it over the one of now: heard half an hour later, by the next DistributeDelen.
  return work.startsWith('distribute-delen') && OVERLAPPING.includes(fault) ? 'dies-after' : fault;
}

/** Nothing goes wrong but this one thing, at the call with this number. */
export function createScriptedFate(script: { readonly call: number; readonly fault: Fault } | undefined): Fate {
  let calls = 0;
  return {
    faultAt() {
      calls += 1;
      return calls === script?.call ? script.fault : undefined;
    },
    refusalOf: () => undefined,
    comesTwice: () => false,
    count: () => (script === undefined || calls < script.call ? 0 : 1),
  };
}

/** What the caller hears when a call fails. Of a mail that may have gone out it must be another error than of one that did not. */
export const failureOf = ({ port, method }: PortCall, isDone: boolean): Error =>
  port === 'post' && isDone
    ? new Defect({ code: 'post.onzeker', message: 'nobody knows whether the mail went out' })
    : new Transient({ code: `${port}.weg`, message: `${port}.${method} did not answer` });
