import type { BedrijfId } from '../ids.ts';
import type { Guid } from '../invoer/guid.ts';
import type { PayrollWerknemers } from './ports/payroll.ts';
import { isOfTheCall, isOutOfTime } from './ports/payroll-errors.ts';

/**
 * The GUIDs of the company, or of its employees, by their numbers: by them the API that replaces this one knows the same records, and
 * when this one is gone nobody can be asked. The call is optional and no step stops on it: whatever comes of it but what is of our
 * own means that they are not told now, and they are asked for again by the next exchange.
 */
export async function askRestSleutels(
  payroll: Pick<PayrollWerknemers, 'listRestSleutels'>,
  bedrijfId: BedrijfId,
  soort: 'bedrijf' | 'werknemer',
): Promise<ReadonlyMap<number, Guid>> {
  try {
    const answer = await payroll.listRestSleutels(bedrijfId, soort);
    return new Map(answer.ok ? answer.value.map(({ nummer, guid }) => [nummer, guid]) : []);
  } catch (error) {
    if (isOfTheCall(error) || isOutOfTime(error)) return new Map();
    throw error;
  }
}
