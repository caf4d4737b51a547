import type { Bevinding } from '../aanmelding/controle.ts';
import type { TijdvakId } from '../ids.ts';
import { dayAndDate, tijdvakName } from '../kalender/nederlands.ts';
import { addDays, type Datum } from '../kalender/tijd.ts';
import { type Tijdvak, tijdvakById } from '../kalender/tijdvak.ts';
import { werkdagOnOrBefore } from '../kalender/werkdag.ts';

// Locking a run in Nmbrs: until when, and how. An exchange starts between five and seven in the morning, before an office is at work.

/**
 * The last day on which a run can be locked for the exchange of this date: the working day before it. When that day has passed
 * (`vandaag` is in the weekend between) the last day of all, on which few will be at work.
 */
export function laatsteVergrendeldag(uitwisseling: Datum, vandaag?: Datum): Datum {
  const dagErvoor = addDays(uitwisseling, -1);
  const werkdag = werkdagOnOrBefore(dagErvoor);
  return vandaag !== undefined && werkdag < vandaag ? dagErvoor : werkdag;
}

/** What the office has to do before an exchange; nothing on the day itself, when it is too late for it. */
export function vergrendelZin(
  { tijdvakId, datum }: { readonly tijdvakId: TijdvakId; readonly datum: Datum },
  vandaag?: Datum,
): string | undefined {
  const dag = laatsteVergrendeldag(datum, vandaag);
  if (vandaag !== undefined && dag < vandaag) return undefined;
  return `Vergrendel de run van ${tijdvakName(tijdvakById(tijdvakId))} in Nmbrs uiterlijk ${dayAndDate(dag)}.`;
}

/** The click path in Nmbrs. */
export const vergrendelStappen = (tijdvak: Tijdvak): readonly string[] => [
  'Ga in Nmbrs naar het bedrijf en open het tabblad Loonopdracht.',
  `Klik bij de run van ${tijdvakName(tijdvak)} op het blokje achter «Salarisrun vergrendelen» en bevestig dat. Is de run er nog niet, verwerk hem dan eerst.`,
];

/** What else can be the matter. */
export const GEEN_RUN_MEER =
  'Komt er over dit tijdvak geen run, laat dat dan aan a.s.r. weten: wij slaan het tijdvak dan over.';

/** What the office has to do while an exchange waits for its run. */
export const vergrendelNu = (tijdvakId: TijdvakId): Pick<Bevinding, 'tekst' | 'stappen'> => {
  const tijdvak = tijdvakById(tijdvakId);
  return {
    tekst: `Wij wachten op de run van ${tijdvakName(tijdvak)}: die is in Nmbrs nog niet vergrendeld.`,
    stappen: [...vergrendelStappen(tijdvak), GEEN_RUN_MEER],
  };
};
