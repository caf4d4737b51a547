import type { Logboek, LogCode, LogFields } from '../../core/invoer/ports/logboek.ts';

/** The sentences that the log may hold, each with its stable code. */
const SENTENCES = {
  'http.beantwoord': 'An HTTP request was answered',
  'bulk.rij-mislukt': 'A row of a bulk sign-up could not be handled now',
  'stap.gedaan': 'A step of a state machine was done',
  'stap.mislukt': 'A step of a state machine failed',
  'controle.gestaakt': 'A controle or realisatie came to no end at Nmbrs and was given up',
  'deel.gedaan': 'A part of an exchange was handled',
  'deel.mislukt': 'A part of an exchange failed',
  'deel.afgekeurd': 'A part of an exchange cannot be done and was put aside for a person',
  'nazorg.gedaan': 'A sign-up was looked at afterwards',
  'nazorg.mislukt': 'A sign-up could not be looked at afterwards',
  'login.geweigerd': 'Nmbrs refused a login that an office gave',
  'login.afgeremd': 'A login waits before it is tried, because many were refused',
  'nmbrs.aanroep': 'Nmbrs was called',
  'bericht.onzeker': 'A mail may or may not have been sent; it is not sent again',
  'bericht.geweigerd': 'The mail service refused a mail',
  'bericht.begrensd': 'A mail was not sent: its address was never confirmed, and has had its share of today',
  'bericht.alsnog': 'Who did not get a mail that was refused was mailed how it is now',
  'bericht.opgegeven': 'A mail was refused, and so was what was mailed in its place; nothing more is tried',
  'aanvragen.begrensd': 'A sign-up was refused: its sender has as many that wait for a confirmation as one may have',
  'aanvragen.te-druk': 'A sign-up was refused: more of them wait for a confirmation than can be kept',
  'aanvragen.nagelopen': 'The requests that wait for a confirmation were looked at',
  'aanvragen.mislukt': 'A request that waits for a confirmation could not be looked at',
  'bezorging.genoteerd': 'A report on a mail was noted',
  'bezorging.mislukt': 'A report on a mail could not be noted',
  'levering.niet-ontvangen': 'A delivered data set was not taken in time',
  'naloop.gedaan': 'A part of the koppelingen was looked at',
  'naloop.hersteld': 'Something of a koppeling was lost, and was mended',
  'naloop.niet-bekeken': 'Whether the runs of a koppeling changed could not be seen; tomorrow again',
  'naloop.mislukt': 'A koppeling could not be looked at',
} as const satisfies Readonly<Record<LogCode, string>>;

/**
 * One line of JSON per entry on standard output, as it is: `console` would have Lambda wrap the line in one of its own.
 * `level` is the name by which Lambda filters.
 */
export function createLogboek(functionName: string): Logboek {
  const write = (level: 'INFO' | 'ERROR', code: LogCode, fields: LogFields = {}): void => {
    const line = { level, message: SENTENCES[code], timestamp: new Date().toISOString(), service: functionName, code };
    process.stdout.write(`${JSON.stringify({ ...line, ...fields })}\n`);
  };
  return {
    info: (code, fields) => write('INFO', code, fields),
    error: (code, fields) => write('ERROR', code, fields),
  };
}
