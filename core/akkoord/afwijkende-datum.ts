import type { Veldfout } from '../invoer/probleem.ts';
import { dayAndDate, longDate, tijdvakName } from '../kalender/nederlands.ts';
import type { UitwisselPlan } from '../kalender/planning.ts';
import { addDays, type Datum } from '../kalender/tijd.ts';
import { isWerkdag, nextWerkdag, werkdagOnOrBefore } from '../kalender/werkdag.ts';

/** How long after the filing deadline an assessor may put the first exchange, in calendar days. INFERRED. */
const DAYS_AFTER_DEADLINE = 30;

/**
 * What is wrong with another date for the first exchange than the plan gives, or `undefined`. It must be a working day
 * after today and after the period's end (before that there is no final data), at most 30 days after the filing deadline.
 */
export function bezwaarTegen(
  datum: Datum,
  { tijdvak, deadline }: UitwisselPlan,
  vandaag: Datum,
): Omit<Veldfout, 'veld'> | undefined {
  const vroegste = nextWerkdag(tijdvak.eind > vandaag ? tijdvak.eind : vandaag);
  const laatste = werkdagOnOrBefore(addDays(deadline, DAYS_AFTER_DEADLINE));
  const ruimte = `Kies een werkdag van ${dayAndDate(vroegste)} tot en met ${dayAndDate(laatste)}.`;
  if (datum <= vandaag) return { code: 'datum-voorbij', tekst: `De datum moet na vandaag liggen. ${ruimte}` };
  if (datum <= tijdvak.eind) {
    const tekst = `De eerste uitwisseling gaat over ${tijdvakName(tijdvak)}, en dat tijdvak loopt tot en met ${longDate(tijdvak.eind)}. ${ruimte}`;
    return { code: 'datum-te-vroeg', tekst };
  }
  if (datum > addDays(deadline, DAYS_AFTER_DEADLINE)) {
    const tekst = `De datum ligt meer dan ${DAYS_AFTER_DEADLINE} dagen na de uiterste aangiftedatum van ${longDate(deadline)}. ${ruimte}`;
    return { code: 'datum-te-laat', tekst };
  }
  if (isWerkdag(datum)) return undefined;
  return { code: 'geen-werkdag', tekst: `${longDate(datum)} is geen werkdag. ${ruimte}` };
}
