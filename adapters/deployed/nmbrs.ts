import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import type { PayrollGateway } from '../../core/nmbrs/ports/payroll.ts';
import { Werk } from '../../core/nmbrs/tarief.ts';
import { createDynamoClient } from '../aws/clients.ts';
import { createTarief } from '../aws/tarief.ts';
import { createNmbrsGateway } from '../nmbrs/payroll.ts';
import { readNumber, readSetting } from '../node/environment.ts';
import { remainingMs } from '../node/remaining-time.ts';

/** Nmbrs, at the address that the function's environment gives and within the rate of the whole system; one log line per call. */
export const deployedNmbrs = (logboek: Logboek, limits: { readonly deadlineMs?: number } = {}): PayrollGateway =>
  createNmbrsGateway({
    ...limits,
    baseUrl: readSetting('NMBRS_BASE_URL'),
    tarief: createTarief({
      client: createDynamoClient(),
      tableName: readSetting('TABLE_NAME'),
      callsPerSecond: readNumber('NMBRS_CALLS_PER_SECOND'),
      werk: Werk.parse(readSetting('NMBRS_WERK')),
      now: Date.now,
    }),
    callsInFlight: readNumber('NMBRS_CALLS_IN_FLIGHT'),
    remainingMs,
    onCall: (call) => logboek.info('nmbrs.aanroep', call),
  });
