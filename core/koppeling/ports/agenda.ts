import type { KoppelingId, TijdvakId } from '../../ids.ts';
import type { Datum, Kloktijd } from '../../kalender/tijd.ts';

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
  /**
   * What is planned for the koppeling, also after its moment has passed. `undefined`: nothing, or something that would not
   * start an exchange as `plan` makes it (switched off, or calling something else).
   */
  find(koppelingId: KoppelingId): Promise<Afspraak | undefined>;
  /** Nothing there is fine. */
  cancel(koppelingId: KoppelingId): Promise<void>;
}
