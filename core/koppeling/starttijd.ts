import type { KoppelingId } from '../ids.ts';
import { type Datum, dateInAmsterdam, epochMs, Kloktijd, momentInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { nextWerkdag } from '../kalender/werkdag.ts';
import type { Koppeling } from './koppeling.ts';

const FIRST_MINUTE = 5 * 60;
const WINDOW_MINUTES = 120;

/**
 * When on its day an exchange starts: between 05:00 and 06:59 Dutch time, spread by a hash of the koppeling (FNV-1a) and
 * so always the same. Never between 01:00 and 04:00, where clock changes make times that do not exist.
 */
export function startTimeOf(koppelingId: KoppelingId): Kloktijd {
  let hash = 0x811c9dc5;
  for (const char of koppelingId) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  const minute = FIRST_MINUTE + (hash % WINDOW_MINUTES);
  const pad = (value: number) => String(value).padStart(2, '0');
  return Kloktijd.parse(`${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`);
}

/** A schedule must still be made when it is written for today. */
const LEAD_MS = 5 * 60_000;

/** The day on which the koppeling's exchange can still start: the planned one until its moment, then the next working day. */
export function startDateOf(koppelingId: KoppelingId, planned: Datum, nu: Tijdstip): Datum {
  const moment = momentInAmsterdam(planned, startTimeOf(koppelingId));
  return epochMs(moment) > epochMs(nu) + LEAD_MS ? planned : nextWerkdag(dateInAmsterdam(nu));
}

/**
 * The day that people are told of: the planned one, and once that day is over the next on which it is tried. The koppeling keeps
 * the planned one, which says how late it is.
 */
export function nextDateOf(
  { koppelingId, volgende }: Pick<Koppeling, 'koppelingId' | 'volgende'>,
  nu: Tijdstip,
): Datum {
  return volgende.datum < dateInAmsterdam(nu) ? startDateOf(koppelingId, volgende.datum, nu) : volgende.datum;
}
