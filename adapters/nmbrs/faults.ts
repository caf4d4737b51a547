import type { PayrollRefusal } from '../../core/nmbrs/ports/payroll.ts';
import { isOfTheLogin } from '../../core/nmbrs/ports/payroll-errors.ts';
import { defect, holdUp, senseless, type Trouble, unclear } from './soap/trouble.ts';

/** Faults that only a person can lift, by the vendor's code (facts: section 3). */
const REDEN_BY_CODE: ReadonlyMap<string, PayrollRefusal['reden']> = new Map([
  ['1001', 'inloggegevens-ongeldig'],
  ['1004', 'geen-abonnement'],
  ['2043', 'domein-onbekend'],
  ['1002', 'recht-niet-actief'],
  ['1003', 'geen-toegang'],
  ['2003', 'geen-toegang'],
  ['2004', 'geen-toegang'],
  ['2009', 'geen-toegang'],
  ['2006', 'tijdvak-ongeldig'],
  ['2046', 'niet-gevonden'],
]);

/** `9999 Unkown` and `1006 Generic Login Security Failure`: trying again tends to solve them. */
const HOLD_UP_CODES: ReadonlySet<string> = new Set(['9999', '1006']);

/** The background task is unknown, belongs to another, or gave no valid result: it must be started again. */
const TASK_LOST_CODES: ReadonlySet<string> = new Set(['2019', '2020', '2021']);

export const redenOf = (code: string | undefined): PayrollRefusal['reden'] | undefined =>
  code === undefined ? undefined : REDEN_BY_CODE.get(code);

/** A refusal of the whole account: every other call of this login gets the same, and none tells anything else. */
export function isOfTheAccount(code: string | undefined): boolean {
  const reden = redenOf(code);
  return reden !== undefined && isOfTheLogin(reden);
}

export const isTaskLost = (code: string | undefined): boolean => code !== undefined && TASK_LOST_CODES.has(code);

/** The hold-up that a fault stands for, if it is one. */
export function holdUpOf(code: string | undefined): Trouble | undefined {
  return code !== undefined && HOLD_UP_CODES.has(code)
    ? holdUp(`nmbrs-${code}`, `fault ${code}, which tends to pass`)
    : undefined;
}

/** Of writing and of single sign-on: Nmbrs means it, and says it again each time. */
const NEVER_OURS: ReadonlySet<string> = new Set([
  ...['2001', '2002', '2042'],
  ...['2011', '2012', '2013', '2014', '2015', '2016', '2017', '2018'],
]);

/**
 * A fault that this system has no meaning for. Its text is not kept: it may hold anything. A number that the vendor does not list
 * may be of its database (`1205:` is a deadlock there), so that it says no more than a fault without a code.
 */
export function unknownFault(code: string | undefined): Trouble {
  if (code === undefined) return senseless('nmbrs-fault', 'a fault without a code');
  const reason = `fault ${code}, which this call should never give`;
  return NEVER_OURS.has(code) || isTaskLost(code) ? defect(`nmbrs-${code}`, reason) : unclear(`nmbrs-${code}`, reason);
}
