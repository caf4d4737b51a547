import { Logger } from '@aws-lambda-powertools/logger';

/** The sentences that the log may hold, each with its stable code. */
const SENTENCES = {
  'http.beantwoord': 'An HTTP request was answered',
  'stap.gedaan': 'A step of a state machine was done',
  'stap.mislukt': 'A step of a state machine failed',
  'deel.gedaan': 'A part of an exchange was handled',
  'deel.mislukt': 'A part of an exchange failed',
  'nmbrs.aanroep': 'Nmbrs was called',
  'bericht.onzeker': 'A mail may or may not have been sent; it is not sent again',
  'bericht.geweigerd': 'The mail service refused a mail',
} as const;

export type LogCode = keyof typeof SENTENCES;

/** What a log line may carry beside its code: ids, codes, counts and times; never free text from outside. */
export interface LogFields {
  readonly aanmeldingId?: string;
  readonly uitwisselingId?: string;
  readonly koppelingId?: string;
  readonly deel?: number;
  readonly stap?: string;
  readonly uitkomst?: string;
  readonly fout?: string;
  readonly foutcode?: string;
  readonly aanroep?: string;
  readonly statusCode?: number;
  readonly ms?: number;
}

/** A log whose lines are a catalogue: never an event, a body or an error object whole. */
export interface Logboek {
  info(code: LogCode, fields?: LogFields): void;
  error(code: LogCode, fields?: LogFields): void;
}

/** One line of JSON per entry on standard output. */
export function createLogboek(functionName: string): Logboek {
  const logger = new Logger({ serviceName: functionName, logLevel: 'INFO' });
  return {
    info: (code, fields = {}) => logger.info(SENTENCES[code], { code, ...fields }),
    error: (code, fields = {}) => logger.error(SENTENCES[code], { code, ...fields }),
  };
}
