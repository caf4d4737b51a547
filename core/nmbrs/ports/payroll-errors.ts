import { Defect, Transient, Unclear } from '../../errors.ts';
import type { PayrollRefusal } from './payroll.ts';

/** Refusals of the login itself: each other call gets the same, and the office must act first. */
type LoginReden = Extract<PayrollRefusal['reden'], 'inloggegevens-ongeldig' | 'geen-abonnement' | 'domein-onbekend'>;

export const isOfTheLogin = (reden: PayrollRefusal['reden']): reden is LoginReden =>
  reden === 'inloggegevens-ongeldig' || reden === 'geen-abonnement' || reden === 'domein-onbekend';

/** Hold-ups of our own: the rate of the process and of all of them, the circuit, the time that the function has left. */
const OUR_OWN: readonly string[] = ['nmbrs-druk', 'nmbrs-circuit-open', 'tijd-bijna-op'];

/** The function has no time left for the call: another execution of it may. */
export const isOutOfTime = (error: unknown): error is Transient =>
  error instanceof Transient && error.code === 'tijd-bijna-op';

/**
 * Whether an error that the payroll port threw tells something of the call that was made. Who can do without that call does; what is
 * of our own, or of AWS, would come of any other call too. `Refused` is no such error: it tells of the login.
 */
export function isOfTheCall(error: unknown): error is Transient | Unclear | Defect {
  if (!(error instanceof Transient || error instanceof Unclear || error instanceof Defect)) return false;
  return error.code.startsWith('nmbrs-') && !OUR_OWN.includes(error.code);
}
