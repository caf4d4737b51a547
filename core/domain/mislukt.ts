import { aanroepNietActief } from './rechten.ts';

/** Why an exchange ended without a delivery, as a person of a.s.r. reads it; what is not here is only known by its code. */
const REDENEN: Readonly<Record<string, string>> = {
  'States.Timeout': 'niet alle gegevens konden binnen een dag worden opgehaald',
  'inloggegevens-ongeldig': 'Nmbrs accepteert de API-token niet meer',
  'inloggegevens-weg': 'de inloggegevens zijn er niet meer',
  'levering-afgekeurd': 'a.s.r. heeft de levering afgekeurd',
  'vrijgave-verlopen': 'over de vastgehouden levering is niet binnen 30 dagen besloten',
  'rapport-mislukt': 'Nmbrs kon het rapport met looncodes twee keer niet maken',
};

/**
 * The reason and, in brackets, the code under which the runbook and the log know it. `fout` is the code, or the name of the error,
 * that ended the machine.
 */
export function redenVan(fout: string): string {
  const aanroep = aanroepNietActief(fout);
  const reden = aanroep === undefined ? REDENEN[fout] : `het recht ${aanroep} staat in Nmbrs niet op Active`;
  return reden === undefined ? fout : `${reden} (${fout})`;
}
