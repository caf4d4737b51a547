import type { KoppelingId } from '../domain/koppeling.ts';
import type { Datum, Kloktijd } from '../domain/tijd.ts';
import type { TijdvakId } from '../domain/tijdvak.ts';

/** The one planned start of a koppeling's next exchange. */
export interface Afspraak {
  readonly koppelingId: KoppelingId;
  readonly tijdvakId: TijdvakId;
  /** Dutch calendar date and wall clock time. */
  readonly datum: Datum;
  readonly tijd: Kloktijd;
}

/** Schedules: at most one per koppeling, planning again replaces it. Throws `Transient` when out of reach. */
export interface Agenda {
  plan(afspraak: Afspraak): Promise<void>;
  /** Nothing there is fine. */
  cancel(koppelingId: KoppelingId): Promise<void>;
}
