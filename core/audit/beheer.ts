import * as z from 'zod';
import type { KoppelingId } from '../ids.ts';
import { VrijeTekst } from '../invoer/vrije-tekst.ts';
import { Datum } from '../kalender/tijd.ts';
import { Verloning } from '../kalender/tijdvak.ts';

const REDEN = 'Geef een reden; die komt in het auditspoor.';

/** Why someone of a.s.r. does this; the body of a pause and of its end. */
export const Redenformulier = z.strictObject({ reden: VrijeTekst(REDEN, 'de reden') });
export type Redenformulier = z.infer<typeof Redenformulier>;

const VORM = 'Schrijf het tijdvak als 2026-M11 (een maand) of 2026-P12 (vier weken).';
const Tijdvakveld = z
  .string({ error: VORM })
  // A year of four digits that a date can have: of before 1000 there is none.
  .regex(/^[1-9]\d{3}-(M(0[1-9]|1[0-2])|P(0[1-9]|1[0-3]))$/, { error: VORM })
  .brand<'TijdvakId'>();

/** Which periods are fetched again, and why: one, or all from the one to the other. */
export const Opnieuwformulier = Redenformulier.extend({ van: Tijdvakveld, tot: Tijdvakveld.optional() });
export type Opnieuwformulier = z.infer<typeof Opnieuwformulier>;

/** Which period is passed over, and why. */
export const Overslagformulier = Redenformulier.extend({ tijdvak: Tijdvakveld });
export type Overslagformulier = z.infer<typeof Overslagformulier>;

/** The last day of a koppeling that a.s.r. ends, today when absent, and why; the office reads that. */
export const Beeindigingsformulier = z.strictObject({
  reden: VrijeTekst('Geef de reden; de salarisverwerker krijgt die te lezen.', 'de reden'),
  per: z.iso.date({ error: 'Schrijf de datum als JJJJ-MM-DD, bijvoorbeeld 2026-12-31.' }).pipe(Datum).optional(),
  direct: z.literal(true, { error: 'Geef direct als true, of laat dit weg.' }).optional(),
});
export type Beeindigingsformulier = z.infer<typeof Beeindigingsformulier>;

/** How the werkgever runs payroll from 1 January of a year on, and why that is noted. */
export const Verloningformulier = Redenformulier.extend({
  verloning: z.enum(Verloning.options, { error: 'Kies maandelijks of vierwekelijks.' }),
  vanafJaar: z
    .int({ error: 'Geef het jaar met vier cijfers, als getal.' })
    .min(2000, { error: 'Geef het jaar met vier cijfers, als getal.' })
    .max(9999, { error: 'Geef het jaar met vier cijfers, als getal.' }),
});
export type Verloningformulier = z.infer<typeof Verloningformulier>;

/** What someone of a.s.r. does to a koppeling. */
export interface Ingreep {
  readonly koppelingId: KoppelingId;
  readonly reden: string;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
}

/** Who did it and why, for the audit trail. */
export const doorBeoordelaar = ({ beoordelaar, reden }: Pick<Ingreep, 'beoordelaar' | 'reden'>) => ({
  wie: `beoordelaar:${beoordelaar}`,
  waarom: reden,
});

/**
 * The same of what the office may do as well, and need not explain (`doorAsr` absent). `what`: what was done, where the code of the line
 * does not say it.
 */
export function doorWie(doorAsr: Pick<Ingreep, 'beoordelaar' | 'reden'> | undefined, what = '') {
  if (doorAsr === undefined) return { wie: 'salarisverwerker', ...(what === '' ? {} : { waarom: what }) };
  const { wie, waarom } = doorBeoordelaar(doorAsr);
  return { wie, waarom: what === '' ? waarom : `${what}: ${waarom}` };
}
