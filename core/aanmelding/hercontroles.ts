import * as z from 'zod';
import {
  addDays,
  Datum,
  dateInAmsterdam,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  type Tijdstip,
} from '../kalender/tijd.ts';

/** How often the office may have one aanmelding checked again on one day. Each controle is some 25 calls to Nmbrs. */
export const HERCONTROLES_PER_DAG = 20;

/** The new controles that the office asked for on its last day of asking. */
export const Hercontroles = z.strictObject({ datum: Datum, aantal: z.int().positive() });
export type Hercontroles = z.infer<typeof Hercontroles>;

/** The count with one more at this moment; `undefined` when that is one too many. Days are those of the Netherlands. */
export function countHercontrole(hercontroles: Hercontroles | undefined, nu: Tijdstip): Hercontroles | undefined {
  const datum = dateInAmsterdam(nu);
  const before = hercontroles?.datum === datum ? hercontroles.aantal : 0;
  return before < HERCONTROLES_PER_DAG ? { datum, aantal: before + 1 } : undefined;
}

const MIDNIGHT = Kloktijd.parse('00:00');

/** Whole seconds until the next day begins in the Netherlands, and with it a new count. */
export function secondsUntilTomorrow(nu: Tijdstip): number {
  const tomorrow = momentInAmsterdam(addDays(dateInAmsterdam(nu), 1), MIDNIGHT);
  return Math.ceil((epochMs(tomorrow) - epochMs(nu)) / 1000);
}
