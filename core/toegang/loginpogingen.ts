import * as z from 'zod';
import { epochMs, Tijdstip, tijdstipAt } from '../kalender/tijd.ts';

/**
 * So many logins that Nmbrs refuses may be tried for one aanmelding within an hour. Whoever has its code could else try out stolen tokens
 * on us, until Nmbrs shuts a.s.r. out; a clerk who copies a token wrongly has enough of it.
 */
export const LOGINPOGINGEN_PER_UUR = 5;
const HOUR_MS = 60 * 60_000;

/** The refused logins since this moment, which is no longer ago than an hour as long as they count. */
export const Loginpogingen = z.strictObject({ sinds: Tijdstip, aantal: z.int().positive() });
export type Loginpogingen = z.infer<typeof Loginpogingen>;

const endOf = ({ sinds }: Loginpogingen): number => epochMs(sinds) + HOUR_MS;

/** With one more at this moment: within the hour that began with the first, or as the first of a new one. */
export const countLoginpoging = (pogingen: Loginpogingen | undefined, nu: Tijdstip): Loginpogingen =>
  pogingen === undefined || endOf(pogingen) <= epochMs(nu)
    ? { sinds: nu, aantal: 1 }
    : { ...pogingen, aantal: pogingen.aantal + 1 };

/** When another login may be tried; `undefined`: at once. */
export const volgendePogingOp = (pogingen: Loginpogingen | undefined, nu: Tijdstip): Tijdstip | undefined =>
  pogingen === undefined || pogingen.aantal < LOGINPOGINGEN_PER_UUR || endOf(pogingen) <= epochMs(nu)
    ? undefined
    : tijdstipAt(endOf(pogingen));
