import * as z from 'zod';
import { addDays, type Datum, dateInAmsterdam, epochMs, Kloktijd, momentInAmsterdam, type Tijdstip } from './tijd.ts';
import { werkdagAfter } from './werkdag.ts';

/** Working days after which a person is reminded for the first time, and for the last. */
const EERSTE_NA_WERKDAGEN = 3;
const TWEEDE_NA_WERKDAGEN = 10;
/** Calendar days that an aanmelding waits for a person, whatever reminders there were. */
const GEDULD_DAGEN = 30;

/** When people read their mail. */
const BEGIN_WERKDAG = Kloktijd.parse('09:00');
const MIDDERNACHT = Kloktijd.parse('00:00');

/** How often people were asked: `herinnerd` after three working days, `aangedrongen` after ten. */
export const Ronde = z.enum(['gevraagd', 'herinnerd', 'aangedrongen']);
export type Ronde = z.infer<typeof Ronde>;
export const Herinnering = Ronde.exclude(['gevraagd']);
export type Herinnering = z.infer<typeof Herinnering>;

/** The moments of a wait for people, in that order. */
export interface Wachtmomenten {
  /** The first reminder. */
  readonly eerste: Tijdstip;
  /** The second: to a.s.r. an escalation, to an office the last reminder. */
  readonly tweede: Tijdstip;
  /** The last day on which someone can still act; at its end the aanmelding lapses. */
  readonly laatsteDag: Datum;
  readonly vervalt: Tijdstip;
}

/** The reminders and the end of a wait that began at this moment: 09:00 on working days 3 and 10, the end of day 30. */
export function wachtmomenten(sinds: Tijdstip): Wachtmomenten {
  const begin = dateInAmsterdam(sinds);
  const laatsteDag = addDays(begin, GEDULD_DAGEN);
  return {
    eerste: momentInAmsterdam(werkdagAfter(begin, EERSTE_NA_WERKDAGEN), BEGIN_WERKDAG),
    tweede: momentInAmsterdam(werkdagAfter(begin, TWEEDE_NA_WERKDAGEN), BEGIN_WERKDAG),
    laatsteDag,
    vervalt: momentInAmsterdam(addDays(laatsteDag, 1), MIDDERNACHT),
  };
}

/** Whole seconds from now until the moment, rounded up; 1 when it has passed, because a state cannot wait for less. */
export const secondsUntil = (moment: Tijdstip, nu: Tijdstip): number =>
  Math.max(1, Math.ceil((epochMs(moment) - epochMs(nu)) / 1000));
