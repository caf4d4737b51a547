import type { PayrollAnswer } from '../../core/nmbrs/ports/payroll.ts';
import { isOfTheCall } from '../../core/nmbrs/ports/payroll-errors.ts';
import { isOfTheAccount } from './faults.ts';

/**
 * The answer of a call that nobody is asked to activate, or that of another in its place: whatever comes of it but a refusal of
 * the login or a limit of our own means that it is not to be had.
 */
export async function orElse<T>(
  optional: Promise<PayrollAnswer<T>>,
  otherwise: () => Promise<PayrollAnswer<T>>,
): Promise<PayrollAnswer<T>> {
  try {
    const answer = await optional;
    if (answer.ok || isOfTheAccount(answer.refusal.code)) return answer;
  } catch (error) {
    if (!isOfTheCall(error)) throw error;
  }
  return otherwise();
}
