import type { Datum } from '../kalender/tijd.ts';
import type { Salaris, SalarisRegel } from './gegevensset.ts';
import { laatsteIn } from './historie.ts';

/** The salary that is current on a day, by the rule for histories. INFERRED (facts on Salary_GetAll_AllEmployeesByCompany). */
export function salarisOn(regels: readonly SalarisRegel[], peildatum: Datum): Salaris | undefined {
  const rows = regels.map(({ aangemaaktOp, ...waarde }) => ({ begin: waarde.ingangsdatum, aangemaaktOp, waarde }));
  return laatsteIn(rows, { begin: peildatum, eind: peildatum });
}

/** Whether it is paid by the hour, gross or net. */
export const isUurloon = ({ soort }: Salaris): boolean => soort.includes('uurloon');
