import { Logger } from '@aws-lambda-powertools/logger';
import type { Logboek, LogCode } from '../../core/ports/logboek.ts';

/** The sentences that the log may hold, each with its stable code. */
const SENTENCES = {
  'http.beantwoord': 'An HTTP request was answered',
  'bulk.rij-mislukt': 'A row of a bulk sign-up could not be handled now',
  'stap.gedaan': 'A step of a state machine was done',
  'stap.mislukt': 'A step of a state machine failed',
  'deel.gedaan': 'A part of an exchange was handled',
  'deel.mislukt': 'A part of an exchange failed',
  'nazorg.gedaan': 'A sign-up was looked at afterwards',
  'nazorg.mislukt': 'A sign-up could not be looked at afterwards',
  'nmbrs.aanroep': 'Nmbrs was called',
  'bericht.onzeker': 'A mail may or may not have been sent; it is not sent again',
  'bericht.geweigerd': 'The mail service refused a mail',
  'bezorging.genoteerd': 'A report on a mail was noted',
  'bezorging.mislukt': 'A report on a mail could not be noted',
} as const satisfies Readonly<Record<LogCode, string>>;

/** One line of JSON per entry on standard output. */
export function createLogboek(functionName: string): Logboek {
  const logger = new Logger({ serviceName: functionName, logLevel: 'INFO' });
  return {
    info: (code, fields = {}) => logger.info(SENTENCES[code], { code, ...fields }),
    error: (code, fields = {}) => logger.error(SENTENCES[code], { code, ...fields }),
  };
}
