import type { WachtOpAkkoordAanmelding } from '../aanmelding/aanmelding.ts';
import type { Goedkeuring } from '../aanmelding/besluit.ts';
import { firstPlan, type UitwisselPlan } from '../kalender/planning.ts';
import { dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';

type Voorgesteld = Pick<WachtOpAkkoordAanmelding, 'gegevens' | 'voorgesteld'>;

/** When the first exchange is after this approval, over which period. */
export const planVan = ({ verloning }: WachtOpAkkoordAanmelding['gegevens'], goedkeuring: Goedkeuring): UitwisselPlan =>
  firstPlan({ ...goedkeuring, akkoord: dateInAmsterdam(goedkeuring.besloten), verloning });

/** The period with which the exchanges would begin by the approval of the first assessor. */
export const tijdvakVanVoorstel = ({ gegevens, voorgesteld }: Voorgesteld): Tijdvak | undefined =>
  voorgesteld && planVan(gegevens, voorgesteld).tijdvak;

/**
 * The approval of the first assessor that a second one can still agree to. An akkoord is of the day on which it is complete; when that day
 * gives another first period than the proposal's did, nobody has agreed to it yet.
 */
export function staandVoorstel({ gegevens, voorgesteld }: Voorgesteld, nu: Tijdstip): Goedkeuring | undefined {
  if (voorgesteld === undefined) return undefined;
  const then = planVan(gegevens, voorgesteld).tijdvak.tijdvakId;
  return planVan(gegevens, { ...voorgesteld, besloten: nu }).tijdvak.tijdvakId === then ? voorgesteld : undefined;
}
