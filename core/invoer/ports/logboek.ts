/** What can be logged; each code has its one sentence in the adapter. */
export type LogCode =
  | 'http.beantwoord'
  | 'bulk.rij-mislukt'
  | 'stap.gedaan'
  | 'stap.mislukt'
  | 'controle.gestaakt'
  | 'deel.gedaan'
  | 'deel.mislukt'
  | 'deel.afgekeurd'
  | 'nazorg.gedaan'
  | 'nazorg.mislukt'
  | 'login.geweigerd'
  | 'login.afgeremd'
  | 'nmbrs.aanroep'
  | 'bericht.onzeker'
  | 'bericht.geweigerd'
  | 'bericht.begrensd'
  | 'bericht.alsnog'
  | 'bericht.opgegeven'
  | 'aanvragen.begrensd'
  | 'aanvragen.te-druk'
  | 'aanvragen.nagelopen'
  | 'aanvragen.mislukt'
  | 'bezorging.genoteerd'
  | 'bezorging.mislukt'
  | 'levering.niet-ontvangen'
  | 'naloop.gedaan'
  | 'naloop.hersteld'
  | 'naloop.niet-bekeken'
  | 'naloop.mislukt';

/** What a log line may carry beside its code: ids, codes, counts and times; never free text from outside. */
export interface LogFields {
  readonly aanmeldingId?: string;
  readonly aanvraagId?: string;
  readonly uitwisselingId?: string;
  readonly koppelingId?: string;
  readonly verzoekId?: string;
  readonly deel?: number;
  readonly stap?: string;
  readonly uitkomst?: string;
  readonly fout?: string;
  readonly foutcode?: string;
  readonly aanroep?: string;
  readonly statusCode?: number;
  readonly ms?: number;
  readonly tellingen?: Readonly<Record<string, number>>;
}

/** A log whose lines are a catalogue: never an event, a body or an error object whole. */
export interface Logboek {
  info(code: LogCode, fields?: LogFields): void;
  error(code: LogCode, fields?: LogFields): void;
}
