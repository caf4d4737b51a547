import type { Logboek } from '../../core/ports/logboek.ts';
import type { PayrollGateway } from '../../core/ports/payroll.ts';
import { createNmbrsGateway } from '../nmbrs/payroll.ts';
import { readNumber, readSetting } from '../node/environment.ts';

/** Nmbrs, at the address and within the share of calls that the function's environment gives; one log line per call. */
export const deployedNmbrs = (logboek: Logboek, limits: { readonly deadlineMs?: number } = {}): PayrollGateway =>
  createNmbrsGateway({
    ...limits,
    baseUrl: readSetting('NMBRS_BASE_URL'),
    callsPerSecond: readNumber('NMBRS_CALLS_PER_SECOND'),
    callsInFlight: readNumber('NMBRS_CALLS_IN_FLIGHT'),
    onCall: (call) => logboek.info('nmbrs.aanroep', call),
  });
