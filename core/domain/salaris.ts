import type { Salaris, SalarisRegel } from './gegevensset.ts';
import type { Datum } from './tijd.ts';

/**
 * The salary that is current on a day: the row with the greatest start date on or before it; of rows with one start date
 * the one that was entered last. A row without a start date counts as the oldest. INFERRED (facts on
 * Salary_GetAll_AllEmployeesByCompany).
 */
export function salarisOn(regels: readonly SalarisRegel[], peildatum: Datum): Salaris | undefined {
  const current = regels
    .filter(({ ingangsdatum }) => ingangsdatum === undefined || ingangsdatum <= peildatum)
    .sort((a, b) => compare(a.ingangsdatum, b.ingangsdatum) || compare(a.aangemaaktOp, b.aangemaaktOp))
    .at(-1);
  if (current === undefined) return undefined;
  const { aangemaaktOp, ...salaris } = current;
  return salaris;
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
