import { Defect, Transient, Unclear } from '../errors.ts';
import type { PayrollToets, ProbeVoorbeeld } from '../nmbrs/ports/payroll.ts';
import { Recht, type RechtUitslag } from '../nmbrs/rechten.ts';

/** One after the other: a probe that fails leaves no calls behind, and a login that was shut meanwhile is not tried on. */
export async function probeAll(payroll: PayrollToets, voorbeeld: ProbeVoorbeeld): Promise<readonly RechtUitslag[]> {
  const rechten: RechtUitslag[] = [];
  for (const recht of Recht.options) rechten.push(await payroll.probe(recht, voorbeeld));
  return rechten;
}

/** Nobody needs these calls, so that a hold-up in one of them holds up no aanmelding; a login that was shut meanwhile does. */
export async function unlessHeldUp<T>(probe: () => Promise<T>): Promise<T | undefined> {
  try {
    return await probe();
  } catch (error) {
    if (error instanceof Transient || error instanceof Unclear || error instanceof Defect) return undefined;
    throw error;
  }
}
